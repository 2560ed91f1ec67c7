"""Where a piece of work stands, in words. A failure is never shown as an absence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.choices import CircuitState, FeedState, LookupState, SubmissionState, WorkState
from claims.models import ArticleRevision, EvidenceCapture, Feed, SourceCircuit, SourceLookup, Submission, WorkRow


class Tone(StrEnum):
    """How a state is coloured beside its words."""

    GOOD = "good"
    QUIET = "quiet"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state: a short label, and what else there is to know."""

    tone: Tone
    label: str
    detail: str = ""

    def as_html(self) -> SafeString:
        return format_html('<span class="standing standing-{}">{}</span> {}', self.tone, self.label, self.detail)


def extraction(revision: ArticleRevision | None) -> Standing:
    """How far the search for claims in a revision is."""
    if revision is None:
        return Standing(Tone.TROUBLE, "No text", "The article has no revision.")
    match revision.state:
        case WorkState.DONE:
            return Standing(Tone.GOOD, "Read", f"by {revision.extractor}" if revision.extractor else "")
        case WorkState.RUNNING:
            return Standing(Tone.WAITING, "Being read now")
        case WorkState.GIVEN_UP:
            return Standing(Tone.TROUBLE, "Failed, given up", _given_up(revision))
    if revision.failure:
        return Standing(Tone.TROUBLE, "Failed, will be tried again", _failed(revision))
    return Standing(Tone.WAITING, "Waiting to be read", _when(revision.next_attempt_at))


LOOKUP_WORDS = {
    LookupState.FOUND: (Tone.GOOD, "Found"),
    LookupState.NOTHING_FOUND: (Tone.QUIET, "Nothing found"),
    LookupState.SKIPPED: (Tone.QUIET, "Skipped, not asked"),
    LookupState.DUE: (Tone.WAITING, "Not asked yet"),
    LookupState.RUNNING: (Tone.WAITING, "Being asked now"),
    LookupState.FAILED: (Tone.TROUBLE, "Failed, will be tried again"),
    LookupState.GIVEN_UP: (Tone.TROUBLE, "Failed, given up"),
}
NO_ANSWER = "The source gave no answer; this says nothing about the claim."


def lookup(row: SourceLookup) -> Standing:
    """What a source answered: found, nothing found and failed are three different answers."""
    state = LookupState.FAILED if row.state == LookupState.DUE and row.failure else LookupState(row.state)
    match state:
        case LookupState.DUE:
            detail = f"{row.note} {_when(row.next_attempt_at)}".strip()
        case LookupState.FAILED:
            detail = f"{_failed(row)} {row.note}".strip()
        case LookupState.GIVEN_UP:
            detail = f"{_given_up(row)} {NO_ANSWER}"
        case _:
            detail = row.note
    tone, label = LOOKUP_WORDS[state]
    return Standing(tone, label, detail)


SUBMISSION_WORDS = {
    SubmissionState.DONE: (Tone.GOOD, "Read"),
    SubmissionState.DUE: (Tone.WAITING, "Waiting to be read"),
    SubmissionState.RUNNING: (Tone.WAITING, "Being read now"),
    SubmissionState.FAILED: (Tone.TROUBLE, "Failed, will be tried again"),
    SubmissionState.GIVEN_UP: (Tone.TROUBLE, "Could not be read"),
}


def submission(row: Submission) -> Standing:
    """How far the fetching and reading of what was sent in is."""
    tone, label = SUBMISSION_WORDS[SubmissionState(row.state)]
    match row.state:
        case SubmissionState.DONE:
            detail = "" if row.made_revision else "The text was here already."
        case SubmissionState.DUE:
            detail = _when(row.next_attempt_at)
        case SubmissionState.FAILED:
            detail = _failed(row)
        case SubmissionState.GIVEN_UP:
            detail = row.failure
        case _:
            detail = ""
    return Standing(tone, label, detail)


def capture(row: EvidenceCapture) -> Standing:
    """What became of a page or document that a person brought."""
    match row.state:
        case WorkState.DONE:
            return Standing(Tone.GOOD, "Kept as evidence")
        case WorkState.RUNNING:
            return Standing(Tone.WAITING, "Being fetched and read now")
        case WorkState.GIVEN_UP:
            return Standing(Tone.TROUBLE, "No evidence yet", row.failure)
    if row.failure:
        return Standing(Tone.TROUBLE, "Failed, will be tried again", _failed(row))
    return Standing(Tone.WAITING, "Waiting to be fetched and read", _when(row.next_attempt_at))


def feed(row: Feed) -> Standing:
    """How the following of a feed stands."""
    match row.state:
        case FeedState.OFF:
            return Standing(Tone.TROUBLE if row.failure else Tone.QUIET, "Switched off", row.failure)
        case FeedState.RUNNING:
            return Standing(Tone.WAITING, "Being polled now")
        case FeedState.FAILED:
            times = f"{row.failures} time{'' if row.failures == 1 else 's'} in a row"
            return Standing(
                Tone.TROUBLE, f"Failed {times}", f"{row.failure.rstrip('. ')}. {_when(row.next_attempt_at)}"
            )
    return Standing(Tone.GOOD, "Followed", _when(row.next_attempt_at))


CIRCUIT_TONES = {
    CircuitState.CLOSED: Tone.GOOD,
    CircuitState.OPEN: Tone.TROUBLE,
    CircuitState.HALF_OPEN: Tone.WAITING,
}


def circuit(row: SourceCircuit) -> Standing:
    """Whether a source is asked at all."""
    state = CircuitState(row.state)
    if state == CircuitState.CLOSED:
        detail = f"{row.failures} failed in a row, the last with: {row.last_error}" if row.failures else ""
        return Standing(CIRCUIT_TONES[state], state.label, detail)
    since = f"Since {moment(row.since)}. " if row.since else ""
    trial = f" Next trial: {moment(row.trial_at)}." if row.trial_at and state == CircuitState.OPEN else ""
    return Standing(
        CIRCUIT_TONES[state],
        state.label,
        f"{since}{row.failures} failed in a row, the last with: {row.last_error}{trial}",
    )


def moment(at: datetime) -> str:
    """A moment in the reader's zone, which it names."""
    return dateformat.format(timezone.localtime(at), "j F Y, H:i T")


def _failed(row: WorkRow) -> str:
    what = row.failure.rstrip(". ") or "Nothing is known about why"
    return f"{what}. {_attempts(row)} so far. {_when(row.next_attempt_at)}".strip()


def _given_up(row: WorkRow) -> str:
    return f"{row.failure.rstrip('. ') or 'Nothing is known about why'}. {_attempts(row)}."


def _attempts(row: WorkRow) -> str:
    return f"{row.attempts} attempt{'' if row.attempts == 1 else 's'}"


def _when(next_attempt_at: datetime | None) -> str:
    if next_attempt_at is None:
        return ""
    if next_attempt_at <= timezone.now():
        return "Due now."
    return f"Next attempt: {moment(next_attempt_at)}."
