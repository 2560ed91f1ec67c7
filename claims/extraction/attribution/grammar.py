"""The rules of reported speech over one sentence: which words are the source (S), the cue (Q), the content (C)."""

from collections.abc import Sequence

from claims.extraction.words import word_set

SAYING = word_set("say tell think show ask speak")
_BETWEEN = word_set("ly have modal adv neg do be")
_SUBJECT_END = word_set("Name NAME he nns nn s er x num noun adj Name's poss")
_CLAUSE_START = word_set("det he his Name NAME Name's num nns s nn there that wh sub x noun adj ing ly poss")
_SHORTEST_QUOTATION = 4
_STOPS = word_set(". ! ?")


def label(low: Sequence[str], kinds: Sequence[str], quoted: Sequence[bool]) -> list[str]:
    """Return S, Q, C or O for each word, given its lower-case form, its class and whether it is quoted."""
    size = len(low)
    labels = ["O"] * size
    _quotations(labels, quoted)
    for at in range(size):
        if quoted[at]:
            continue
        kind = kinds[at]
        if low[at] == "according" and at + 1 < size and low[at + 1] == "to":
            _according(labels, low, at)
        elif kind in SAYING:
            _saying(labels, low, kinds, quoted, at)
        elif kind in {"want", "judge", "noun"}:
            _with_infinitive(labels, low, kinds, at)
    return labels


def _fill(labels: list[str], start: int, end: int, name: str) -> None:
    for at in range(max(start, 0), min(end, len(labels))):
        if labels[at] == "O" or (name == "C" and labels[at] != "C"):
            labels[at] = name


def _quotations(labels: list[str], quoted: Sequence[bool]) -> None:
    start = 0
    for at in range(len(labels) + 1):
        if at < len(labels) and quoted[at]:
            continue
        if at - start >= _SHORTEST_QUOTATION:
            _fill(labels, start, at, "C")
        start = at + 1


def _end_of(low: Sequence[str]) -> int:
    """The words of the sentence without its final mark."""
    return len(low) - 1 if low and low[-1] in _STOPS else len(low)


def _comma_before(low: Sequence[str], at: int) -> int:
    """The nearest comma, semicolon or closing mark before `at`; -1 where there is none."""
    while at >= 0 and low[at] not in {",", ";", "”", '"', "—", ":"}:
        at -= 1
    return at


def _comma_after(low: Sequence[str], at: int) -> int:
    size = len(low)
    while at < size and low[at] not in {",", ";", "“", '"', "—", ":", "."}:
        at += 1
    return at


def _according(labels: list[str], low: Sequence[str], at: int) -> None:
    stop = _comma_after(low, at)
    _fill(labels, at, at + 2, "Q")
    _fill(labels, at + 2, stop, "S")
    if at <= 1:
        _fill(labels, stop + 1, _end_of(low), "C")
    else:
        _fill(labels, 0, at - 1 if low[at - 1] == "," else at, "C")


def _saying(labels: list[str], low: Sequence[str], kinds: Sequence[str], quoted: Sequence[bool], at: int) -> None:
    size, end = len(low), _end_of(low)
    before = at - 1
    while before >= 0 and kinds[before] in _BETWEEN:
        before -= 1
    subject = before >= 0 and kinds[before] in _SUBJECT_END and not quoted[before]
    inverted = before >= 0 and (low[before] in {",", "”", '"'} or quoted[before])
    following = low[at + 1] if at + 1 < size else "."
    comma = _comma_before(low, before)
    if inverted:
        stop = _comma_after(low, at)
        _fill(labels, at, at + 1, "Q")
        _fill(labels, at + 1, stop, "S")
        _fill(labels, 0, before, "C")
        return
    that = next((spot for spot in range(at + 1, min(at + 9, size)) if low[spot] == "that"), -1)
    start = that if that > 0 else -1
    if start < 0 and following == ":":
        start = at + 2
    if start < 0 and at + 1 < size and kinds[at + 1] in _CLAUSE_START and kinds[at] != "tell":
        start = at + 1
    if subject and start < 0 and comma > 1 and (following in {",", "."} or _only_when(kinds, at + 1, end)):
        _fill(labels, comma + 1, at, "S")
        _fill(labels, at, at + 1, "Q")
        _fill(labels, 0, comma, "C")
    elif subject and start > 0:
        _fill(labels, comma + 1, at, "S")
        _fill(labels, at, at + 1, "Q")
        _fill(labels, start, end, "C")
    elif start > 0 and low[before : before + 1] != ["to"]:
        _fill(labels, at, at + 1, "Q")
        _fill(labels, start, end, "C")


def _only_when(kinds: Sequence[str], start: int, end: int) -> bool:
    """Whether nothing but a day, a place or an addressee follows up to the end."""
    return end - start <= 6 and all(kind not in {"that", "to", "wh", "be", "have"} for kind in kinds[start:end])


def _with_infinitive(labels: list[str], low: Sequence[str], kinds: Sequence[str], at: int) -> None:
    size, end = len(low), _end_of(low)
    stop = min(at + 8, size)
    start = next((spot for spot in range(at + 1, stop) if low[spot] in {"to", "that"}), -1)
    if kinds[at] == "judge" or start < 0 or (start > at + 1 and any(low[spot] == "," for spot in range(at, start))):
        return
    comma = _comma_before(low, at)
    if kinds[at] == "want":
        _fill(labels, comma + 1, at, "S")
    _fill(labels, at, at + 1, "Q")
    _fill(labels, start, end, "C")
