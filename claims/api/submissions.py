"""What was sent in as an address or a page: how far the reading is, and the article that it became."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.choices import SubmissionState
from claims.models import Submission
from claims.tasks import read_submission
from claimtracker.api.fields import MomentField
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope
from claimtracker.doorbell import ring

SUBMISSION_EXAMPLE: dict[str, Any] = {
    "id": 12,
    "url": "https://courier.example/2026/council?utm_source=mail",
    "state": "done",
    "reading": "Read: the article is here.",
    "error": "",
    "refusal": "",
    "attempts": 1,
    "next_attempt_at": None,
    "sent_at": "2026-03-02T09:00:00Z",
    "finished_at": "2026-03-02T09:00:02Z",
    "final_url": "https://courier.example/2026/council?utm_source=mail",
    "http_status": 200,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "article": "https://desk.example/api/v1/articles/5/",
    "revision": 1,
    "is_new_text": True,
}
WORDS = {
    SubmissionState.DUE: "Waits to be read.",
    SubmissionState.RUNNING: "Is being read.",
    SubmissionState.DONE: "Read: the article is here.",
    SubmissionState.FAILED: "Reading failed and will be tried again.",
    SubmissionState.GIVEN_UP: "It could not be read: see error.",
}


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    """One thing that was sent in to be read."""

    url = serializers.CharField(help_text="What is fetched; empty: the page was sent along.")
    reading = serializers.SerializerMethodField(help_text="How far the reading is, in words.")
    error = serializers.CharField(source="failure", help_text="What went wrong at the last attempt; empty: nothing.")
    refusal = serializers.CharField(help_text="The rule for which it was given up, for programs; empty: it was not.")
    next_attempt_at = MomentField(allow_null=True, help_text="When it is tried next; null: it is not.")
    sent_at = MomentField()
    finished_at = MomentField(allow_null=True)
    final_url = serializers.CharField(help_text="Where redirects led to in the end; empty: nothing was read yet.")
    article = serializers.SerializerMethodField(help_text="The article's address here; null: there is none (yet).")
    revision = serializers.IntegerField(
        source="revision.number", allow_null=True, default=None, help_text="The number of the revision with this text."
    )
    is_new_text = serializers.BooleanField(
        source="made_revision", help_text="False for a text that was here before, and while nothing is read."
    )

    class Meta:
        model = Submission
        fields = tuple(SUBMISSION_EXAMPLE)

    def get_reading(self, submission: Submission) -> str:
        return WORDS[SubmissionState(submission.state)]

    def get_article(self, submission: Submission) -> str | None:
        if submission.article_id is None:
            return None
        request: Request | None = self.context.get("request")
        return reverse("article-detail", [submission.article_id], request=request)


def accepted(request: Request, submission: Submission) -> Response:
    """202, after ringing for a worker."""
    ring(read_submission, submission.pk)
    return Response(
        SubmissionSerializer(submission, context={"request": request}).data,
        status=status.HTTP_202_ACCEPTED,
        headers={"Location": reverse("submission-detail", [submission.pk], request=request)},
    )


@extend_schema_view(
    get=extend_schema(
        operation_id="submission_detail",
        tags=["articles"],
        summary="What became of a page that was sent in",
        description="Ask again while `state` is due, running or failed. Needs the scope `claims:read`.",
        responses={200: SubmissionSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Submission", SUBMISSION_EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class SubmissionView(generics.RetrieveAPIView[Submission]):
    """GET: one submission."""

    queryset = Submission.objects.defer("body").select_related("revision")
    serializer_class = SubmissionSerializer
    read_scope = Scope.CLAIMS_READ
