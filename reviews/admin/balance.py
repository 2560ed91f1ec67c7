"""The page of the selection balance, and its exports."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.template.response import TemplateResponse

from claimtracker.audit.history import AuditHistory
from reviews.admin.readonly import ShowOnly
from reviews.balance import BadPeriod, Dimension, Line, Period, as_csv, as_json, balance, in_words, reasons_of
from reviews.models import SelectionBalance
from reviews.panels import Panel

USUAL_DAYS = 30
MOST_LINES = 50
EXPORTS = {"csv": ("text/csv; charset=utf-8", as_csv), "json": ("application/json", as_json)}


class BalanceForm(forms.Form):
    """Which claims, told apart by what."""

    by = forms.ChoiceField(label="Claims by", choices=Dimension.choices)
    since = forms.DateField(label="Found from", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="to", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.period = Period(cleaned["since"], cleaned["until"])
            except BadPeriod as refused:
                self.add_error("until", str(refused))
        return cleaned


@admin.register(SelectionBalance)
class SelectionBalanceAdmin(AuditHistory, ShowOnly, admin.ModelAdmin):
    """Takes the place of a list: there is no table, only numbers."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied
        usual = Period.last_days(USUAL_DAYS)
        asked = {"by": Dimension.OUTLET, "since": usual.since, "until": usual.until, **request.GET.dict()}
        form = BalanceForm(asked)
        lines: list[Line] = []
        if form.is_valid():
            dimension, period = Dimension(form.cleaned_data["by"]), form.period
            lines = balance(dimension, period)
            if request.GET.get("export") in EXPORTS:
                return _export(request.GET["export"], dimension, period, lines)
        query = urlencode({name: form[name].value() for name in form.fields})
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Selection balance",
            "form": form,
            "query": query,
            "panels": [_balance_panel(form, lines), _reasons_panel(lines)] if form.is_valid() else [],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/reviews/dashboard/balance.html", context)


def _export(kind: str, dimension: Dimension, period: Period, lines: list[Line]) -> StreamingHttpResponse:
    media_type, written = EXPORTS[kind]
    response = StreamingHttpResponse(written(dimension, period, lines), content_type=media_type)
    name = f"selection-balance-{dimension}-{period.since}-{period.until}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _balance_panel(form: BalanceForm, lines: list[Line]) -> Panel:
    found, chosen = sum(line.found for line in lines), sum(line.chosen for line in lines)
    dismissed = sum(line.dismissed for line in lines)
    summary = (
        f"{found:,} claims found: {chosen:,} chosen, {dismissed:,} dismissed, {found - chosen - dismissed:,} wait."
    )
    if len(lines) > MOST_LINES:
        summary += f" The table has the first {MOST_LINES} of {len(lines):,}; the exports have all."
    label = Dimension(form.cleaned_data["by"]).label
    columns = [label, "Chosen", "Dismissed", "Waiting", "Found", "Chosen of those decided", "Reasons for dismissals"]
    rows: list[list[Any]] = [
        [line.name, line.chosen, line.dismissed, line.waiting, line.found, f"{line.chosen_share:.0%}",
         in_words(line.reasons)]
        for line in lines[:MOST_LINES]
    ]  # fmt: skip
    return Panel("balance", f"By {label.lower()}", summary, columns, rows, "ranked", series=3)


def _reasons_panel(lines: list[Line]) -> Panel:
    reasons = reasons_of(lines)
    summary = f"{len(reasons):,} different reasons." if reasons else "Nothing was dismissed."
    rows: list[list[Any]] = [[reason, number] for reason, number in reasons[:MOST_LINES]]
    return Panel("reasons", "Why claims were dismissed", summary, ["Reason", "Claims"], rows)
