// The grade as plain values: read from the form, put back into it, and told in words.

const NOT_GRADE = /^(csrfmiddlewaretoken|version|draft|person|grading|action)$|-reason$/;

/** {name: [values]} of the grade's fields, without the page's own and without reasons of other buttons. */
export function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
        if (!NOT_GRADE.test(name)) (fields[name] ??= []).push(value);
    }
    return fields;
}

/** Put values into the form; what is not named becomes empty, quotes excepted: they begin as the evidence's own. */
export function fill(form, fields) {
    for (const control of form.elements) {
        if (!control.name || NOT_GRADE.test(control.name)) continue;
        const values = [fields[control.name] ?? []].flat();
        if (control.type === "radio") control.checked = (values.length ? values : [""]).includes(control.value);
        else if (control.type === "checkbox") control.checked = values.includes(control.value);
        else if (control.type !== "hidden" && (values.length || !control.name.endsWith("-quote"))) control.value = values[0] ?? "";
    }
}

/** The names whose values differ between two sets of fields, as far as a person wrote them. */
export function differing(form, mine, theirs) {
    const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
    names.delete("looked_at");
    return [...names].filter((name) => {
        const [role] = name.endsWith("-quote") ? [name.replace(/-quote$/, "-role")] : [];
        if (role && !first(mine[role]) && !first(theirs[role])) return false;
        return form.elements.namedItem(name) && inWords(form, name, mine) !== inWords(form, name, theirs);
    });
}

/** What a field says, as a person reads it. */
export function inWords(form, name, fields) {
    const value = first(fields[name]);
    const chosen = [...form.querySelectorAll(`input[type=radio][name="${name}"]`)].find((each) => each.value === value);
    if (!chosen) return value;
    return (chosen.labels[0].querySelector("strong") ?? chosen.labels[0]).textContent.trim();
}

/** How a field is called; a citation's by its evidence. */
export function nameOf(form, name) {
    const cited = name.match(/^evidence-(\d+)-(role|quote)$/);
    if (cited) {
        const title = document.getElementById(`evidence-${cited[1]}-title`)?.textContent ?? "evidence";
        return `${cited[2] === "role" ? "Cited" : "Quote"}: ${title}`;
    }
    const control = form.querySelector(`[name="${name}"]`);
    const heading = control?.closest("fieldset")?.querySelector("legend") ?? control?.labels?.[0];
    return heading?.textContent.trim() ?? name;
}

const first = (values) => [values ?? ""].flat()[0] ?? "";
