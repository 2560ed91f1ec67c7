// One POST to the desk, answered in JSON. What is not JSON, or no answer, becomes a problem of its own.

/** {ok, ...answer}; `problem` is the desk's word, or "unreachable" or "failed". */
export async function ask(url, fields, options = {}) {
    const body = new URLSearchParams(fields);
    body.delete("csrfmiddlewaretoken");
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    let response;
    try {
        response = await fetch(url, { method: "POST", body, headers, credentials: "same-origin", redirect: "error", ...options });
    } catch {
        return { ok: false, problem: "unreachable", message: "The desk cannot be reached." };
    }
    if (!response.headers.get("Content-Type")?.includes("application/json")) {
        return { ok: false, problem: "failed", message: `The desk answered ${response.status}.` };
    }
    return { ok: response.ok, ...(await response.json()) };
}

/** The token as it is now: signing in again in another tab makes a new one. */
export function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    const inputs = document.querySelectorAll("input[name=csrfmiddlewaretoken]");
    if (cookie) for (const input of inputs) input.value = cookie;
    return cookie ?? inputs[0]?.value ?? "";
}
