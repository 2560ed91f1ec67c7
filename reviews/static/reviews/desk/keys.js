// Single keys. They rest while somebody types, with modifiers, under a dialog, and where they are switched off.
import { cite, step } from "./evidence.js";
import { rate, togglePreview } from "./grade.js";
import { say } from "./say.js";

const OFF = "claimtracker.keys.off";
const TYPING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";

/** Wire the keys of a page; `form` is the claim's form, where there is one. */
export function startKeys(form) {
    const dialog = document.getElementById("desk-keys");
    const on = document.getElementById("desk-keys-on");
    on.checked = stored() !== "1";
    on.addEventListener("change", () => store(on.checked ? "" : "1"));
    for (const button of document.querySelectorAll("[data-close]")) {
        button.addEventListener("click", () => button.closest("dialog").close());
    }
    const help = document.getElementById("desk-help");
    if (help) {
        help.hidden = false;
        help.addEventListener("click", () => dialog.showModal());
    }
    document.getElementById("desk-add")?.addEventListener("click", addEvidence);
    document.addEventListener("keydown", (event) => {
        if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event, form);
        if (event.key === "Escape" && event.target.matches(TYPING)) return leave(event);
        if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPING)) return;
        if (event.key === "?") return act(event, () => dialog.showModal());
        if (!on.checked) return;
        const meant = meaning(event, form);
        if (meant) act(event, meant);
    });
}

function meaning(event, form) {
    const inEvidence = event.target.matches(".desk-finding");
    switch (event.key) {
        case "j": return () => step(1);
        case "k": return () => step(-1);
        case "ArrowDown": return inEvidence && (() => step(1));
        case "ArrowUp": return inEvidence && (() => step(-1));
        case "n": return next;
        case "/": return () => document.getElementById("desk-search")?.focus();
    }
    if (!form) return null;
    if (form.hasAttribute("data-grading")) {
        if (/^[1-9]$/.test(event.key)) return () => rate(form, Number(event.key));
        switch (event.key) {
            case "c": return cite;
            case "h": return () => form.elements.headline.focus();
            case "x": return () => form.elements.explanation.focus();
            case "p": return () => togglePreview(form);
            case "e": return document.getElementById("desk-add") && addEvidence;
        }
    }
    const target = /^[a-z]$/.test(event.key) && form.querySelector(`[data-press="${event.key}"]`);
    return target && (() => press(target));
}

function act(event, meant) {
    event.preventDefault();
    meant();
}

/** A button is pressed, a reason's field opened. To publish cannot be taken back, so its button is only focused. */
function press(target) {
    if (target.matches("details")) {
        target.open = true;
        target.querySelector("textarea").focus();
    } else if (target.value === "approve") {
        target.focus();
        say("Press Enter to approve and publish.");
    } else target.click();
}

function next() {
    const button = document.querySelector("[data-next]");
    if (button) button.click();
    else say("Propose or skip this claim first.");
}

function addEvidence() {
    document.getElementById("desk-add-evidence").showModal();
}

/** Ctrl or ⌘ with Enter sends the reason that is being written, else the proposal. */
function send(event, form) {
    const reason = event.target.closest?.(".desk-actions details, [data-sends]");
    const button = reason?.querySelector("button[type=submit]") ?? form?.querySelector("button[value=propose]");
    if (button) act(event, () => button.click());
}

function leave(event) {
    const piece = event.target.closest(".desk-finding") ?? document.getElementById("work");
    if (piece) act(event, () => piece.focus({ preventScroll: true }));
}

function stored() {
    try {
        return localStorage.getItem(OFF);
    } catch {
        return null;
    }
}

function store(value) {
    try {
        localStorage.setItem(OFF, value);
    } catch {
        // Without storage the keys are on again with the next page.
    }
}
