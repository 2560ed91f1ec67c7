"""Articles: read them, and send one in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.article_shapes import (
    ARTICLE_EXAMPLE,
    NEW_ADDRESS_EXAMPLE,
    NEW_ARTICLE_EXAMPLE,
    REVISION_EXAMPLE,
    ArticleSerializer,
    NewArticleSerializer,
    RevisionTextSerializer,
)
from claims.api.submissions import SUBMISSION_EXAMPLE, SubmissionSerializer, accepted
from claims.intake import IntakeRefused, take_in
from claims.models import Article, ArticleRevision
from claims.querysets import claims_count
from claims.submissions import read_again, submit_page, submit_url
from claims.tasks import extract_revision
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope
from claimtracker.doorbell import ring
from claimtracker.people.models import User


def articles_in_full() -> QuerySet[Article]:
    """Articles with their revisions (without the texts) and, as `claims_count`, how many claims they make."""
    return (
        Article.objects.select_related("outlet", "submitted_by")
        .prefetch_related(Prefetch("revisions", ArticleRevision.objects.defer("text").order_by("number")))
        .annotate(claims_count=claims_count())
    )


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except IntakeRefused as refusal:
        raise ValidationError({refusal.field: ErrorDetail(str(refusal), code=refusal.code)}) from refusal


@extend_schema_view(
    get=extend_schema(
        operation_id="articles",
        tags=["articles"],
        summary="Articles",
        description="Newest first. Needs the scope `claims:read`.",
        responses={200: ArticleSerializer(many=True), **refusals(400)},
        examples=[OpenApiExample("Article", ARTICLE_EXAMPLE, response_only=True, status_codes=["200"])],
    ),
    post=extend_schema(
        operation_id="send_article",
        tags=["articles"],
        summary="Send an article in",
        description=(
            "Stores the text and has its claims found. The same text twice is one revision; another text of the same "
            "`canonical_url` is the article's next revision. What you leave out is taken from the text's first lines "
            "where they give it. With `url` or `html` instead of `text`, a worker fetches and reads the page: the "
            "answer is 202, and Location leads to the submission, which tells how far it is. "
            "Needs the scope `claims:write`."
        ),
        request=NewArticleSerializer,
        responses={
            201: OpenApiResponse(ArticleSerializer, "Stored; Location has the article's address."),
            200: OpenApiResponse(ArticleSerializer, "This text was there already; nothing was changed."),
            202: OpenApiResponse(SubmissionSerializer, "A worker will read it; Location has the submission's address."),
            **refusals(400, 413, 415),
        },
        examples=[
            OpenApiExample("New article", NEW_ARTICLE_EXAMPLE, request_only=True),
            OpenApiExample("An address to fetch", NEW_ADDRESS_EXAMPLE, request_only=True),
            OpenApiExample("Submission", SUBMISSION_EXAMPLE, response_only=True, status_codes=["202"]),
            OpenApiExample("Article", ARTICLE_EXAMPLE, response_only=True, status_codes=["200", "201"]),
        ],
    ),
)
class ArticleListView(generics.ListAPIView[Article]):
    """GET: all articles. POST: send one in."""

    queryset = articles_in_full()
    serializer_class = ArticleSerializer
    read_scope = Scope.CLAIMS_READ
    write_scope = Scope.CLAIMS_WRITE
    write_permission = "claims.add_article"

    def post(self, request: Request) -> Response:
        sent = NewArticleSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        user, values = cast("User", request.user), sent.validated_data
        with _refusals_told():
            if "url" in values:
                return accepted(request, submit_url(values["url"], given=sent.given, submitted_by=user))
            if "html" in values:
                page = values["html"].encode("utf-8", "replace")
                return accepted(request, submit_page(page, given=sent.given, submitted_by=user))
            taken = take_in(sent.document(), submitted_by=user)
        if taken.is_new:
            ring(extract_revision, taken.revision.pk)
        article = articles_in_full().get(pk=taken.article.pk)
        address = reverse("article-detail", [article.pk], request=request)
        return Response(
            ArticleSerializer(article).data,
            status=status.HTTP_201_CREATED if taken.is_new else status.HTTP_200_OK,
            headers={"Location": address},
        )


@extend_schema_view(
    get=extend_schema(
        operation_id="article_detail",
        tags=["articles"],
        summary="An article",
        description="Needs the scope `claims:read`.",
        responses={200: ArticleSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Article", ARTICLE_EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class ArticleView(generics.RetrieveAPIView[Article]):
    """GET: one article."""

    queryset = articles_in_full()
    serializer_class = ArticleSerializer
    read_scope = Scope.CLAIMS_READ


@extend_schema_view(
    post=extend_schema(
        operation_id="read_article_again",
        tags=["articles"],
        summary="Read an article again",
        description=(
            "Has the article's address fetched once more. It gets a revision only if its text has changed. "
            "Needs the scope `claims:write`."
        ),
        request=None,
        responses={
            202: OpenApiResponse(SubmissionSerializer, "A worker will read it; Location has the submission's address."),
            **refusals(400, 404),
        },
        examples=[OpenApiExample("Submission", SUBMISSION_EXAMPLE, response_only=True, status_codes=["202"])],
    )
)
class ArticleReadingView(generics.GenericAPIView[Article]):
    """POST: read the article again."""

    queryset = Article.objects.all()
    write_scope = Scope.CLAIMS_WRITE
    write_permission = "claims.add_article"

    def post(self, request: Request, pk: int) -> Response:
        article = self.get_object()
        with _refusals_told():
            return accepted(request, read_again(article, submitted_by=cast("User", request.user)))


@extend_schema_view(
    get=extend_schema(
        operation_id="article_revision",
        tags=["articles"],
        summary="A revision of an article, with its text",
        description="The text that the selectors of its claims count in. Needs the scope `claims:read`.",
        responses={200: RevisionTextSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Revision", REVISION_EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class RevisionView(generics.RetrieveAPIView[ArticleRevision]):
    """GET: one revision."""

    queryset = ArticleRevision.objects.all()
    serializer_class = RevisionTextSerializer
    read_scope = Scope.CLAIMS_READ

    def get_object(self) -> Any:
        revisions = self.filter_queryset(self.get_queryset())
        return get_object_or_404(revisions, article=self.kwargs["pk"], number=self.kwargs["number"])
