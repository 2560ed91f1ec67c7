"""Fills the embedded reference library: the starter figures and the World Factbook."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.library.importing import Imported, load_factbook, load_starter

PROGRESS_LINES = 10


class Command(BaseCommand):
    """A thin door to claims.library.importing; running it again changes nothing."""

    help = "Loads the sample reference library. Loading it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="Say nothing unless something fails.")

    def handle(self, *args: Any, quiet: bool, **options: Any) -> None:
        self.quiet = quiet
        self.shown = 0
        self._tell("Starter figures", load_starter())
        self._tell("World Factbook", load_factbook(self._progress))

    def _progress(self, done: int, total: int) -> None:
        step = PROGRESS_LINES * done // total if total else 0
        if step > self.shown and done < total:
            self.shown = step
            self._say(f"World Factbook: {done} of {total} entries …")

    def _tell(self, title: str, imported: Imported) -> None:
        if imported.documents == 0:
            self._say(f"{title}: already loaded, nothing to do.")
            return
        passages = f"{imported.passages:,} passages and " if imported.passages else ""
        self._say(f"{title}: {imported.documents:,} documents loaded, {passages}{imported.figures:,} figures.")

    def _say(self, line: str) -> None:
        if not self.quiet:
            self.stdout.write(line)
