"""The kinds of file there are, and which one a file is."""

from pathlib import Path

from claims.library.importers import factbook_json, figures, pdf, text, unhcr, web_page, world_bank
from claims.library.importers.base import Importer, LibraryDataError

# In the order in which they are asked: text takes what nobody else recognises.
_IMPORTERS: tuple[Importer, ...] = (
    pdf.IMPORTER,
    factbook_json.IMPORTER,
    world_bank.IMPORTER,
    unhcr.IMPORTER,
    web_page.IMPORTER,
    figures.IMPORTER,
    text.IMPORTER,
)
IMPORTERS: dict[str, Importer] = {importer.kind: importer for importer in _IMPORTERS}
_HEAD = 64 * 1024


def importer_of(path: Path, name: str, kind: str = "") -> Importer:
    """The importer of the kind, or the one that recognises the file; raises LibraryDataError where none does.

    A folder is an edition of the World Factbook: nothing else comes as one.
    """
    if kind:
        if kind not in IMPORTERS:
            raise LibraryDataError(f"There is no kind “{kind}”. There are {', '.join(IMPORTERS)}.")
        return IMPORTERS[kind]
    if path.is_dir():
        return factbook_json.IMPORTER
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if not head:
        raise LibraryDataError(f"{name} is empty.")
    for importer in _IMPORTERS:
        if importer.recognises(name.lower(), head):
            return importer
    raise LibraryDataError(f"{name}: no kind of file recognises it. Say which it is: {', '.join(IMPORTERS)}.")
