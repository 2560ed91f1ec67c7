// Going from one piece of evidence to the next, citing it, quoting words of it, and noting that it was looked at.
import { say } from "./say.js";

const pieces = () => [...document.querySelectorAll(".desk-finding")];
const current = () => document.activeElement?.closest?.(".desk-finding") ?? null;

/** Focus the next (1) or previous (-1) piece; from elsewhere on the page the first. */
export function step(by) {
    const all = pieces();
    if (!all.length) return say("There is no evidence.");
    const at = all.indexOf(current());
    const target = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
}

/** Cite the focused piece; pressed again it goes through the roles, and back to none. Selected words are quoted. */
export function cite() {
    const piece = current() ?? selected()?.piece;
    const roles = piece ? [...piece.querySelectorAll(".desk-choices input[type=radio]")] : [];
    if (!roles.length) return say("Go to a piece of evidence first: j and k.");
    const words = selected();
    const cited = roles.find((each) => each.checked && each.value);
    if (words?.piece === piece && words.text !== quoteOf(piece).value) {
        quote(piece, words.text);
        if (cited) return;
    }
    const order = [piece.dataset.role, ...["for", "against", "context"].filter((each) => each !== piece.dataset.role), ""];
    const next = order[(order.indexOf(cited?.value ?? "") + 1) % order.length];
    const chosen = roles.find((each) => each.value === next);
    chosen.checked = true;
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
    say(next ? `Cited: ${chosen.labels[0].textContent.trim()}.` : "Not cited.");
}

/** Wire selection and “looked at”. */
export function startEvidence(form) {
    const looked = new Set();
    const look = (piece) => {
        if (!piece) return;
        looked.add(piece.dataset.key);
        const tick = piece.closest(".desk-group")?.querySelector("input[name=looked_at][type=checkbox]");
        if (!tick || tick.checked || !tick.value.split(" ").every((key) => looked.has(key))) return;
        tick.checked = true;
        tick.dispatchEvent(new Event("input", { bubbles: true }));
    };
    document.addEventListener("focusin", (event) => look(event.target.closest(".desk-finding")));
    document.addEventListener("click", (event) => look(event.target.closest(".desk-finding")));
    document.addEventListener("mouseup", () => {
        const words = selected();
        if (!words || !words.piece.querySelector(".desk-choices input:checked")?.value) return;
        quote(words.piece, words.text);
    });
    form.addEventListener("input", (event) => listCited(form, event.target));
    listCited(form);
}

/** The words selected within one piece's quotable text. */
function selected() {
    const selection = document.getSelection();
    const text = selection?.toString().trim();
    if (!text) return null;
    const from = selection.anchorNode?.parentElement?.closest(".desk-quotable");
    const to = selection.focusNode?.parentElement?.closest(".desk-quotable");
    const piece = from?.closest(".desk-finding");
    return from && from === to && piece?.querySelector(".desk-citation") ? { piece, text } : null;
}

const quoteOf = (piece) => piece.querySelector(".desk-quote textarea");

function quote(piece, text) {
    const field = quoteOf(piece);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    say(`Quoted: ${text}`);
}

function listCited(form, target) {
    if (target && !/^evidence-\d+-role$/.test(target.name)) return;
    const box = document.getElementById("desk-cited");
    const cited = [...form.querySelectorAll(".desk-citation input[type=radio]:checked")].filter((each) => each.value);
    box.hidden = cited.length === 0;
    box.querySelector("ul").replaceChildren(...cited.map((radio) => {
        const piece = radio.closest(".desk-finding");
        const link = document.createElement("a");
        link.href = `#${piece.id}`;
        link.textContent = piece.querySelector("h4").textContent;
        const item = document.createElement("li");
        item.append(`${radio.labels[0].textContent.trim()}: `, link);
        return item;
    }));
}
