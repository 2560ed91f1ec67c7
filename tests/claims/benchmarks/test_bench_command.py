"""`manage.py bench NAME` prints one JSON object on its last line, or says what is wrong with the data."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def bench(*arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("bench", *arguments, stdout=out, stderr=StringIO())
    figures = json.loads(out.getvalue().splitlines()[-1])
    assert isinstance(figures, dict)
    return figures


def test_extraction_counts_articles_sentences_and_claims(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rents rose 12% in 2024, the council said. It was a grey morning.\n")
    (tmp_path / "b.txt").write_text("The ministry closed 40 schools in March.\n")
    figures = bench("extraction", "--articles", str(tmp_path))
    assert (figures["articles"], figures["sentences"], figures["claims"]) == (2, 3, 2)
    assert all(figures[name] > 0 for name in ("sentences_per_second", "articles_per_second", "peak_memory_mb"))  # type: ignore[operator]


def test_labels_beside_an_article_are_held_against_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Rents rose 12% in 2024, the council said. The ministry closed 40 schools in March. It was a grey morning.\n"
    )
    claims = [
        {"exact": "Rents rose 12% in 2024", "must": True},
        {"exact": "It was a grey morning.", "must": True},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"claims": claims, "noise": ["closed 40 schools"]}))
    figures = bench("extraction", "--articles", str(tmp_path))
    assert {name: figures[name] for name in ("wanted", "recall", "noise_share", "forbidden")} == {
        "wanted": 2,
        "recall": 0.5,
        "noise_share": 0.5,
        "forbidden": 1,
    }


def test_a_label_that_does_not_stand_in_its_article_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rents rose 12% in 2024.\n")
    (tmp_path / "a.json").write_text(json.dumps({"claims": [{"exact": "Rents fell", "must": True}], "noise": []}))
    with pytest.raises(CommandError, match=r"a\.json: “Rents fell” does not stand in the text"):
        bench("extraction", "--articles", str(tmp_path))


def test_a_folder_without_articles_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=rf"{tmp_path} holds no readable"):
        bench("extraction", "--articles", str(tmp_path))


def test_an_unknown_benchmark_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match="extraction"):
        bench("beauty")
