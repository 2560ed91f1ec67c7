"""Noun phrases without a parser: what a number counts, what a share is a share of, who a verb's subject is."""

import re

from claims.extraction.attribution.speech import CUES, INSERTED_CUES
from claims.extraction.places import countries
from claims.extraction.words import word_set

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d,.]*\d|\d")
_FUNCTION = word_set(
    "in on at by for with from to into onto over under about around near across through during since "
    "until till after before between among against without within despite because while when where who "
    "whom whose which that than as if unless although though so but or nor and yet is are was were be "
    "been being am has have had do does did will would shall should can could may might must not no never "
    "also still now then only just even already currently he she it they we you i him her them us his its "
    "their our your my this there here more less per each every both last this next ago earlier later mainly mostly "
    "mostly largely said says including such like up down out off away back again versus via worth plus "
    "amid according compared"
)
_VERBS = word_set(
    "live lives lived die dies died flee flees fled say says said told work works worked make makes made "
    "take takes took go goes went come comes came get gets got hold holds held lose loses lost win wins "
    "won leave leaves left need needs needed want wants face faces faced remain remains rise rises rose "
    "fall falls fell grow grows grew receive receives suffer suffers lack lacks own owns use uses support "
    "supports back backs oppose opposes think believe believes feel know knows cross enter join return "
    "arrive sleep slept eat drink spend spent pay paid earn attend play join show shows showed agree "
    "disagree vote votes voted account accounts speak speaks spoke sought gather began begin rely depend "
    "struggle turned sat stood stand met ran run fought fight became become hit sent saw see kept keep "
    "went across ran report reports"
)
_PLURALS = word_set(
    "people men women children troops police dead lives staff personnel livestock cattle sheep households "
    "refugees migrants civilians"
)
_FILLERS = word_set("more additional extra further other such new of the these those all")
_CONTAINERS = word_set(
    "cases case incidents reports units doses acts counts victims types pieces members instances episodes "
    "samples survivors users fans holders increase rise fall drop decline growth cut reduction jump surge "
    "share number"
)
_CHANGES = word_set("increase rise fall drop decline growth cut reduction jump surge improvement")
_PAIR = re.compile(r"\s+and\s+(?P<second>women|men|children|girls|boys|adults|elderly|[a-z]+s)\b(?!\s+(?:of|in)\s+\d)")
_LEAD_INS = re.compile(
    r"^(?:especially|including|particularly|mainly|namely|and|but|while|that|as|because|although|though|"
    r"since|where|with|"
    r"meanwhile|however|today|overall|now|officially|also|he said|she said|said)\s+",
    re.IGNORECASE,
)


def noun_phrase(sentence: str, position: int, *, at_most: int = 5) -> str:
    """Return the noun phrase that begins at `position`, or "": up to its first plural noun or function word."""
    words: list[re.Match[str]] = []
    for found in _WORD.finditer(sentence, position, min(len(sentence), position + 120)):
        gap = sentence[words[-1].end() if words else position : found.start()]
        low = found[0].lower()
        if (
            (not words and low in {"a", "an"})
            or gap.strip(" -\u00a0")
            or (low in _FUNCTION or low in _VERBS)
            or len(words) == at_most
        ):
            break
        if words and low.endswith(("ed", "ing")) and _is_plural(words[-1][0]):
            break
        words.append(found)
        if _is_plural(found[0]):
            break
    while words and words[0][0].lower() in _FILLERS:
        words.pop(0)
    if not words or not re.search(r"[^\W\d_]", words[-1][0]):
        return ""
    return sentence[words[0].start() : _extended(sentence, words)]


def _is_plural(word: str) -> bool:
    low = word.lower()
    return low in _PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s")) and len(low) > 3)


def _extended(sentence: str, words: list[re.Match[str]]) -> int:
    """Take in "and children" after "women", "of cholera" after "cases", "in exports" after "rise"."""
    last, end = words[-1][0].lower(), words[-1].end()
    pair = _PAIR.match(sentence, end)
    if pair and _is_plural(last) and not re.match(r"\s*(?:in|of|on)\b", sentence[end:]):
        return pair.end()
    link = re.match(r"\s+of\s+|\s+in\s+", sentence[end : end + 5])
    if link and last in _CONTAINERS and (link[0].strip() == "of" or last in _CHANGES):
        rest = noun_phrase(sentence, end + link.end(), at_most=3)
        if rest and sentence.startswith(rest, end + link.end()):
            return end + link.end() + len(rest)
    return end


