// Tells the desk that the page is still looked at, so that the claim stays with the person who has it open.
import { ask } from "./ask.js";

const EVERY = 60_000; // milliseconds

/** `onLost` gets the desk's refusal where the person does not hold the claim any more. */
export function keepLease(form, onLost) {
    const beat = async () => {
        if (document.visibilityState !== "visible") return;
        const answer = await ask(form.dataset.heartbeatUrl, { person: form.elements.person.value });
        if (!answer.ok && !["unreachable", "failed"].includes(answer.problem)) onLost(answer);
    };
    setInterval(beat, EVERY);
    document.addEventListener("visibilitychange", beat);
}
