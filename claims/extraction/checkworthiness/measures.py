"""How much of what a sentence holds: its length, and how many words of each sort."""

import math

from claims.extraction.words import word_set

WORD_SORTS = {
    "number words": word_set(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
        million millions billion billions trillion trillions dozen dozens half halves third thirds quarter quarters
        double doubled doubles triple tripled quadrupled twice thrice
        """
    ),
    "shares": word_set("% percent percentage cent per rate average ratio share proportion majority minority"),
    "money": word_set("$ £ € dollar dollars euro euros pound pounds cents tax taxes cost costs budget spending"),
    "time": word_set(
        """
        january february march april june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday year years month months week weeks decade decades century ago since last past
        previous earlier yesterday today _year_
        """
    ),
    "comparisons": word_set(
        """
        more less fewer higher lower greater larger smaller better worse most least highest lowest largest biggest
        smallest first worst best longest fastest than
        """
    ),
    "changes": word_set(
        """
        increase increased increases increasing decrease decreased rise rises risen rising rose fall falls fallen
        falling fell drop dropped drops grew grow growing grown growth decline declined cut cuts cutting reduce reduced
        raise raised raises raising lost lose losing gained doubled
        """
    ),
    "speech": word_set(
        """
        said says say told tell claimed claims according stated states announced reported reportedly revealed argued
        alleged accused denied denies insists insisted warned estimated estimates confirmed suggested suggests found
        shows showed
        """
    ),
    "causes": word_set("because cause caused causes led leads result resulted due linked responsible"),
    "wholes": word_set("all every none nobody many several number total record times only always never ever entire"),
    "speaker": word_set("i me my mine 'm"),
    "group": word_set("we us our ours"),
    "hearer": word_set("you your yours"),
    "others": word_set("he she they his her their him them it its"),
    "modals": word_set("should must ought need have has let would could might may can"),
    "future": word_set("will shall going 'll gonna wo"),
    "feelings": word_set(
        """
        think believe feel hope wish want guess imagine opinion agree disagree love like hate sure know thank thanks
        please sorry great wonderful terrible beautiful proud
        """
    ),
    "hedges": word_set("perhaps maybe probably possibly seem seems appears likely kind sort"),
    "negations": word_set("not never no none nothing n't without"),
    "past verbs": word_set(
        """
        was were had did went came took gave made voted became left lost won got spent paid sent built brought began
        ran put kept held met said told
        """
    ),
    "present": word_set("is are am 's 're"),
    "public matters": word_set(
        """
        tax taxes job jobs unemployment budget deficit debt trade war troops nuclear health medicare insurance vote
        votes voted bill law laws court congress senate government president police crime violence refugees population
        economy economic inflation wages income schools oil energy climate border immigration immigrants china russia
        iran iraq afghanistan mexico
        """
    ),
}
"""The words that are counted together."""
_WH = word_set("what why how who when where which is are do does did can could would will")
_SORTS_OF = {
    word: tuple(at for at, words in enumerate(WORD_SORTS.values()) if word in words)
    for word in frozenset().union(*WORD_SORTS.values())
}
_COUNTED = (*WORD_SORTS, "numbers", "names", "regular past", "commas", "exclamations", "quotation marks")
MEASURE_NAMES = (
    *_COUNTED,
    *(f"any {name}" for name in _COUNTED),
    *("length", "log length", "short", "long", "word length", "number density", "asks first", "starts small"),
)
"""What `measures` returns, in its order."""
PAIRED_MEASURES = ("long", "asks first")
"""Marks of 0 or 1 that can go together with others, beside every "any …"."""
_AT_MOST = 3


def measures(sentence: str, words: list[str]) -> list[float]:
    """Return the MEASURE_NAMES of a sentence of these words: counts up to three, marks of 0 or 1, and lengths."""
    counts = [0] * len(_COUNTED)
    base = len(WORD_SORTS)
    for word in words:
        low = word.lower()
        for at in _SORTS_OF.get(low, ()):
            counts[at] += 1
        if word[0] == "_":
            counts[base] += 1
        elif word[0] != low[0]:
            counts[base + 1] += 1
        elif len(low) > 4 and low.endswith("ed"):
            counts[base + 2] += 1
    counts[base + 3] = sentence.count(",")
    counts[base + 4] = sentence.count("!")
    counts[base + 5] = words.count('"')
    length = len(words) or 1
    return [
        *(min(count, _AT_MOST) for count in counts),
        *(1.0 if count else 0.0 for count in counts),
        min(length, 60) / 20,
        math.log1p(length),
        float(length < 6),
        float(length > 30),
        sum(map(len, words)) / length / 5,
        (counts[base] + counts[0]) / length * 10,
        float(bool(words) and words[0].lower() in _WH),
        float(sentence[:1].islower()),
    ]
