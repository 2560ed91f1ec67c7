"""Files into the reference library, from a terminal."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.kinds import IMPORTERS
from claims.library.importing import Imported, import_file

REFUSED = 2
PROGRESS_SECONDS = 2


def day(value: str) -> date:
    """A day. Raises ArgumentTypeError for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError(f"“{value}” is no day: write it as 2024-07-01") from None


class Command(BaseCommand):
    help = (
        "Import files into the reference library: text, HTML, PDF, figures as CSV or JSON lines, the World Factbook's "
        "JSON, World Bank and UNHCR tables. Importing again changes nothing. Each file is imported whole or not at "
        "all. Exit codes: 0 all imported, 2 a file was refused (the others are imported)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument(
            "--kind", choices=sorted(IMPORTERS), default="", help="what the files are; else told by themselves"
        )
        for name in ("title", "publisher", "edition", "url", "licence", "place"):
            parser.add_argument(f"--{name}", default="", help=f"the {name}, where the file does not say it")
        parser.add_argument("--as-of", type=day, metavar="DAY", help="the day that the files speak of: 2024-07-01")
        parser.add_argument(
            "--dry-run", action="store_true", help="read everything, say what would change, change nothing"
        )

    def handle(self, *, files: list[Path], kind: str, dry_run: bool, **options: Any) -> None:
        try:
            details = Details(**{name: options[name] for name in Details.__dataclass_fields__})
        except LibraryDataError as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        refused = 0
        for path in files:
            try:
                imported = import_file(
                    path, path.name, details, kind=kind, progress=self._progress(path.name), dry_run=dry_run
                )
            except (LibraryDataError, OSError) as refusal:
                refused += 1
                self.stderr.write(self.style.ERROR(_sentence(refusal, path)))
            else:
                self.stdout.write(_told(path.name, imported, dry_run=dry_run))
        if refused:
            raise CommandError(f"{refused} of {len(files)} files refused.", returncode=REFUSED)

    def _progress(self, name: str) -> Any:
        said = time.monotonic()

        def say(done: int, _total: int) -> None:
            nonlocal said
            if time.monotonic() - said > PROGRESS_SECONDS:
                said = time.monotonic()
                self.stderr.write(f"{name}: {done:,} documents …", style_func=str)

        return say


def _sentence(refusal: Exception, path: Path) -> str:
    if isinstance(refusal, OSError):
        return f"{path}: {refusal.strerror or refusal}."
    return str(refusal)


def _told(name: str, imported: Imported, *, dry_run: bool) -> str:
    if not imported.documents:
        return f"{name}: already in the library ({imported.unchanged:,} documents), nothing to do."
    would = "would store" if dry_run else "stored"
    kept = f"; {imported.unchanged:,} unchanged" if imported.unchanged else ""
    return (
        f"{name}: {would} {imported.documents:,} documents, {imported.passages:,} passages, "
        f"{imported.figures:,} figures{kept}."
    )
