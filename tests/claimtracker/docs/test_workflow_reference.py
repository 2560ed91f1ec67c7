"""docs/reference/workflow.md is the transition table of reviews/workflow/table.py, in words and as a picture."""

import re

from reviews.choices import ReviewState
from reviews.workflow import TABLE, WHO_MAY, Step
from tests.claimtracker.docs.pages import page

REFERENCE = page("docs/reference/workflow.md")


def who(step: Step) -> str:
    if step.permission is None:
        return "the desk itself"
    return f"{WHO_MAY[step.permission]}, holder only" if step.holder_only else WHO_MAY[step.permission]


def test_the_table_agrees_with_the_workflow_line_by_line():
    rows = [
        [
            step.action.label,
            step.source.label,
            " or ".join(target.label for target in step.targets),
            who(step),
            "yes" if step.needs_reason else "",
        ]
        for step in TABLE
    ]
    assert [row for row in REFERENCE.rows() if len(row) == 5][1:] == rows


def test_the_picture_has_an_arrow_for_every_step_and_no_other():
    drawn = set(re.findall(r"^ +(\w+) --> (\w+): (.+)$", REFERENCE.text, flags=re.MULTILINE))
    assert {(source, target, word) for source, target, words in drawn for word in words.split(", ")} == {
        (step.source.value, target.value, step.action.value) for step in TABLE for target in step.targets
    }


def test_every_state_is_explained():
    explained = {row[0] for row in REFERENCE.rows() if len(row) == 2}
    assert {state.label for state in ReviewState} <= explained
