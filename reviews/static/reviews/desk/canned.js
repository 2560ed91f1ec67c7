// “Begin with …”: puts an explanation that the desk keeps where the cursor stands in the field.
import { say } from "./say.js";

/** Wire the choice, where the desk has any. */
export function startCanned(form) {
    const choice = document.getElementById("desk-canned");
    if (!choice) return;
    choice.closest(".desk-canned").hidden = false;
    choice.addEventListener("change", () => {
        const text = choice.selectedOptions[0].dataset.text;
        choice.selectedIndex = 0;
        if (text) insert(form.elements.explanation, text);
    });
}

/** The text replaces what is selected; its first … is selected then, to be filled in. */
function insert(field, text) {
    const at = field.selectionStart;
    field.setRangeText(text, at, field.selectionEnd, "end");
    const gap = text.indexOf("…");
    if (gap >= 0) field.setSelectionRange(at + gap, at + gap + 1);
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say("The text is in the explanation.");
}
