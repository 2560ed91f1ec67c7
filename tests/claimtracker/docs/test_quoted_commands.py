"""A command that the documentation quotes is one that exists."""

import argparse
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from claimtracker.embedded.__main__ import parser as run_parser
from tests.claimtracker.docs.pages import PAGES, ROOT, Page

RUN = next(a for a in run_parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
BY_THE_SCRIPT = {"help"}
OF_OTHER_PROGRAMS = {"manage", "test"}


def arguments_after(name: str, line: str) -> list[list[str]]:
    """The arguments of each call of the program in a line, up to a pipe, a redirection or a remark."""
    calls = re.split(rf"(?<!\S){re.escape(name)}(?!\S)", line)[1:]
    return [
        shlex.split(re.split(r" [|>&#…]|\s*;| <", call)[0], comments=True) for call in calls if call.count("'") % 2 == 0
    ]


def options(words: list[str]) -> set[str]:
    return {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}


def known(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_run_is_quoted_with_commands_and_options_that_it_has(path: Path):
    for line in Page(path).code_lines:
        for words in arguments_after("./run", line):
            if not words or words[0].startswith("-"):
                continue
            assert words[0] in {*RUN, *BY_THE_SCRIPT}, f"{line}: ./run has no command {words[0]}"
            if words[0] not in {*OF_OTHER_PROGRAMS, *BY_THE_SCRIPT}:
                assert options(words) <= known(RUN[words[0]]), line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_manage_is_quoted_with_commands_and_options_that_it_has(path: Path):
    for line in Page(path).code_lines:
        for words in [*arguments_after("manage.py", line), *arguments_after("./run manage", line)]:
            if not words or not re.match(r"[a-z]", words[0]):
                continue
            assert words[0] in get_commands(), f"{line}: there is no command {words[0]}"
            command = load_command_class(get_commands()[words[0]], words[0])
            assert options(words) <= known(command.create_parser("manage.py", words[0])), line
