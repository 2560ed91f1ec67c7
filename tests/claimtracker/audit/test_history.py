"""Every object's “History” tells who changed what, when and from where, field by field and in words."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.curation.rewording import reword
from claims.models import Claim, Claimant, Source
from claimtracker.audit import trail
from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory
from claimtracker.audit.models import AuditEntry
from claimtracker.audit.words import Told
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import RatingScale
from tests.support.reviews import bring_to

MOST_QUERIES = 20


def history(client: Client, model: str, pk: object, **wanted: object) -> list[Told]:
    response = client.get(f"/admin/{model}/{pk}/history/", wanted)
    assert response.status_code == 200
    told: list[Told] = response.context["told"]
    return told


def test_a_change_is_told_by_label_and_value_with_who_and_from_where(
    client: Client, desk_admin: User, work_of: Callable[[str], None]
) -> None:
    client.force_login(desk_admin)
    source = Source.objects.get(name="library")
    work_of("request:0123456789abcdef")
    with transaction.atomic():
        record_actor(desk_admin.pk)
        Source.objects.filter(pk=source.pk).update(enabled=not source.enabled, rate_requests=3, rate_seconds=1.5)
    told = history(client, "claims/source", source.pk)[0]
    assert (told.who, told.where, told.did) == ("ada", "in web request 01234567", "Changed")
    assert {(change.label, change.before, change.after) for change in told.changes} == {
        ("Enabled", "yes" if source.enabled else "no", "no" if source.enabled else "yes"),
        ("Requests", "nothing", "3"),
        ("In seconds", "nothing", "1.5"),
    }


def test_choices_times_and_related_rows_are_words(
    client: Client, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    client.force_login(reviewer)
    told = history(client, "reviews/review", review.pk)
    published = next(each for each in told if each.what == f"review {review.pk}" and each.who == "ed")
    assert ("State", "Waiting for approval", "Published") in [(c.label, c.before, c.after) for c in published.changes]
    proposal = next(each for each in told if each.what.startswith("proposal"))
    values = {change.label: change.after for change in proposal.changes}
    assert values["Author"] == f"ana (user {reviewer.pk})"
    assert values["Rating"].startswith("False (rating ")
    assert values["Valid as of"] == "March 2, 2026"


def test_what_belongs_to_an_object_shows_in_its_history(
    client: Client, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    workflow.open_review(claim)
    reword(reviewer, claim.pk, text="Herders are more than 46 percent of the people of Examplia.")
    client.force_login(reviewer)
    told = history(client, "claims/claim", claim.pk)
    assert any(each.what.startswith("claim wording") and each.who == "ana" for each in told)
    assert any(each.what.startswith("review") for each in told)


def test_a_persons_roles_are_in_their_history_even_those_that_are_gone(
    client: Client, desk_admin: User, reviewer: User
) -> None:
    reviewer.groups.clear()
    client.force_login(desk_admin)
    newest = history(client, "people/user", reviewer.pk)[0]
    assert (newest.did, newest.what) == ("Deleted", f"ana (user {reviewer.pk}): reviewer (group {_group('reviewer')})")


def test_what_a_role_may_do_is_in_the_roles_history(client: Client, desk_admin: User) -> None:
    client.force_login(desk_admin)
    told = history(client, "auth/group", _group("editor"))
    assert any("Can approve, return and reopen" in each.what for each in told)


def _group(name: str) -> int:
    return Group.objects.get(name=name).pk


def test_newest_come_first_and_older_pages_go_on_by_key(
    client: Client, desk_admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PAGE", 3)
    claimant = Claimant.objects.create(name="Orla Finn")
    for number in range(7):
        Claimant.objects.filter(pk=claimant.pk).update(role=f"Mayor {number}")
    client.force_login(desk_admin)
    seen: list[int] = []
    before: object = ""
    while before is not None:
        response = client.get(f"/admin/claims/claimant/{claimant.pk}/history/", {"before": before})
        seen += [told.id for told in response.context["told"]]
        before = response.context["older"]
    entries = AuditEntry.objects.filter(table="claims_claimant", row=claimant.pk)
    assert seen == list(entries.order_by("-pk").values_list("pk", flat=True))
    assert len(seen) == 8


def test_a_change_by_sql_says_that_nobody_is_named(client: Client, desk_admin: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_ratingscale SET name = 'Renamed'")
    client.force_login(desk_admin)
    told = history(client, "reviews/ratingscale", RatingScale.objects.get().pk)[0]
    assert told.who.startswith("nobody named (as claimtracker_")
    assert told.where == "in SQL, outside of the desk's programs"


def test_words_are_escaped(client: Client, desk_admin: User) -> None:
    claimant = Claimant.objects.create(name="<script>alert(1)</script>")
    client.force_login(desk_admin)
    page = client.get(f"/admin/claims/claimant/{claimant.pk}/history/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_who_may_see_an_object_sees_its_history(client: Client, reviewer: User, stranger: User) -> None:
    scale = RatingScale.objects.get()
    client.force_login(stranger)
    assert client.get(f"/admin/reviews/ratingscale/{scale.pk}/history/").status_code == 403
    client.force_login(reviewer)
    assert client.get(f"/admin/reviews/ratingscale/{scale.pk}/history/").status_code == 200
    assert client.get(f"/admin/people/user/{stranger.pk}/history/").status_code == 403
    assert client.get("/admin/reviews/ratingscale/4711/history/").status_code == 302


def test_an_object_without_history_says_so(client: Client, desk_admin: User, work_of: Callable[[str], None]) -> None:
    work_of("command:seed by root")
    claimant = Claimant.objects.create(name="Orla Finn")
    work_of("")
    client.force_login(desk_admin)
    assert b"Nothing is recorded" in client.get(f"/admin/claims/claimant/{claimant.pk}/history/").content


def test_a_history_takes_as_many_queries_for_a_long_life_as_for_a_short_one(
    client: Client,
    reviewer: User,
    editor: User,
    make_claim: Callable[..., Claim],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    review = bring_to(ReviewState.CORRECTING, make_claim(), author=reviewer, approver=editor)
    for number in range(30):
        type(review).objects.filter(pk=review.pk).update(priority=number)
    client.force_login(reviewer)
    with django_assert_max_num_queries(MOST_QUERIES):
        history(client, "reviews/review", review.pk)


def test_every_page_of_the_desk_has_this_history() -> None:
    """What the framework or another package registers would bring the stock history with it."""
    stock = {
        model._meta.label
        for model, page in admin.site._registry.items()
        if not isinstance(page, AuditHistory) and model is not AuditEntry
    }
    assert stock == set()