_POPULATION = re.compile(
    r"\s+(?:of|among)\s+(?P<whole>(?:(?:all|every|the|its|their|his|her|our|those|these|that)\s+)*"
    r"(?:[^\W\d_][\w'’-]*|\d[\d,.]*(?:\s(?:million|billion|thousand))?)"
    r"(?:\s+(?:[^\W\d_][\w'’-]*|\d[\d,.]*\d))*)"
)


def whole_of(sentence: str, position: int) -> tuple[str, int]:
    """Return what a share written before `position` is a share of ("those displaced"), and where that ends."""
    found = _POPULATION.match(sentence, position, min(len(sentence), position + 140))
    if not found:
        return "", position
    words = list(_WORD.finditer(found["whole"]))
    kept = 0
    for number, word in enumerate(words):
        low = word[0].lower()
        after_of = number and words[number - 1][0].lower() == "of"
        determined = low in {"its", "their", "his", "her", "our", "this", "all", "each", "every"} and not kept
        if low == "of" and kept and not after_of:
            kept = number + 1
            continue
        if not determined and (low in _FUNCTION or low in _VERBS):
            break
        participle = low.endswith(("ed", "ing")) and number
        if participle and not (words[0][0].lower() in {"those", "these"} and number == 1):
            break
        if number and low.endswith("s") and _is_plural(words[number - 1][0]) and not after_of:
            break
        kept = number + 1
    while kept and words[kept - 1][0].lower() in {"of", "the", "all", "a"}:
        kept -= 1
    end = words[kept - 1].end() if kept else 0
    return found["whole"][:end], found.start("whole") + end


_SOMEWHERE = r"(?:\s+(?:in|at|across)\s+(?:the\s+|its\s+)?\w+(?:\s\w+){0,3}?)?"
_PREDICATE = re.compile(rf"{_SOMEWHERE}\s+(?:are|were|is|was)\s+(?:now\s+|either\s+)?(?P<noun>[^\W\d_]+)")
_NOT_A_NOUN = re.compile(
    r"(?:\w+(?:ed|ing|ly|en|ful|less|able|ous|ive)|not|in|at|on|from|by|a|an|the|under|over|more|less|"
    r"likely|home|out|"
    r"poor|sick|dead|unable|ready|too|very|so|to|without|based|lost|held|sent|made|left|born|found|of|for|"
    r"about)$"
)
_NAMES_A_PEOPLE = re.compile(r"(?<!s)s$|\b(?:wo)?men$")
"""The end of "Tajiks" or "Kurdish women", where "Muslim" and "Swiss" are adjectives."""
_CHILDREN = frozenset({"children", "women", "men"})


def predicate_noun(sentence: str, position: int) -> str:
    """Return the noun that "are" ties to a share: "women and children" in "80% of them are women and children"."""
    found = _PREDICATE.match(sentence, position)
    if not found or (_NOT_A_NOUN.match(found["noun"]) and found["noun"] not in _CHILDREN):
        return ""
    noun = noun_phrase(sentence, found.start("noun"))
    named = found["noun"][0].isupper()
    return "" if named and not _NAMES_A_PEOPLE.search(noun) else noun


