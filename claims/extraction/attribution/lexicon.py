"""The words that reported speech is made of: verbs and nouns of saying, thinking, wanting and judging, by class."""

from collections.abc import Sequence

from claims.extraction.words import word_set

_VERBS = {
    "say": (
        "acknowledge add admit affirm allege allude announce answer argue assert attest aver boast brag caution chant "
        "claim comment complain concede conclude confess confirm contend continue counter cry declare deny detail "
        "disclose elaborate emphasise emphasize exclaim explain gripe grumble hint imply indicate insist interject "
        "joke lament maintain mention mumble muse mutter note object observe opine point post predict proclaim profess "
        "quip read reason recall recount reiterate remark repeat reply report respond retort reveal "
        "say scoff scold scream shout signal snap sneer specify speculate stress suggest summarise summarize surmise "
        "swear testify theorise theorize trumpet tweet underline underscore warn whisper write yell"
    ),
    "tell": "advise alert assure convince inform notify persuade reassure remind tell",
    "ask": "ask inquire ponder query wonder",
    "think": (
        "anticipate appreciate assume believe consider decide determine disagree doubt dread envision "
        "expect fear feel forecast foresee guess hear know learn presume realise "
        "realize recognise recognize remember sense suspect think understand worry calculate estimate agree hope"
    ),
    "show": "demonstrate find illustrate reveal show",
    "want": (
        "agree aim ask beg call dare decide decline demand direct encourage forbid hope implore instruct intend "
        "want offer order plan pledge prefer promise propose recommend refuse request "
        "resolve seek threaten urge volunteer vow wish advocate consider contemplate suggest rule push"
    ),
    "seem": "appear seem",
    "mood": (
        "afraid angry anxious ashamed aware certain clear confident convinced concerned determined disappointed eager "
        "fearful frustrated glad grateful happy hopeful keen optimistic pessimistic proud ready reluctant sceptical "
        "skeptical sorry sure surprised thrilled unaware unsure wary willing unwilling worried upset alarmed excited"
    ),
    "judge": (
        "accuse applaud assail attack attribute blame blast brand call castigate characterise characterize "
        "chastise chide compare condemn criticise criticize decry defend denounce depict deride describe dismiss "
        "dispute dub endorse favor favour hail knock label lambast lambaste laud liken mock name oppose "
        "portray praise rebuff rebuke rebut refer refute regard reject rip see slam support tout view welcome "
        "discuss outline lay apologise apologize credit cite quote vote sponsor enjoy resist echo debate "
        "address reference invoke promote highlight admire love resent bristle rail rate treat charge "
        "tout cast berate question challenge"
    ),
}
_IRREGULAR = {
    "say": "said wrote written swore read stated stating",
    "tell": "told",
    "think": "thought felt knew understood forgot heard foresaw",
    "show": "found shown",
    "want": "sought forbade",
    "judge": "saw laid",
    "talk": "talk talks talked talking speak speaks spoke speaking",
    "accord": "according",
    "alleged": "supposedly reportedly allegedly apparently purportedly",
}
_NOUNS = (
    "accusation admission advice agreement aim allegation ambition announcement appeal argument assertion "
    "assessment assumption assurance belief bid call claim comment complaint concern conclusion concession "
    "condemnation confidence conviction criticism decision declaration demand denial description desire determination "
    "doubt estimate evidence expectation explanation fact fear feeling finding forecast guidance hint hope idea "
    "impression indication insistence instruction intention interest interpretation intent invitation knowledge letter "
    "message news notion observation offer opinion perception plan pledge plea position "
    "possibility prediction premise promise proposal prospect question recognition recommendation refusal reminder "
    "remark reply report request response revelation rumor rumour sense sentiment speculation statement "
    "story suggestion support suspicion testimony theory thought threat tweet understanding view vow warning "
    "willingness wish word worry"
)
_DOUBLED = word_set("admit brag rip slam snap blot knot plan refer rebut opt forget")


def _forms(verb: str) -> tuple[str, ...]:
    """Return the verb's regular forms: "deny" → deny, denies, denied, denying."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    return verb, third, f"{stem}ed", f"{stem}ing"


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"


def _cues() -> dict[str, str]:
    classes = dict.fromkeys((form for noun in _NOUNS.split() for form in (noun, _plural(noun))), "noun")
    for kind in ("seem", "judge", "want", "show", "think", "ask", "tell", "say"):
        for verb in _VERBS[kind].split():
            classes |= dict.fromkeys(_forms(verb), kind)
    classes |= dict.fromkeys(_VERBS["mood"].split(), "mood")
    for kind, forms in _IRREGULAR.items():
        classes |= dict.fromkeys(forms.split(), kind)
    return classes


CUE_CLASS = _cues()
"""Every form of every word that can introduce what somebody says, thinks, wants or judges → its class."""

CUE_KINDS = frozenset(CUE_CLASS.values())
_BOTH = frozenset(form for noun in _NOUNS.split() for form in (noun, _plural(noun)))
_OTHER_NOUNS = word_set(
    "accused address alleged attack attacks blast brand challenge challenges charge charges credit debate "
    "detail details direct feel figure figures find finds focus host known label labels look mean means move "
    "name names note notes object objects offer offers order planned point points post posts press project "
    "projects push question questions quote quotes read reason reasons rule rules sense show shows signal signals snap "
    "treat written"
)
"""Verbs of saying or judging that are nouns of another sense after an article or a preposition."""
_BEFORE_NOUN = word_set("det his poss Name's adj for prep num noun")

_NO_SPEAKER = word_set("but and sub wh modal be do have adv ly prep that as to neg say think")
_COMMITTING = frozenset(
    form
    for verb in ("promise", "pledge", "vow", "accuse", "blame", "describe", "dispute", "put")
    for form in _forms(verb)
)
"""Verbs of other classes after which the content is the speaker's word."""
_ASSERTING = word_set("say tell think show accord")

