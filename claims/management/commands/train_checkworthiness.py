"""Train the check-worthiness model anew and put it in the place of the one that ships."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.extraction.checkworthiness.model import MODEL_FILE, dumps
from claims.extraction.checkworthiness.training.corpus import CorpusUnreadable

MISSING = "Training needs scikit-learn ({error}). Run: pip install --require-hashes -r requirements-test.lock"


class Command(BaseCommand):
    help = "Train the check-worthiness model from labelled sentences, write it, and print its quality."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data", type=Path, required=True, metavar="DIR", help="folder with claimbuster/ and checkthat-2024/"
        )
        parser.add_argument(
            "--output", type=Path, default=MODEL_FILE, metavar="FILE", help="the shipped file if absent"
        )
        parser.add_argument(
            "--word-vectors", type=Path, metavar="DIR", help="make the word vectors anew first, from this MiniLM folder"
        )

    def handle(self, *, data: Path, output: Path, word_vectors: Path | None, **options: Any) -> None:
        try:
            from claims.extraction.checkworthiness.training import recipe, report  # noqa: PLC0415
            from claims.extraction.checkworthiness.training import word_vectors as vectors  # noqa: PLC0415
        except ImportError as error:
            raise CommandError(MISSING.format(error=error)) from error
        try:
            if word_vectors:
                vectors.distil(word_vectors)
            corpora = recipe.gather(data)
            self.stderr.write(f"Training on {len(corpora.training)} sentences …", style_func=str)
            model = recipe.train(corpora)
        except (CorpusUnreadable, OSError) as error:
            raise CommandError(str(error)) from error
        written = dumps(model)
        output.write_bytes(written)
        self.stdout.write(f"{output.name}: {len(written)} bytes")
        for line in report.quality(model, data):
            self.stdout.write(line)
