"""docs/reference/settings.md names every variable that is read, and none that is not."""

import re

import pytest

from claimtracker import settings
from tests.claimtracker.docs.pages import ROOT, page

REQUIRED = {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"}
# What the tests and their own servers set for themselves, and what ./run hands on to itself.
INTERNAL = {"CLAIMTRACKER_STARTED_AT"}


def documented() -> dict[str, list[str]]:
    """The cells beside each variable of the page's tables."""
    rows = [row for row in page("docs/reference/settings.md").rows() if re.fullmatch(r"`[A-Z_]+`", row[0])]
    names = [row[0].strip("`") for row in rows]
    assert len(names) == len(set(names)), "a variable is documented twice"
    return dict(zip(names, (row[1:] for row in rows), strict=True))


def read_by_run() -> set[str]:
    """The variables that ./run, its supervisor and the tests' servers look up by name."""
    files = [ROOT / "run", *(ROOT / "claimtracker" / "embedded").glob("*.py")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    found = re.findall(r'environ(?:ment)?\.get\(\s*"([A-Z_]+)"|environ\["([A-Z_]+)"\]\s*(?!=)', text)
    return {name for pair in found for name in pair if name} - INTERNAL - {"PYTHONPATH"}


def test_every_setting_is_documented_and_nothing_else():
    assert set(documented()) == set(settings.env.scheme) | read_by_run()


@pytest.mark.parametrize("name", settings.env.scheme)
def test_the_documented_default_is_the_default(name: str):
    default = settings.env.scheme[name][1]
    written = ",".join(default) if isinstance(default, list) else str(default)
    if name in REQUIRED:
        assert documented()[name][0] == "required"
    else:
        assert documented()[name][0].strip("`") == (written or "empty")


def test_the_example_environment_of_deploy_sets_what_exists():
    lines = (ROOT / "deploy" / "claimtracker.env.example").read_text(encoding="utf-8").splitlines()
    named = {match[1] for line in lines if (match := re.match(r"#? ?([A-Z_]+)=", line))}
    assert named >= REQUIRED
    assert named <= set(settings.env.scheme)
