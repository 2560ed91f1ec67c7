"""The one table of measures: what a figure measures, how a claim names it, how long it keeps, how exact it is.

To add a measure, add an entry here; starter.json and the importers refer to it by its name.
"""

from datetime import timedelta
from decimal import Decimal

from claims.comparison import Measure, Tolerance
from claims.extraction.words import word_set
from claims.library.country_measures import COUNTRY_MEASURES

_YEAR = timedelta(days=366)
_POINTS = Tolerance(absolute=Decimal(1))
_PEOPLE = word_set("people inhabitant resident citizen individual national")
_INHABITANTS = _PEOPLE | {"population", "country", "nation"}
_DISPLACED = ("displaced", "idp", "uprooted")
_FORCED_OUT = word_set(
    "displaced displacement internally idp uprooted forced force flee fled fleeing newly conflict violence home"
)
_SPOKEN = word_set("speak speaking spoken spoke speaker language tongue")
_MOVEMENT = word_set("refugee displaced idp flee fled migrant asylum")
_CHANGE = word_set(
    """grew grow grown growth increase increased rose rise risen fell fall fallen decline declined drop dropped
    decrease decreased shrank shrunk doubled tripled faster"""
)
_PART_OF_IT = word_set("woman man child girl boy female male")


def _either(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(word_set(group) for group in groups)


_ALL = (
    Measure(
        name="ethnic_share",
        title="Ethnic groups",
        unit="percent",
        population="the population",
        labelled=True,
        counted_words=_PEOPLE | {"ethnic", "ethnically", "group", "minority", "community", "population"},
        population_words=_INHABITANTS,
        ruled_out_by=_SPOKEN | _CHANGE,
        shelf_life=25 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(2)),
    ),
    Measure(
        name="religion_share",
        title="Religions",
        unit="percent",
        population="the population",
        labelled=True,
        counted_words=_PEOPLE | word_set("follower adherent believer faith religion religious community"),
        population_words=_INHABITANTS,
        ruled_out_by=_SPOKEN | _CHANGE,
        shelf_life=20 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(2)),
    ),
    Measure(
        name="language_share",
        title="Languages",
        unit="percent",
        population="the population",
        labelled=True,
        counted_words=_PEOPLE | _SPOKEN | {"native", "mother", "first"},
        population_words=_INHABITANTS,
        told_by=_SPOKEN,
        ruled_out_by=_CHANGE,
        shelf_life=20 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(2)),
    ),
    Measure(
        name="population_total",
        title="Population",
        unit="count",
        counted_words=_PEOPLE,
        population_words=_INHABITANTS,
        named_by=_either("population", "inhabitant"),
        clause_named_by=_either("live people", "home people", "has people", "have people"),
        ruled_out_by=_MOVEMENT | _CHANGE,
        shelf_life=2 * _YEAR,
        tolerance=Tolerance(relative=Decimal("0.05")),
    ),
    Measure(
        name="urban_share",
        title="Urban population",
        unit="percent",
        population="the population",
        counted_words=_PEOPLE | {"population", "live", "living", "town", "area"},
        population_words=_INHABITANTS,
        named_by=_either("urban", "urbanised", "urbanized", "city"),
        ruled_out_by=_MOVEMENT | _CHANGE | {"rural"},
        shelf_life=4 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(2)),
    ),
    Measure(
        name="literacy_rate",
        title="Literacy",
        unit="percent",
        population="people aged 15 and over",
        counted_words=_PEOPLE | {"adult", "population", "rate", "read", "write", "can", "able"},
        population_words=_INHABITANTS | {"adult"},
        named_by=_either("literate", "literacy", "read write"),
        ruled_out_by=_PART_OF_IT | _CHANGE | {"illiterate", "illiteracy", "cannot", "not", "unable"},
        shelf_life=12 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(2)),
    ),
    Measure(
        name="life_expectancy",
        title="Life expectancy at birth",
        unit="a",
        counted_words=_PEOPLE | {"year", "birth", "average"},
        population_words=_INHABITANTS | {"birth"},
        named_by=_either("life expectancy"),
        clause_named_by=_either("expect live", "live average"),
        ruled_out_by=_PART_OF_IT | _CHANGE,
        shelf_life=3 * _YEAR,
        tolerance=_POINTS,
    ),
    Measure(
        name="median_age",
        title="Median age",
        unit="a",
        counted_words=_PEOPLE | {"year", "old", "population"},
        population_words=_INHABITANTS,
        named_by=_either("median age"),
        ruled_out_by=_PART_OF_IT | _CHANGE,
        shelf_life=3 * _YEAR,
        tolerance=_POINTS,
    ),
    Measure(
        name="displaced_women_children_share",
        title="Women and children among displaced people",
        unit="percent",
        population="people displaced within the country",
        counted_words=_PEOPLE,
        population_words=_PEOPLE | _FORCED_OUT,
        named_by=_either(*(f"woman child {word}" for word in (*_DISPLACED, "flee", "fled"))),
        ruled_out_by=frozenset({"refugee", "abroad"}),
        shelf_life=2 * _YEAR,
        tolerance=Tolerance(absolute=Decimal(3)),
    ),
    Measure(
        name="displaced_people",
        title="People displaced within their country",
        unit="count",
        counted_words=_PEOPLE | _FORCED_OUT,
        population_words=_PEOPLE | _FORCED_OUT,
        named_by=_either("internally displaced", "idp"),
        clause_named_by=_either("displaced within", "displaced inside", "uprooted within", "uprooted inside"),
        ruled_out_by=word_set("refugee since new newly") | _PART_OF_IT | _CHANGE,
        shelf_life=_YEAR,
        tolerance=Tolerance(relative=Decimal("0.10")),
    ),
    Measure(
        name="refugees_hosted",
        title="Refugees living in the country",
        unit="count",
        counted_words=_PEOPLE | {"refugee", "registered"},
        population_words=_PEOPLE | {"refugee"},
        named_by=_either("refugee"),
        told_by=word_set("host hosted hosting shelter sheltering home live living house housing"),
        ruled_out_by=_PART_OF_IT | _CHANGE,
        shelf_life=_YEAR,
        tolerance=Tolerance(relative=Decimal("0.10")),
    ),
    Measure(
        name="refugees_from",
        title="Refugees from the country",
        unit="count",
        counted_words=_PEOPLE | {"refugee", "registered"},
        population_words=_PEOPLE | {"refugee"},
        named_by=_either("refugee"),
        told_by=word_set("abroad worldwide globally world fled left outside"),
        ruled_out_by=_PART_OF_IT | _CHANGE | {"host", "hosted", "hosting"},
        shelf_life=_YEAR,
        tolerance=Tolerance(relative=Decimal("0.10")),
    ),
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in (*_ALL, *COUNTRY_MEASURES)}
