"""The pages on which people correct what the software found: add a claim, reword, split, drop and restore one."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from claims import tasks
from claims.curation import access
from claims.curation.adding import add_claim
from claims.curation.dropping import drop, restore
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.curation.rewording import reword
from claims.curation.splitting import Part, split
from claims.curation.words import LONGEST, LONGEST_REASON
from claims.models import Article, ArticleRevision, Claim
from claimtracker.doorbell import ring
from claimtracker.people.models import User


def _area(rows: int, **options: Any) -> forms.CharField:
    attrs = {"rows": rows, "class": "vLargeTextField"}
    return forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs=attrs), **options)


class AddClaimForm(forms.Form):
    """Words of a revision. With `start` and `end`, which a script fills in, their place is certain."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    exact = _area(2, label="Words of the article", help_text="Exactly as they stand there.")
    text = _area(
        2, label="The claim as a sentence of its own", help_text="May stay empty: then these words are the claim."
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "add-claim-%s", **options})
        for field in self.fields.values():
            field.widget.attrs["form"] = "add-claim"


class RewordForm(forms.Form):
    text = _area(2, label="Better wording", max_length=LONGEST)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SplitForm(forms.Form):
    first = _area(2, label="First claim", max_length=LONGEST)
    second = _area(2, label="Second claim", max_length=LONGEST)


class DropForm(forms.Form):
    reason = forms.CharField(
        required=False,
        label="Why it is no claim to check",
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class RestoreForm(forms.Form):
    """Nothing to fill in."""


def may_correct(request: HttpRequest) -> bool:
    """Whether the page offers corrections; the service decides."""
    return request.user.has_perm(access.PERMISSION)


def add_page(model_admin: ModelAdmin, request: HttpRequest, article_id: int) -> HttpResponse:
    """Add a claim to an article: a POST of the article page's form; by itself a page for pasted words."""
    article = Article.objects.filter(pk=article_id).first()
    newest = article.revisions.order_by("-number").first() if article else None
    if article is None or newest is None:
        raise Http404
    form = AddClaimForm(request.POST if request.method == "POST" else None, initial={"revision": newest.number})
    refusal, status = "", HTTPStatus.OK
    if form.is_bound and not form.is_valid():
        refusal, status = (
            "The page came back without its revision. Nothing was stored; go back and try again.",
            (HTTPStatus.BAD_REQUEST),
        )
    elif form.is_bound:
        try:
            claim = _add(request, article, form.cleaned_data)
        except CorrectionRefused as refused:
            refusal, status = str(refused), _status(refused)
        else:
            ring(tasks.follow_up, claim.pk)
            messages.success(request, f"“{claim}” is a claim of this article now.")
            return HttpResponseRedirect(reverse("admin:claims_article_change", args=[article.pk]))
    context = {"title": f"Add a claim: {article}", "original": article, "form": form, "refusal": refusal}
    return _page(model_admin, request, "admin/claims/article/add_claim.html", context, status)


def correct_page(model_admin: ModelAdmin, request: HttpRequest, claim_id: int) -> HttpResponse:
    """Reword, split, drop or restore a claim. `?article=` leads back to that article's page."""
    claim = Claim.objects.filter(pk=claim_id).first()
    if claim is None:
        raise Http404
    asked = request.POST.get("verb", "") if request.method == "POST" else ""
    forms_of = _forms(claim, request.POST if asked else None, asked)
    refusal, status = "", HTTPStatus.OK
    if asked:
        try:
            return _corrected(request, claim, asked, forms_of)
        except CorrectionRefused as refused:
            refusal, status = str(refused), _status(refused)
    dropped = access.hidden(claim) if access.shown(claim) is None else None
    context = {
        "title": "Correct this claim",
        "original": claim,
        "wording": str(claim),
        "dropped": dropped,
        "forms": {verb: form for verb, form in forms_of.items() if (verb == "restore") == (dropped is not None)},
        "refusal": refusal,
        "may_correct": may_correct(request),
        "who_may": access.WHO_MAY,
    }
    return _page(model_admin, request, "admin/claims/claim/correct.html", context, status)


def _add(request: HttpRequest, article: Article, filled: dict[str, Any]) -> Claim:
    revision = ArticleRevision.objects.filter(article=article, number=filled["revision"]).first()
    if revision is None:
        raise CorrectionRefused(f"The article has no revision {filled['revision']}. Reload its page and try again.")
    return add_claim(
        _person(request),
        revision.pk,
        start=filled["start"],
        end=filled["end"],
        exact=filled["exact"],
        text=filled["text"] if filled["text"].split() != filled["exact"].split() else "",
    )


def _forms(claim: Claim, data: Any, asked: str) -> dict[str, forms.Form]:
    newest = claim.wordings.latest("number")

    def bound(verb: str) -> Any:
        return data if verb == asked else None

    return {
        "reword": RewordForm(bound("reword"), initial={"text": newest.text, "seen": newest.number}, label_suffix=""),
        "split": SplitForm(bound("split"), initial={"first": newest.text, "second": newest.text}, label_suffix=""),
        "drop": DropForm(bound("drop"), label_suffix=""),
        "restore": RestoreForm(bound("restore")),
    }


def _corrected(request: HttpRequest, claim: Claim, verb: str, forms_of: dict[str, forms.Form]) -> HttpResponse:
    """Do it, say so, and lead back. Raises CorrectionRefused."""
    form = forms_of.get(verb)
    if form is None:
        raise CorrectionRefused("The page came back without a known button. Nothing was done; press it again.")
    if not form.is_valid():
        raise CorrectionRefused(" ".join(str(message) for each in form.errors.values() for message in each))
    done, touched = VERBS[verb](_person(request), claim.pk, form.cleaned_data)
    for each in touched:
        ring(tasks.follow_up, each.pk)
    messages.success(request, done)
    article = request.GET.get("article", "")
    if article.isdecimal():
        return HttpResponseRedirect(reverse("admin:claims_article_change", args=[int(article)]))
    return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))


Done = tuple[str, list[Claim]]


def _reword(person: User, claim_id: int, filled: dict[str, Any]) -> Done:
    claim = reword(person, claim_id, text=filled["text"], seen=filled["seen"])
    return "The claim has a new wording, and is looked up again.", [claim]


def _split(person: User, claim_id: int, filled: dict[str, Any]) -> Done:
    made = split(person, claim_id, [Part(filled["first"]), Part(filled["second"])])
    return f"The claim is split: “{made[0]}” and “{made[1]}”", made


def _drop(person: User, claim_id: int, filled: dict[str, Any]) -> Done:
    return "The claim is dropped. It can be restored.", [drop(person, claim_id, reason=filled["reason"])]


def _restore(person: User, claim_id: int, _filled: dict[str, Any]) -> Done:
    return "The claim stands again.", [restore(person, claim_id)]


VERBS: dict[str, Callable[[User, int, dict[str, Any]], Done]] = {
    "reword": _reword,
    "split": _split,
    "drop": _drop,
    "restore": _restore,
}


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _status(refused: CorrectionRefused) -> HTTPStatus:
    if isinstance(refused, NotPermitted):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(refused, ClaimMoved) else HTTPStatus.UNPROCESSABLE_ENTITY


def _page(
    model_admin: ModelAdmin, request: HttpRequest, template: str, context: dict[str, Any], status: HTTPStatus
) -> HttpResponse:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    shared = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "media": model_admin.media}
    return TemplateResponse(request, template, {**shared, **context}, status=status)
