"""What a claim is found by: its words, its claimant, its articles' titles and outlets, as one text vector."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from claims.models.claim import Claim


class ClaimSearch(models.Model):
    """The index entry of a claim. Triggers write it, so that it never lags behind what it is made of."""

    claim = models.OneToOneField(Claim, models.PROTECT, primary_key=True, related_name="search")
    words = SearchVectorField(help_text="Of PostgreSQL's configuration “simple”: words as they are, in small letters.")

    class Meta:
        indexes = [GinIndex(fields=["words"], name="claim_search_words")]

    def __str__(self) -> str:
        return f"Search words of claim {self.claim_id}"
