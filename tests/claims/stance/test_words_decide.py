"""A text speaks for or against a claim only where a reader can be shown which words decide; else no suggestion."""

import pytest

from claims.choices import Stance
from claims.comparison.stance import suggest


@pytest.mark.parametrize(
    ("claim", "text", "shown"),
    [
        pytest.param(
            "The mill of Winsen is closed to visitors.",
            "The mill of Winsen is open to visitors all year.",
            "The claim says “closed”, the text “open”: the opposite.",
            id="an opposite",
        ),
        pytest.param(
            "Marta Velt is a Danish painter.",
            "Marta Velt is a Norwegian painter and teacher.",
            "The claim says “Danish”, the text “Norwegian” instead.",
            id="another nation",
        ),
        pytest.param(
            "Marta Velt never painted the harbour of Celle.",
            "Marta Velt painted the harbour of Celle in winter.",
            "Only the claim is negated (“never”).",
            id="a negation on one side",
        ),
    ],
)
def test_what_speaks_against_a_claim_is_shown(claim: str, text: str, shown: str) -> None:
    said = suggest(claim, text)

    assert said.stance == Stance.DIFFERS
    assert said.reason.startswith(shown)


def test_a_text_with_the_claims_own_words_supports_it() -> None:
    said = suggest("The river Aller flows past Celle.", "The river Aller flows past Celle and joins the Weser.")

    assert said.stance == Stance.CONSISTENT
    assert "100 %" in said.reason


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        pytest.param("The river Aller flows past Celle.", "The town hall burned down.", id="nothing in common"),
        pytest.param("Lena Ohm lives in Hamburg.", "Lena Ohm lives with her sister in Bremen.", id="too weak a sign"),
        pytest.param("The river Aller flows past Celle.", "", id="no text"),
        pytest.param("", "The town hall burned down.", id="no claim"),
    ],
)
def test_an_abstention_says_why(claim: str, text: str) -> None:
    said = suggest(claim, text)

    assert said.stance == Stance.NO_SUGGESTION
    assert said.reason.startswith("A passage, not a figure: read it. ")
    assert len(said.reason) > len("A passage, not a figure: read it. ")


@pytest.mark.parametrize(
    ("claim", "text", "about", "why"),
    [
        pytest.param(
            "Marta Velt was born in 1941.",
            "Jonas Velt (born 3 May 1947) is a painter.",
            "Jonas Velt",
            "does not speak of “Marta”",
            id="a namesake",
        ),
        pytest.param("Kenya has 12 ports.", "It has 9 ports.", "Norway", "does not name Kenya", id="another country"),
        pytest.param("It was founded in 1850.", "It was founded in 1871.", "A mill", "of whom", id="whose claim?"),
    ],
)
def test_a_text_about_another_subject_gives_no_suggestion(claim: str, text: str, about: str, why: str) -> None:
    said = suggest(claim, text, about=about)

    assert said.stance == Stance.NO_SUGGESTION
    assert not said.by_number
    assert why in said.reason


def test_the_title_says_whom_she_means() -> None:
    said = suggest("Marta Velt was born in 1941.", "She was born in 1947 in Celle.", about="Marta Velt")

    assert said.by_number


def test_a_name_of_the_title_is_not_one_that_the_text_lacks() -> None:
    claim, text = "Most painters of Egypt are Muslims.", "Muslims 90%, Armenian Christians 10%"

    assert suggest(claim, text, about="Painters of Egypt").stance == Stance.NO_SUGGESTION
