"""Who says so: the claimant of a sentence and the word that marks it as theirs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.extraction.attribution.lexicon import can_be_noun, can_speak, core_of, has_cue
from claims.extraction.attribution.spans import Sentences, Spans, spans_of
from claims.extraction.attribution.speech import (
    BARE_CUES,
    CUES,
    NAME,
    ORGANISATION,
    PRONOUNS,
    is_one_speaker,
    is_source,
    name_at_end,
)
from claims.extraction.months import WEEKDAY
from claims.extraction.places import countries
from claims.extraction.words import word_set

ASSERTIVE = word_set("claimed claims alleged alleges accused accuses denied denies asserted asserts insisted insists")
"""Cues by which a writer leaves the truth of what follows to the speaker."""
_NEAR = 40
"""At most so many characters lie between a source and its cue."""
_SHORTEST_CONTENT = 12
"""Characters of content that make an attribution."""
_MAKES_A_NOUN = re.compile(r"(?:\b(?:the|an?|this|that|its|his|her|their|our|my|your|of)|[’']s?)\s$", re.IGNORECASE)
_DETERMINED = re.compile(r"(?:the|an?|its|his|her|their|our|this|that)\b", re.IGNORECASE)
_NAMES = re.compile(NAME)
_WHEN = rf"(?:\s+(?:on\s+)?(?:{WEEKDAY}|yesterday|today|earlier|later|also|separately|repeatedly|falsely))?"
_WHO = (
    r"(?:(?:[Tt]he|State|former)\s+)?(?:(?:Dr|Mr|Mrs|Ms|Sen|Gov|Rep|Prof|St|Lt|Gen|Col|Sgt|Rev|Hon)\.\s)?"
    r"[^,;.“”\"]{2,80}"
)
_VERB_FIRST = re.compile(
    rf"(?P<adverb>\b(?:also|has|have|had|later|earlier|repeatedly|falsely|then|further|"
    rf"publicly)\s+)*\b(?P<cue>{CUES})\b"
)
_THAT = re.compile(
    rf"{_WHEN}(?:\s+(?:reporters|journalists|parliament|lawmakers|the \w+|[A-Z]\w+(?: "
    rf"[A-Z]\w+)?)){{0,1}}{_WHEN}\s*,?\s*(?P<that>that\b)?\s*(?P<mark>[:,]\s*)?"
)
_ACCORDING = re.compile(
    r"\b(?P<cue>[Aa]ccording to|[Ii]n the words of)\s+(?P<who>[^,;.“”\"]{2,90}?)(?=[,;.]|\s+(?:who|which|"
    r"on|in)\b|$)"
)
_QUOTE_OPEN, _QUOTE_CLOSE = '“"«', '”"»'
_AFTER_QUOTE = re.compile(
    rf"[,.?!]?[”\"»’']\s*,?\s*(?:(?P<cue1>{CUES})\s+(?P<who1>{_WHO})|"
    rf"(?P<who2>{_WHO}?)\s+(?P<cue2>{CUES})\b)"
)
_TRAILING = re.compile(rf",\s+(?P<who>{_WHO}?)\s+(?P<cue>{CUES})(?P<rest>(?:\s[^,;“”\"]*)?)\.?$")
_ROLES = re.compile(
    r"^(?:(?:the|a|an|state|former|acting|deputy|vice|prime|foreign|interior|health|finance|defen[cs]e|"
    r"chief|senior|current|then|ex|outgoing)[\s-]+|"
    r"(?:president|minister|mayor|senator|governor|secretary|spokes(?:man|woman|person)|director|general|"
    r"chancellor|king|queen|prince|princess|judge|"
    r"dr|mr|mrs|ms|sir|professor|prof|lawmaker|activist|analyst|opposition|leader|economist|police|captain|"
    r"colonel|commander|officer|candidate|"
    r"congress(?:man|woman)|councillor|ambassador|premier|pm|mp|rep|sen|gov)\.?\s+)+",
    re.IGNORECASE,
)
_INSERTED = re.compile(r",\s*(?:who|which)\s+(?P<who>[^,]+)$")
_LEADING = re.compile(
    (
        r"^(?:meanwhile|however|but|and|also|in addition|separately|later|earlier|on \w+|in [^,]{2,40}|asked "
        r"[^,]+|still|yet)\b,?\s+(?=[A-Zt“])"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, and by which word. Both empty where the article speaks for itself."""

    claimant: str = ""
    cue: str = ""
    quoted: bool = False
    """The sentence stands wholly inside quotation marks."""
    content_start: int = 0
    """Where, in the sentence, the words of the claimant begin."""


