"""From a stored revision to claims with their words anchored and their look-ups due."""

import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from claims import anchoring, lookup, storing
from claims.choices import AnchorState, Origin, WorkState
from claims.extraction.types import Extraction, FoundClaim
from claims.extractors import find_claims
from claims.models import Appearance, Article, ArticleRevision, SourceLookup
from claims.wordings import add_wording
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
TOO_SLOW = "It took longer than the desk allows for one text. Send its parts as articles of their own."


def extract_revision(revision_id: int) -> list[int]:
    """Find the claims of a revision and store them. Returns the ids of the look-ups that are now due.

    Ends quietly, with none, when the revision is gone, taken by another worker, or done. A failure is kept on the
    row, and tried again until the attempts are used up.
    """
    revision = take(ArticleRevision.objects.select_related("article"), revision_id)
    if revision is None:
        return []
    if revision.attempts > MOST_ATTEMPTS:
        _note_failure(revision, WORKERS_LOST)
        return []
    try:
        return _store(revision, find_claims(revision.text, declared_language=revision.article.language))
    except AttemptLost as lost:
        logger.warning("%s", lost)
    except SoftTimeLimitExceeded:
        logger.warning("Extraction of revision %s ran out of time", revision_id)
        _note_failure(revision, TOO_SLOW)
    except Exception as error:
        logger.exception("Extraction of revision %s failed", revision_id)
        _note_failure(revision, f"{type(error).__name__}: {error}")
    return []


def _store(revision: ArticleRevision, extraction: Extraction) -> list[int]:
    due: list[SourceLookup] = []
    with transaction.atomic():
        anchoring.lock_article(revision.article_id)
        with outcome_of(revision) as row:
            Article.objects.filter(pk=row.article_id, language="").update(language=extraction.language)
            anchoring.carry_into(row)
            standing = anchoring.standing_in(row)
            new: list[FoundClaim] = []
            for claim in extraction.claims:
                there = anchoring.already_there(standing, claim.start, claim.end)
                if there:
                    due += _reword(there, claim)
                else:
                    new.append(claim)
            due += storing.store(row, new, extraction.language)
            anchoring.carry_onward(row)
            row.state = WorkState.DONE
            row.extractor = extraction.extractor[:100]
            row.language = extraction.language
            row.notes = list(extraction.notes)
    return [each.pk for each in due]


def _reword(there: Appearance, found: FoundClaim) -> list[SourceLookup]:
    """Word a claim anew whose words in the article were edited, unless a person worded it."""
    was_edited = there.continues is not None and there.continues.anchor_state == AnchorState.CHANGED
    is_same_place = (there.start, there.end) == (found.start, found.end)
    if not (was_edited and is_same_place) or there.suppressed_reason:
        return []
    newest = there.claim.wordings.latest("number")
    if newest.origin == Origin.PERSON or newest.text == found.text:
        return []
    add_wording(there.claim, found.text, found.quantities)
    return lookup.open_lookups_again(there.claim)


def _note_failure(revision: ArticleRevision, failure: str) -> None:
    is_last = revision.attempts >= MOST_ATTEMPTS
    ArticleRevision.objects.filter(pk=revision.pk, attempt_token=revision.attempt_token).update(
        state=WorkState.GIVEN_UP if is_last else WorkState.DUE,
        failure=failure,
        lease_until=None,
        next_attempt_at=None if is_last else next_attempt(revision.attempts),
    )
