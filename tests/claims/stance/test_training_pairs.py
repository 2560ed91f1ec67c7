"""Pairs are read as people write them, kept whole by page, and made from sentences the same way every time."""

from claims.comparison.stance.examples import Example, untokenised
from claims.comparison.stance.mutations import mutated
from claims.comparison.stance.training import folds_of

PASSAGES = (
    "The mill of Winsen was built in 1850 by two brothers, who sold it soon.",
    "She moved to Celle in 1871, where her sister lived.",
    "Marta Velt painted the harbour (and little else) in winter.",
)


def examples() -> list[Example]:
    return [
        Example(f"Claim {n}.", f"Text {n}.", "SUPPORTS" if n % 2 else "REFUTES", f"Page {n // 3}", PASSAGES)
        for n in range(9)
    ]


def test_the_spelling_of_fevers_files_is_undone() -> None:
    assert (
        untokenised("Velt -LRB- born 1947 , in Celle -RRB- did n't paint .")
        == "Velt (born 1947, in Celle) didn't paint."
    )


def test_pairs_of_one_page_are_in_one_fold() -> None:
    folds = folds_of(examples(), folds=2)

    assert folds == [0, 0, 0, 1, 1, 1, 0, 0, 0]


def test_a_made_claim_is_a_part_of_its_sentence_and_its_rival_is_not() -> None:
    made = mutated(examples())

    assert len(made) >= 6
    for supported, refuted in zip(made[::2], made[1::2], strict=True):
        assert (supported.label, refuted.label) == ("SUPPORTS", "REFUTES")
        said = supported.claim.rstrip(".").split(maxsplit=2)[-1]
        assert said in supported.evidence.replace("(and little else) ", "")
        assert refuted.claim != supported.claim
        assert refuted.evidence == supported.evidence


def test_the_same_pages_give_the_same_pairs() -> None:
    assert mutated(examples()) == mutated(examples())
