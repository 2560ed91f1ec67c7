"""The formats that labelled sentences come in, and how a file tells its own."""

from collections.abc import Callable
from pathlib import Path

from claims.extraction.checkworthiness.training import corpus
from claims.extraction.checkworthiness.training.corpus import CorpusUnreadable, Labelled

_POLICLAIM_COLUMNS = ("SENTENCES", "golden")


def policlaim(path: Path) -> list[Labelled]:
    """Read PoliClaim workbooks: the column "golden" is 1 where a sentence holds a verifiable claim.

    Rows without a golden label are left out. Raises CorpusUnreadable.
    """
    files = sorted(path.glob("*.xlsx")) if path.is_dir() else [path]
    if not files:
        raise CorpusUnreadable(f"{path} holds no .xlsx file. Give PoliClaim's gold folder or a workbook of it.")
    return [example for file in files for example in _workbook(file)]


def news(path: Path) -> list[Labelled]:
    """Read the part `report` of the project's own news sentences: the other half sets the threshold."""
    return corpus.news_sentences(path, "report")


LABELLED_FILES: dict[str, Callable[[Path], list[Labelled]]] = {
    "checkthat": corpus.checkthat,
    "claimbuster": corpus.claimbuster,
    "ncs": corpus.ncs,
    "policlaim": policlaim,
    "news": news,
}
FORMATS = list(LABELLED_FILES)


def guess(path: Path) -> str:
    """Return the format that a file or folder looks like. Raises CorpusUnreadable where it looks like none."""
    if path.is_dir() or path.suffix == ".xlsx":
        return "policlaim"
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline(10_000)
    except FileNotFoundError as error:
        raise CorpusUnreadable(f"{path} does not exist.") from error
    except UnicodeDecodeError as error:
        raise CorpusUnreadable(f"{path} is not UTF-8 text.") from error
    marks = {
        "checkthat": "class_label" in first and "\t" in first,
        "news": "worth_a" in first and "\t" in first,
        "claimbuster": "Verdict" in first and "," in first,
        "ncs": first.lstrip().startswith("["),
    }
    fitting = [name for name, fits in marks.items() if fits]
    if not fitting:
        raise CorpusUnreadable(f"{path} looks like none of {', '.join(FORMATS)}. Say which it is with --format.")
    return fitting[0]


def _workbook(path: Path) -> list[Labelled]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415
    except ImportError as error:
        raise CorpusUnreadable(
            f"Workbooks are read with openpyxl ({error}). Run: pip install --require-hashes -r requirements-test.lock"
        ) from error
    try:
        book = load_workbook(path, read_only=True)
        rows = list(book.active.iter_rows(values_only=True))
        book.close()
    except Exception as error:  # openpyxl lets through whatever its ZIP and XML readers raise
        raise CorpusUnreadable(f"{path} is no workbook that can be read ({error}).") from error
    header = [str(name) for name in rows[0]] if rows else []
    missing = [name for name in _POLICLAIM_COLUMNS if name not in header]
    if missing:
        raise CorpusUnreadable(f"{path} has no column {', '.join(missing)}.")
    text, label = (header.index(name) for name in _POLICLAIM_COLUMNS)
    answers = [(row[text], row[label]) for row in rows[1:]]
    return [
        Labelled(str(said), bool(int(found)), None, "speech") for said, found in answers if said and found is not None
    ]