@dataclass
class Speakers:
    """Reads an article's sentences in order, and remembers who is speaking."""

    names: dict[str, str] = field(default_factory=dict)
    """Full names by their last word."""
    _person: str = ""
    _inside: str = ""
    _announced: str = ""
    _open: bool = False
    _cue: str = ""
    _words: Sentences = field(default_factory=Sentences)

    def read(self, sentence: str, *, new_line: bool) -> Attribution:
        """Return the attribution of the next sentence; `new_line` where it begins a paragraph."""
        self._learn(sentence)
        words, in_words = self._words.read(sentence, new_line=new_line)
        opens = sentence[:1] in _QUOTE_OPEN and sentence[:1] != ""
        continues = self._open and not (new_line and not opens)
        wholly = _wholly_quoted(sentence, continues=continues)
        self._open = _ends_inside(sentence, continues=continues)
        found = self._spoken(sentence)
        if not found and not wholly and has_cue(in_words.written, in_words.quoted):
            found = self._tagged(sentence, spans_of(words, in_words))
        if found:
            self._inside = found.claimant
            self._cue = found.cue
            if found.claimant in self.names.values():
                self._person = found.claimant
            self._announced = found.claimant if sentence.rstrip().endswith((",", ":")) else ""
            return found
        speaker = self._announced if opens and self._announced else ""
        if wholly and not speaker and (continues or not new_line):
            speaker = self._inside
        self._announced = ""
        if wholly:
            self._inside = speaker
            return Attribution(speaker, self._cue if speaker else "", quoted=True)
        self._inside = ""
        return Attribution()

    def _learn(self, sentence: str) -> None:
        """Keep full names by their last word, and the person whom the sentence begins with."""
        for found in _NAMES.finditer(sentence):
            name = _ROLES.sub("", found[0]).rstrip(".")
            words = name.split()
            owner = name.endswith(("'s", "’s"))
            if 2 <= len(words) <= 4 and not owner and not countries(name) and not ORGANISATION.search(name):
                self.names.setdefault(words[-1], name)
            if (
                found.start() <= 40
                and not owner
                and self.names.get(words[-1] if words else "")
                and not self._beginning(sentence, found)
            ):
                self._person = self.names[words[-1]]

    @staticmethod
    def _beginning(sentence: str, name: re.Match[str]) -> bool:
        """Whether anything but a role stands before the name."""
        return bool(re.search(r"[,;:]|\b(?:of|in|for|with|by|to|and|that)\b", sentence[: name.start()]))

    def _spoken(self, sentence: str) -> Attribution | None:
        according = _ACCORDING.search(sentence)
        if according:
            return Attribution(self._who(according["who"]), according["cue"].lower())
        after = _AFTER_QUOTE.search(sentence)
        if after:
            who, cue = after["who1"] or after["who2"], after["cue1"] or after["cue2"]
            if is_source(who):
                return Attribution(self._who(who), cue)
        found = self._before(sentence)
        trailing = None if found and found.cue in ASSERTIVE else _TRAILING.search(sentence)
        if trailing and trailing.start() > 20 and is_one_speaker(trailing["who"]) and not _says_that(trailing["rest"]):
            return Attribution(self._who(trailing["who"]), trailing["cue"])
        return found

    def _before(self, sentence: str) -> Attribution | None:
        for verb in _VERB_FIRST.finditer(sentence[:400]):
            head = _LEADING.sub("", sentence[: verb.start()].strip())
            subject = _named_part(head)
            tail = _THAT.match(sentence, verb.end())
            clause = tail and (tail["that"] or tail["mark"] or sentence[verb.end() :].lstrip()[:1] in _QUOTE_OPEN)
            bare = verb["cue"] in BARE_CUES
            if (clause or bare) and is_source(subject) and len(head) <= 160 and head[:1] not in _QUOTE_OPEN:
                return Attribution(self._who(subject), verb["cue"], content_start=tail.end() if tail else verb.end())
        return None

    def _tagged(self, sentence: str, spans: Spans) -> Attribution | None:
        """Return what the tagger found: the first source that asserts something, beside the cue that tells so."""
        contents = [span for span in spans.contents if span[1] - span[0] >= _SHORTEST_CONTENT]
        for start, end in spans.cues:
            cue = core_of(sentence[start:end])
            beside = [span for span in spans.sources if max(start - span[1], span[0] - end) <= _NEAR]
            if not cue or not beside or not contents or _MAKES_A_NOUN.search(sentence, 0, start):
                continue
            who = sentence[slice(*beside[0])].strip(" ,")
            if can_be_noun(cue) and (not 0 <= start - beside[0][1] <= 1 or _makes_a_noun_of(cue, who)):
                continue
            who = who if is_source(who) else _named_part(who)
            if who and can_speak(who) and is_source(who) and (claimant := self._who(who)):
                return Attribution(claimant, cue, content_start=contents[0][0])
        return None

    def _who(self, written: str) -> str:
        """Return the claimant's name without role, in full where the article gave it, else the words as written."""
        who = re.sub(r"\s+(?:has|have|had|also|on|in|who)$", "", written.strip(" ,"))
        if who.lower() in PRONOUNS:
            return self._person
        return claimant_of(who, self.names)


