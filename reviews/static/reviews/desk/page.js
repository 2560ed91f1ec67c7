// The desk's pages: each part is wired where the page has it. Without scripts the forms work the same.
import { token } from "./ask.js";
import { startCanned } from "./canned.js";
import { Draft } from "./draft.js";
import { startEvidence } from "./evidence.js";
import { showChecks, startGrade } from "./grade.js";
import { startKeys } from "./keys.js";
import { keepLease } from "./lease.js";
import { say } from "./say.js";

const form = document.getElementById("desk-form");

startKeys(form);
if (form) keepPanelInSight(form.querySelector(".desk-columns"));
if (form?.hasAttribute("data-grading")) {
    const draft = new Draft(form, ({ checks }) => showChecks(checks));
    startEvidence(form);
    startGrade(form);
    startCanned(form);
    keepLease(form, (answer) => draft.lost(answer));
    saveBeforeEveryButton(draft);
    form.querySelector("button[value=save_draft]")?.remove();
} else if (form?.dataset.heartbeatUrl) keepLease(form, ({ message }) => say(message));

/** A button goes to the desk only once the words are there; a field that cannot be read is marked by the desk. */
function saveBeforeEveryButton(draft) {
    let goes = false;
    form.addEventListener("submit", async (event) => {
        if (goes) return;
        event.preventDefault();
        const { submitter } = event;
        const saved = (await draft.save()) || (!draft.problem && (await draft.save()));
        if (!saved && draft.problem !== "unreadable") return;
        goes = true;
        token();
        // A form that is still being submitted ignores another submission: with nothing to save, we are still in it.
        setTimeout(() => form.requestSubmit(submitter));
    });
}

/** The panel at the right ends where the window ends, however far the page is scrolled. */
function keepPanelInSight(columns) {
    const measure = () => columns.style.setProperty("--desk-top", `${Math.max(columns.getBoundingClientRect().top, 8)}px`);
    window.addEventListener("scroll", measure, { passive: true });
    new ResizeObserver(measure).observe(document.body);
    measure();
}
