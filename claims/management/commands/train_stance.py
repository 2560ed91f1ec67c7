"""Train the stance model anew and put it in the place of the one that ships."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.comparison.stance import commonness
from claims.comparison.stance.calibration import accuracy, calibration_error
from claims.comparison.stance.examples import ExamplesUnreadable, read_examples
from claims.comparison.stance.model import MODEL_FILE, dumps
from claims.comparison.stance.training import cross_validated, held_out, labels_of, trained

TRAINING_FILE = Path("fool-me-twice") / "dev.jsonl"


class Command(BaseCommand):
    help = "Train the stance model from FoolMeTwice, write it, and print its cross-validated accuracy."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--data", type=Path, required=True, metavar="DIR", help="folder with fool-me-twice/dev.jsonl"
        )
        parser.add_argument(
            "--output", type=Path, default=MODEL_FILE, metavar="FILE", help="the shipped file if absent"
        )

    def handle(self, *, data: Path, output: Path, **options: Any) -> None:
        try:
            examples = read_examples(data / TRAINING_FILE)
        except (ExamplesUnreadable, OSError) as error:
            raise CommandError(str(error)) from error
        if output == MODEL_FILE:
            passages = [passage for example in examples for passage in example.passages]
            commonness.FILE.write_bytes(commonness.counted(passages))
        held = held_out(examples)
        written = dumps(trained(examples, held))
        output.write_bytes(written)
        probabilities, labels = cross_validated(held), labels_of(examples)
        self.stdout.write(f"{output.name}: {len(written)} bytes, {len(labels)} pairs")
        self.stdout.write(f"cross-validated accuracy: {accuracy(probabilities, labels):.3f}")
        self.stdout.write(f"expected calibration error: {calibration_error(probabilities, labels):.3f}")
