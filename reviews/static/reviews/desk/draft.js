// Saves the grade while it is typed. What the desk does not have yet is kept in this browser, and nobody's text is
// overwritten unseen: of two texts the person chooses.
import { ask } from "./ask.js";
import { chooseText } from "./choose.js";
import { LocalCopy } from "./copy.js";
import { differing, fieldsOf, fill } from "./fields.js";
import { clock, element, say } from "./say.js";

const PAUSE = 700; // milliseconds without a key before saving
const LONGEST = 4000; // and at the latest after this long
const AGAIN = 5000; // after a failure that may pass by itself
const PASSING = ["unreachable", "failed", "signed_out", "other_person"];

export class Draft {
    /** `onSaved` gets the desk's answer to each save. */
    constructor(form, onSaved) {
        this.form = form;
        this.onSaved = onSaved;
        this.copy = new LocalCopy(form.dataset.copy);
        this.line = document.getElementById("desk-saved");
        this.trouble = document.getElementById("desk-trouble");
        this.kept = document.getElementById("desk-found");
        this.known = form.hasAttribute("data-refused") ? "" : this.#now();
        this.#offer(this.copy.found());
        form.addEventListener("input", (event) => {
            if (event.target.form === form && !event.target.name?.endsWith("-reason")) this.changed();
        });
        document.addEventListener("visibilitychange", () => this.#seen());
        window.addEventListener("focus", () => this.#seen());
        window.addEventListener("pagehide", () => this.#leave());
        window.addEventListener("beforeunload", (event) => { if (this.problem && this.isUnsaved) event.preventDefault(); });
    }

    get isUnsaved() {
        return this.#now() !== this.known;
    }

    /** Something was typed or chosen: keep a copy at once, and save in a moment. */
    changed() {
        this.copy.write(fieldsOf(this.form));
        if (this.problem === "unreadable") this.#clear();
        if (!this.problem) this.line.textContent = "Saving …";
        const now = Date.now();
        this.since ??= now;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - now)));
    }

    /** Save now what is not saved. True where the desk has all of it afterwards. */
    async save() {
        clearTimeout(this.timer);
        if (this.busy) await this.busy;
        if (!this.isUnsaved && !this.problem) return true;
        this.busy = this.#send();
        try {
            return await this.busy;
        } finally {
            this.busy = null;
        }
    }

    /** The review is somebody else's, or nobody's, now. */
    lost(answer) {
        this.#refused(answer);
    }

    async #send(options) {
        const sent = this.#now();
        this.since = null;
        const answer = await ask(this.form.dataset.draftUrl, new FormData(this.form), options);
        if (!answer.ok) {
            this.#refused(answer);
            return false;
        }
        this.#clear();
        this.known = sent;
        this.form.elements.draft.value = answer.mark;
        this.onSaved(answer);
        if (this.isUnsaved) {
            this.changed();
            return false;
        }
        this.copy.clear();
        this.line.textContent = `Saved ${answer.saved}`;
        return true;
    }

    #refused(answer) {
        const isNew = this.problem !== answer.problem;
        this.problem = answer.problem;
        this.line.textContent = "Not saved";
        clearTimeout(this.timer);
        if (PASSING.includes(answer.problem)) this.timer = setTimeout(() => this.save(), AGAIN);
        if (isNew) this.#tell(answer);
    }

    #tell(answer) {
        const ways = [];
        if (answer.problem === "signed_out" || answer.problem === "other_person") {
            const link = { href: this.form.dataset.loginUrl, target: "_blank", rel: "noopener" };
            ways.push(element("a", "Sign in in another tab", { class: "desk-plain", ...link }));
        }
        if (answer.problem === "not_held" && answer.theirs?.free) {
            ways.push(button("Take it again", () => this.#takeAgain()));
        }
        if (answer.theirs && Object.keys(answer.theirs.fields).length) {
            ways.push(button("Show both texts", () => this.#choose(answer)));
        }
        const kept = answer.problem === "unreadable" ? "" : " What you typed is kept in this browser.";
        const words = answer.message.includes("kept in this browser") ? answer.message : `${answer.message}${kept}`;
        show(this.trouble, words, ways);
        if (answer.theirs?.own) this.#choose(answer);
    }

    #choose(answer) {
        const { theirs } = answer;
        const adopt = () => {
            this.form.elements.version.value = theirs.version;
            this.form.elements.draft.value = theirs.mark;
        };
        const use = (fields) => { adopt(); if (fields) fill(this.form, fields); this.#clear(); this.known = ""; this.changed(); this.save(); };
        const ways = theirs.own
            ? [["Keep what stands here", () => use(null)], ["Use what is saved", () => use(theirs.fields)]]
            : [["Back to the page", () => {}]];
        chooseText(this.form, {
            why: answer.message,
            mine: { title: "In this window", fields: fieldsOf(this.form) },
            theirs: { title: `${theirs.who}, saved ${theirs.saved}`, fields: theirs.fields },
            ways,
        });
    }

    async #takeAgain() {
        const answer = await ask(this.form.dataset.holdUrl, { person: this.form.elements.person.value });
        if (!answer.ok) {
            this.problem = "";
            this.#refused(answer);
            return;
        }
        this.form.elements.version.value = answer.version;
        this.#clear();
        this.known = "";
        say("You hold this claim again.");
        await this.save();
    }

    #offer(copies) {
        const isKnown = (copy) => differing(this.form, copy.fields, fieldsOf(this.form)).length === 0;
        for (const copy of copies.filter(isKnown)) this.copy.settle(copy);
        const left = copies.filter((each) => !isKnown(each));
        const copy = left.pop();
        if (!copy) return;
        const settle = () => { this.copy.settle(copy); this.kept.hidden = true; this.#offer(left); };
        const restore = () => { fill(this.form, copy.fields); settle(); this.changed(); say("The text is back in the form."); };
        const compare = () => chooseText(this.form, {
            why: "This browser kept a text that the desk does not have.",
            mine: { title: `This browser, ${clock(new Date(copy.at))}`, fields: copy.fields },
            theirs: { title: "In the form now", fields: fieldsOf(this.form) },
            ways: [["Use the browser's text", restore], ["Keep what is in the form", settle]],
        });
        show(this.kept, `This browser kept a text of ${clock(new Date(copy.at))} that was not saved.`, [
            button("Show both texts", compare),
            button("Bring it back", restore),
            button("Throw it away", settle),
        ]);
    }

    #clear() {
        this.problem = "";
        this.trouble.hidden = true;
        this.trouble.replaceChildren();
    }

    #now() {
        return JSON.stringify(fieldsOf(this.form));
    }

    #seen() {
        if (document.visibilityState === "hidden") this.#leave();
        else if (PASSING.includes(this.problem)) this.save();
    }

    #leave() {
        if (!this.isUnsaved || this.problem || this.busy) return;
        clearTimeout(this.timer);
        this.busy = this.#send({ keepalive: true }).finally(() => { this.busy = null; });
    }
}

function show(box, words, ways) {
    const actions = element("p");
    actions.append(...ways.flatMap((way) => [way, " "]));
    box.replaceChildren(element("p", words), ...(ways.length ? [actions] : []));
    box.hidden = false;
}

function button(label, act) {
    const made = element("button", label, { type: "button", class: "desk-plain" });
    made.addEventListener("click", act);
    return made;
}
