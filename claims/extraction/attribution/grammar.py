"""The rules of reported speech over one sentence: which words are the source (S), the cue (Q), the content (C)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction.words import word_set

SAYING = word_set("say tell think show ask")
_BETWEEN = word_set("ly have modal adv neg do be")
_SUBJECT_END = word_set("Name NAME he nns nn s er x num noun adj Name's poss")
_CLAUSE_START = word_set("det he his Name NAME Name's num nns s nn there that wh sub x noun adj ing ly poss")
_FINITE = word_set("be have modal do neg")
_QUOTES = word_set('" “ ”')
_BREAKS = word_set(", ; — : ( )") | _QUOTES
_STOPS = word_set(". ! ?")
_GOES_ON = word_set(
    "but and while adding saying citing noting calling according though although as arguing warning claiming insisting"
)
"""After a comma, these may begin another attribution, which ends the content before."""
_OBJECT = word_set("det he him his Name NAME Name's num nns s nn x noun adj ing ly poss wh er")
_MOOD_LINKS = word_set("that to about of with by over")
_TOPIC_LINKS = word_set("about of against")
_LINKS = word_set("for on of about against to at over with as in up out down")
_NAMED = word_set("Name NAME say noun , .")
_LEADS_IN = word_set("as but and sub")
_OPENS_SPEAKER = word_set("Name NAME det he his Name's")
_SHORTEST_QUOTATION = 4
_LONGEST_ASIDE = 8
"""So many words at most stand between a cue and its "that", or tell when and where somebody spoke."""
_LONGEST_SPEAKER = 12


def label(low: Sequence[str], kinds: Sequence[str], quoted: Sequence[bool]) -> list[str]:
    """Return S, Q, C or O for each word, given its lower-case form, its class and whether it is quoted."""
    grammar = _Grammar(low, kinds, quoted)
    grammar.quotations()
    for at, kind in enumerate(kinds):
        if quoted[at]:
            continue
        if kind == "accord" and low[at + 1 : at + 2] == ["to"]:
            grammar.according(at)
        elif kind in SAYING or (kind == "want" and low[at - 1 : at] != ["to"] and grammar.stands_aside(at)):
            grammar.saying(at)
        elif kind in {"want", "noun", "seem"}:
            grammar.infinitive(at)
        elif kind == "mood":
            grammar.mood(at)
        if kind in {"judge", "want", "talk"}:
            grammar.judging(at)
    if ":" in low[:_LONGEST_SPEAKER]:
        grammar.heading(low.index(":"))
    return grammar.labels


@dataclass
class _Grammar:
    low: Sequence[str]
    kinds: Sequence[str]
    quoted: Sequence[bool]
    labels: list[str] = field(init=False)
    end: int = field(init=False)
    """The words of the sentence without its final mark."""

    def __post_init__(self) -> None:
        self.labels = ["O"] * len(self.low)
        self.end = len(self.low) - 1 if self.low and self.low[-1] in _STOPS else len(self.low)

    def fill(self, start: int, end: int, name: str) -> None:
        """Label the words of [start, end): content anywhere, others where nothing is; no source starts with "as"."""
        while name == "S" and start < end and self.kinds[max(start, 0)] in _LEADS_IN:
            start += 1
        for at in range(max(start, 0), min(end, len(self.labels))):
            if name == "C" or self.labels[at] == "O":
                self.labels[at] = name

    def quotations(self) -> None:
        """A quotation of some length is content."""
        start = 0
        for at in range(len(self.labels) + 1):
            if at < len(self.labels) and self.quoted[at]:
                continue
            if at - start >= _SHORTEST_QUOTATION:
                self.fill(start, at, "C")
            start = at + 1

    def break_before(self, at: int) -> int:
        """The nearest comma or other mark at or before `at`; -1 where there is none."""
        while at >= 0 and self.low[at] not in _BREAKS:
            at -= 1
        return at

    def break_after(self, at: int) -> int:
        """The nearest comma or other mark at or after `at`, else where the words end."""
        while at < self.end and self.low[at] not in _BREAKS:
            at += 1
        return at

    def content_end(self, start: int) -> int:
        """Where the content that begins at `start` ends: with the sentence, the opening clause, or at another cue."""
        if self.kinds and self.kinds[0] in {"sub", "as"}:
            comma = self.break_before(start)
            stop = self.break_after(start + 1)
            if comma < 0 and stop < self.end and self.low[stop] in {",", "-", "—"} and not self.quoted[stop]:
                return stop
        for at in range(start + 2, self.end - 2):
            if self.low[at] not in {",", ";", "—"} or self.quoted[at] or self.low[at + 1] not in _GOES_ON:
                continue
            near = self.kinds[at + 1 : min(at + 9, self.end)]
            if any(kind in SAYING or kind in {"judge", "want", "accord"} for kind in near):
                return at
        return self.end

    def according(self, at: int) -> None:
        """ "According to X, …" and "…, according to X"."""
        stop = self.break_after(at)
        self.fill(at, at + 2, "Q")
        self.fill(at + 2, stop, "S")
        if at <= 1:
            self.fill(stop + 1, self.content_end(stop + 1), "C")
        else:
            self.fill(0, at - 1 if self.low[at - 1] in _BREAKS else at, "C")

    def saying(self, at: int) -> None:
        """A verb of saying or thinking: before, after or amid its content."""
        before = at - 1
        while before >= 0 and self.kinds[before] in _BETWEEN:
            before -= 1
        if before < 0 or self.low[at].endswith("ing"):
            self.follow(at)
        elif self.quoted[before] or (self.low[before] in _BREAKS and self.quoted[before - 1]):
            stop = self.break_after(at + 1)
            self.fill(at, at + 1, "Q")
            self.fill(at + 1, stop, "S")
            self.fill(0, before, "C")
        elif self.low[before] in _BREAKS:
            self.after_break(at, before)
        elif self.kinds[before] in _SUBJECT_END:
            self.subject_first(at, before)
        else:
            self.follow(at)

    def follow(self, at: int) -> None:
        """Content after a cue, if anything there begins a clause."""
        start = self.clause_after(at)
        if start > 0:
            self.fill(at, at + 1, "Q")
            self.fill(start, self.content_end(start), "C")

    def clause_after(self, at: int) -> int:
        """Where the clause after the cue begins, -1 where none does."""
        low, size = self.low, len(self.low)
        for spot in range(at + 1, min(at + 1 + _LONGEST_ASIDE, size)):
            if low[spot] == "that" or (low[spot] == "to" and self.kinds[at] in {"ask", "tell"}):
                return spot
            if self.kinds[at] == "ask" and (low[spot] in _BREAKS or self.kinds[spot] in _FINITE):
                break
        after = at + 2 if low[at + 1 : at + 2] == ["out"] else at + 1
        if low[after : after + 1] == [":"]:
            return after + 1
        begins = after < size and self.kinds[after] in _CLAUSE_START
        if begins and self.kinds[at] == "tell":
            return -1
        if begins and self.kinds[after] == "Name" and low[after] in _DAYS:
            return min(after + 1, size)
        return after if begins else -1

    def after_break(self, at: int, before: int) -> None:
        """ ", said X" closes content, but ", who …, said" belongs to a subject that was interrupted."""
        stop = self.break_after(at + 1)
        region = self.kinds[at + 1 : stop]
        interrupted = self.break_before(before - 1) > 0 and "that" not in self.low[:before]
        spoken = self.quotation_before(before)
        if spoken > 0:
            self.fill(spoken, before + 1, "S")
            self.fill(at, at + 1, "Q")
            self.fill(0, spoken, "C")
            return
        closes = 0 < len(region) <= _LONGEST_SPEAKER and not any(kind in _FINITE or kind == "that" for kind in region)
        if closes and not (interrupted and len(region) > 3 and self.low[before] == ","):
            self.fill(at, at + 1, "Q")
            self.fill(at + 1, stop, "S")
            self.fill(0, before, "C")
            return
        start = self.clause_after(at)
        if start > 0:
            self.fill(0, before, "S")
            self.fill(at, at + 1, "Q")
            self.fill(start, self.content_end(start), "C")

    def subject_first(self, at: int, before: int) -> None:
        """ "X said that …", "…, X said.", "…, X said, …"."""
        comma = self.break_before(before)
        stop = self.break_after(at + 1)
        then = at + 2 if self.low[at + 1 : at + 2] == ["out"] else at + 1
        aside = stop - at - 1 <= _LONGEST_ASIDE and not any(
            kind in _FINITE or kind in {"that", "to", "wh"} for kind in self.kinds[at + 1 : stop]
        )
        addressed = self.kinds[at] == "tell"
        bare = aside and (stop == then or addressed or self.kinds[then] not in _CLAUSE_START or self.is_when(then))
        if not (bare and (comma > 1 or self.low[stop : stop + 1] == [","])):
            start = self.clause_after(at)
            if start < 0:
                return
            self.fill(comma + 1, at, "S")
            self.fill(at, at + 1, "Q")
            self.fill(start, self.content_end(start), "C")
            return
        spoken = self.quotation_before(comma)
        self.fill(spoken if spoken > 0 else comma + 1, at, "S")
        self.fill(at, at + 1, "Q")
        quotes_next = self.low[stop + 1 : stop + 2] == ['"'] and not any(self.quoted[:comma])
        if comma > 1 and not quotes_next:
            self.fill(0, spoken if spoken > 0 else comma, "C")
        goes_on = self.low[stop : stop + 1] == [","] and self.end - stop > 3
        if goes_on and self.low[stop + 1] not in _GOES_ON and not self.low[stop + 1].endswith("ing"):
            self.fill(stop + 1, self.content_end(stop + 1), "C")

    def quotation_before(self, comma: int) -> int:
        """Where a quotation ends after which only a speaker follows: “…,” Jane Doe, the mayor, said; -1 without one."""
        last = comma
        while last >= 0 and not self.quoted[last]:
            last -= 1
        between = self.kinds[last + 1 : comma]
        if last < 0 or last == comma or not between or between[0] not in _OPENS_SPEAKER:
            return -1
        return last + 1 if not any(kind in SAYING for kind in between) else -1

    def stands_aside(self, at: int) -> bool:
        """Whether the cue closes a stretch between commas: "…, the council pledged, …"."""
        closes = at + 1 >= self.end or self.low[at + 1] in _BREAKS
        start = self.break_before(at - 1)
        return closes and 0 < start < at - 1 <= start + 5 and self.kinds[start + 1] in _OPENS_SPEAKER

    def is_when(self, at: int) -> bool:
        """Whether a day or a month stands there."""
        return self.low[at] in _DAYS

    def infinitive(self, at: int) -> None:
        """ "X wants (somebody) to …", "the demand that …"."""
        start = -1
        for spot in range(at + 1, min(at + 1 + _LONGEST_ASIDE, len(self.low))):
            if self.low[spot] in {"to", "that"}:
                start = spot
                break
            if self.low[spot] in _BREAKS or self.kinds[at] == "noun" or self.kinds[spot] in _FINITE:
                break
        if start < 0:
            return
        if self.kinds[at] == "want":
            self.fill(self.break_before(at) + 1, at, "S")
        self.fill(at, at + 1, "Q")
        self.fill(start, self.content_end(start), "C")

    def mood(self, at: int) -> None:
        """ "worried that …", "willing to …", "afraid of …"."""
        if self.low[at + 1 : at + 2] and self.low[at + 1] in _MOOD_LINKS:
            self.fill(at, at + 1, "Q")
            stop = self.content_end(at + 1) if self.low[at + 1] in {"that", "to"} else self.break_after(at + 1)
            self.fill(at + (1 if self.low[at + 1] in {"that", "to"} else 2), stop, "C")

    def judging(self, at: int) -> None:
        """ "X criticised the plan", "X called for a ban": what is judged or asked for, up to the next mark."""
        low, kinds = self.low, self.kinds
        if at == 0 or self.labels[at] != "O" or kinds[at - 1] in {"det", "adj", "his", "poss", "prep"}:
            return
        start = at + 1
        while start < self.end and low[start] in _LINKS:
            start += 1
        if kinds[at] == "talk" and (start == at + 1 or low[start - 1] not in _TOPIC_LINKS):
            return
        if start >= self.end or kinds[start] not in _OBJECT:
            return
        before = at - 1
        while before >= 0 and kinds[before] in _BETWEEN:
            before -= 1
        if before >= 0 and kinds[before] in _SUBJECT_END and low[before] not in _BREAKS:
            self.fill(self.break_before(before) + 1, before + 1, "S")
        self.fill(at, start, "Q")
        self.fill(start, min(self.break_after(start), self.content_end(start)), "C")

    def heading(self, colon: int) -> None:
        """ "Mayor: the bridge is safe": a short name and a colon."""
        if colon > 0 and all(kind in _NAMED for kind in self.kinds[:colon]):
            self.fill(0, colon, "S")
            self.fill(colon, colon + 1, "Q")
            self.fill(colon + 1, self.end, "C")


_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight")
