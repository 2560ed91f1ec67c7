"""Interests in a claim: who is barred by one, declaring and withdrawing it on the claim's page, and the list of all."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from claimtracker.people.models import User
from reviews import recusal, workflow
from reviews.admin import doors
from reviews.admin.forms import Text
from reviews.admin.readonly import ShowOnlyAdmin
from reviews.admin.words import day, name_of
from reviews.models import Interest, Review

SECTION = "interests"
CLAIM, CLAIMANT = "claim", "claimant"


class DeclareForm(forms.Form):
    interest_in = forms.ChoiceField(choices=[(CLAIM, "This claim"), (CLAIMANT, "Everything that the claimant says")])
    reason = Text(rows=2, label="What the interest is")
    who = forms.CharField(required=False, max_length=150, label="Whose (a user name; empty: yours)")


@dataclass(frozen=True, slots=True)
class InterestLine:
    pk: int
    who: str
    what: str
    reason: str
    since: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Interests:
    """Interests that stand in the claim or its claimant; `bars` says why the person is offered nothing, if so."""

    lines: list[InterestLine]
    bars: str
    declare: DeclareForm | None


def on_page(review: Review, person: User) -> Interests:
    """Interests as the page shows them to this person, in one query."""
    in_it = Q(claim=review.claim_id) | Q(claimant=review.claim.claimant_id, claimant__isnull=False)
    standing = list(Interest.objects.filter(in_it, withdrawn_at=None).select_related("person", "claimant"))
    own = next((interest for interest in standing if interest.person_id == person.pk), None)
    return Interests(
        lines=[_line(interest, person) for interest in standing],
        bars=_why_barred(own) if own else "",
        declare=_declare_form(review, person) if person.has_perm(workflow.GRADE) else None,
    )


def declare(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Bar the person, or as an editor another, from the claim or from everything that its claimant says."""

    def bar() -> Interest:
        filled = doors.filled(DeclareForm(request.POST))
        claim = review.claim
        in_what: dict[str, Any] = {"claim": claim}
        if filled["interest_in"] == CLAIMANT:
            if claim.claimant is None:
                raise doors.NotFilledIn("Nobody knows who said it: declare the interest in this claim.")
            in_what = {"claimant": claim.claimant}
        return recusal.declare(_named(filled["who"], person), by=person, reason=filled["reason"], **in_what)

    said = "The interest is declared. What was held of it is somebody else's to take."
    return doors.done(request, review, SECTION, bar, said=said)


def withdraw(request: HttpRequest, person: User, review: Review, pk: int) -> HttpResponse:
    """Let the person grade again."""
    return doors.done(request, review, SECTION, lambda: recusal.withdraw(pk, person), said="The interest is withdrawn.")


def urls(model_admin: Any) -> list[URLPattern]:
    """The doors, as addresses below a review's page."""
    ways: dict[str, tuple[str, doors.Door]] = {
        "interests/": ("declare", declare),
        "interests/<int:pk>/withdraw/": ("withdraw", withdraw),
    }
    return doors.urls(model_admin, ways)


@admin.register(Interest)
class InterestAdmin(ShowOnlyAdmin):
    """Every interest ever declared; they are declared and withdrawn on a claim's page."""

    list_display = ("person", "what", "reason", "declared_at", "withdrawn_at")
    list_filter = ("withdrawn_at",)
    list_select_related = ("person", "claim", "claimant")
    ordering = ("-declared_at", "-pk")
    search_fields = ("reason", "person__username", "claimant__name")
    search_help_text = "In reasons, user names and claimants."
    fields = ("person", "claim", "claimant", "reason", "declared_by", "declared_at", "withdrawn_by", "withdrawn_at")

    @admin.display(description="in")
    def what(self, interest: Interest) -> str:
        return _what(interest)


def _named(username: str, person: User) -> User:
    """Whom a user name means; nobody named is the person themselves."""
    if not username.strip():
        return person
    found = User.objects.filter(username=username.strip().removeprefix("@"), kind=User.Kind.PERSON).first()
    if found is None:
        raise doors.NotFilledIn(f"Nobody here is called “{username}”. Write the user name, as in a comment.")
    return found


def _declare_form(review: Review, person: User) -> DeclareForm:
    form = DeclareForm(label_suffix="")
    if not person.has_perm(workflow.ASSIGN):
        del form.fields["who"]
    if review.claim.claimant is None:
        form.fields["interest_in"].widget = forms.Select(choices=[(CLAIM, "This claim")])
    return form


def _line(interest: Interest, person: User) -> InterestLine:
    return InterestLine(
        pk=interest.pk,
        who=name_of(interest.person),
        what=_what(interest),
        reason=interest.reason,
        since=day(interest.declared_at),
        may_withdraw=person.has_perm(workflow.ASSIGN) and interest.person_id != person.pk,
    )


def _what(interest: Interest) -> str:
    return str(interest.claimant) if interest.claimant else f"claim {interest.claim_id}"


def _why_barred(interest: Interest) -> str:
    others = workflow.WHO_MAY[workflow.GRADE]
    return (
        f"You declared an interest in {_what(interest)}: “{interest.reason}” This claim is for other {others}. "
        f"An interest declared by mistake is withdrawn by another of the {workflow.WHO_MAY[workflow.ASSIGN]}."
    )
