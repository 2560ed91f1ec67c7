"""docs/reference/sources.md names every connector with its options, pace and licence, and none that does not exist."""

from claims.sources import all_connectors
from claims.sources.access import secret_variable
from claims.sources.base import Connector, Option
from tests.claimtracker.docs.pages import page

REFERENCE = page("docs/reference/sources.md")
ROWS = [row for row in REFERENCE.rows() if row[0].startswith("`")]


def pace_of(source: Connector) -> str:
    pace = source.pace
    return f"{pace.requests} in {pace.seconds:g} s, {pace.at_once} at once" if source.needs_network else "no limit"


def called(source: Connector, option: Option) -> str:
    return f"`{secret_variable(source.name, option.name)}`, environment" if option.secret else f"`{option.name}`"


def default_of(option: Option) -> str:
    return "required" if option.required else f"`{option.default}`" if option.default else "empty"


def test_every_connector_is_listed_with_its_pace_and_licence_and_nothing_else():
    listed = [(row[0].strip("`"), row[3], row[4]) for row in ROWS if len(row) == 5]
    assert listed == [(source.name, pace_of(source), source.licence) for source in all_connectors()]


def test_every_option_is_listed_with_its_variable_default_and_meaning_and_nothing_else():
    listed = [(row[0].strip("`"), *row[1:]) for row in ROWS if len(row) == 4]
    assert listed == [
        (source.name, called(source, option), default_of(option), option.help)
        for source in all_connectors()
        for option in source.options
    ]
