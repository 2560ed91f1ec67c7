"""Ask one source about one claim after the other: each answer, failure or refusal is some look-up's outcome."""

import logging
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from claims.choices import CircuitState
from claims.lookup import circuit, outcomes, pace
from claims.lookup.documents import SharedDocuments
from claims.lookup.hiding import without_secrets
from claims.lookup.outcomes import MOST_ATTEMPTS, Attempt
from claims.lookup.question import question_about
from claims.lookup.source_rows import missing_options, pace_of
from claims.models import Source, SourceLookup
from claims.querysets import WAITING
from claims.sources.access import HttpAccess, options_of
from claims.sources.base import Connector, Question, SourceRefused, SourceUnavailable
from claims.sources.passages import with_suggestions
from claims.work import WORKERS_LOST, leave_broken_connection
from claimtracker.outbound import OutboundError

logger = logging.getLogger(__name__)

TOO_LONG = "The source took longer than one look-up may."
TELLING_STATUSES = (401, 403, 407)
WHILE_TRIED = timedelta(seconds=10)
"""How long others wait before they see what became of a trial."""


class Inquiry:
    """A source as its row, circuit and connector are now, for a few questions. Every method gives attempts outcomes."""

    def __init__(self, source: Source, asked: Connector) -> None:
        """Raises whatever the connector does."""
        self._source = source
        self._connector = asked
        self._circuit = circuit.circuit_of(source)
        self._missing = missing_options(asked, source.options)
        self._options = options_of(asked, source.options)
        self._pace = pace_of(source, asked)
        self.place = pace.Place(asked.name, self._pace) if asked.needs_network else pace.EVERYWHERE

    def question(self, attempt: Attempt) -> Question | None:
        """What to ask; None where there is a reason not to, which is the outcome then."""
        lookup = attempt.lookup
        if lookup.attempts > MOST_ATTEMPTS:
            outcomes.given_up(attempt, WORKERS_LOST)
            return None
        try:
            lookup.connector_version = self._connector.version
            question = question_about(lookup.wording, vars(lookup)["said_at"])
            reason = self._why_not(question)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # noqa: BLE001 - a connector may fail in any way; the row tells how
            failed(attempt, self._source, error)
            return None
        if reason:
            outcomes.skipped(attempt, reason)
        elif self._missing:
            outcomes.given_up(attempt, " ".join(self._missing[0]))
        elif circuit.is_left_alone(self._circuit):
            self._wait_for_trial(attempt)
        else:
            return question
        return None

    def ask(self, attempt: Attempt, question: Question) -> None:
        """Ask, unless the circuit has opened since. Raises SoftTimeLimitExceeded, which is this attempt's failure."""
        lookup = attempt.lookup
        if self._circuit.state != CircuitState.CLOSED and not circuit.begin_trial(self._source):
            self._circuit.refresh_from_db()
            self._wait_for_trial(attempt)
            return
        lookup.asked_at = timezone.now()
        self.place.begin_lookup()
        access = HttpAccess(self._options, wait=self.place.turn, documents=SharedDocuments(self._source))
        try:
            query = lookup.query if lookup.edits else self._connector.plan(question)
            said = without_secrets(self._connector.ask(question, query, access), self._connector, self._options)
            answer = with_suggestions(said, question)
        except pace.NotNow as not_now:
            if self._circuit.state != CircuitState.CLOSED:
                circuit.give_back_trial(self._source)
            self.put_off(attempt, not_now, has_asked=bool(access.exchanges))
        except SoftTimeLimitExceeded as error:
            leave_broken_connection()
            failed(attempt, self._source, error)
            raise
        except Exception as error:  # noqa: BLE001 - a connector may fail in any way; the row tells how
            failed(attempt, self._source, error)
            self._circuit = circuit.circuit_of(Source.objects.select_related("circuit").get(pk=self._source.pk))
        else:
            outcomes.answered(attempt, answer)
            circuit.succeeded(self._circuit)

    def put_off(self, attempt: Attempt, not_now: pace.NotNow, *, has_asked: bool = False) -> None:
        """The pace lets nobody ask now."""
        until = not_now.retry_after or timedelta()
        if has_asked:
            # It asked a part already: without counting that, a pace too slow for the connector would never end.
            outcomes.failed(attempt, str(not_now), asked_for=until)
            return
        waiting = SourceLookup.objects.filter(source=self._source, state__in=WAITING).count()
        until += pace.spread(self._pace, waiting)
        outcomes.put_off(attempt, str(not_now), timezone.now() + until)

    def _why_not(self, question: Question) -> str:
        if not self._source.enabled:
            return f"The source “{self._source}” is switched off."
        return self._connector.applies(question)

    def _wait_for_trial(self, attempt: Attempt) -> None:
        until = self._circuit.trial_at or timezone.now()
        if self._circuit.state == CircuitState.HALF_OPEN:
            # That is when the trial counts as lost: how it went is known far sooner.
            until = min(until, timezone.now() + WHILE_TRIED)
        outcomes.put_off(attempt, circuit.in_words(self._circuit), until)


def failed(attempt: Attempt, source: Source, error: Exception) -> None:
    """It brought no answer: tried again later, or given up where the source refuses for good."""
    failure = str(error)
    cause = error.__cause__
    status = cause.status if isinstance(cause, OutboundError) else None
    if isinstance(error, SourceRefused):
        if status in TELLING_STATUSES or (isinstance(cause, OutboundError) and cause.code == "type"):
            circuit.failed(attempt.lookup, failure)  # it refuses everybody, not this question
        else:
            circuit.succeeded(circuit.circuit_of(source))
        outcomes.given_up(attempt, failure, http_status=status)
        return
    retry_after = error.retry_after if isinstance(error, SourceUnavailable) else None
    if isinstance(error, SoftTimeLimitExceeded):
        failure = TOO_LONG
    elif not isinstance(error, SourceUnavailable):
        logger.error("Look-up %s failed", attempt.lookup.pk, exc_info=error)
        failure = f"{type(error).__name__}: {error}"
    if retry_after:
        pace.hold(source.name, retry_after)
    outcomes.failed(attempt, failure, asked_for=retry_after, http_status=status)
    circuit.failed(attempt.lookup, failure)
