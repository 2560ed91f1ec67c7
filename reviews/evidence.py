"""Which of a claim's evidence counts now."""

from django.db.models import Exists, OuterRef, QuerySet

from claims.choices import LOOKUP_ANSWERED
from claims.models import Evidence, SourceLookup


def current_evidence() -> QuerySet[Evidence]:
    """Evidence from the last answer of each source, and whatever people added. A later failure replaces nothing."""
    later_answer = SourceLookup.objects.filter(
        claim=OuterRef("claim"),
        source=OuterRef("lookup__source"),
        number__gt=OuterRef("lookup__number"),
        state__in=LOOKUP_ANSWERED,
    )
    return Evidence.objects.filter(~Exists(later_answer))
