"""Which evidence is cited: what `claims` must keep the snapshots of."""

from django.db.models import QuerySet

from claims.models import Evidence
from reviews.models import Citation, DraftCitation, ProposalCitation


def cited_evidence() -> list[QuerySet[Evidence]]:
    """Evidence that a draft, a proposal or a verdict cites."""
    return [
        Evidence.objects.filter(pk__in=model._default_manager.values_list("evidence", flat=True))
        for model in (DraftCitation, ProposalCitation, Citation)
    ]
