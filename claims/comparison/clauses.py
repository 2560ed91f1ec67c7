"""The clause that a number stands in, and whether a measure accounts for every word of it.

A claim is held against a measure by its clause only if the clause names the measure and nothing is left over: what is
left over (youth, exports to China, of the army) makes it a claim about another thing. This is why a clause that is not
understood is never refuted.
"""

import re
from dataclasses import replace
from functools import lru_cache

from claims.comparison.asides import to_the_point, without_its_source
from claims.comparison.types import ClaimedFigure, FoundFigure, Measure
from claims.comparison.words import STOPWORDS, label_terms, label_variants, place_terms, terms, words
from claims.extraction.words import word_set

_BREAK = re.compile(
    r"[;:]\s|,\s+|\s+(?:and|while|whereas|but|with)\s+"
    r"(?!over\b|older\b|above\b|under\b|younger\b|more\b|up\b|below\b|\d+ (?:years?|inclusive)\b)"
    r"|\s+(?=from\s+\d[\d.,]*\s?(?:%|per\s?cent))"
)
_YEAR = re.compile(
    r"\b(?:1[89]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b|\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b(?=\s*\d{4}|,|\s*$|\s)"
)
_PER = re.compile(
    r"(?:\b(?:for\s+)?(?:per|each|every|in\s+every)|/)\s?(?P<n>1,000|1000|a\sthousand|thousand|one\sthousand|100,000|100000)\b",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:^|\s)(?:[-−]|minus\s)$", re.IGNORECASE)
_OF_A_RATE = re.compile(r"(?:(?:a|per|each|every) (?:year|month|week|day)|annually|yearly|daily)", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|two|three|four|five|six|seven|eight|nine|tenths?|ten)\b", re.IGNORECASE
)
_FIGURE = r"(?:some |about |around |roughly |or )?[\d.,]*\d\s?(?:%|per\s?cent)"
_THERE = "\0"
"""Stands where the number itself was."""
_SAID_AGAIN = re.compile(rf",\s(?:{_FIGURE}|{_THERE}),(?=\s)", re.IGNORECASE)
_EARLIER = re.compile(r"(?:(?:and )?(?:up|down) )?(?:from|compared (?:with|to)|against)\s+", re.IGNORECASE)
_STATED = re.compile(r"[\d.,]*\d\s?(?:%|per\s?cent\b)?")
_NEGATION = word_set("not never without neither nor longer isn't wasn't aren't doesn't don't hardly scarcely")
_NEUTRAL = (
    word_set(
        """about around roughly approximately nearly almost over under above below least most up exactly just close
    estimated estimate figure according cia world factbook record recorded report reported official officially put
    stand stood amount amounted equal equals account accounted make made making comprise constitute form represent
    share percentage proportion percent number rate value level reach reached count counted measure measured total
    say says said show data statistics source latest available average some more less than fewer roughly per cent
    approximate slightly little well far now still today currently recent year annually annual end early late mid
    country's national has had have there exist found home boast counting come came run give given edition
    circa something like near half here whole gross group community ethnic member belong identify follow
    practice practise religion adherent follower faith native mother tongue first
    one in two three four five six seven eight nine ten every out out of only can whose who its it be been during as at
    ran exceed exceeded passed surpassed topped between crossed population's of' among highest lowest
    dollar us usd billion million trillion thousand km kilometre kilometer mile square meter metre foot
    barrel bbl kwh kilowatt hour cubic tonne ton
    hit climb barely mere merely fully could largest biggest main quarter third fifth tenth sit hover hovered average
    averaged totalled majority minority"""
    )
    | STOPWORDS
)
_NEUTRAL_AS_READ = frozenset(form for word in _NEUTRAL for form in (word, *words(word))) - {"first", "community"}
# What a measure's word may be called besides.
_ALIKE = {
    "agricultural": "agriculture",
    "farming": "agriculture",
    "industrial": "industry",
    "healthcare": "health",
    "exported": "export",
    "imported": "import",
    "exporting": "export",
    "importing": "import",
    "aids": "aid",
    "labour": "labor",
    "women's": "woman",
    "economic": "economic",
    "revenues": "revenue",
    "taxes": "tax",
    "catholics": "catholic",
}


def clause_fits(claimed: ClaimedFigure, found: FoundFigure) -> bool:
    """Whether the clause of the claimed number names the found figure's measure, and nothing else."""
    clause = clause_of(claimed.claim, claimed.text, claimed.occurrence)
    if clause is None or rate_base(claimed) != found.measure.per:
        return False
    read_elsewhere = terms(f"{claimed.counted} {claimed.population}") - terms(claimed.claim)
    if read_elsewhere or (found.measure.labelled and not claimed.counted):
        return False
    return _accounted_for(clause, found.measure, found.label, place_terms(found.place))


