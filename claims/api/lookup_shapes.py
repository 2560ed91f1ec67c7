"""How look-ups look in JSON, on the way in and on the way out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import evidence
from claims.lookup.difference import Change, Difference, difference
from claims.models import SourceLookup
from claimtracker.api.fields import MomentField

EXAMPLE: dict[str, Any] = {
    "id": 31,
    "source": "library",
    "number": 1,
    "state": "found",
    "error": "",
    "note": "",
    "query": {"claim": "Tajiks make up more than 46% of Afghanistan's population."},
    "edits": {},
    "requested_by": None,
    "attempts": 1,
    "connector_version": "1",
    "http_status": None,
    "snapshot": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "asked_at": "2026-03-02T09:00:05Z",
    "finished_at": "2026-03-02T09:00:05Z",
    "next_attempt_at": None,
}
DETAIL_EXAMPLE = {
    **EXAMPLE,
    "number": 2,
    "earlier_attempts": [],
    "difference": {"since": 1, "same_bytes": False, "came": [], "went": [], "changed": []},
}


class LookupSerializer(serializers.ModelSerializer[SourceLookup]):
    """One question to one source about a claim."""

    source = serializers.CharField(  # type: ignore[assignment]  # fields do not stay attributes of the class
        source="source.name", help_text="The source's name."
    )
    error = serializers.CharField(source="failure", help_text="What went wrong at the last attempt; empty: nothing.")
    query = serializers.DictField(help_text="What was asked; empty until then.")
    edits = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(allow_blank=True)),
        help_text="What a person changed in the query: JSON pointer to [planned, asked].",
    )
    requested_by = serializers.CharField(
        source="requested_by.username", allow_null=True, help_text="Who wanted it looked up again; null: the desk."
    )
    snapshot = serializers.CharField(
        source="snapshot_id", allow_null=True, help_text="SHA-256 of what came back; null: nothing did yet."
    )
    asked_at = MomentField(allow_null=True)
    finished_at = MomentField(allow_null=True)
    next_attempt_at = MomentField(allow_null=True, help_text="When it is tried next; null: it is not.")

    class Meta:
        model = SourceLookup
        fields: tuple[str, ...] = tuple(EXAMPLE)


class AttemptSerializer(serializers.Serializer[Any]):
    """An attempt that brought no answer."""

    attempt = serializers.IntegerField()
    asked_at = serializers.CharField(allow_null=True, help_text="ISO 8601.")
    failure = serializers.CharField()


class ChangeSerializer(serializers.Serializer[Change]):
    """A piece of evidence that says something else now."""

    before = serializers.IntegerField(source="before.pk", help_text="The former piece's id.")
    after = serializers.IntegerField(source="after.pk", help_text="The new piece's id.")
    fields_changed = serializers.DictField(
        source="fields",
        child=serializers.ListField(child=serializers.CharField(allow_blank=True)),
        help_text="What changed: the field to [former, new].",
    )


class DifferenceSerializer(serializers.Serializer[Difference]):
    """The answer held against the source's answer before."""

    since = serializers.IntegerField(source="since.number", help_text="The number of the look-up compared with.")
    same_bytes = serializers.BooleanField(help_text="Did the source send the very same bytes?")
    came = evidence.EvidenceSerializer(many=True)
    went = evidence.EvidenceSerializer(many=True)
    changed = ChangeSerializer(many=True)


class LookupDetailSerializer(LookupSerializer):
    """A look-up with its earlier attempts, and what is new in its answer."""

    earlier_attempts = AttemptSerializer(many=True)
    difference = serializers.SerializerMethodField(help_text="Null: there is no answer, or none before it.")

    class Meta(LookupSerializer.Meta):
        fields = (*LookupSerializer.Meta.fields, "earlier_attempts", "difference")

    @extend_schema_field(DifferenceSerializer(allow_null=True))
    def get_difference(self, lookup: SourceLookup) -> dict[str, Any] | None:
        found = difference(lookup)
        return None if found is None else dict(DifferenceSerializer(found).data)


class NewLookupSerializer(serializers.Serializer[Any]):
    """Look a claim up again in one source."""

    source = serializers.CharField(  # type: ignore[assignment]  # fields do not stay attributes of the class
        max_length=50, help_text="The source's name."
    )
    changes = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=2000),
        required=False,
        help_text="Edits of the planned query: JSON pointer to text.",
    )
