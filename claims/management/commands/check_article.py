"""The main job from a terminal: an article in, its claims with what was found about them out."""

import json
import shutil
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any, NoReturn

from celery import Task
from django.core.management.base import BaseCommand
from kombu.exceptions import OperationalError

from claims.choices import LOOKUP_FINISHED, SubmissionState, WorkState
from claims.intake import IntakeRefused, TakenIn, take_in
from claims.models import ArticleRevision, SourceLookup, Submission, WorkRow
from claims.reading import UnreadableDocument, read
from claims.report import article_document, article_text
from claims.submissions import submit_url
from claims.tasks import extract_revision, read_submission

POLL_SECONDS = 0.2
REMIND_SECONDS = 15
BAD_INPUT, UNFINISHED = 2, 3
STILL_WAITING = "still waiting (what a worker left unfinished is taken up again within two minutes)"


def seconds(value: str) -> float:
    """A time to wait, from 0. Raises ArgumentTypeError for anything else."""
    number = float(value)
    if not 0 <= number < float("inf"):
        raise ArgumentTypeError(f"{value} is no time to wait: give seconds, 0 or more")
    return number


class Command(BaseCommand):
    help = (
        "Take an article in, wait until its claims are found and looked up, and print them. "
        "Exit codes: 0 done, 1 the desk failed, 2 bad input, 3 unfinished at --timeout."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", metavar="FILE|URL", help="plain text or HTML; an address is fetched; - reads standard input"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of a table")
        parser.add_argument("--timeout", type=seconds, default=300, metavar="SECONDS", help="how long to wait (300)")

    def handle(self, *, file: str, timeout: float, **options: Any) -> None:
        deadline = time.monotonic() + timeout
        is_address = file.startswith(("http://", "https://"))
        taken = self._fetch(file, deadline) if is_address else self._take_in(file)
        is_finished = self._wait(taken.revision, deadline)
        document = article_document(ArticleRevision.objects.select_related("article__outlet").get(pk=taken.revision.pk))
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(article_text(document, width=shutil.get_terminal_size((100, 24)).columns))
        if not is_finished:
            self._refuse(
                f"Not everything was finished after {timeout:g} seconds; what is printed is what there is. "
                "Run the same command again to see the rest, or give a longer --timeout.",
                UNFINISHED,
            )

    def _take_in(self, file: str) -> TakenIn:
        name = "standard input" if file == "-" else file
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            taken = take_in(read(data, name=name))
        except OSError as error:
            self._refuse(
                f"{name} cannot be read: {error.strerror or error}. Give the path of a text or HTML file.",
                BAD_INPUT,
            )
        except (UnreadableDocument, IntakeRefused) as error:
            self._refuse(str(error), BAD_INPUT)
        self._tell(taken)
        return taken

    def _fetch(self, url: str, deadline: float) -> TakenIn:
        """Have a worker fetch and read the address, and wait for it."""
        try:
            submission = submit_url(url)
        except IntakeRefused as error:
            self._refuse(str(error), BAD_INPUT)
        self._ring(read_submission, submission)
        told, told_at = "", time.monotonic()
        while submission.state != SubmissionState.DONE:
            progress = self._progress(submission)
            if progress != told or time.monotonic() - told_at > REMIND_SECONDS:
                self._say(progress if progress != told else f"{progress}; {STILL_WAITING}")
                told, told_at = progress, time.monotonic()
            if submission.state == SubmissionState.GIVEN_UP:
                self._refuse(f"The address could not be read: {submission.failure}", BAD_INPUT)
            if time.monotonic() > deadline:
                self._refuse(
                    f"The address was not read in time. The desk goes on: run the same command again later, or see "
                    f"submission {submission.pk} in the admin.",
                    UNFINISHED,
                )
            time.sleep(POLL_SECONDS)
            submission.refresh_from_db()
        assert submission.article is not None  # noqa: S101 - a constraint of the table
        assert submission.revision is not None  # noqa: S101
        taken = TakenIn(submission.article, submission.revision, is_new=submission.made_revision)
        self._tell(taken)
        return taken

    def _progress(self, submission: Submission) -> str:
        if submission.state == SubmissionState.FAILED and submission.next_attempt_at:
            again = submission.next_attempt_at.strftime("%H:%M:%S UTC")
            return f"{submission.failure} Tried again at {again} …"
        return "Reading the address …"

    def _tell(self, taken: TakenIn) -> None:
        if taken.is_new:
            self._say(f"Article {taken.article.pk} taken in ({len(taken.revision.text):,} characters).")
        else:
            self._say(f"The desk knows this article already: {taken.article.pk}.")

    def _wait(self, revision: ArticleRevision, deadline: float) -> bool:
        """Ring, and wait until extraction and every look-up are finished. False when the time is over first."""
        if revision.state == WorkState.DUE:
            self._ring(extract_revision, revision)
        told, told_at = "", time.monotonic()
        while True:
            revision.refresh_from_db()
            if revision.state == WorkState.GIVEN_UP:
                self._refuse(f"The claims could not be extracted: {revision.failure}", 1)
            lookups = SourceLookup.objects.filter(claim__appearances__revision=revision).distinct()
            total, finished = lookups.count(), lookups.filter(state__in=LOOKUP_FINISHED).count()
            is_extracted = revision.state == WorkState.DONE
            progress = f"Looking up: {finished} of {total} done" if is_extracted else "Finding claims …"
            if progress != told or time.monotonic() - told_at > REMIND_SECONDS:
                self._say(progress if progress != told else f"{progress}; {STILL_WAITING}")
                told, told_at = progress, time.monotonic()
            if is_extracted and finished == total:
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)

    def _ring(self, task: "Task[Any, Any]", row: WorkRow) -> None:
        try:
            task.delay(row.pk)
        except OperationalError as error:
            self._refuse(f"The broker does not answer ({error}). Is the stack running? Start it with ./run.", 1)

    def _say(self, message: str) -> None:
        self.stderr.write(message, style_func=str)

    def _refuse(self, message: str, code: int) -> NoReturn:
        self.stderr.write(message)
        raise SystemExit(code)
