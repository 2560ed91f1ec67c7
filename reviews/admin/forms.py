"""The grading form of the claim page: the reviewer's fields, and a small form for each piece of evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import lazy

from claims.models import Evidence
from claimtracker.people.models import User
from reviews.choices import CitationRole, ReviewAction, VerdictKind
from reviews.drafting import CitationInput, GradingInput, draft_of
from reviews.models import Draft, DraftCitation, Rating, Review, Verdict

SAVE_DRAFT = "save_draft"
DIGITS = 19
"""The database's keys have fewer."""
PREFILLED = ("headline", "explanation", "recheck_on", "waiver")


class Text(forms.CharField):
    """Text of several lines. Browsers send them ended by CR LF; LF is kept."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, widget=widget, input_formats=["%Y-%m-%d"], **options)


class Moment(forms.DateTimeField):
    """A day and time in the reader's zone, which the help names; empty is None."""

    def __init__(self, *, help_text: str, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(required=False, widget=widget, help_text=_with_zone(help_text), **options)


def _name_zone(words: str) -> str:
    return f"{words} Time zone: {timezone.get_current_timezone_name()}."


_with_zone = lazy(_name_zone, str)


class EvidenceKeys(forms.Field):
    """Keys of evidence, parted by spaces: each tick of the page sends those of its group."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> tuple[int, ...]:
        words = " ".join(value or ()).split()
        if not all(word.isdecimal() and len(word) < DIGITS for word in words):
            raise forms.ValidationError("These are no keys of evidence.")
        return tuple(sorted({int(word) for word in words}))


class ActionForm(forms.Form):
    """Which button was pressed, on which version of the review."""

    action = forms.ChoiceField(choices=[(SAVE_DRAFT, "Save draft"), *ReviewAction.choices])
    version = forms.IntegerField(min_value=1)


class ReasonForm(forms.Form):
    """The reason that an action asks for; prefixed by the action."""

    reason = Text(rows=2)


class GradingForm(forms.Form):
    """What a reviewer decides. Nothing is required here: the rules speak when it is proposed."""

    rating = forms.ModelChoiceField(Rating.objects.none(), required=False, empty_label=None, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        choices=[(VerdictKind.CORRECTION, "Correction"), (VerdictKind.RETRACTION, "Retraction")],
        required=False,
        widget=forms.RadioSelect,
        label="What this is",
    )
    note = Text(rows=2, label="Note to readers", help_text="What is corrected, or why it is retracted.")
    headline = forms.CharField(max_length=200, required=False, help_text="What readers see first; without the rating.")
    explanation = Text(rows=7, help_text="How the evidence leads to the rating, in Markdown.")
    valid_as_of = Day(label="Valid as of", help_text="The day that the verdict speaks of.")
    recheck_on = Day(label="Re-check on", help_text="When to look again; may stay empty.")
    looked_at = EvidenceKeys(required=False)
    waiver = Text(rows=2, help_text="Only where fewer than two named sources are cited: why that is enough.")

    def __init__(self, *args: Any, has_verdict: bool, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        ratings = self.fields["rating"]
        if isinstance(ratings, forms.ModelChoiceField):
            ratings.queryset = Rating.objects.filter(scale__in_use=True).select_related("scale")
        if not has_verdict:
            del self.fields["kind"], self.fields["note"]


class CitationForm(forms.Form):
    """Whether and how one piece of evidence is cited."""

    role = forms.ChoiceField(
        choices=[("", "No"), *((role, role.label.removesuffix(" the claim")) for role in CitationRole)],
        required=False,
        widget=forms.RadioSelect,
        label="Cite it",
    )
    quote = Text(rows=3, label="Words to quote")


class AsideForm(forms.Form):
    """A form whose fields stand within another one's element on the page: they name their own by its id."""

    element = ""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, prefix=self.element, label_suffix="", **options)
        for each in self.fields.values():
            each.widget.attrs["form"] = self.element


@dataclass(frozen=True, slots=True)
class GradingDesk:
    """The grading form with the citations, by the evidence's key."""

    form: GradingForm
    citations: dict[int, CitationForm]
    draft: Draft | None = None
    """The person's draft as it was saved when the forms were made."""

    @property
    def looked_at(self) -> set[int]:
        """Keys of the evidence that is ticked as looked at; whatever is no key is passed over."""
        words = " ".join(map(str, self.form["looked_at"].value() or ())).split()
        return {int(word) for word in words if word.isdecimal()}

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(citation.is_valid() for citation in self.citations.values())])

    def grading(self) -> GradingInput:
        """What was filled in; of a valid desk."""
        filled = dict(self.form.cleaned_data)
        looked_at = filled.pop("looked_at") or ()
        return GradingInput(
            **{**filled, "looked_at": looked_at, "kind": VerdictKind(filled.get("kind") or VerdictKind.VERDICT)}
        )

    def cited(self) -> list[CitationInput]:
        """The evidence that is cited; of a valid desk."""
        filled = {key: citation.cleaned_data for key, citation in self.citations.items()}
        return [
            CitationInput(key, CitationRole(data["role"]), data["quote"])
            for key, data in filled.items()
            if data["role"]
        ]


@dataclass(frozen=True, slots=True)
class Known:
    """What a page has fetched of a review already: the verdict published last, and all evidence."""

    verdict: Verdict | None
    evidence: Iterable[Evidence]


def known_of(review: Review) -> Known:
    """Fetch what the grading form needs to know."""
    return Known(
        verdict=Verdict.objects.filter(review=review).select_related("rating").order_by("-number").first(),
        evidence=Evidence.objects.filter(claim=review.claim_id).only("quote").order_by("pk"),
    )


def saved_draft(review: Review, person: User) -> Draft | None:
    """The person's draft as it is saved now, its citations with their evidence."""
    draft = draft_of(review, person)
    if draft is not None:
        draft.review = review
        prefetch_related_objects(
            [draft], Prefetch("citations", DraftCitation.objects.select_related("evidence__interview"))
        )
    return draft


def grading_desk(review: Review, person: User, *, data: Any = None, known: Known | None = None) -> GradingDesk:
    """The forms, filled from what was sent, else the person's draft, else the verdict that stands."""
    known = known or known_of(review)
    verdict = known.verdict
    draft = saved_draft(review, person)
    before = draft or verdict
    cited = {each.evidence_id: each for each in before.citations.all()} if before else {}
    return GradingDesk(
        draft=draft,
        form=GradingForm(data, has_verdict=verdict is not None, initial=_initial(before)),
        citations={
            key: CitationForm(
                data,
                prefix=f"evidence-{key}",
                label_suffix="",
                initial={
                    "role": cited[key].role if key in cited else "",
                    "quote": cited[key].quote if key in cited else quote,
                },
            )
            for key, quote in sorted((each.pk, each.quote) for each in known.evidence)
        },
    )


def _initial(before: Draft | Verdict | None) -> dict[str, Any]:
    today = {"valid_as_of": timezone.localdate()}
    if before is None:
        return today
    initial = {"rating": before.rating_id, **{name: getattr(before, name) for name in PREFILLED}}
    if isinstance(before, Verdict):
        return today | initial
    return initial | {name: getattr(before, name) for name in ("valid_as_of", "kind", "note", "looked_at")}
