"""Learn the tagger of reported speech from the annotated articles of the repository."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.extraction.attribution.tagging import SHIPPED, dump
from claims.extraction.attribution.training.corpus import FOLDER, BadAnnotation, read_articles
from claims.extraction.attribution.training.perceptron import SEED, train


class Command(BaseCommand):
    help = (
        "Learn who says what from annotated articles, and write the file that extraction uses. "
        "The same articles and seed give the same bytes."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=FOLDER, metavar="DIR", help="annotated articles, *.txt")
        parser.add_argument("--output", type=Path, default=SHIPPED, metavar="FILE", help="the file to write")
        parser.add_argument("--seed", type=int, default=SEED, help="of the order and of what is hidden")

    def handle(self, **options: Any) -> None:
        try:
            articles = read_articles(options["data"])
        except (BadAnnotation, UnicodeDecodeError, OSError) as error:
            raise CommandError(str(error)) from error
        if not articles:
            raise CommandError(f"{options['data']} holds no annotated article. Give a folder of .txt files.")
        tagger = train(articles, seed=options["seed"])
        content = dump(tagger)
        options["output"].write_bytes(content)
        self.stdout.write(
            f"{options['output'].name}: {len(content):,} bytes, {len(tagger.weights):,} features, "
            f"learnt from {len(articles)} articles."
        )
