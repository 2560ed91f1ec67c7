"""What a clause says besides its figure, and ways of saying it that change nothing: taken out before it is read."""

import re

from claims.extraction.gazetteer import COUNTRY_ADJECTIVES, PEOPLES

_SOURCE = re.compile(
    r"\b(?:(?:as|according to)\s+)?(?:the\s+)?(?:CIA(?:['’]s)?\s+)?(?:World\s+)?Factbook(?:\s+\d{4})?(?:\s+(?:says|"
    r"reports|states|shows|notes|estimates|gives|puts|lists)(?:\s+that)?)?,?|\bIn fact,"
)
_REGION = (
    r"(?:world|globe|region|continent|Europe|Africa|Asia|(?:South|Latin|North|Central) America|America|Middle East|"
    r"European Union|EU)"
)
_MOST = r"(?:largest|biggest|smallest|longest|lowest|youngest|oldest|fastest|poorest|richest)"
_RANK = re.compile(
    rf",?\s*(?:\b(?:is|was|are|were)\s+)?\b(?:among|one of)\s+(?:the\s+)?(?:{_REGION}['’]s\s+)?(?:{_MOST}|highest)\b"
    rf"(?:\s+in\s+(?:the\s+)?{_REGION})?|\bthe\s+{_REGION}['’]s\s+{_MOST}\b"
)
"""Where the figure stands among others: "is among Europe's lowest"."""
_CAME_TO = re.compile(
    r"\b(?:grew|grown|rose|risen|increased|climbed|swelled|jumped|soared|fell|fallen|dropped|declined|decreased|shrank|"
    r"shrunk)\s+(?:[a-z]+ly\s+)?(?:back\s+)?to\b"
)
"""Leads to the level that was reached, where "grew by" leads to the change."""
_PEOPLE_NUMBER = re.compile(
    rf"\b({'|'.join(re.escape(people) for people in (*COUNTRY_ADJECTIVES, *PEOPLES))})s\s+number(?:ed)?\b"
)


def without_its_source(claim: str) -> str:
    """The claim without the words that name the Factbook: its "World" is no place."""
    return _SOURCE.sub(lambda match: " " * len(match[0]), claim)


def to_the_point(clause: str) -> str:
    """The clause without its source and its rank; "rose to" as "stood at", "Kenyans number" as their inhabitants."""
    clause = _RANK.sub(" ", without_its_source(clause))
    return _PEOPLE_NUMBER.sub(r"\1 inhabitants", _CAME_TO.sub("stood at", clause))
