"""How many queries each list and page costs, held by a file: a number that rises fails by the list's name.

After a change that needs more, or fewer: UPDATE_QUERY_COUNTS=1 ./run test tests/reviews/admin/test_query_baseline.py
"""

import json
import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Outlet
from claimtracker.people.models import User
from reviews import dashboard, freshness, workflow
from reviews.models import Rating, Review
from reviews.querysets import LISTS
from reviews.seeding.filling import fill

BASELINE = Path(__file__).with_name("query_counts.json")
MOST = 25
CLAIMS = 300
CHANGE_LISTS = (
    "claims_article", "claims_claim", "claims_claimant", "claims_evidence", "claims_feed", "claims_feedentry",
    "claims_libraryupload", "claims_outlet", "claims_referencedocument", "claims_referencefigure", "claims_snapshot",
    "claims_source", "claims_sourcelookup", "claims_submission", "reviews_deskpolicy", "reviews_ratingscale",
    "reviews_verdict", "claims_evidencecapture", "reviews_correction", "reviews_intervention", "reviews_mention",
    "reviews_recheck", "reviews_desk", "reviews_cannedexplanation",
)  # fmt: skip


def addresses() -> dict[str, str]:
    """What is counted, by name."""
    reviews = reverse("admin:reviews_review_changelist")
    last = Review.objects.order_by("-priority", "pk")[60]
    return {
        **{f"reviews, {each.title.lower()}": f"{reviews}?list={each.key}" for each in LISTS},
        "reviews, all": reviews,
        "reviews, the page after": f"{reviews}?after={last.pk}",
        "reviews, searched": f"{reviews}?q=families",
        "reviews, of an outlet": f"{reviews}?outlet={Outlet.objects.earliest('pk').pk}",
        "reviews, of a rating": f"{reviews}?rating={Rating.objects.earliest('pk').pk}",
        **{name.replace("_", ", "): reverse(f"admin:{name}_changelist") for name in CHANGE_LISTS},
        "claims, searched": reverse("admin:claims_claim_changelist") + "?q=families",
        "dashboard": reverse("admin:index"),
        "selection balance": reverse("admin:reviews_selectionbalance_changelist"),
    }


@pytest.fixture
def counts(client: Client, db: None) -> dict[str, int]:
    """Queries of each address, asked on a desk with more rows than a page shows, by somebody who may see all."""
    fill(CLAIMS, until=timezone.now(), progress=lambda _done: None)
    freshness.raise_rechecks()
    person = User.objects.create(username="root", is_staff=True, is_superuser=True)
    for review in Review.objects.filter(state="queued")[:2]:
        workflow.take(review.pk, person)
    client.force_login(person)
    counted = {}
    for name, address in addresses().items():
        cache.delete(dashboard.CACHE_KEY)
        assert client.get(address).status_code == 200, name
        cache.delete(dashboard.CACHE_KEY)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(address)
        counted[name] = len(captured)
    return counted


def test_no_list_costs_more_queries_than_its_baseline(counts: dict[str, int]) -> None:
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        BASELINE.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")
    baseline = json.loads(BASELINE.read_text())
    risen = {name: f"{baseline.get(name, 'none')} → {count}" for name, count in counts.items()
             if count > baseline.get(name, -1)}  # fmt: skip
    assert not risen, f"More queries than {BASELINE.name} says: {risen}"
    fallen = {name: f"{baseline[name]} → {counts.get(name)}" for name in baseline if baseline[name] != counts.get(name)}
    assert not fallen, f"Fewer queries than {BASELINE.name} says; lower it: {fallen}"
    assert max(counts.values()) <= MOST
