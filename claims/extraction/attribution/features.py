"""What the tagger sees of each word: its neighbours, the cues around it, the quotation, and what the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.attribution.grammar import label
from claims.extraction.attribution.lexicon import CUE_CLASS, class_of

_BREAKS = frozenset({",", ";", ":", "—", "–", "-", "“", "”", '"', "(", ")"})
_TURNS = frozenset({"but", "while", "although", "though", "who", "which", "when", "after", "before", "because", "as", "if",
                    "where", "whose", "and", "adding", "saying", "since", "despite", "with", "following"})  # fmt: skip
_MARKS = {"''": '"', "``": '"', "“": '"', "”": '"', "«": '"', "»": '"', "--": "—", "–": "—", "―": "—"}
_FAR = 99


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in words, with what its article's earlier sentences leave behind."""

    written: Sequence[str]
    quoted: Sequence[bool]
    starts_paragraph: bool = True
    cue_before: bool = False
    """Whether the sentence before, in the same paragraph, had a cue."""
    quoted_before: bool = False
    """Whether the sentence before, in the same paragraph, ended inside or right after a quotation."""


def features(sentence: Sentence) -> list[list[str]]:
    """Return the names of the features that hold, for each word."""
    written, quoted = sentence.written, sentence.quoted
    size = len(written)
    low = [_MARKS.get(word) or word.lower().replace("’", "'") for word in written]
    kinds = [_MARKS.get(word) or class_of(word, first=number == 0 or not written[number - 1][0].isalnum() and number == 1)
             for number, word in enumerate(written)]
    ruled = label(low, kinds, quoted)
    cues = [at for at in range(size) if low[at] in CUE_CLASS]
    lengths = _quotation_lengths(quoted)
    before, after = _nearest(cues, quoted, size)
    pieces, piece_cue = _pieces(low, kinds, quoted)
    context = f"{sentence.starts_paragraph:d}{sentence.cue_before:d}{sentence.quoted_before:d}"
    outside = any(not inside for inside in quoted)
    plain = [low[at] for at in cues if not quoted[at]]
    whole = f"W{len(plain) and 1}{outside:d}{any(quoted):d}"
    low_ = ["<2", "<1", *low, ">1", ">2"]
    kinds_ = ["<3", "<2", "<1", *kinds, ">1", ">2", ">3"]
    ruled_ = ["<", *ruled, ">"]
    rows: list[list[str]] = []
    turn = "-"
    for at in range(size):
        word, kind = low[at], kinds[at]
        k = kinds_[at : at + 7]
        quote = _quote_of(quoted[at], lengths[at])
        last, following = before[at], after[at]
        lc = low[last] if last >= 0 else "-"
        nc = low[following] if following < size else "-"
        lk = kinds[last] if last >= 0 else "-"
        nk = kinds[following] if following < size else "-"
        if last == at - 1:
            turn = "-"
        next_of_last = low[last + 1] if last >= 0 and last + 1 < size else "-"
        kind_next_of_last = kinds[last + 1] if last >= 0 and last + 1 < size else "-"
        before_next = kinds[following - 1] if 0 < following < size else "-"
        after_next = kinds[following + 1] if following + 1 < size else "-"
        back = _bucket(at - last) if last >= 0 else "-"
        ahead = _bucket(following - at) if following < size else "-"
        piece = pieces[at]
        here, previous, later = piece_cue[piece], piece_cue[piece - 1] if piece else "^", (
            piece_cue[piece + 1] if piece + 1 < len(piece_cue) else "$"
        )
        that = f"{_that_between(low, last, at):d}"
        rule = ruled[at]
        rows.append([
            "b", f"w0{word}", f"w-1{low_[at + 1]}", f"w+1{low_[at + 3]}", f"w-2{low_[at]}", f"w+2{low_[at + 4]}",
            f"k0{kind}", f"k-1{k[2]}", f"k+1{k[4]}", f"k-2{k[1]}", f"k+2{k[5]}", f"k-3{k[0]}", f"k+3{k[6]}",
            f"ka{k[2]}|{kind}", f"kb{kind}|{k[4]}", f"kc{k[2]}|{kind}|{k[4]}", f"kd{k[1]}|{k[2]}|{kind}", f"ke{kind}|{k[4]}|{k[5]}",
            f"q{quote}", f"qw{quote}|{whole}", f"qc{quote}|{context}", f"cx{context}|{whole}",
            f"r{rule}", f"rq{rule}|{quote}", f"r3{ruled_[at]}{rule}{ruled_[at + 2]}", f"rk{rule}|{kind}", f"rl{rule}|{lk}", f"rn{rule}|{nk}",
            f"lc{lc}", f"nc{nc}", f"lk{lk}|{back}", f"nk{nk}|{ahead}", f"ln{lc}|{next_of_last}", f"lm{lk}|{kind_next_of_last}|{that}",
            f"lt{lk}|{turn}", f"t{turn}|{that}", f"lkt{lk}|{that}|{quote}", f"nb{before_next}|{nk}|{after_next}", f"lknk{lk}|{nk}",
            f"p{previous}|{here}|{later}", f"ph{here}|{'<' if last >= 0 and pieces[last] == piece else '>'}", f"pp{min(piece, 4)}|{previous}",
            f"f{low[0]}", f"fk{kinds[0]}|{kind}", f"e{low[-1]}|{whole}", f"pq{quote}|{previous}|{later}",
        ])  # fmt: skip
        if word in _TURNS and at > 0 and (low[at - 1] in _BREAKS or word != "and"):
            turn = f",{word}" if low[at - 1] == "," else word
    return rows


