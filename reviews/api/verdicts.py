"""Published verdicts, exactly as they were published."""

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import generics, serializers

from claimtracker.api.fields import MomentField
from claimtracker.api.paging import NewestFirst
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope
from reviews.api.filters import VerdictFilter
from reviews.models import Citation, Verdict

EXAMPLE = {
    "id": 3,
    "kind": "verdict",
    "number": 1,
    "claim": {
        "id": 12,
        "text": "Tajiks make up more than 46% of Afghanistan's population.",
        "exact": "Tajiks, more than 46% of the population,",
        "claimant": "",
        "article": {
            "title": "Talks on a new government",
            "outlet": "The Examplia Courier",
            "url": "https://courier.example/talks",
            "published_at": "2026-03-01T08:00:00Z",
        },
    },
    "rating": {"label": "False", "value": 1, "scale": "Truth, six steps"},
    "headline": "Tajiks are about a quarter of Afghanistan's people, not almost half",
    "explanation": "The last edition of the World Factbook to give shares puts Tajiks at 27 percent.",
    "waiver": "No second source publishes shares.",
    "note": "",
    "valid_as_of": "2026-03-02",
    "recheck_on": None,
    "published_at": "2026-03-02T11:20:00Z",
    "author": "Ana Reyes",
    "approver": "Ed Okafor",
    "four_eyes": True,
    "supersedes": None,
    "superseded_by": None,
    "citations": [
        {
            "evidence": 71,
            "role": "against",
            "quote": "Tajik 27%",
            "verbatim": True,
            "publisher": "The World Factbook",
            "title": "Afghanistan",
            "edition": "2014",
            "url": "https://example.org/factbook/2014/afghanistan",
            "as_of": "2014-06-30",
        }
    ],
}


class SeenInSerializer(serializers.Serializer[Verdict]):
    """Where the words appeared, as it was known when the verdict was published."""

    title = serializers.CharField(source="article_title")
    outlet = serializers.CharField(source="article_outlet")
    url = serializers.CharField(source="article_url")
    published_at = MomentField(source="article_published_at", allow_null=True)


class CheckedClaimSerializer(serializers.Serializer[Verdict]):
    """The claim as it was checked; a later wording of it changes nothing here."""

    id = serializers.IntegerField(source="review.claim_id")
    text = serializers.CharField(source="claim_text", help_text="The wording that was graded.")
    exact = serializers.CharField(source="claim_quote", help_text="The words as they appeared.")
    claimant = serializers.CharField(source="claimant_name", help_text="Who says it; empty: the article itself.")
    article = SeenInSerializer(source="*")


class GivenRatingSerializer(serializers.Serializer[Verdict]):
    """The rating as it was called when it was given."""

    label = serializers.CharField(  # type: ignore[assignment]  # fields do not stay attributes of the class
        source="rating_label"
    )
    value = serializers.IntegerField(
        source="rating_value", allow_null=True, help_text="On the way from worst to best; null: off the scale."
    )
    scale = serializers.CharField(source="scale_name")


class CitationSerializer(serializers.ModelSerializer[Citation]):
    evidence = serializers.IntegerField(source="evidence_id", help_text="The id of the evidence.")

    class Meta:
        model = Citation
        fields = ("evidence", "role", "quote", "verbatim", "publisher", "title", "edition", "url", "as_of")


class VerdictSerializer(serializers.ModelSerializer[Verdict]):
    """One publication about one claim."""

    claim = CheckedClaimSerializer(source="*")
    rating = GivenRatingSerializer(source="*")
    published_at = MomentField()
    author = serializers.CharField(source="author.public_name", help_text="The name that readers see.")
    approver = serializers.CharField(source="approver.public_name", help_text="The name that readers see.")
    supersedes = serializers.IntegerField(source="supersedes_id", allow_null=True, help_text="A verdict's id.")
    superseded_by = serializers.SerializerMethodField(help_text="A verdict's id; null: this one is the last.")
    citations = CitationSerializer(many=True)

    class Meta:
        model = Verdict
        fields = (
            "id",
            "kind",
            "number",
            "claim",
            "rating",
            "headline",
            "explanation",
            "waiver",
            "note",
            "valid_as_of",
            "recheck_on",
            "published_at",
            "author",
            "approver",
            "four_eyes",
            "supersedes",
            "superseded_by",
            "citations",
        )

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_superseded_by(self, verdict: Verdict) -> int | None:
        later = getattr(verdict, "superseded_by", None)
        return later.pk if later else None


class LatestPublishedFirst(NewestFirst):
    ordering = ("-published_at", "-pk")


class _VerdictView(generics.GenericAPIView[Verdict]):
    queryset = Verdict.objects.select_related("review", "author", "approver", "superseded_by").prefetch_related(
        "citations"
    )
    serializer_class = VerdictSerializer
    read_scope = Scope.VERDICTS_READ


@extend_schema_view(
    get=extend_schema(
        operation_id="verdicts",
        tags=["verdicts"],
        summary="Published verdicts",
        description="All that was ever published, newest first: what was corrected or retracted stays, beside its "
        "successor. `current=true` gives what the desk says now. Needs the scope `verdicts:read`.",
        responses={200: VerdictSerializer(many=True), **refusals(400)},
        examples=[OpenApiExample("Verdict", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class VerdictListView(_VerdictView, generics.ListAPIView[Verdict]):
    """GET: all verdicts."""

    filterset_class = VerdictFilter
    pagination_class = LatestPublishedFirst


@extend_schema_view(
    get=extend_schema(
        operation_id="verdict_detail",
        tags=["verdicts"],
        summary="A published verdict",
        description="Needs the scope `verdicts:read`.",
        responses={200: VerdictSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Verdict", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class VerdictView(_VerdictView, generics.RetrieveAPIView[Verdict]):
    """GET: one verdict."""
