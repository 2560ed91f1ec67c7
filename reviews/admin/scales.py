"""The desk's rating scales. A rating that was used keeps its meaning for ever; a new meaning takes a new scale."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory
from reviews.models import Proposal, Rating, RatingScale

FROZEN_ONCE_USED = ("label", "definition", "value")


class RatingForm(forms.ModelForm):
    """Refuses in words what the database would refuse with an error."""

    def clean(self) -> dict[str, Any] | None:
        changed = [name for name in self.changed_data if name in FROZEN_ONCE_USED]
        # Whatever is published was proposed first, so proposals know every use.
        if self.instance.pk and changed and Proposal.objects.filter(rating=self.instance.pk).exists():
            before = str(self.initial["label"])
            raise ValidationError(
                f"The rating “{before}” is in use, so its label, definition and value stay as they are. "
                "Make a new scale for a new meaning."
            )
        return super().clean()


class RatingScaleForm(forms.ModelForm):
    def clean_in_use(self) -> bool:
        in_use: bool = self.cleaned_data["in_use"]
        other = RatingScale.objects.filter(in_use=True).exclude(pk=self.instance.pk).first()
        if in_use and other:
            raise ValidationError(f"“{other}” is in use, and one scale is at a time. Take the tick from it first.")
        return in_use


class RatingInline(admin.TabularInline):
    model = Rating
    form = RatingForm
    extra = 0
    fields = ("order", "label", "definition", "value")


@admin.register(RatingScale)
class RatingScaleAdmin(AuditHistory, admin.ModelAdmin):
    list_display = ("name", "in_use", "steps")
    form = RatingScaleForm
    inlines = (RatingInline,)
    actions = None

    @admin.display(description="Ratings")
    def steps(self, scale: RatingScale) -> str:
        return ", ".join(rating.label for rating in scale.ratings.all())

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("ratings")

    def has_delete_permission(self, request: HttpRequest, obj: RatingScale | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        record_actor(request.user.pk)
        super().save_model(request, obj, form, change)
