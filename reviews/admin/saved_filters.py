"""A person's own lists: saved under a name from the list itself, and removed there."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG, IGNORED_PARAMS, ORDER_VAR, PAGE_VAR, SEARCH_VAR
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from claims.admin.keyset import AFTER, BEFORE
from reviews.admin.page import person_of
from reviews.models import SavedFilter

MOST_SAVED = 30
_OF_A_PAGE = {AFTER, BEFORE, PAGE_VAR, ERROR_FLAG, *IGNORED_PARAMS} - {ORDER_VAR, SEARCH_VAR}


class SaveForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ("name", "query")


def query_to_save(query: str) -> str:
    """The query string without what belongs to one page of the list."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in _OF_A_PAGE])


def save(request: HttpRequest) -> HttpResponse:
    """Keep the list that the page showed under a name; the same name again replaces it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    person = person_of(request)
    query = query_to_save(request.POST.get("query", ""))
    form = SaveForm({"name": request.POST.get("name", ""), "query": query})
    if not query:
        messages.error(request, "There is nothing to save: choose a list, a filter or a search first.")
    elif not form.is_valid():
        messages.error(request, " ".join(f"{name}: {' '.join(map(str, said))}" for name, said in form.errors.items()))
    else:
        name = form.cleaned_data["name"]
        is_known = SavedFilter.objects.filter(person=person, name=name).exists()
        if not is_known and SavedFilter.objects.filter(person=person).count() >= MOST_SAVED:
            messages.error(request, f"You have {MOST_SAVED} saved lists, the most there can be. Remove one first.")
        else:
            SavedFilter.objects.update_or_create(person=person, name=name, defaults={"query": query})
            messages.success(request, f"The list is saved as “{name}”.")
    return _back_to(query)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the person's own away."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    found = SavedFilter.objects.filter(pk=pk, person=person_of(request)).first()
    if found is None:
        messages.error(request, "There is no such saved list of yours. Perhaps it is removed already.")
    else:
        found.delete()
        messages.success(request, f"The saved list “{found.name}” is removed.")
    return _back_to("")


def _back_to(query: str) -> HttpResponseRedirect:
    address = reverse("admin:reviews_review_changelist")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
