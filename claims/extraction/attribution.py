"""Who says so: the claimant of a sentence and the word that marks it as theirs."""

import re
from dataclasses import dataclass, field

from claims.extraction.months import WEEKDAY
from claims.extraction.places import countries
from claims.extraction.words import word_set

_CUES = (
    "said|says|claimed|claims|stated|states|argued|argues|alleged|alleges|asserted|asserts|insisted|"
    "insists|warned|warns|"
    "announced|announces|declared|declares|reported|reports|revealed|reveals|confirmed|confirms|denied|"
    "denies|told|added|adds|"
    "noted|notes|explained|explains|estimated|estimates|maintained|maintains|accused|accuses|wrote|writes|"
    "tweeted|posted|"
    "acknowledged|acknowledges|admitted|admits|conceded|concedes|suggested|suggests|predicted|predicts|"
    "testified|recalled|"
    "mentioned|pointed out|points out|found|shows|showed|believes|believed|boasted|contended|concluded|"
    "disclosed|complained"
)
ASSERTIVE = word_set("claimed claims alleged alleges accused accuses denied denies asserted asserts insisted insists")
"""Cues by which a writer leaves the truth of what follows to the speaker."""
_NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:al|bin|de|van|von|der|el|ul|ur)\s+)?[A-Z][\w'’.-]*)*"
_NAMES = re.compile(_NAME)
_WHEN = rf"(?:\s+(?:on\s+)?(?:{WEEKDAY}|yesterday|today|earlier|later|also|separately|repeatedly|falsely))?"
_WHO = (
    r"(?:(?:[Tt]he|State|former)\s+)?(?:(?:Dr|Mr|Mrs|Ms|Sen|Gov|Rep|Prof|St|Lt|Gen|Col|Sgt|Rev|Hon)\.\s)?"
    r"[^,;.“”\"]{2,80}"
)
_VERB_FIRST = re.compile(
    rf"(?P<adverb>\b(?:also|has|have|had|later|earlier|repeatedly|falsely|then|further|"
    rf"publicly)\s+)*\b(?P<cue>{_CUES})\b"
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
    rf"[,.?!]?[”\"»’']\s*,?\s*(?:(?P<cue1>{_CUES})\s+(?P<who1>{_WHO})|"
    rf"(?P<who2>{_WHO}?)\s+(?P<cue2>{_CUES})\b)"
)
_TRAILING = re.compile(rf",\s+(?P<who>{_WHO}?)\s+(?P<cue>{_CUES})(?:\s+[\w ]{{2,60}})?\.?$")
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
_ORGANISATION = re.compile(
    r"\b(?:(?i:ministry|police|government|officials?|authorities|agency|union|company|bank|department|"
    r"office|report|study|survey|researchers|scientists|commission|committee|council|party|army|military|"
    r"court|group|residents|witnesses|analysts|experts|organi[sz]ation|charity|activists|spokes\w+|"
    r"administration|figures|data|group|team|prosecutors|investigators|doctors|campaigners|opposition|"
    r"poll|"
    r"index)|[A-Z]{2,})\b"
)
_SOMEBODY = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir)(?:\s+[a-z][\w'’-]*){1,4}")
_PRONOUNS = frozenset({"he", "she"})
_NOT_A_SOURCE = word_set("it that this which who there they we i you what and but as because also not")
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

    def read(self, sentence: str, *, new_line: bool) -> Attribution:
        """Return the attribution of the next sentence; `new_line` where it begins a paragraph."""
        self._learn(sentence)
        opens = sentence[:1] in _QUOTE_OPEN and sentence[:1] != ""
        continues = self._open and not (new_line and not opens)
        wholly = _wholly_quoted(sentence, continues=continues)
        self._open = _ends_inside(sentence, continues=continues)
        found = self._spoken(sentence)
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
            if 2 <= len(words) <= 4 and not owner and not countries(name) and not _ORGANISATION.search(name):
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
            if _is_source(who):
                return Attribution(self._who(who), cue)
        found = self._before(sentence)
        trailing = None if found and found.cue in ASSERTIVE else _TRAILING.search(sentence)
        if (
            trailing
            and trailing.start() > 20
            and _is_source(trailing["who"])
            and "that" not in sentence[trailing.end("cue") :]
        ):
            return Attribution(self._who(trailing["who"]), trailing["cue"])
        return found

    def _before(self, sentence: str) -> Attribution | None:
        for verb in _VERB_FIRST.finditer(sentence[:400]):
            head = _LEADING.sub("", sentence[: verb.start()].strip())
            subject = _named_part(head)
            tail = _THAT.match(sentence, verb.end())
            clause = tail and (tail["that"] or tail["mark"] or sentence[verb.end() :].lstrip()[:1] in _QUOTE_OPEN)
            bare = verb["cue"] in {
                "said",
                "says",
                "claimed",
                "claims",
                "accused",
                "accuses",
                "denied",
                "denies",
                "warned",
            }
            if (clause or bare) and _is_source(subject) and len(head) <= 160 and head[:1] not in _QUOTE_OPEN:
                return Attribution(self._who(subject), verb["cue"], content_start=tail.end() if tail else verb.end())
        return None

    def _who(self, written: str) -> str:
        """Return the claimant's name without role, in full where the article gave it, else the words as written."""
        who = re.sub(r"\s+(?:has|have|had|also|on|in|who)$", "", written.strip(" ,"))
        if who.lower() in _PRONOUNS:
            return self._person
        plain = _ROLES.sub("", who)
        if re.fullmatch(_NAME, plain) and " " in plain and not _ORGANISATION.search(plain):
            return self.names.get(plain.split()[-1], plain)
        tail = re.search(rf"(?:^|\s)(?P<name>{_NAME})$", who)
        if tail and not _ORGANISATION.search(who):
            name = _ROLES.sub("", tail["name"])
            return self.names.get(name, name) or who
        return re.sub(r"^The\b", "the", who)


def _named_part(head: str) -> str:
    """Of "the spokeswoman, Jane Hollis," the name; of "Jane Hollis, the spokeswoman," too."""
    parts = [part.strip() for part in head.split(",") if part.strip()]
    named = [part for part in parts if re.fullmatch(rf"{_NAME}", part) and len(part.split()) >= 2]
    return (named or parts or [""])[0]


def _is_source(words: str) -> bool:
    """Whether the words can be a speaker: few, with a name or an institution among them, or he or she."""
    stripped = words.strip(' ,“”"')
    low = stripped.lower()
    if low in _PRONOUNS:
        return True
    parts = stripped.split()
    if not parts or len(parts) > 12 or parts[0].lower() in _NOT_A_SOURCE:
        return False
    return bool(
        _SOMEBODY.fullmatch(stripped) or _ORGANISATION.search(stripped) or re.search(rf"(?:^|\s){_NAME}$", stripped)
    )


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
