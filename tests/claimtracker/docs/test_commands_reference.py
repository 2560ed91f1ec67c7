"""docs/reference/commands.md names every command of ours with every option, and none that does not exist."""

import argparse
import re

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from claimtracker.embedded.__main__ import parser as run_parser
from tests.claimtracker.docs.pages import page

REFERENCE = page("docs/reference/commands.md")
OURS = {
    name: app for name, app in get_commands().items() if str(app).split(".")[0] in {"claimtracker", "claims", "reviews"}
}


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    """The long options, --help aside, those of sub-commands included."""
    strings = {option for action in parser._actions for option in action.option_strings}
    nested = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    inner = {option for action in nested for each in action.choices.values() for option in options_of(each)}
    return {option for option in strings if option.startswith("--")} - {"--help"} | inner


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """./run's commands, without `help`, which the script answers by itself."""
    found = next(a for a in run_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def own_options(command: str) -> set[str]:
    """What the command has beside Django's own options."""
    parser = load_command_class(OURS[command], command).create_parser("manage.py", command)
    return options_of(parser) - options_of(BaseCommand().create_parser("manage.py", "any"))


def mentioned(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text))


def test_every_run_command_has_its_section_and_no_other():
    documented = {title.split()[1] for title in REFERENCE.sections(2) if title.startswith("./run ")}
    assert documented == set(subcommands())


@pytest.mark.parametrize("name", ["up", "check", "reset"])
def test_a_run_command_is_documented_with_exactly_its_options(name: str):
    section = next(text for title, text in REFERENCE.sections(2).items() if title.split()[:2] == ["./run", name])
    assert mentioned(section) == options_of(subcommands()[name])


def test_every_management_command_of_ours_has_its_section_and_no_other():
    assert {title.removeprefix("manage.py ") for title in REFERENCE.sections(3)} == set(OURS)


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_management_command_is_documented_with_exactly_its_options(name: str):
    assert mentioned(REFERENCE.sections(3)[f"manage.py {name}"]) == own_options(name)
