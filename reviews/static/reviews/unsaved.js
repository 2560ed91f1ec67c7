// Asks before leaving a grade that was typed and not saved. Without scripts the page works the same, unasked.
"use strict";

for (const form of document.querySelectorAll("form[data-unsaved-warning]")) {
    let unsaved = document.querySelector(".desk-refusal") !== null;
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
    window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
}
