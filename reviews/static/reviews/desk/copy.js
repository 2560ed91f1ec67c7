// A copy of unsaved words in this browser, by person and review, for a closed tab, a crash or an ended session.

/** The copy under one key. A full or forbidden storage loses nothing but the copy. */
export class LocalCopy {
    constructor(key) {
        this.key = key;
    }

    /** Copies that a page before this one left, oldest first; they stay until somebody decides about them. */
    found() {
        const left = read(this.key);
        const kept = read(`${this.key}.found`) ?? [];
        if (left) kept.push(left);
        localStorageSafely((storage) => storage.removeItem(this.key));
        this.#keep(kept);
        return kept;
    }

    write(fields) {
        localStorageSafely((storage) => storage.setItem(this.key, JSON.stringify({ fields, at: Date.now() })));
    }

    clear() {
        localStorageSafely((storage) => storage.removeItem(this.key));
    }

    /** Forget a found copy. */
    settle(copy) {
        this.#keep((read(`${this.key}.found`) ?? []).filter((each) => each.at !== copy.at));
    }

    #keep(copies) {
        const key = `${this.key}.found`;
        localStorageSafely((storage) => (copies.length ? storage.setItem(key, JSON.stringify(copies)) : storage.removeItem(key)));
    }
}

function read(key) {
    return localStorageSafely((storage) => JSON.parse(storage.getItem(key))) ?? null;
}

function localStorageSafely(use) {
    try {
        return use(window.localStorage);
    } catch {
        return undefined;
    }
}