def _bucket(distance: int) -> str:
    return str(distance) if distance < 4 else "6" if distance < 7 else "9" if distance < 12 else "20" if distance < 25 else "+"


def _quote_of(inside: bool, length: int) -> str:  # noqa: FBT001
    if not inside:
        return "o"
    return "s" if length <= 3 else "m" if length <= 6 else "l"


def _quotation_lengths(quoted: Sequence[bool]) -> list[int]:
    lengths = [0] * len(quoted)
    start = 0
    for at in range(len(quoted) + 1):
        if at < len(quoted) and quoted[at]:
            continue
        lengths[start:at] = [at - start] * (at - start)
        start = at + 1
    return lengths


def _nearest(cues: Sequence[int], quoted: Sequence[bool], size: int) -> tuple[list[int], list[int]]:
    """For each word the last cue before it and the first after it; a quoted cue counts only among quoted words."""
    before, after = [-1] * size, [_FAR + size] * size
    is_cue = set(cues)
    last = {True: -1, False: -1}
    for at in range(size):
        before[at] = max(last[False], last[True] if quoted[at] else -1)
        if at in is_cue:
            last[quoted[at]] = at
    first = {True: _FAR + size, False: _FAR + size}
    for at in range(size - 1, -1, -1):
        after[at] = min(first[False], first[True] if quoted[at] else _FAR + size)
        if at in is_cue:
            first[quoted[at]] = at
    return before, after


def _pieces(low: Sequence[str], kinds: Sequence[str], quoted: Sequence[bool]) -> tuple[list[int], list[str]]:
    """Divide at commas and dashes: each word's piece, and of each piece the class of its first unquoted cue."""
    number = 0
    pieces: list[int] = []
    cue_of = ["-"]
    for at, word in enumerate(low):
        if word in _BREAKS and pieces and low[at - 1] not in _BREAKS:
            number += 1
            cue_of.append("-")
        pieces.append(number)
        if cue_of[number] == "-" and word in CUE_CLASS and not quoted[at]:
            cue_of[number] = kinds[at]
    return pieces, cue_of


def _that_between(low: Sequence[str], start: int, end: int) -> bool:
    return start >= 0 and "that" in low[start:min(end + 1, start + 9)]