def completed_by_its_clause(claimed: ClaimedFigure) -> ClaimedFigure:
    """The same figure with what its clause adds: what is counted where no noun of it was found, and a minus.

    A noun that the claim does not have stays: a person wrote it. "A year" of "grows by 2 % a year" is no period but
    part of the rate.
    """
    before = claimed.claim[: max(0, stands_at(claimed.claim, claimed.text, claimed.occurrence)[0])]
    clause = clause_of(claimed.claim, claimed.text, claimed.occurrence)
    negative = claimed.value > 0 and _MINUS.search(before) is not None
    counted = terms(claimed.counted)
    is_of_another_clause = bool(clause) and not counted & terms(clause or "") and counted <= terms(claimed.claim)
    return replace(
        claimed,
        counted=clause or "" if is_of_another_clause else claimed.counted,
        period="" if _OF_A_RATE.fullmatch(claimed.period) else claimed.period or _only_year(clause or ""),
        value=-claimed.value if negative else claimed.value,
    )


def _only_year(clause: str) -> str:
    years = set(re.findall(r"\b(?:19|20)\d\d\b", without_its_source(clause)))
    return years.pop() if len(years) == 1 else ""


def rate_base(claimed: ClaimedFigure) -> int:
    """What the claim's number is a rate of: 1,000 in "9.9 births per 1,000 inhabitants", else 1."""
    _, end = stands_at(claimed.claim, claimed.text, claimed.occurrence)
    found = _PER.search(claimed.claim[end : end + 60]) if claimed.unit == "count" and end > 0 else None
    if found is None:
        return 1
    return 100_000 if found["n"].startswith("100") and found["n"] != "1,000" else 1_000


def is_rate_base(claim: str, text: str) -> bool:
    """Whether a number of a claim is only what a rate is a rate of: the 1,000 of "per 1,000"."""
    return any(text in match[0] for match in _PER.finditer(claim))


def stands_at(claim: str, text: str, occurrence: int = 0) -> tuple[int, int]:
    """Where the words of a number stand in a claim, (-1, -1) where they do not; the 7% of "87%" is not 7%.

    Where the claim has the words more than once, `occurrence` counts from 0.
    """
    found = [match.span() for match in re.finditer(rf"(?<![\d.,]){re.escape(text)}", claim)] if text else []
    return found[min(occurrence, len(found) - 1)] if found else (-1, -1)


@lru_cache(maxsize=256)
def clause_of(claim: str, text: str, occurrence: int = 0) -> str | None:
    """The part of a claim around the number that `text` states, without the number; None: it is not there.

    A number set between commas says the one before it again ("a quarter of Peruvians, 25.8%, live …"), and both have
    the clause around them. "Up from 36.9% in 2012" has the clause before it.
    """
    start, end = stands_at(claim, text, occurrence)
    if start < 0:
        return None
    clauses = _clauses(claim, start, end)
    for number, (begin, stop) in enumerate(clauses):
        if begin <= start and end <= stop:
            before, after = claim[begin:start], claim[end:stop]
            if number and _EARLIER.fullmatch(before) and set(words(_bare(after))) <= _NEUTRAL_AS_READ:
                head = claim[slice(*clauses[number - 1])]
                return f"{_STATED.sub(' ', _bare(head))} {after}"
            return _SAID_AGAIN.sub(" ", f"{before} {_THERE} {after}").replace(_THERE, " ")
    return None


def _clauses(claim: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the clauses of a claim stand, none of which breaks inside [start, end); each has a number of its own."""
    said_again = [match.span() for match in _SAID_AGAIN.finditer(claim)]
    cuts = [0]
    pieces: list[tuple[int, int]] = []
    for match in _BREAK.finditer(claim):
        within = any(first <= match.start() < last for first, last in said_again)
        if (match.end() <= start or match.start() >= end) and not within:
            pieces.append((cuts[-1], match.start()))
            cuts.append(match.end())
    pieces.append((cuts[-1], len(claim)))
    joined: list[tuple[int, int]] = []
    opening: int | None = None
    for piece_begin, stop in pieces:
        begin = piece_begin if opening is None else opening
        if _NUMBER.search(_bare(claim[begin:stop])):
            joined.append((begin, stop))
            opening = None
        else:
            opening = begin
    if opening is not None and joined:
        joined[-1] = (joined[-1][0], pieces[-1][1])
    return joined


@lru_cache(maxsize=1024)
def _bare(clause: str) -> str:
    return _PER.sub(" ", _YEAR.sub(" ", to_the_point(clause)))


def _accounted_for(clause: str, measure: Measure, label: str, ours: frozenset[str]) -> bool:
    bare = _bare(clause)
    pool = {_ALIKE.get(word, word) for word in words(bare)}
    if pool & _NEGATION or pool & measure.ruled_out_by:
        return False
    if measure.told_by and not measure.told_by & pool:
        return False
    known = _NEUTRAL_AS_READ | measure.counted_words | measure.population_words | measure.told_by | ours
    if measure.labelled:
        said = label_terms(bare)
        return any(
            variant and variant <= said and not said - variant - known - label_terms(" ".join(sorted(known)))
            for variant in label_variants(label)
        )
    names = (*measure.named_by, *measure.clause_named_by)
    return any(group <= pool and not pool - group - known for group in names)
