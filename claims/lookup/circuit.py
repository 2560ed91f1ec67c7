"""The circuit breaker of a source: after failures in a row it is left alone, then tried by a single look-up.

The state machine is M. Nygard's (Release It!, Pragmatic Bookshelf 2007, chapter 5): closed → open → half open →
closed or open again, here with a pause that doubles.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from claims.choices import CircuitState
from claims.models import Source, SourceCircuit, SourceLookup
from claims.querysets import WAITING

FAILURES_TO_OPEN = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


def circuit_of(source: Source) -> SourceCircuit:
    """The source's circuit; a closed one, not stored, where none was made yet."""
    try:
        return source.circuit
    except SourceCircuit.DoesNotExist:
        return SourceCircuit(source=source)


def is_left_alone(circuit: SourceCircuit) -> bool:
    """True while nobody may ask the source: it is paused, or a trial is under way."""
    return circuit.state != CircuitState.CLOSED and circuit.trial_at is not None and circuit.trial_at > timezone.now()


def in_words(circuit: SourceCircuit) -> str:
    """Why the source is not asked now."""
    failed = f"its last {circuit.failures} look-ups failed" if circuit.failures > 1 else "it failed"
    if circuit.state == CircuitState.HALF_OPEN:
        return f"The source is being tried by another look-up: {failed}."
    return f"The source is left alone for now: {failed}, the last with: {circuit.last_error}"


def begin_trial(source: Source) -> bool:
    """Become the one look-up that tries an open circuit; False if another was quicker."""
    # A trial that was lost with its worker can be begun anew when the lease is over.
    now = timezone.now()
    lease = now + timedelta(seconds=settings.WORK_LEASE_SECONDS)
    due = SourceCircuit.objects.filter(source=source, trial_at__lte=now).exclude(state=CircuitState.CLOSED)
    return bool(due.update(state=CircuitState.HALF_OPEN, since=now, trial_at=lease))


def give_back_trial(source: Source) -> None:
    """The trial could not ask: let the next look-up try."""
    now = timezone.now()
    SourceCircuit.objects.filter(source=source, state=CircuitState.HALF_OPEN).update(trial_at=now)


def succeeded(circuit: SourceCircuit) -> None:
    """An answer came. Costs a query only where the circuit, as it was read, has failures."""
    if circuit.failures or circuit.state != CircuitState.CLOSED:
        _close(circuit.source_id)
        circuit.refresh_from_db()


@transaction.atomic
def failed(lookup: SourceLookup, error: str) -> SourceCircuit:
    """Count a failure; open the circuit at the fifth in a row, or at once where it was being tried.

    A look-up that fails again and again counts once: one question that a source chokes on says little of the others.
    """
    SourceCircuit.objects.get_or_create(source_id=lookup.source_id)
    circuit = SourceCircuit.objects.select_for_update().get(source_id=lookup.source_id)
    now = timezone.now()
    if circuit.last_failed_lookup != lookup.pk or not circuit.failures:
        circuit.failures += 1
    circuit.last_error, circuit.last_error_at, circuit.last_failed_lookup = error, now, lookup.pk
    was_tried = circuit.state == CircuitState.HALF_OPEN
    if was_tried or (circuit.state == CircuitState.CLOSED and circuit.failures >= FAILURES_TO_OPEN):
        circuit.trial_at = now + min(FIRST_PAUSE * 2**circuit.pauses, LONGEST_PAUSE)
        circuit.pauses = min(circuit.pauses + 1, 16)
        circuit.state, circuit.since = CircuitState.OPEN, now
    circuit.save()
    return circuit


def close(source: Source) -> bool:
    """Close it by hand: its look-ups ask again from now on. False where it was closed already."""
    closed = _close(source.pk)
    # Look-ups that were put off until the next trial need not wait for it any longer.
    waiting = SourceLookup.objects.filter(source=source, state__in=WAITING, next_attempt_at__gt=timezone.now())
    waiting.exclude(note="").update(next_attempt_at=timezone.now(), note="")
    return closed


def _close(source_id: int) -> bool:
    open_one = SourceCircuit.objects.filter(source=source_id).exclude(state=CircuitState.CLOSED, failures=0)
    return bool(
        open_one.update(
            state=CircuitState.CLOSED,
            failures=0,
            pauses=0,
            trial_at=None,
            last_failed_lookup=None,
            since=Case(When(state=CircuitState.CLOSED, then=F("since")), default=Value(timezone.now())),
        )
    )
