"""Claims: wording, claimant, where the words stand, quantities, look-ups and evidence."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers

from claims.api import evidence
from claims.api.appearances import AppearanceSerializer
from claims.api.filters import ArticleClaimFilter, ClaimFilter
from claims.api.lookup_shapes import EXAMPLE as LOOKUP_EXAMPLE
from claims.api.lookup_shapes import LookupSerializer
from claims.api.quantities import QuantitySerializer
from claims.models import Article, Claim
from claims.querysets import claims_in_full, claims_of_article
from claimtracker.api.paging import NewestFirst
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope

EXAMPLE = {
    "id": 12,
    "text": "Tajiks make up more than 46% of Afghanistan's population.",
    "kind": "quantity",
    "check_worthiness": 0.83,
    "verifiability": 0.95,
    "selection_reason": "It gives a share in percent.",
    "claimant": None,
    "language": "en",
    "topic": "",
    "found_at": "2026-03-02T09:00:04Z",
    "appearances": [
        {
            "article": 5,
            "revision": 1,
            "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Tajiks, more than 46% of the population,",
                    "prefix": "The council met. ",
                    "suffix": " were absent.",
                },
                {"type": "TextPositionSelector", "start": 17, "end": 57},
            ],
            "anchor_state": "exact",
            "attribution_cue": "",
            "origin": "machine",
        }
    ],
    "quantities": [
        {
            "text": "more than 46%",
            "value": "46",
            "upper": None,
            "comparator": "more_than",
            "unit": "percent",
            "counted": "Tajiks",
            "population": "the population",
            "place": "Afghanistan",
            "period": "",
            "approximate": False,
        }
    ],
    "lookups": [LOOKUP_EXAMPLE],
    "evidence": [evidence.EXAMPLE],
}


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim in full, in the words of the desk."""

    text = serializers.SerializerMethodField(help_text="The claim on its own feet, in its newest wording.")
    claimant = serializers.CharField(
        source="claimant.name", allow_null=True, help_text="Who says it; null: the article itself."
    )
    appearances = serializers.SerializerMethodField()
    quantities = serializers.SerializerMethodField(help_text="What the newest wording counts.")
    lookups = LookupSerializer(many=True)
    evidence = evidence.EvidenceSerializer(many=True)

    class Meta:
        model = Claim
        fields = (
            "id",
            "text",
            "kind",
            "check_worthiness",
            "verifiability",
            "selection_reason",
            "claimant",
            "language",
            "topic",
            "found_at",
            "appearances",
            "quantities",
            "lookups",
            "evidence",
        )

    def get_text(self, claim: Claim) -> str:
        return next((wording.text for wording in reversed(claim.wordings.all())), "")

    @extend_schema_field(AppearanceSerializer(many=True))
    def get_appearances(self, claim: Claim) -> list[object]:
        shown = [appearance for appearance in claim.appearances.all() if not appearance.suppressed_reason]
        return list(AppearanceSerializer(shown, many=True).data)

    @extend_schema_field(QuantitySerializer(many=True))
    def get_quantities(self, claim: Claim) -> list[object]:
        newest = next(reversed(claim.wordings.all()), None)
        return list(QuantitySerializer(newest.quantities.all() if newest else (), many=True).data)


class MostCheckWorthyFirst(NewestFirst):
    ordering = ("-check_worthiness", "-pk")


class _ClaimView(generics.GenericAPIView[Claim]):
    queryset = claims_in_full()
    serializer_class = ClaimSerializer
    read_scope = Scope.CLAIMS_READ


@extend_schema_view(
    get=extend_schema(
        operation_id="claims",
        tags=["claims"],
        summary="Claims",
        description="Newest first. Needs the scope `claims:read`.",
        responses={200: ClaimSerializer(many=True), **refusals(400)},
        examples=[OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class ClaimListView(_ClaimView, generics.ListAPIView[Claim]):
    """GET: all claims."""

    filterset_class = ClaimFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="claim_detail",
        tags=["claims"],
        summary="A claim",
        description="Needs the scope `claims:read`.",
        responses={200: ClaimSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class ClaimView(_ClaimView, generics.RetrieveAPIView[Claim]):
    """GET: one claim."""


@extend_schema_view(
    get=extend_schema(
        operation_id="article_claims",
        tags=["claims"],
        summary="The claims of an article",
        description="The most check-worthy first. Needs the scope `claims:read`.",
        responses={200: ClaimSerializer(many=True), **refusals(400, 404)},
        examples=[OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class ArticleClaimsView(_ClaimView, generics.ListAPIView[Claim]):
    """GET: the claims of one article."""

    filterset_class = ArticleClaimFilter
    pagination_class = MostCheckWorthyFirst

    def get_queryset(self) -> QuerySet[Claim]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset().none()
        article = get_object_or_404(Article.objects.only("pk"), pk=self.kwargs["pk"])
        return claims_of_article(article.pk)
