"""The selection balance: what was found, chosen and dismissed, and why; on a page and as files."""

import csv
import datetime
import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, Outlet
from claimtracker.people.models import User
from reviews import workflow
from reviews.balance import BadPeriod, Dimension, Period, balance, in_words, reasons_of

PAGE = reverse("admin:reviews_selectionbalance_changelist")
MONTH = Period.last_days(30)


@pytest.fixture
def claims(make_claim: Callable[..., Claim], reviewer: User) -> list[Claim]:
    """Of Mina's three one is taken and two are dismissed; of nobody's one, it waits."""
    claims = [make_claim(claimant="Mina Rao") for _ in range(3)] + [make_claim()]
    reviews = [workflow.open_review(claim) for claim in claims]
    workflow.take(reviews[0].pk, reviewer)
    for review in reviews[1:3]:
        workflow.dismiss(review.pk, reviewer, reason="=An opinion.")
    return claims


def test_claims_are_counted_by_claimant_with_the_reasons_of_the_dismissed(claims: list[Claim]) -> None:
    mina, nobody = balance(Dimension.CLAIMANT, MONTH)
    assert (mina.name, mina.found, mina.chosen, mina.dismissed, mina.waiting) == ("Mina Rao", 3, 1, 2, 0)
    assert mina.reasons == [("=An opinion.", 2)]
    assert mina.chosen_share == pytest.approx(1 / 3)
    assert (nobody.name, nobody.waiting, nobody.chosen_share) == ("No claimant known", 1, 0.0)


def test_claims_are_counted_for_the_outlet_that_they_were_found_in_first_and_by_topic(claims: list[Claim]) -> None:
    Article.objects.filter(revisions__appearances__claim=claims[3]).update(outlet=None)
    Claim.objects.filter(pk=claims[3].pk).update(topic="Health")
    by_outlet = {line.name: line.found for line in balance(Dimension.OUTLET, MONTH)}
    assert by_outlet == {Outlet.objects.get().name: 3, "No outlet known": 1}
    assert {line.name: line.found for line in balance(Dimension.TOPIC, MONTH)} == {"No topic given": 3, "Health": 1}


def test_a_claim_that_was_dismissed_and_reopened_waits_again(claims: list[Claim], editor: User) -> None:
    workflow.reopen(claims[1].review.pk, editor, reason="A reader asked.")
    mina = balance(Dimension.CLAIMANT, MONTH)[0]
    assert (mina.dismissed, mina.waiting, mina.reasons) == (1, 1, [("=An opinion.", 1)])


def test_only_claims_found_in_the_period_count_its_last_day_included(claims: list[Claim]) -> None:
    Claim.objects.filter(pk=claims[0].pk).update(found_at=datetime.datetime(2020, 5, 31, 23, 59, tzinfo=datetime.UTC))
    may = Period(datetime.date(2020, 5, 1), datetime.date(2020, 5, 31))
    assert [line.found for line in balance(Dimension.CLAIMANT, may)] == [1]
    with pytest.raises(BadPeriod, match="before it begins"):
        Period(may.until, may.since)


def test_reasons_are_told_the_commonest_first_and_the_rest_as_a_number(claims: list[Claim]) -> None:
    assert reasons_of(balance(Dimension.OUTLET, MONTH)) == [("=An opinion.", 2)]
    assert in_words([("A", 3), ("B", 2), ("C", 1)], most=2) == "A (3); B (2); 1 more"


def test_the_page_shows_the_balance_to_editors_and_not_to_reviewers(
    client: Client, claims: list[Claim], editor: User, reviewer: User
) -> None:
    client.force_login(reviewer)
    assert client.get(PAGE).status_code == 403
    assert client.get(PAGE, {"export": "csv"}).status_code == 403
    client.force_login(editor)
    page = client.get(PAGE, {"by": "claimant"}).content.decode()
    for words in ("Mina Rao", "33%", "=An opinion. (2)", "4 claims found: 1 chosen, 2 dismissed, 1 wait."):
        assert words in page
    assert PAGE in client.get(reverse("admin:index")).content.decode()


def test_a_period_that_ends_before_it_begins_is_refused_in_words(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(PAGE, {"since": "2026-02-01", "until": "2026-01-01"}).content.decode()
    assert "before it begins" in page
    assert "Download" not in page


def test_the_csv_has_every_line_and_no_cell_that_a_spreadsheet_would_run(
    client: Client, claims: list[Claim], editor: User
) -> None:
    Outlet.objects.update(name='@SUM(1+1)*cmd|" /C calc"!A0')
    client.force_login(editor)
    response = client.get(PAGE, {"by": "outlet", "export": "csv"})
    assert response.streaming
    assert "attachment" in response.headers["Content-Disposition"]
    heads, line = csv.reader(io.StringIO(response.getvalue().decode()))
    assert heads[:5] == ["Outlet", "Found", "Chosen", "Dismissed", "Waiting"]
    assert line[:5] == ['\'@SUM(1+1)*cmd|" /C calc"!A0', "4", "1", "2", "1"]
    assert line[-1] == "'=An opinion. (2)"


def test_the_json_says_the_same(client: Client, claims: list[Claim], editor: User) -> None:
    client.force_login(editor)
    told = json.loads(client.get(PAGE, {"by": "claimant", "export": "json"}).getvalue())
    assert told["by"] == "claimant"
    assert told["lines"][0] == {
        "name": "Mina Rao", "found": 3, "chosen": 1, "dismissed": 2, "waiting": 0,
        "reasons": [{"reason": "=An opinion.", "number": 2}],
    }  # fmt: skip
