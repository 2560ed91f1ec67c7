"""Made-up sentences about made-up places, by people who do not exist."""

from dataclasses import dataclass
from random import Random

from claims.choices import ClaimKind

OUTLET_DOMAIN = "seed.example"
"""The end of every seeded outlet's domain; no real outlet can have it (RFC 2606)."""
TOPICS = (
    "Population", "Economy", "Health", "Schools", "Migration", "Climate", "Energy", "Crime", "Housing", "Transport",
    "Elections", "Farming",
)  # fmt: skip
_OUTLET_NAMES = ("Courier", "Gazette", "Herald", "Observer", "Post", "Tribune", "Monitor", "Chronicle")
_OUTLET_PLACES = ("Examplia", "Northvale", "Port Ansel", "Kirrow", "Lake Tamsin")
_FIRST_NAMES = (
    "Amara", "Bela", "Cato", "Dina", "Edda", "Farid", "Greta", "Hanno", "Ilse", "Jomo", "Kaya", "Levi", "Mina",
    "Nuri", "Oda", "Pavel", "Rosa", "Sami", "Tove", "Yaro",
)  # fmt: skip
_LAST_PARTS = (("Bram", "Dorn", "Falk", "Hess", "Keld", "Lor", "Mar", "Nim", "Sand", "Vel"),
               ("berg", "dal", "feld", "gren", "holt", "man", "sen", "stad", "wick", "quist"))  # fmt: skip
_ROLES = ("Minister", "Mayor", "Member of parliament", "Spokesperson", "Economist", "Party leader", "Doctor")
_PLACE_PARTS = (
    ("Al", "Ber", "Cor", "Dun", "El", "Fen", "Gar", "Hol", "Ir", "Jas", "Kor", "Lim", "Mor", "Nel", "Or"),
    ("a", "e", "i", "o"),
    ("bury", "dale", "ford", "garth", "lund", "mere", "minster", "ness", "pool", "sund", "thorpe", "via"),
)  # fmt: skip
_GROUPS = ("herders", "farmers", "teachers", "nurses", "pensioners", "students", "miners", "weavers", "drivers")
_THINGS = ("clean water", "electricity", "a doctor nearby", "a school bus", "fast internet", "sewers", "insurance")
_WORKS = ("schools", "bridges", "hospitals", "railways", "police stations", "wind farms", "housing", "museums")
_FILLER = (
    "The council met again on Tuesday.", "Nobody from the opposition came.", "The debate went on until the evening.",
    "A decision is expected after the harvest.", "Reporters were asked to leave twice.",
    "The minutes will be published next month.",
)  # fmt: skip
DISMISSALS = (
    "Nothing here can be checked: it is an opinion.", "Checked by others already, and nothing changed since.",
    "Too small to matter to our readers.", "Nobody said this outside a private talk.",
    "A slip that was corrected at once.",    "Outside what this desk covers.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim's words, with the figure in them."""

    text: str
    kind: str
    topic: str
    figure: str
    value: int
    unit: str
    counted: str
    place: str
    year: int
    reason: str


def outlets() -> list[tuple[str, str]]:
    """Names and domains, always the same 40."""
    return [
        (f"The {place} {name} (made up)", f"{name}-{place}.{OUTLET_DOMAIN}".lower().replace(" ", "-"))
        for place in _OUTLET_PLACES
        for name in _OUTLET_NAMES
    ]


def claimants() -> list[tuple[str, str]]:
    """Names and roles, always the same 2,000."""
    return [
        (f"{first} {begin}{end}", _ROLES[(number * 7 + len(begin)) % len(_ROLES)])
        for number, first in enumerate(_FIRST_NAMES)
        for begin in _LAST_PARTS[0]
        for end in _LAST_PARTS[1]
    ]


def sentence(draw: Random, year: int) -> Sentence:
    """A claim with a figure, about the years up to `year`."""
    place = "".join(draw.choice(part) for part in _PLACE_PARTS)
    group, thing, work = draw.choice(_GROUPS), draw.choice(_THINGS), draw.choice(_WORKS)
    share, many, since = draw.randint(2, 96), draw.randint(2, 980) * 100, year - draw.randint(1, 12)
    quantity, comparison, record = ClaimKind.QUANTITY, ClaimKind.COMPARISON, ClaimKind.RECORD
    percent, count = "It gives a share in percent.", "It gives a number that statistics can confirm or refute."
    text, kind, topic, figure, value, unit, counted, reason = draw.choice((
        (f"{group.capitalize()} make up more than {share}% of the people of {place}.", quantity, "Population",
         f"{share}%", share, "percent", group, percent),
        (f"Unemployment in {place} fell to {share}% in {year}.", comparison, "Economy",
         f"{share}%", share, "percent", "unemployment", "It compares years, and says by how much."),
        (f"About {many:,} families in {place} live without {thing}.", quantity, "Housing",
         f"{many:,}", many, "count", "families", count),
        (f"The number of {group} in {place} has risen by {share}% since {since}.", comparison, "Economy",
         f"{share}%", share, "percent", group, "It compares years, and says by how much."),
        (f"{place} spent {many:,} euros on {work} in {year}, more than any other region.", record, "Transport",
         f"{many:,} euros", many, "EUR", work, "It names a record."),
        (f"{many:,} {group} left {place} between {since} and {year}.", quantity, "Migration",
         f"{many:,}", many, "count", group, count),
        (f"Only {share}% of the {group} of {place} have {thing}.", quantity, draw.choice(TOPICS),
         f"{share}%", share, "percent", group, percent),
    ))  # fmt: skip
    return Sentence(text, kind, topic, figure, value, unit, counted, place, year, reason)


def filler(draw: Random) -> str:
    """A sentence without a claim."""
    return draw.choice(_FILLER)
