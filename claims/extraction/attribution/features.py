"""What the tagger sees of each word: its neighbours, the cues around it, the quotation, and what the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.extraction.attribution.grammar import label
from claims.extraction.attribution.lexicon import CUE_KINDS, classes, form_of
from claims.extraction.words import word_set

MARKS = {
    "''": '"', "``": '"', "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
    "--": "—", "–": "—", "―": "—",
}  # fmt: skip
_BREAKS = frozenset({",", ";", ":", "—", "-", '"', "(", ")"})
_TURNS = word_set(
    "but while although though who which when after before because as if where whose adding saying since despite "
    "with following"
)
_FAR = 10_000
_TITLE_CASE = 0.7


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in words, with what its article's earlier sentences leave behind."""

    written: Sequence[str]
    quoted: Sequence[bool]
    starts_paragraph: bool = True
    cue_before: bool = False
    """Whether the sentence before, in the same paragraph, had a cue."""
    quoted_before: bool = False
    """Whether the sentence before, in the same paragraph, had a quotation."""

    def cut(self, size: int) -> "Sentence":
        """Return its first `size` words."""
        return replace(self, written=self.written[:size], quoted=self.quoted[:size])


def features(view: "View") -> list[list[str]]:
    """Return the names of the features that hold, for each word."""
    rows: list[list[str]] = []
    turn = "-"
    for at in range(len(view.low)):
        if view.before[at] == at - 1 >= 0:
            turn = "-"
        row = view.neighbours(at)
        row += view.cues(at, turn)
        row += view.pieces_around(at)
        rows.append(row)
        if view.low[at] in _TURNS and at > 0:
            turn = f",{view.low[at]}" if view.low[at - 1] == "," else view.low[at]
    return rows


class View:
    """A sentence, looked through once from either end."""

    def __init__(self, sentence: Sentence) -> None:
        written, quoted = sentence.written, sentence.quoted
        size = len(written)
        self.quoted = quoted
        self.low = [MARKS.get(word) or word.lower().replace("’", "'") for word in written]
        base = classes(written, self.low, headline=_is_headline(written))
        self.ruled = label(self.low, base, quoted)
        self.kinds = [form_of(self.low[at], kind, base[at - 1] if at else "-") for at, kind in enumerate(base)]
        self.before, self.after = _nearest([at for at in range(size) if base[at] in CUE_KINDS], quoted)
        self.sure_before, self.sure_after = _nearest([at for at in range(size) if self.ruled[at] == "Q"], quoted)
        self.piece, self.piece_cue = _pieces(self.low, base, quoted)
        self.quote = _quotations(quoted)
        free = any(kind in CUE_KINDS and not inside for kind, inside in zip(base, quoted, strict=True))
        self.whole = f"{free:d}{all(quoted):d}{any(quoted):d}"
        self.context = f"{sentence.starts_paragraph:d}{sentence.cue_before:d}{sentence.quoted_before:d}"
        self._low = ["<2", "<1", *self.low, ">1", ">2"]
        self._kinds = ["<3", "<2", "<1", *self.kinds, ">1", ">2", ">3"]
        self._ruled = ["<", *self.ruled, ">"]

    def neighbours(self, at: int) -> list[str]:
        """The words, classes and rules' labels around it, and its quotation."""
        back2, back1, word, next1, next2 = self._low[at : at + 5]
        k3, k2, k1, kind, n1, n2, n3 = self._kinds[at : at + 7]
        rule, quote = self.ruled[at], self.quote[at]
        return [
            "b", f"w0{word}", f"w-1{back1}", f"w+1{next1}", f"w-2{back2}", f"w+2{next2}",
            f"k0{kind}", f"k-1{k1}", f"k+1{n1}", f"k-2{k2}", f"k+2{n2}", f"k-3{k3}", f"k+3{n3}",
            f"ka{k1}|{kind}", f"kb{kind}|{n1}",
            f"q{quote}|{self.whole}", f"qc{quote}|{self.context}", f"qw{self.whole}|{self.context}",
            f"r{rule}", f"rq{rule}|{quote}", f"r3{''.join(self._ruled[at : at + 3])}", f"rk{rule}|{kind}",
        ]  # fmt: skip

    def cues(self, at: int, turn: str) -> list[str]:
        """The cue before it and the one after, by the lexicon and by the rules, and how far."""
        low, kinds, rule, quote = self.low, self.kinds, self.ruled[at], self.quote[at]
        last, coming = self.before[at], self.after[at]
        word, kind, then, then_kind = "-", "-", "-", "-"
        if last >= 0:
            word, kind = low[last], kinds[last]
            if last + 1 < len(low):
                then, then_kind = low[last + 1], kinds[last + 1]
        next_word, next_kind, around = "-", "-", "-"
        if coming < _FAR:
            next_word, next_kind = low[coming], kinds[coming]
            around = f"{kinds[coming - 1]}|{next_kind}|{self._kinds[coming + 4]}"
        sure, sure_next = self.sure_before[at], self.sure_after[at]
        certain = f"{kinds[sure] if sure >= 0 else '-'}|{kinds[sure_next] if sure_next < _FAR else '-'}"
        that = f"{last >= 0 and 'that' in low[last : min(at + 1, last + 9)]:d}"
        return [
            f"lc{word}", f"nc{next_word}", f"lk{kind}|{_bucket(at - last)}", f"nk{next_kind}|{_bucket(coming - at)}",
            f"ln{word}|{then}", f"lm{kind}|{then_kind}|{that}", f"lt{kind}|{turn}", f"t{turn}|{that}", f"nb{around}",
            f"sk{certain}|{quote}", f"st{certain}|{turn}", f"sr{certain}|{rule}",
            f"sd{certain}|{_bucket(at - sure)}|{_bucket(sure_next - at)}",
        ]  # fmt: skip

    def pieces_around(self, at: int) -> list[str]:
        """The cues of the stretch between commas that it stands in, and of the stretches beside."""
        number = self.piece[at]
        here = self.piece_cue[number]
        previous = self.piece_cue[number - 1] if number else "^"
        later = self.piece_cue[number + 1] if number + 1 < len(self.piece_cue) else "$"
        last = self.before[at]
        passed = last >= 0 and self.piece[last] == number
        return [
            f"p{previous}|{here}|{later}", f"ph{here}|{passed:d}", f"pp{min(number, 4)}|{previous}",
            f"pq{self.quote[at]}|{previous}|{later}", f"f{self.low[0]}", f"e{self.low[-1]}|{self.whole}",
        ]  # fmt: skip


