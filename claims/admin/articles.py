"""Articles: the list, the form by which they come in, and each with its claims marked in the text."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from claims import tasks
from claims.admin.annotations import newest_revisions
from claims.admin.base import ReadOnlyAdmin
from claims.admin.correcting import AddClaimForm, add_page, may_correct
from claims.admin.filters import ExtractionFilter
from claims.admin.intake_form import METADATA, ArticleIntakeForm
from claims.admin.presenters import standing
from claims.admin.presenters.article_page import article_page
from claims.admin.submissions import wait_for
from claims.intake import IntakeRefused, TakenIn, take_in
from claims.models import Article, Submission
from claims.querysets import claims_count
from claims.submissions import read_again, submit_page, submit_url
from claimtracker.doorbell import ring
from claimtracker.people.models import User
from claimtracker.people.refusals import NeedsPermission

ADD_FIELDSETS: list[tuple[str | None, dict[str, Any]]] = [
    (None, {"fields": ["text", "file", "url"]}),
    (
        "About the article",
        {
            "fields": ["title", "outlet", "canonical_url", "published_at"],
            "description": "All optional: what is left empty is read from the text where it says so.",
        },
    ),
]


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("name", "extraction", "claims_found", "outlet", "published_at", "received_at")
    list_filter = (ExtractionFilter, ("outlet", admin.RelatedOnlyFieldListFilter), "published_at", "received_at")
    list_select_related = ("outlet",)
    sortable_by = ("received_at", "published_at")
    search_fields = ("title", "byline", "outlet__name", "canonical_url")
    search_help_text = "In titles, bylines, outlets and addresses."
    fields = (
        "title", "outlet", "byline", "dateline", "published_at", "address", "language", "submitted_by", "received_at",
    )  # fmt: skip
    readonly_fields = ("address",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.add_article")

    def get_urls(self) -> list[URLPattern]:
        read_again = self.admin_site.admin_view(require_POST(self.read_again_view))
        add_claim = self.admin_site.admin_view(self.add_claim)
        return [
            path("<int:pk>/read-again/", read_again, name="claims_article_read_again"),
            path("<int:article_id>/add-claim/", add_claim, name="claims_article_add_claim"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows: QuerySet[Article] = super().get_queryset(request).annotate(claims_count=claims_count())
        return rows.prefetch_related(Prefetch("revisions", newest_revisions(), to_attr="newest"))

    @admin.display(description="title", ordering="title")
    def name(self, article: Article) -> str:
        return str(article)

    @admin.display(description="extraction")
    def extraction(self, article: Any) -> SafeString:
        return standing.extraction(article.newest[0] if article.newest else None).as_html()

    @admin.display(description="claims", ordering="claims_count")
    def claims_found(self, article: Any) -> int:
        return int(article.claims_count)

    @admin.display(description="URL")
    def address(self, article: Article) -> str:
        if not article.canonical_url.startswith(("http://", "https://")):
            return article.canonical_url or "-"
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', article.canonical_url)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["page"] = page = article_page(context["original"])
        context["may_correct"] = may_correct(request) and page.newest is not None
        context["form"] = AddClaimForm(initial={"revision": page.newest})
        return super().render_change_form(request, context, *args, **kwargs)

    def add_claim(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Make a claim of words that a person marked; see correcting.py."""
        return add_page(self, request, article_id)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise NeedsPermission("claims.add_article")
        form = ArticleIntakeForm(request.POST, request.FILES) if request.method == "POST" else ArticleIntakeForm()
        if form.is_valid() and (response := self._accept(request, form)):
            return response
        return TemplateResponse(
            request,
            "admin/claims/article/add_form.html",
            {
                **self.admin_site.each_context(request),
                "title": "Add article",
                "opts": self.opts,
                "form": form,
                "adminform": AdminForm(cast("ModelForm[Any]", form), ADD_FIELDSETS, {}, model_admin=self),
                "media": self.media + form.media,
                "has_view_permission": self.has_view_permission(request),
                **(extra_context or {}),
            },
        )

    def _accept(self, request: HttpRequest, form: ArticleIntakeForm) -> HttpResponse | None:
        user = request.user if isinstance(request.user, User) else None
        try:
            if form.document is not None:
                return self._taken_in(request, take_in(form.document, submitted_by=user))
            if form.page is not None:
                upload = form.cleaned_data["file"]
                name = upload.name if upload else "The pasted page"
                return self._to_be_read(request, submit_page(form.page, name=name, given=form.given, submitted_by=user))
            url = form.cleaned_data["url"]
            return self._to_be_read(request, submit_url(url, given=form.given, submitted_by=user))
        except IntakeRefused as refusal:
            at_fault = refusal.field if refusal.field in METADATA else form.text_field
            form.add_error(at_fault, str(refusal))
            return None

    def _to_be_read(self, request: HttpRequest, submission: Submission) -> HttpResponseRedirect:
        if request.user.has_perm("claims.view_submission"):
            return wait_for(submission)
        ring(tasks.read_submission, submission.pk)
        self.message_user(request, "It is being fetched and read.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:claims_article_add"))

    def read_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = get_object_or_404(Article, pk=pk)
        if not self.has_add_permission(request):
            raise NeedsPermission("claims.add_article")
        try:
            submission = read_again(article, submitted_by=request.user if isinstance(request.user, User) else None)
        except IntakeRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:claims_article_change", args=[pk]))
        return self._to_be_read(request, submission)

    def _taken_in(self, request: HttpRequest, taken: TakenIn) -> HttpResponseRedirect:
        if taken.is_new:
            ring(tasks.extract_revision, taken.revision.pk)
        if not taken.is_new:
            was_here = f"“{taken.article}” was here already, with this very text. Nothing was stored a second time."
            self.message_user(request, was_here, messages.INFO)
        else:
            if taken.revision.number == 1:
                self.log_addition(request, taken.article, [{"added": {}}])
                what = f"“{taken.article}” is taken in."
            else:
                what = f"“{taken.article}” was known; its new text is revision {taken.revision.number}."
            reading = "Its claims are being looked for: reload the page in a moment."
            self.message_user(request, f"{what} {reading}", messages.SUCCESS)
        if not self.has_view_permission(request):
            return HttpResponseRedirect(reverse("admin:claims_article_add"))
        return HttpResponseRedirect(reverse("admin:claims_article_change", args=[taken.article.pk]))
