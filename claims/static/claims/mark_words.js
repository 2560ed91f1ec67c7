// Words that are selected in the article's text fill the form below it. Without scripts they are pasted there.
"use strict";

{
    const text = document.getElementById("article-text");
    const panel = document.getElementById("mark-words");
    const keyboard = document.querySelector(".mark-keyboard");
    const status = panel.querySelector(".marked");
    const field = (name) => document.getElementById(`add-claim-${name}`);

    // The numbers that stand behind marked claims are the page's, not the article's.
    const wordsOf = (range) => {
        const copy = range.cloneContents();
        for (const number of copy.querySelectorAll("sup")) number.remove();
        return copy.textContent;
    };
    // The article counts code points, as Python does; a string of the browser counts UTF-16 units.
    const codePoints = (words) => [...words].length;

    const selected = () => {
        const selection = document.getSelection();
        if (!selection.rangeCount || selection.isCollapsed) return null;
        const range = selection.getRangeAt(0);
        if (!text.contains(range.commonAncestorContainer)) return null;
        const before = document.createRange();
        before.selectNodeContents(text);
        before.setEnd(range.startContainer, range.startOffset);
        const words = wordsOf(range);
        const start = codePoints(wordsOf(before));
        return words.trim() ? { words, start, end: start + codePoints(words) } : null;
    };

    const show = () => {
        const found = selected();
        if (!found) return;
        field("exact").value = found.words;
        field("text").value = found.words.trim().replace(/\s+/g, " ");
        field("start").value = found.start;
        field("end").value = found.end;
        panel.open = true;
        panel.classList.add("has-words");
        status.textContent = `Marked: “${found.words.trim()}”.`;
    };

    let waiting;
    document.addEventListener("selectionchange", () => {
        clearTimeout(waiting);
        waiting = setTimeout(show, 150);
    });
    // Words typed by hand stand where they stand: the server looks for them.
    field("exact").addEventListener("input", () => {
        field("start").value = "";
        field("end").value = "";
    });

    // A caret in a text that nobody can change: browsers have one in editable text only.
    const button = keyboard.querySelector("button");
    const setCaret = (on) => {
        button.setAttribute("aria-pressed", String(on));
        if (!on) {
            for (const name of ["contenteditable", "role", "aria-readonly", "aria-multiline", "aria-label", "spellcheck"]) {
                text.removeAttribute(name);
            }
            button.focus();
            return;
        }
        text.setAttribute("contenteditable", "true");
        text.setAttribute("role", "textbox");
        text.setAttribute("aria-readonly", "true");
        text.setAttribute("aria-multiline", "true");
        text.setAttribute("aria-label", "The article's text");
        text.setAttribute("spellcheck", "false");
        text.focus();
        document.getSelection().collapse(text, 0);
        status.textContent = "Move with the arrow keys, select with Shift and the arrow keys, then press Enter. Escape ends it.";
        panel.open = true;
    };
    keyboard.hidden = false;
    button.addEventListener("click", () => setCaret(!text.isContentEditable));
    text.addEventListener("beforeinput", (event) => event.preventDefault());
    text.addEventListener("keydown", (event) => {
        if (!text.isContentEditable) return;
        if (event.key === "Escape") setCaret(false);
        if (event.key === "Enter") {
            event.preventDefault();
            show();
            if (field("start").value) field("text").focus();
        }
    });
}
