"""docs/reference/parts.md gives a reason for every package that is required, and speaks of no other."""

import re

import pytest

from tests.claimtracker.docs.pages import ROOT, page


def required(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {match[0].lower() for line in lines if (match := re.match(r"[A-Za-z][\w-]*", line))}


@pytest.mark.parametrize(
    ("heading", "file"),
    [
        ("What the desk runs on", "requirements.txt"),
        ("What tests and checks add", "requirements-test.txt"),
        ("What a stance model of your own needs", "requirements-nli.txt"),
    ],
)
def test_every_required_package_is_in_the_table_and_no_other(heading: str, file: str):
    table = page("docs/reference/parts.md").sections(2)[heading]
    named = re.findall(r"^\| \[?([\w-]+)", table, flags=re.MULTILINE)[1:]
    assert sorted(name.lower() for name in named) == sorted(required(file))
