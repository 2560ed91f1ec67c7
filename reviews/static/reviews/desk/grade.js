// The grade panel: how long the headline is, how the explanation will look, and what a proposal still lacks.
import { ask } from "./ask.js";
import { element, say } from "./say.js";

/** Rate by the number of the step, from 1. */
export function rate(form, number) {
    const choice = form.querySelectorAll(".desk-grading .desk-ratings input[type=radio]")[number - 1];
    if (!choice) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
    say(`Rated: ${choice.labels[0].querySelector("strong").textContent}.`);
}

/** Wire the counter and the preview. */
export function startGrade(form) {
    const headline = form.elements.headline;
    const counter = document.getElementById("desk-counter");
    const count = () => {
        const length = [...headline.value].length;
        counter.textContent = `${length} of ${counter.dataset.most}`;
        counter.classList.toggle("desk-over", length > Number(counter.dataset.most));
    };
    counter.hidden = false;
    headline.addEventListener("input", count);
    count();

    const button = document.getElementById("desk-preview");
    button.hidden = false;
    button.addEventListener("click", () => togglePreview(form));
    let timer;
    form.elements.explanation.addEventListener("input", () => {
        clearTimeout(timer);
        if (button.getAttribute("aria-expanded") === "true") timer = setTimeout(() => fetchPreview(form), 400);
    });
}

/** Show or hide the explanation as readers will see it. */
export async function togglePreview(form) {
    const button = document.getElementById("desk-preview");
    const opens = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(opens));
    button.textContent = opens ? "Hide preview" : "Preview";
    document.getElementById("desk-previewed").hidden = !opens;
    if (opens) await fetchPreview(form);
}

async function fetchPreview(form) {
    const answer = await ask(form.dataset.previewUrl, { explanation: form.elements.explanation.value });
    // Cleaned by the desk: reviews/prose.py.
    document.getElementById("desk-previewed").innerHTML = answer.ok ? answer.html : "";
    if (!answer.ok) document.getElementById("desk-previewed").textContent = answer.message;
}

/** Show the checklist as the desk found it with the last save. */
export function showChecks(checks) {
    const list = document.getElementById("desk-checks");
    const before = list.querySelectorAll(".desk-unmet").length;
    list.replaceChildren(...checks.map(({ name, label, met, problems }) => {
        const item = element("li", "", { "data-name": name, class: met ? "desk-met" : "desk-unmet" });
        item.append(element("span", met ? "Done: " : "To do: ", { class: "visually-hidden" }), label);
        item.append(...problems.map((words) => element("span", words, { class: "desk-quiet" })));
        return item;
    }));
    const left = checks.filter(({ met }) => !met).length;
    if (left === 0 && before > 0) say("Nothing is missing: it can be proposed.");
}
