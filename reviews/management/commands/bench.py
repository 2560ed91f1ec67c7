"""Measure the program: `manage.py bench NAME …` prints progress, and one JSON object on the last line."""

import json
from importlib import import_module
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.benchmarks.base import Benchmark, BenchmarkRefused

BENCHMARKS = {
    "checkworthiness": "claims.benchmarks.checkworthiness",
    "attribution": "claims.benchmarks.attribution",
    "extraction": "claims.benchmarks.extraction",
    "figures": "claims.benchmarks.figures",
    "stance": "claims.benchmarks.stance",
    "quantities": "claims.benchmarks.quantities",
    "sentences": "claims.benchmarks.sentences",
    "furniture": "claims.benchmarks.furniture",
    "lookups": "claims.benchmarks.lookups",
    "library": "claims.benchmarks.library",
    "desk": "reviews.benchmarks.desk",
}
"""Each benchmark's name and its module."""


class Command(BaseCommand):
    help = (
        "Measure the program on data of your own or of the project. "
        "The last line of standard output is one JSON object; exit code 1 and a sentence where the data will not do."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        names = parser.add_subparsers(dest="benchmark", required=True, metavar="NAME", title="benchmarks")
        for name in BENCHMARKS:
            benchmark = _benchmark(name)
            benchmark.add_arguments(names.add_parser(name, help=benchmark.help, description=benchmark.help))

    def handle(self, **options: Any) -> None:
        try:
            figures = _benchmark(options["benchmark"]).run(options, self._say)
        except (BenchmarkRefused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(figures, ensure_ascii=False))

    def _say(self, message: str) -> None:
        self.stderr.write(message, style_func=str)


def _benchmark(name: str) -> Benchmark:
    return cast("Benchmark", import_module(BENCHMARKS[name]).BENCHMARK)
