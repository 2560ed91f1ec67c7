"""Who says so, and by which word."""

import pytest

from claims.extraction.attribution.speakers import Attribution, Speakers


def last_said(*sentences: str) -> Attribution:
    """Read a paragraph a string; return the attribution of the last."""
    speakers = Speakers()
    said = Attribution()
    for sentence in sentences:
        said = speakers.read(sentence, new_line=True)
    return said


@pytest.mark.parametrize(
    ("sentence", "claimant", "cue"),
    [
        ("Meanwhile, Norway's former minister Ola Berg claimed that the dam was unsafe.", "Ola Berg", "claimed"),
        ("Ola Berg, the minister, said on Monday that the dam was safe.", "Ola Berg", "said"),
        ("The union's president, Ola Berg, alleged that the votes were bought.", "Ola Berg", "alleged"),
        ("The dam leaks, according to the water ministry.", "the water ministry", "according to"),
        ("According to Ola Berg, the dam leaks.", "Ola Berg", "according to"),
        ("“The dam leaks,” Berg said.", "Berg", "said"),
        ("“The dam leaks,” said Dr. Ola Berg, who built it.", "Ola Berg", "said"),
        ("The dam has leaked since May, the coast guard said on Tuesday.", "the coast guard", "said"),
        (
            "In Norway, half of the dams leak, the engineer said on Monday in a report to the board that had asked.",
            "the engineer",
            "said",
        ),
        (
            "Rivers in Norway rose by 3%, the engineer told reporters on Monday in a speech of an hour.",
            "the engineer",
            "told",
        ),
        ("In Norway, the dam leaks, officials said.", "officials", "said"),
        ("Speaking in Oslo, the engineer said that the dam leaks.", "the engineer", "said"),
        ("The mayor of Oslo said that the dam leaks.", "the mayor of Oslo", "said"),
        ("Dams, which the river guard says leak, are old.", "the river guard", "says"),
        ("The Department for Water denied the claim.", "the Department for Water", "denied"),
        ("The dam, the engineer pledged, will be repaired.", "the engineer", "pledged"),
        ("The council has repeatedly promised that the dam will stand.", "the council", "promised"),
        ("“The dam leaks,” Ola Berg, the chief engineer, said.", "Ola Berg", "said"),
        ("Investigators believe 12 dams leak.", "Investigators", "believe"),
        (
            "The charity Safe Rivers, which runs 12 boats, has warned that 300 dams leak.",
            "the charity Safe Rivers",
            "warned",
        ),
        ("Officials in Chad, who asked not to be named, said 300 people had fled.", "Officials in Chad", "said"),
    ],
)
def test_a_claimant_is_found_before_and_after_the_words(sentence: str, claimant: str, cue: str) -> None:
    said = last_said(sentence)
    assert (said.claimant, said.cue) == (claimant, cue)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam leaks.",
        "It is said that the dam leaks.",
        "The report ran to 300 pages.",
        "That said, it rained.",
        "The ministry's claim that 40 dams leak was rejected.",
        "After a strong signal, the boats stopped.",
        "An engineer for the dam did not respond to questions.",
    ],
)
def test_the_article_speaks_for_itself(sentence: str) -> None:
    assert last_said(sentence) == Attribution()


def test_a_quotation_after_a_line_that_announces_it_has_that_speaker() -> None:
    said = last_said("The mayor is Ola Berg.", "Berg said,", "“The dam was never inspected.”")
    assert (said.claimant, said.quoted) == ("Ola Berg", True)


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    speakers = Speakers()
    speakers.read("“The dam leaks,” Ola Berg said.", new_line=True)
    assert speakers.read("“It has leaked for years.”", new_line=False).claimant == "Ola Berg"
    assert speakers.read("“Somebody else may speak here.”", new_line=True).claimant == ""


def test_he_and_she_are_the_person_last_named() -> None:
    assert last_said("Mayor Ida Holm met the builders.", "She said that the dam was old.").claimant == "Ida Holm"
