"""What a benchmark is: arguments in, figures out. `manage.py bench NAME` runs it and prints the figures as JSON."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import Any, Protocol

Figures = dict[str, Any]
"""What was measured, ready for JSON."""
Say = Callable[[str], None]
"""Tells of progress; it goes to standard error, so that standard output stays machine-readable."""


class BenchmarkRefused(ValueError):
    """The benchmark cannot be run on what it was given; the message names it and says what is expected."""


class Benchmark(Protocol):
    """One benchmark. A module of this package offers it as `BENCHMARK`."""

    help: str
    """One sentence: what it measures, on what."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options of `manage.py bench NAME`."""

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        """Measure. Raises BenchmarkRefused where the data is missing or not of the format."""
