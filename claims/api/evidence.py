"""Evidence: what a source says, quoted and dated, with the claimed figure beside the found one."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers

from claims.models import Claim, Evidence
from claims.querysets import shareable_evidence
from claimtracker.api.fields import FigureField
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope

EXAMPLE = {
    "id": 71,
    "claim": 12,
    "source": "library",
    "title": "Afghanistan",
    "publisher": "The World Factbook",
    "edition": "2014",
    "url": "https://example.org/factbook/2014/afghanistan",
    "licence": "public domain",
    "as_of": "2014-06-30",
    "quote": "Tajik 27%",
    "verbatim": True,
    "figure": {"claimed": "46", "found": "27", "found_upper": None, "unit": "percent"},
    "stance": "differs",
    "reason": "The claim says more than 46 %; The World Factbook, 2014 edition, gives 27 %.",
    "origin": "machine",
}


class FigureSerializer(serializers.Serializer[Evidence]):
    """The claimed figure beside the found one; figures are strings of digits, so that nothing is rounded."""

    claimed = FigureField(source="quantity.value", allow_null=True, help_text="Null: compared with no figure.")
    found = FigureField(source="found_value")
    found_upper = FigureField(allow_null=True, help_text="The upper end, where the source gives a range.")
    unit = serializers.CharField(source="found_unit")


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    claim = serializers.IntegerField(source="claim_id", help_text="The id of the claim.")
    source = serializers.CharField(  # type: ignore[assignment]  # fields do not stay attributes of the class
        source="lookup.source.name", allow_null=True, help_text="The source asked; null: added by a person."
    )
    figure = serializers.SerializerMethodField()

    class Meta:
        model = Evidence
        fields = (
            "id",
            "claim",
            "source",
            "title",
            "publisher",
            "edition",
            "url",
            "licence",
            "as_of",
            "quote",
            "verbatim",
            "figure",
            "stance",
            "reason",
            "origin",
        )

    @extend_schema_field(FigureSerializer(allow_null=True))
    def get_figure(self, evidence: Evidence) -> dict[str, str | None] | None:
        return None if evidence.found_value is None else FigureSerializer(evidence).data


class _EvidenceView(generics.GenericAPIView[Evidence]):
    queryset = shareable_evidence().select_related("lookup__source", "quantity")
    serializer_class = EvidenceSerializer
    read_scope = Scope.CLAIMS_READ


@extend_schema_view(
    get=extend_schema(
        operation_id="claim_evidence",
        tags=["evidence"],
        summary="The evidence of a claim",
        description="Newest first. Stance and reason are the software's suggestion; people decide. "
        "Needs the scope `claims:read`.",
        responses={200: EvidenceSerializer(many=True), **refusals(400, 404)},
        examples=[OpenApiExample("Evidence", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class ClaimEvidenceView(_EvidenceView, generics.ListAPIView[Evidence]):
    """GET: the evidence of one claim."""

    def get_queryset(self) -> QuerySet[Evidence]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset().none()
        claim = get_object_or_404(Claim.objects.only("pk"), pk=self.kwargs["pk"])
        return super().get_queryset().filter(claim=claim)


@extend_schema_view(
    get=extend_schema(
        operation_id="evidence_detail",
        tags=["evidence"],
        summary="A piece of evidence",
        description="Needs the scope `claims:read`.",
        responses={200: EvidenceSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Evidence", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class EvidenceView(_EvidenceView, generics.RetrieveAPIView[Evidence]):
    """GET: one piece of evidence."""
