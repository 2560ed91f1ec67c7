"""`manage.py seed --claims N`: a desk full of made-up claims, to try and to measure it at size."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews.seeding.filling import SeedRefused, fill, refuse_a_real_desk

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Fill an empty desk with made-up articles, claims, look-ups, evidence, reviews and verdicts. "
        "They can never be taken out again: verdicts and evidence are append-only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, required=True, metavar="N", help="how many claims")
        parser.add_argument(
            "--beside-own-articles", action="store_true", help="seed although the desk has articles of its own"
        )

    def handle(self, **options: Any) -> None:
        claims = options["claims"]
        if claims < 1:
            raise CommandError("--claims takes a number above 0.", returncode=BAD_INPUT)
        try:
            if not options["beside_own_articles"]:
                refuse_a_real_desk()
        except SeedRefused as refused:
            raise CommandError(str(refused), returncode=BAD_INPUT) from refused
        began = time.monotonic()

        def tell(done: int) -> None:
            rate = done / (time.monotonic() - began)
            left = (claims - done) / rate
            self.stderr.write(f"{done:,} of {claims:,} claims, {rate:,.0f} a second, {left:.0f} s left", str)

        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        rows = fill(claims, until=today, progress=tell)
        seconds = time.monotonic() - began
        self.stdout.write(f"{claims:,} claims, {rows:,} rows in {seconds:.0f} s.")
