"""What is being read, what failed and when it is tried again; “Try again now”, and the wait for an article."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from claims import tasks
from claims.admin.base import ReadOnlyAdmin
from claims.admin.presenters import standing
from claims.choices import SubmissionState
from claims.models import Submission
from claims.submissions import try_again
from claimtracker.doorbell import ring
from claimtracker.people.refusals import NeedsPermission

UNFINISHED = (SubmissionState.DUE, SubmissionState.RUNNING)
RELOAD_SECONDS = 2


def wait_for(submission: Submission) -> HttpResponseRedirect:
    """Ring for the submission, and send the reader to where they see its progress and then its article."""
    ring(tasks.read_submission, submission.pk)
    return HttpResponseRedirect(f"{reverse('admin:claims_submission_change', args=[submission.pk])}?wait=1")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("what", "reading", "article_link", "sender", "sent_at")
    list_filter = ("state", "obeys_robots", "sent_at")
    list_select_related = ("article", "submitted_by")
    sortable_by = ()
    search_fields = ("url", "name", "failure")
    search_help_text = "In addresses, file names and failures."
    fields = (
        "what", "article_link", "sender", "obeys_robots", "sent_at", "finished_at", "attempts", "final_url",
        "http_status", "media_type", "charset", "size", "sha256", "given",
    )  # fmt: skip
    readonly_fields = ("what", "article_link", "sender")
    change_form_template = "admin/claims/submission/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        rows: QuerySet[Submission] = super().get_queryset(request).defer("body")
        return rows

    def get_urls(self) -> list[URLPattern]:
        again = path(
            "<int:pk>/again/",
            self.admin_site.admin_view(require_POST(self.again_view)),
            name="claims_submission_again",
        )
        return [again, *super().get_urls()]

    @admin.display(description="what", ordering="url")
    def what(self, submission: Submission) -> str:
        return Truncator(str(submission)).chars(100)

    @admin.display(description="reading", ordering="state")
    def reading(self, submission: Submission) -> SafeString:
        return standing.submission(submission).as_html()

    @admin.display(description="article", empty_value="-")
    def article_link(self, submission: Submission) -> SafeString | None:
        if submission.article is None:
            return None
        address = reverse("admin:claims_article_change", args=[submission.article.pk])
        return format_html('<a href="{}">{}</a>', address, submission.article)

    @admin.display(description="sent by", ordering="submitted_by")
    def sender(self, submission: Submission) -> str:
        if submission.submitted_by is not None:
            return submission.submitted_by.get_full_name() or submission.submitted_by.username
        return "a feed" if submission.obeys_robots else "the terminal"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With ?wait=1 the page looks again by itself while a worker reads, and leads on to the article."""
        submission: Submission | None = self.get_object(request, object_id)
        if submission is None:
            return super().change_view(request, object_id, form_url, extra_context)
        is_waiting = "wait" in request.GET
        if is_waiting and submission.state == SubmissionState.DONE and request.user.has_perm("claims.view_article"):
            self._tell(request, submission)
            return HttpResponseRedirect(reverse("admin:claims_article_change", args=[submission.article_id]))
        reads_on = is_waiting and submission.state in UNFINISHED
        response = super().change_view(
            request,
            object_id,
            form_url,
            {
                **(extra_context or {}),
                "standing": standing.submission(submission),
                "reads_on": reads_on,
                "can_try_again": not reads_on and _can_try_again(request, submission),
            },
        )
        if reads_on:
            # Without a script: the page is asked for again, and leads on when there is an article.
            response.headers["Refresh"] = str(RELOAD_SECONDS)
        return response

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        submission = get_object_or_404(Submission.objects.defer("body"), pk=pk)
        if not request.user.has_perm("claims.add_article"):
            raise NeedsPermission("claims.add_article")
        if try_again(submission):
            return wait_for(submission)
        self.message_user(
            request, "It is being read at this moment, or its bytes are gone: nothing was changed.", messages.WARNING
        )
        return HttpResponseRedirect(reverse("admin:claims_submission_change", args=[pk]))

    def _tell(self, request: HttpRequest, submission: Submission) -> None:
        if not submission.made_revision:
            said = f"“{submission.article}” was here already, with this very text."
            self.message_user(request, f"{said} Nothing was stored a second time.", messages.INFO)
            return
        number = submission.revision.number if submission.revision else 1
        what = "is taken in." if number == 1 else f"was known; its new text is revision {number}."
        looked_for = "Its claims are being looked for: reload the page in a moment."
        self.message_user(request, f"“{submission.article}” {what} {looked_for}", messages.SUCCESS)


def _can_try_again(request: HttpRequest, submission: Submission) -> bool:
    if not request.user.has_perm("claims.add_article"):
        return False
    is_unread = submission.state in (SubmissionState.DUE, SubmissionState.FAILED, SubmissionState.GIVEN_UP)
    return is_unread and bool(
        submission.url or Submission.objects.filter(pk=submission.pk, body__isnull=False).exists()
    )