_INSERTED = rf"(?:\s+[^,;:.“”]{{2,60}}?\s+(?:{INSERTED_CUES}))?"
"""The speaker in "who officials say are"."""
_SUBJECT_VERB = re.compile(
    rf"(?P<relative>,?\s*(?:who|which|that){_INSERTED})?\s+(?:(?:now|still|currently|also|has|have|had|already|"
    r"together|is|are|was|were|"
    r"reportedly|alone|has been|will)\s+)*"
    r"(?:mak(?:e|es|ing) up|made up|account(?:s|ed|ing)? for|(?:is|are|was|were) (?:responsible|to blame) "
    r"for|constitut(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|"
    r"represent(?:s|ed|ing)?|form(?:s|ed)?|was|were|is|are|stands?|stood|hit|hits|reach(?:es|ed)?|rose|"
    r"risen|rises|"
    r"fell|fallen|falls|grew|grown|grows|dropp?e?d?|declined|increased|decreased|jumped|climbed|surged|"
    r"plunged|shrank|"
    r"contracted|expanded|slipped|edged up|edged down|averaged|totall?ed|remained|cost|costs|gained|lost|"
    r"soared|dipped|slowed|"
    r"eased|accelerated|declines?|received|won|measured|covers?|weighed|raised|hold|holds|held|own|owns)"
    r"(?:\s+(?:to|by|at|from|for|up|down|an?|the|sharply|steadily|just|only))*\s*$",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(
    r"(?:\s+(?:has|have|had|been|is|are|was|were|more than|nearly|almost|also|already|will|would))+\s*$"
)


_TOTAL_OF = re.compile(
    r"\b(?:[A-Z][\w'’-]*\s)?(?:[a-z]+\s)?"
    r"(?:population|budget|deficit|debt|toll|total|average|turnout|salary|income|fine|area|capacity|profit"
    r"|loss)\s+of\s*$"
)
_CUT_BY = re.compile(
    r"\b(?:cut|raised|reduced|increased|lowered|slashed|boosted|trimmed|expanded|shrank)\s+(?:the|its|"
    r"their|his|her|our)?\s*"
    r"(?P<object>[a-z][\w'’-]*(?:\s[\w'’-]+){0,6}?)\s+by\s*$"
)


_SAID_THAT = re.compile(rf"^.*\b(?:(?:{CUES})\b.*?\bthat|said|says)\s+", re.DOTALL)
_SHARE_OF = re.compile(
    r"^(?:\d[\d.,]*\s?%|(?:[\w-]+\s+){1,3}?(?:thirds?|quarters?|half|per\s?cent|percent)|half)\s+of\s+", re.IGNORECASE
)
"""Of "two thirds of voters" the subject is the voters."""


def subject_before(sentence: str, position: int) -> str:
    """Return the subject of the verb that leads up to a number at `position`: "Tajiks" of "Tajiks … make up", or ""."""
    begin = max(0, position - 200)
    if not sentence[begin:position].rstrip()[-1:].isalpha():
        return ""
    cut = _CUT_BY.search(sentence, begin, position)
    if cut:
        return cut["object"]
    total = _TOTAL_OF.search(sentence, begin, position)
    if total:
        return total[0].strip().removesuffix(" of")
    verb = _SUBJECT_VERB.search(sentence, begin, position)
    return _subject(sentence[begin : verb.start()]) if verb else ""


def subject_of_verb(sentence: str, position: int) -> str:
    """Return the subject of the verb at `position`: "Rents" of "Rents have doubled", or ""."""
    begin = max(0, position - 200)
    return _subject(_AUXILIARIES.sub("", sentence[begin:position].rstrip()))


def _subject(before_verb: str) -> str:
    segment = re.split(r"[;:–—(\"“”]|,(?!\d)", before_verb)[-1].strip()
    lead = _LEAD_INS.match(segment)
    while lead:
        segment = segment[lead.end() :]
        lead = _LEAD_INS.match(segment)
    named = countries(segment)
    if named and re.search(r"\b(?:in|of|across|within)\s+(?:the\s+)?$", segment[: named[-1].start]):
        segment = re.sub(r"\s+(?:in|of|across|within)\s+(?:the\s+)?$", "", segment[: named[-1].start])
    segment = _SHARE_OF.sub("", _SAID_THAT.sub("", segment))
    segment = re.sub(r"^(?:the|a|an)\s+", "", segment.strip(), flags=re.IGNORECASE)
    words = segment.split()
    if not 0 < len(words) <= 7 or words[0].lower() in {
        "it",
        "they",
        "he",
        "she",
        "this",
        "that",
        "there",
        "we",
        "i",
        "who",
    }:
        return ""
    return segment
