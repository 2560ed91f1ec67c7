// Tells people who hear the page what just happened; the same line is never said twice in silence.
const line = document.getElementById("desk-say");

export function say(words) {
    if (!line) return;
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = words; });
}

/** The time of day, with the date where it was not today. */
export function clock(at) {
    const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString()}, ${time}`;
}

/** An element with text; `attributes` are set as they are. */
export function element(name, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
}
