"""The words that claims, look-ups and evidence are described in."""

from django.db.models import TextChoices


class WorkState(TextChoices):
    """Where a row of work stands."""

    DUE = "due", "Due"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    GIVEN_UP = "given_up", "Given up"


class SubmissionState(TextChoices):
    """Where the fetching and reading of something that was sent in stands."""

    DUE = "due", "Waiting to be read"
    RUNNING = "running", "Being read now"
    DONE = "done", "Read"
    FAILED = "failed", "Failed, will be tried again"
    GIVEN_UP = "given_up", "Could not be read"


class FeedState(TextChoices):
    """Where the following of a feed stands."""

    DUE = "due", "Waiting for its next poll"
    RUNNING = "running", "Being polled now"
    FAILED = "failed", "Failed, will be tried again"
    OFF = "off", "Switched off"


class LookupState(TextChoices):
    """Where a look-up stands. Found, nothing found and failed are three different answers."""

    DUE = "due", "Due"
    RUNNING = "running", "Running"
    FOUND = "found", "Found"
    NOTHING_FOUND = "nothing_found", "Nothing found"
    FAILED = "failed", "Failed, will be tried again"
    GIVEN_UP = "given_up", "Given up"
    SKIPPED = "skipped", "Skipped"


LOOKUP_ANSWERED = (LookupState.FOUND, LookupState.NOTHING_FOUND)
LOOKUP_FINISHED = (LookupState.FOUND, LookupState.NOTHING_FOUND, LookupState.GIVEN_UP, LookupState.SKIPPED)


class CircuitState(TextChoices):
    """Whether a source is asked: the state of its circuit breaker."""

    CLOSED = "closed", "Working"
    OPEN = "open", "Left alone after failures"
    HALF_OPEN = "half_open", "Being tried"


class ClaimKind(TextChoices):
    """What sort of statement a claim is, which decides how it can be checked."""

    QUANTITY = "quantity", "Quantity"
    COMPARISON = "comparison", "Comparison or trend"
    EVENT = "event", "Event"
    ATTRIBUTION = "attribution", "Attributed statement"
    RULE = "rule", "Law or rule"
    RECORD = "record", "Record or ranking"
    QUOTATION = "quotation", "Quotation"
    PREDICTION = "prediction", "Prediction (not checkable now)"


class Comparator(TextChoices):
    """How the number in a text bounds the number that is meant."""

    EXACTLY = "exactly", "exactly"
    MORE_THAN = "more_than", "more than"
    AT_LEAST = "at_least", "at least"
    LESS_THAN = "less_than", "less than"
    AT_MOST = "at_most", "at most"
    NEARLY = "nearly", "nearly"
    ABOUT = "about", "about"
    JUST_OVER = "just_over", "just over"
    BETWEEN = "between", "between"


class AnchorState(TextChoices):
    """What became of an appearance's words in the article's newest revision."""

    EXACT = "exact", "Exact"
    MOVED = "moved", "Moved"
    CHANGED = "changed", "Changed"
    ORPHANED = "orphaned", "Orphaned"


class Origin(TextChoices):
    """Who made a row: the software or a person."""

    MACHINE = "machine", "Machine"
    PERSON = "person", "Person"


class Stance(TextChoices):
    """What a piece of evidence suggests about the claim. A suggestion: people decide."""

    CONSISTENT = "consistent", "Consistent"
    DIFFERS = "differs", "Differs"
    NOT_COMPARABLE = "not_comparable", "Not comparable"
    NO_SUGGESTION = "no_suggestion", "No suggestion"


class CaptureKind(TextChoices):
    """What a person brought as evidence, to be kept and held against the quote."""

    PAGE = "page", "Web page"
    DOCUMENT = "document", "Document"


class Consent(TextChoices):
    """What the person who was asked agreed to."""

    ON_RECORD = "on_record", "On the record, by name"
    UNNAMED = "unnamed", "May be quoted, not named"
    BACKGROUND = "background", "Background only, not for publication"