def claimant_of(who: str, names: Mapping[str, str]) -> str:
    """Return the name in the words `who`, in full where `names` has it by its last word, else the words themselves."""
    plain = _ROLES.sub("", who)
    if re.fullmatch(NAME, plain) and " " in plain and not ORGANISATION.search(plain):
        return names.get(plain.split()[-1], plain)
    at_end = name_at_end(who)
    if at_end and not ORGANISATION.search(who):
        name = _ROLES.sub("", at_end)
        return names.get(name, name) or who
    return re.sub(r"^The\b", "the", who)


def _makes_a_noun_of(cue: str, who: str) -> bool:
    """Whether the words before make the cue a noun: "a strong signal", but not "the study signals"."""
    return _DETERMINED.match(who) is not None and not cue.split(maxsplit=1)[0].endswith("s")


def _says_that(rest: str) -> bool:
    """Whether the words after a cue lead on to what was said, so that it did not stand before."""
    after = _THAT.match(rest)
    return after is not None and after["that"] is not None


def _named_part(head: str) -> str:
    """Of "the spokeswoman, Jane Hollis," the name; of "Jane Hollis, the spokeswoman," too; of "Jane, who Al" Al."""
    inner = _INSERTED.search(head)
    if inner:
        return inner["who"]
    parts = [part.strip() for part in head.split(",") if part.strip()]
    named = [part for part in parts if re.fullmatch(NAME, part) and len(part.split()) >= 2]
    sources = [part for part in parts if is_source(part)]
    return (named or sources or [""])[0]


def _wholly_quoted(sentence: str, *, continues: bool) -> bool:
    begins = continues or sentence[:1] in _QUOTE_OPEN
    inner = sentence[:-1].lstrip(_QUOTE_OPEN)
    return bool(sentence) and begins and not any(mark in inner for mark in _QUOTE_CLOSE)


def _ends_inside(sentence: str, *, continues: bool) -> bool:
    """Whether a quotation is still open after the sentence."""
    inside = continues
    for mark in sentence:
        if mark == '"':
            inside = not inside
        elif mark in "“«":
            inside = True
        elif mark in "”»":
            inside = False
    return inside
