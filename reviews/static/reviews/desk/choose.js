// Shows two texts side by side, where they differ, and lets the person choose.
import { differing, inWords, nameOf } from "./fields.js";
import { element } from "./say.js";

/** `ways` are [label, act] pairs; closing the dialog by Esc changes nothing. */
export function chooseText(form, { why, mine, theirs, ways }) {
    const dialog = document.getElementById("desk-conflict");
    document.getElementById("desk-conflict-why").textContent = why;
    const names = differing(form, mine.fields, theirs.fields);
    show("desk-mine", form, names, mine);
    show("desk-theirs", form, names, theirs);
    document.getElementById("desk-conflict-ways").replaceChildren(...ways.map(([label, act]) => {
        const button = element("button", label, { type: "button", class: "button" });
        button.addEventListener("click", () => { dialog.close(); act(); });
        return button;
    }));
    if (!dialog.open) dialog.showModal();
}

function show(id, form, names, { title, fields }) {
    document.getElementById(`${id}-title`).textContent = title;
    const rows = names.flatMap((name) => [
        element("dt", nameOf(form, name)),
        element("dd", inWords(form, name, fields) || "(empty)"),
    ]);
    document.getElementById(id).replaceChildren(...(rows.length ? rows : [element("dt", "The same in both")]));
}
