"""The page on which people bring evidence by hand: a page by its address, a document, an interview."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from claims import tasks
from claims.choices import Consent, Stance
from claims.evidence.adding import (
    LONGEST_QUOTE,
    MOST_BYTES,
    PERMISSION,
    Brought,
    EvidenceRefused,
    add_document,
    add_page,
)
from claims.evidence.interviews import Answer, add_interview
from claims.models import Claim, EvidenceCapture
from claimtracker.doorbell import ring
from claimtracker.people.models import User

STANCES = [
    (Stance.NO_SUGGESTION, "Neither: read it"),
    (Stance.CONSISTENT, "It is consistent with the claim"),
    (Stance.DIFFERS, "It differs from the claim"),
]


def _line(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.TextInput(attrs={"class": "vTextField"}), **options)


def _area(rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}), **options)


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)


class QuotedForm(forms.Form):
    """What every kind of evidence has: the words that count, and how they bear on the claim."""

    quote = _area(4, max_length=LONGEST_QUOTE, help_text="The words that count, as they are; “…” for words left out.")
    summed_up = forms.BooleanField(
        required=False, label="These are my own words", help_text="A summary: it is printed as the desk's words."
    )
    stance = forms.ChoiceField(choices=STANCES, label="How it bears on the claim")
    remark = _line(required=False, max_length=500, help_text="Why, in a sentence; it stands beside your name.")


class PageForm(QuotedForm):
    url = forms.CharField(
        max_length=2000,
        label="Address",
        widget=forms.URLInput(attrs={"class": "vURLField", "placeholder": "https://"}),
        help_text="A page, a PDF or a picture. It is fetched from there and kept.",
    )
    publisher = _line(required=False, max_length=200, help_text="Empty: as the page says.")
    title = _line(required=False, max_length=300, help_text="Empty: as the page says.")
    as_of = _day(required=False, label="As of", help_text="The day that it speaks of.")
    field_order = ("url", "quote", "summed_up", "stance", "remark", "publisher", "title", "as_of")


class DocumentForm(QuotedForm):
    file = forms.FileField(
        allow_empty_file=True, help_text=f"A PDF, a text, HTML or a picture, at most {MOST_BYTES // 1024**2} MB."
    )
    publisher = _line(max_length=200, help_text="Whose document it is.")
    title = _line(required=False, max_length=300, help_text="Empty: the file's name.")
    as_of = _day(required=False, label="As of", help_text="The day that it speaks of.")
    field_order = ("file", "publisher", "quote", "summed_up", "stance", "remark", "title", "as_of")


class InterviewForm(QuotedForm):
    interviewee = _line(max_length=200, label="Who was asked", help_text="Kept from readers where it must be.")
    capacity = _line(max_length=200, label="As what they speak", help_text="Office, profession, witness of what.")
    held_on = _day(label="Asked on")
    consent = forms.ChoiceField(choices=Consent.choices, label="What they agreed to")
    consent_on = _day(label="Agreed on")
    note = _area(8, required=False, label="The whole note", help_text="What was asked and answered. Empty: the quote.")
    field_order = (
        "interviewee", "capacity", "held_on", "consent", "consent_on", "quote", "summed_up", "note", "stance", "remark",
    )  # fmt: skip


KINDS: dict[str, tuple[str, type[QuotedForm]]] = {
    "page": ("A page", PageForm),
    "document": ("A document", DocumentForm),
    "interview": ("An interview", InterviewForm),
}


def may_bring(request: HttpRequest) -> bool:
    """Whether the page offers it; the service decides."""
    return request.user.has_perm(PERMISSION)


def bringing_page(model_admin: ModelAdmin, request: HttpRequest, claim_id: int) -> HttpResponse:
    """`?kind=` page, document or interview; `?next=` is where it leads back to, the claim's page by default."""
    if not may_bring(request):
        raise PermissionDenied
    claim = Claim.objects.filter(pk=claim_id).first()
    kind = request.GET.get("kind", "page")
    if claim is None or kind not in KINDS:
        raise Http404
    form = KINDS[kind][1](request.POST or None, request.FILES or None, initial=dict(request.GET.items()))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                said = _bring(request, claim, kind, form.cleaned_data)
            except EvidenceRefused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused))
            else:
                messages.success(request, said)
                return HttpResponseRedirect(_way_back(request, claim))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Add evidence by hand",
        "opts": model_admin.opts,
        "claim": claim,
        "wording": claim.wordings.latest("number").text,
        "kind": kind,
        "kinds": [(name, label) for name, (label, _) in KINDS.items()],
        "way_back": _way_back(request, claim),
        "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=model_admin),  # type: ignore[arg-type]
        "form": form,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/claims/claim/bring_evidence.html", context, status=status)


def _bring(request: HttpRequest, claim: Claim, kind: str, filled: dict[str, Any]) -> str:
    """Store what was filled in, ring for it, and say what happens now. Raises EvidenceRefused."""
    person = request.user
    if not isinstance(person, User):
        raise PermissionDenied
    own = {"quote": filled["quote"], "verbatim": not filled["summed_up"], "remark": filled["remark"]}
    stance = Stance(filled["stance"])
    if kind == "interview":
        about = {name: filled[name] for name in ("interviewee", "capacity", "held_on", "consent_on", "note")}
        add_interview(person, claim, Answer(**own, **about, stance=stance, consent=Consent(filled["consent"])))
        return "The interview is kept as evidence."
    brought = Brought(**own, stance=stance, **{name: filled[name] for name in ("title", "publisher", "as_of")})
    capture = _captured(person, claim, filled, brought)
    ring(tasks.capture_evidence, capture.pk)
    return f"“{capture}” is being fetched and read. It stands with the evidence in a moment: reload the page."


def _captured(person: User, claim: Claim, filled: dict[str, Any], brought: Brought) -> EvidenceCapture:
    if "url" in filled:
        return add_page(person, claim, filled["url"], brought)
    file = filled["file"]
    if (file.size or 0) > MOST_BYTES:
        raise EvidenceRefused(
            f"“{file.name}” has {file.size:,} bytes, {MOST_BYTES:,} is the most. Bring the pages that count.",
            field="file",
        )
    return add_document(person, claim, file.name, file.read(), brought, media_type=file.content_type or "")


def _way_back(request: HttpRequest, claim: Claim) -> str:
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and is_ours else reverse("admin:claims_claim_change", args=[claim.pk])
