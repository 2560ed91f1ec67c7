"""Do one look-up: claim its row, ask the source in its pace, and write what became of it."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from claims.choices import CircuitState, LookupState
from claims.lookup import circuit, outcomes, pace
from claims.lookup.outcomes import MOST_ATTEMPTS
from claims.lookup.question import askable, question_about
from claims.lookup.source_rows import missing_options, pace_of
from claims.models import SourceCircuit, SourceLookup
from claims.querysets import WAITING
from claims.sources import connector
from claims.sources.access import HttpAccess, options_of
from claims.sources.base import Answer, Connector, Question, SourceRefused, SourceUnavailable
from claims.sources.passages import with_suggestions
from claims.work import WORKERS_LOST, AttemptLost, take
from claimtracker.outbound import OutboundError

logger = logging.getLogger(__name__)

RING_WITHIN = timedelta(seconds=55)
"""What is due sooner than this is rung for in time; the sweep finds the rest. Nothing longer waits in the broker."""
LOST = "The worker was lost; whether the source was asked is not known."
TOO_LONG = "The source took longer than one look-up may."
TELLING_STATUSES = (401, 403, 407)
SECRET_LENGTH = 4


def run(lookup_id: int) -> timedelta | None:
    """Do the look-up, if it is due and nobody does it; the outcome is on the row and in its evidence.

    Found, nothing found and failed are three states. What fails for the time being is tried again later; what is
    refused for good, or failed too often, is given up, with the reason. A source whose pace or circuit breaker
    allows no request now is not asked: the look-up is put off, which uses up no attempt.

    Returns how soon it should be rung for again, None where it need not be or the sweep will do.
    """
    lookup = take(askable(), lookup_id, note=_begun)
    if lookup is None:
        return None
    try:
        again = _attempt(lookup)
    except AttemptLost as lost:
        logger.warning("%s", lost)
        return None
    delay = again - timezone.now() if again else None
    return max(delay, timedelta()) if delay is not None and delay <= RING_WITHIN else None


def _begun(row: SourceLookup) -> Mapping[str, Any]:
    """An attempt whose worker died is put on record before the next one begins."""
    lost = [outcomes.told(row, LOST)] if row.state == LookupState.RUNNING else []
    return {"asked_at": timezone.now(), **({"earlier_attempts": [*row.earlier_attempts, *lost]} if lost else {})}


def _attempt(lookup: SourceLookup) -> datetime | None:
    """Ask, unless there is a reason not to. Returns when it is due again, None where it is finished."""
    if lookup.attempts > MOST_ATTEMPTS:
        outcomes.given_up(lookup, WORKERS_LOST)
        return None
    try:
        source = connector(lookup.source.name)
        lookup.connector_version = source.version
        question = question_about(lookup.wording, vars(lookup)["said_at"])
        reason = _why_not(lookup, source, question)
        missing = missing_options(source, lookup.source.options)
    except AttemptLost:
        raise
    except Exception as error:  # noqa: BLE001 - a connector may fail in any way; the row tells how
        return _failed(lookup, error)
    if reason:
        outcomes.skipped(lookup, reason)
        return None
    if missing:
        outcomes.given_up(lookup, " ".join(missing[0]))
        return None
    breaker = circuit.circuit_of(lookup.source)
    if circuit.is_left_alone(breaker):
        return _wait_for_trial(lookup, breaker)
    return _ask(lookup, source, question, breaker)


def _why_not(lookup: SourceLookup, source: Connector, question: Question) -> str:
    if not lookup.source.enabled:
        return f"The source “{lookup.source}” is switched off."
    return source.applies(question)


def _ask(lookup: SourceLookup, source: Connector, question: Question, breaker: SourceCircuit) -> datetime | None:
    options = options_of(source, lookup.source.options)
    place = pace.Place(source.name, pace_of(lookup.source, source)) if source.needs_network else pace.EVERYWHERE
    access = HttpAccess(options, wait=place.turn)
    try:
        with place:
            if breaker.state != CircuitState.CLOSED and not circuit.begin_trial(lookup.source):
                breaker.refresh_from_db()
                return _wait_for_trial(lookup, breaker)
            query = lookup.query if lookup.edits else source.plan(question)
            answer = source.ask(question, query, access)
    except AttemptLost:
        raise
    except pace.NotNow as not_now:
        return _not_now(lookup, source, breaker, not_now, has_asked=bool(access.exchanges))
    except Exception as error:  # noqa: BLE001 - a connector may fail in any way; the row tells how
        return _failed(lookup, error)
    outcomes.answered(lookup, with_suggestions(_without_secrets(answer, source, options), question))
    circuit.succeeded(breaker)
    return None


def _wait_for_trial(lookup: SourceLookup, breaker: SourceCircuit) -> datetime:
    return outcomes.put_off(lookup, circuit.in_words(breaker), breaker.trial_at or timezone.now())


def _not_now(
    lookup: SourceLookup, source: Connector, breaker: SourceCircuit, not_now: pace.NotNow, *, has_asked: bool
) -> datetime | None:
    if breaker.state != CircuitState.CLOSED:
        circuit.give_back_trial(lookup.source)
    until = not_now.retry_after or timedelta()
    if has_asked:
        # It asked a part already: without counting that, a pace too slow for the connector would never end.
        return outcomes.failed(lookup, str(not_now), asked_for=until)
    waiting = SourceLookup.objects.filter(source=lookup.source_id, state__in=WAITING).count()
    until += pace.spread(pace_of(lookup.source, source), waiting)
    return outcomes.put_off(lookup, str(not_now), timezone.now() + until)


def _failed(lookup: SourceLookup, error: Exception) -> datetime | None:
    failure = str(error)
    cause = error.__cause__
    status = cause.status if isinstance(cause, OutboundError) else None
    if isinstance(error, SourceRefused):
        if status in TELLING_STATUSES or (isinstance(cause, OutboundError) and cause.code == "type"):
            circuit.failed(lookup, failure)  # it refuses everybody, not this question
        else:
            circuit.succeeded(circuit.circuit_of(lookup.source))
        outcomes.given_up(lookup, failure, http_status=status)
        return None
    retry_after = error.retry_after if isinstance(error, SourceUnavailable) else None
    if isinstance(error, SoftTimeLimitExceeded):
        failure = TOO_LONG
    elif not isinstance(error, SourceUnavailable):
        logger.error("Look-up %s failed", lookup.pk, exc_info=error)
        failure = f"{type(error).__name__}: {error}"
    if retry_after:
        pace.hold(lookup.source.name, retry_after)
    again = outcomes.failed(lookup, failure, asked_for=retry_after, http_status=status)
    circuit.failed(lookup, failure)
    return again


def _without_secrets(answer: Answer, source: Connector, options: Mapping[str, str]) -> Answer:
    """The answer as it may be stored: an address that a server echoes can hold the key that it was asked with."""
    body = answer.body
    for option in source.options:
        secret = options[option.name] if option.secret else ""
        if len(secret) >= SECRET_LENGTH:
            for form in {secret, quote_plus(secret)}:
                body = body.replace(form.encode(), f"[{option.name}]".encode())
    return answer if body is answer.body else replace(answer, body=body)
