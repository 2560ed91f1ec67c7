"""Sources on the command line: which there are, and what one of them answers to a claim."""

import json
import textwrap
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.extraction.claims import extract
from claims.lookup import circuit
from claims.lookup.pace import in_words
from claims.lookup.source_rows import missing_options, pace_of, sync_sources
from claims.models import Source
from claims.sources import connector
from claims.sources.access import HttpAccess, options_of
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused, SourceUnavailable
from claims.sources.passages import with_suggestions

LONGEST_QUOTE = 400


class Command(BaseCommand):
    help = "Lists the sources, or asks one about a claim, once, and prints what it answers. Nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="list|test")
        what.add_parser("list", help="every source with its state, its pace and what it lacks")
        test = what.add_parser("test", help="ask one source about a claim")
        test.add_argument("name", metavar="NAME", help="the source, as `source list` names it")
        test.add_argument("claim", metavar="CLAIM", help="the claim, in quotation marks")
        test.add_argument(
            "--said-on",
            type=date.fromisoformat,
            default=None,
            metavar="DATE",
            help="when it was said, as 2021-08-26; today unless given",
        )
        test.add_argument("--language", default="en", help="the claim's language, a BCP 47 tag; en unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        sync_sources()
        if options["what"] == "list":
            self._list()
        else:
            said_on = options["said_on"] or timezone.localdate()
            self._test(options["name"], options["claim"], options["language"], said_on)

    def _list(self) -> None:
        for source in Source.objects.select_related("circuit"):
            try:
                its_connector = connector(source.name)
            except SourceRefused as error:
                self.stdout.write(f"{source.name}: {error}")
                continue
            state = "on" if source.enabled else "off"
            network = "network" if source.needs_network else "offline"
            self.stdout.write(f"{source.name}: {state}, {network}, {in_words(pace_of(source, its_connector))}")
            breaker = circuit.circuit_of(source)
            if breaker.state != "closed":
                self.stdout.write(f"    {circuit.in_words(breaker)}")
            for missing in missing_options(its_connector, source.options):
                self.stdout.write(f"    {missing.problem} {missing.remedy}")

    def _test(self, name: str, claim: str, language: str, said_on: date) -> None:
        source = Source.objects.filter(name=name).first()
        if source is None:
            known = ", ".join(Source.objects.values_list("name", flat=True))
            raise CommandError(f"No source is called “{name}”. There are: {known}.", returncode=2)
        its_connector = connector(name)
        for missing in missing_options(its_connector, source.options):
            raise CommandError(" ".join(missing), returncode=2)
        question = _question(claim, language, said_on)
        if reason := its_connector.applies(question):
            self.stdout.write(f"Not asked: {reason}")
            return
        query = its_connector.plan(question)
        self.stdout.write(f"Query: {json.dumps(query, ensure_ascii=False)}")
        access = HttpAccess(options_of(its_connector, source.options))
        began = time.monotonic()
        try:
            answer = its_connector.ask(question, query, access)
        except SourceUnavailable as error:
            wait = f" It asks for {error.retry_after.total_seconds():g} s of patience." if error.retry_after else ""
            raise CommandError(f"Failed for now, after {_since(began)}: {error}{wait}", returncode=1) from error
        except SourceRefused as error:
            raise CommandError(f"Refused, after {_since(began)}: {error}", returncode=1) from error
        self._print(with_suggestions(answer, question), _since(began), len(access.exchanges))

    def _print(self, answer: Answer, took: str, requests: int) -> None:
        found = f"{len(answer.hits)} hit{'' if len(answer.hits) == 1 else 's'}" if answer.hits else "Nothing found"
        asked = f", {requests} request{'' if requests == 1 else 's'}" if requests else ""
        self.stdout.write(f"{found} in {took}{asked}, {len(answer.body):,} bytes.")
        if answer.note:
            self.stdout.write(answer.note)
        for hit in answer.hits:
            dated = ", ".join(str(part) for part in (hit.edition, hit.as_of) if part)
            self.stdout.write(f"\n{hit.publisher}: {hit.title}" + (f" ({dated})" if dated else ""))
            self.stdout.write(textwrap.indent(textwrap.shorten(hit.quote, LONGEST_QUOTE, placeholder=" …"), "    "))
            self.stdout.write(f"    {hit.stance.label}. {hit.reason}")
            if hit.url:
                self.stdout.write(f"    {hit.url}")


def _question(claim: str, language: str, said_on: date) -> Question:
    """The claim with its figures, as the extraction would find them in an article."""
    found = [quantity for each in extract(claim, threshold=0) for quantity in each.quantities]
    return Question(
        text=claim,
        language=language,
        said_on=said_on,
        quantities=tuple(
            QuestionQuantity(
                id=number,
                text=quantity.text,
                value=quantity.value,
                upper=quantity.upper,
                comparator=quantity.comparator,
                unit=quantity.unit,
                counted=quantity.counted,
                population=quantity.population,
                place=quantity.place,
                period=quantity.period,
                approximate=quantity.approximate,
            )
            for number, quantity in enumerate(found, start=1)
        ),
    )


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.2f} s"
