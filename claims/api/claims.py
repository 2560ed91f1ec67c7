"""Claims: wording, claimant, where the words stand, quantities, look-ups and evidence."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claim_shapes import EXAMPLE, ClaimSerializer, NewClaimSerializer
from claims.api.correcting import answer, person_of, refusing
from claims.api.filters import ArticleClaimFilter, ClaimFilter
from claims.curation.access import PERMISSION
from claims.curation.adding import add_claim
from claims.curation.refusals import CorrectionRefused
from claims.models import Article, ArticleRevision, Claim
from claims.querysets import claims_in_full, claims_of_article
from claimtracker.api.paging import NewestFirst
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope


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
    ),
    post=extend_schema(
        operation_id="add_claim",
        tags=["claims"],
        summary="Add a claim that the software did not find",
        description=(
            "Its words are given by `start` and `end`, or as `exact` where they stand in the text once. It is looked "
            "up and queued for review, and carried into later revisions. Needs the scope `claims:write`."
        ),
        filters=False,
        request=NewClaimSerializer,
        responses={
            201: OpenApiResponse(ClaimSerializer, "Stored."),
            **refusals(400, 404, 409, 413, 415),
        },
        examples=[
            OpenApiExample(
                "New claim",
                {"revision": 1, "start": 17, "end": 57, "text": EXAMPLE["text"]},
                request_only=True,
            ),
            OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["201"]),
        ],
    ),
)
class ArticleClaimsView(_ClaimView, generics.ListAPIView[Claim]):
    """GET: the claims of one article. POST: add one."""

    filterset_class = ArticleClaimFilter
    pagination_class = MostCheckWorthyFirst
    write_scope = Scope.CLAIMS_WRITE
    write_permission = PERMISSION

    def get_queryset(self) -> QuerySet[Claim]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset().none()
        article = get_object_or_404(Article.objects.only("pk"), pk=self.kwargs["pk"])
        return claims_of_article(article.pk)

    def post(self, request: Request, pk: int) -> Response:
        article = get_object_or_404(Article.objects.only("pk"), pk=pk)
        sent = NewClaimSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = dict(sent.validated_data)
        revision = ArticleRevision.objects.filter(article=article, number=given.pop("revision")).only("pk").first()
        with refusing():
            if revision is None:
                raise CorrectionRefused(
                    f"Article {pk} has no such revision. GET /api/v1/articles/{pk}/ lists them.",
                    field="revision",
                    code="not_found",
                )
            claim = add_claim(person_of(request), revision.pk, **given)
        return answer([claim], status=status.HTTP_201_CREATED)
