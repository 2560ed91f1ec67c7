"""What each source answered. Found, nothing found and failed are three different answers."""

from rest_framework import serializers

from claims.models import SourceLookup
from claimtracker.api.fields import MomentField


class LookupSerializer(serializers.ModelSerializer[SourceLookup]):
    """One question to one source about a claim."""

    source = serializers.CharField(  # type: ignore[assignment]  # fields do not stay attributes of the class
        source="source.name", help_text="The source's name."
    )
    error = serializers.CharField(source="failure", help_text="What went wrong at the last attempt; empty: nothing.")
    asked_at = MomentField(allow_null=True)
    finished_at = MomentField(allow_null=True)
    next_attempt_at = MomentField(allow_null=True, help_text="When it is tried next; null: it is not.")

    class Meta:
        model = SourceLookup
        fields = (
            "source",
            "number",
            "state",
            "error",
            "note",
            "asked_at",
            "finished_at",
            "next_attempt_at",
        )