_CLOSED = {
    "det": "the a an this these those some any all each every no another both either neither such many much few "
    "several",
    "he": "he she i we they you it who whom",
    "him": "him her me us them himself herself themselves itself myself",
    "his": "his my our their its your whose",
    "be": "is are was were be been being am 's 're",
    "have": "has have had having",
    "do": "do does did done doing",
    "modal": "will would can could may might shall should must won't wouldn't can't couldn't cannot 'd 'll",
    "neg": "not n't never don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't",
    "prep": "of in on at from with by under over into through against between about around near inside outside within "
    "without amid among toward towards across behind beyond upon onto per via regarding",
    "for": "for",
    "to": "to",
    "as": "as",
    "that": "that",
    "sub": "because although though if unless since until while when after before once whereas where despite during "
    "following",
    "wh": "which what how why whether whatever whoever",
    "and": "and or nor",
    "but": "but yet however",
    "adv": "also then now still again just only even ever already later earlier too so very more most less there here "
    "today yesterday tomorrow tonight",
    "day": "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december",
}  # fmt: skip
_CLOSED_CLASS = {word: kind for kind, words in _CLOSED.items() for word in words.split()}
_SUFFIXES = (
    ("ly", "ly"), ("ing", "ing"), ("ed", "ed"), ("tion", "nn"), ("ment", "nn"), ("ness", "nn"), ("ity", "nn"),
    ("n't", "neg"), ("ers", "nns"), ("ors", "nns"), ("ous", "adj"), ("ive", "adj"), ("able", "adj"), ("al", "adj"),
    ("ful", "adj"), ("er", "er"), ("'s", "poss"), ("s", "s"),
)  # fmt: skip


def class_of(word: str, *, first: bool) -> str:
    """Return a rough class of the word as written; `first` where a capital says nothing, at a sentence's beginning."""
    low = word.lower().replace("’", "'")
    if not word[:1].isalnum():
        return word
    closed = "day" if word == "May" and not first else _CLOSED_CLASS.get(low)
    if closed:
        return closed
    if low in CUE_CLASS and (first or not word[0].isupper()):
        return CUE_CLASS[low]
    if word[0].isdigit():
        return "num"
    if word[0].isupper() and not first:
        return "Name's" if low.endswith("'s") else "NAME" if word.isupper() and len(word) > 1 else "Name"
    return next((kind for suffix, kind in _SUFFIXES if low.endswith(suffix)), "x")


def classes(written: Sequence[str], low: Sequence[str], *, headline: bool) -> list[str]:
    """Return each word's rough class; a word that can be verb and noun is what the word before it makes it."""
    kinds: list[str] = []
    for at, word in enumerate(written):
        first = headline or at == 0 or (at == 1 and not written[0][0].isalnum())
        kind = class_of(word, first=first) if word[0].isalnum() else low[at]
        if kind in CUE_KINDS and kinds and kinds[-1] in _BEFORE_NOUN:
            kind = "noun" if low[at] in _BOTH else "nn" if low[at] in _OTHER_NOUNS else kind
        if kind in CUE_KINDS and at and low[at - 1] == "<":
            kind = "x"  # a tag of a page, such as <quote>
        kinds.append(kind)
    return kinds


def form_of(low: str, kind: str, before: str) -> str:
    """Return the class of a cue with its form: "-" for -ing, "*" after to or a modal, "=" passive; others unchanged."""
    if kind not in CUE_KINDS or kind == "noun":
        return kind
    if low.endswith("ing"):
        return f"{kind}-"
    if before in {"to", "modal", "do"}:
        return f"{kind}*"
    return f"{kind}=" if before == "be" and low.endswith(("ed", "n", "d", "t")) else kind


def has_cue(written: Sequence[str], quoted: Sequence[bool]) -> bool:
    """Whether a word outside quotation marks can be a cue."""
    return any(not inside and word.lower() in CUE_CLASS for word, inside in zip(written, quoted, strict=True))


def core_of(cue: str) -> str:
    """Return the verb by which the words of a cue assert something: "has repeatedly said" → "said"; "" if none does."""
    words = cue.split()
    low = [word.lower().replace("’", "'") for word in words]
    if any(_CLOSED_CLASS.get(word) == "neg" for word in low):
        return ""
    for at, word in enumerate(words):
        asserts = CUE_CLASS.get(low[at]) in _ASSERTING or low[at] in _COMMITTING
        if asserts and not (word[0].isupper() and low[at] != "according"):
            longer = low[at + 1 : at + 2] in (["to"], ["out"])
            return " ".join(words[at : at + 1 + longer]).rstrip(",:")
    return ""


def can_be_noun(cue: str) -> bool:
    """Whether the cue is a verb only beside a subject: "report", "signals"."""
    first = cue.split(maxsplit=1)[0].lower()
    return first in _BOTH or first in _OTHER_NOUNS


def can_speak(words: str) -> bool:
    """Whether the words can name a speaker: no connective, adverb or question word alone, no possessive."""
    first, *rest = words.split()
    kind = class_of(first, first=True)
    return not words.endswith(("'s", "’s")) and (
        (bool(rest) and kind not in _NO_SPEAKER) or kind in {"x", "he", "s", "er", "nns"}
    )