def _bucket(distance: int) -> str:
    if distance < 4:
        return str(distance)
    return "6" if distance < 7 else "9" if distance < 12 else "20" if distance < 25 else "+"


def _is_headline(written: Sequence[str]) -> bool:
    """Whether most long words have a capital, so that capitals name nothing."""
    long = [word for word in written if len(word) >= 4 and word[0].isalpha()]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= _TITLE_CASE * len(long)


def _quotations(quoted: Sequence[bool]) -> list[str]:
    """For each word: out of quotation marks, or in a short, a middling or a long quotation."""
    sizes = ["o"] * len(quoted)
    start = 0
    for at in range(len(quoted) + 1):
        if at < len(quoted) and quoted[at]:
            continue
        length = at - start
        sizes[start:at] = ["s" if length <= 3 else "m" if length <= 6 else "l"] * length
        start = at + 1
    return sizes


def _nearest(cues: Sequence[int], quoted: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each word the last cue before it and the first after; a quoted cue counts only among quoted words."""
    size = len(quoted)
    before, after = [-1] * size, [_FAR] * size
    is_cue = set(cues)
    last = {True: -1, False: -1}
    first = {True: _FAR, False: _FAR}
    for at in range(size):
        before[at] = max(last[False], last[True] if quoted[at] else -1)
        if at in is_cue:
            last[quoted[at]] = at
    for at in range(size - 1, -1, -1):
        after[at] = min(first[False], first[True] if quoted[at] else _FAR)
        if at in is_cue:
            first[quoted[at]] = at
    return before, after


def _pieces(low: Sequence[str], kinds: Sequence[str], quoted: Sequence[bool]) -> tuple[list[int], list[str]]:
    """Divide at commas and dashes: each word's piece, and of each piece the class of its first unquoted cue."""
    pieces: list[int] = []
    cue_of = ["-"]
    for at, word in enumerate(low):
        if word in _BREAKS and at and low[at - 1] not in _BREAKS:
            cue_of.append("-")
        pieces.append(len(cue_of) - 1)
        if cue_of[-1] == "-" and kinds[at] in CUE_KINDS and not quoted[at]:
            cue_of[-1] = kinds[at]
    return pieces, cue_of
