"""The whole way once, with a real worker: an article in, a reviewed verdict out, in the API and in the digest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.choices import LOOKUP_FINISHED, LookupState, Stance
from claims.models import Claim, Evidence, SourceLookup
from claims.tasks import extract_revision, sweep
from claimtracker.celery import app
from claimtracker.events.tasks import deliver_events
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import Review, Verdict
from reviews.sample.article import take_in_sample
from tests.support.database import database_url
from tests.support.reviews import grade
from tests.support.worker import ROOT, kill, wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def library() -> None:
    call_command("load_library", quiet=True)


def all_looked_up() -> bool:
    lookups = SourceLookup.objects.all()
    return lookups.exists() and not lookups.exclude(state__in=LOOKUP_FINISHED).exists()


def evidence_of(words: str) -> list[Evidence]:
    return list(Claim.objects.get(wordings__text__contains=words).evidence.order_by("rank"))


def test_an_article_goes_in_and_a_verdict_comes_out(
    library: None, reviewer: User, editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "worker.log"
    taken = take_in_sample()
    assert taken is not None
    with worker(log):
        extract_revision.delay(taken.revision.pk)
        wait_until(all_looked_up, "the look-ups", log=log)
        wait_until(lambda: Review.objects.count() == Claim.objects.count(), "the reviews", log=log)

    shares = evidence_of("46%")
    assert shares[0].stance == Stance.DIFFERS
    assert (shares[0].found_value, shares[0].edition) == (27, "2014 edition")
    assert "27" in shares[0].reason
    assert "46" in shares[0].reason
    assert any(each.stance == Stance.NOT_COMPARABLE and each.edition != "2014 edition" for each in shares)

    displaced = [each for each in evidence_of("80%") if each.stance == Stance.CONSISTENT]
    assert len({each.title for each in displaced}) == 2
    assert all(each.as_of for each in displaced)

    families = SourceLookup.objects.get(wording__text__contains="3,000 families")
    assert families.state == LookupState.NOTHING_FOUND

    claim = Claim.objects.get(wordings__text__contains="46%")
    review = workflow.take(Review.objects.get(claim=claim).pk, reviewer)
    grade(review, reviewer, waiver="One statistical work covers this country.")
    workflow.propose(review.pk, reviewer)
    workflow.approve(review.pk, editor)
    assert Verdict.objects.get(review=review).citations.count() == len(shares)
    call_command("send_digest", preview=True)
    assert "Herders are about a quarter of Examplia's people" in capsys.readouterr().out


def test_losing_every_message_and_a_worker_in_the_middle_loses_no_work(library: None, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    taken = take_in_sample()
    assert taken is not None
    with worker(log) as first:
        extract_revision.delay(taken.revision.pk)
        wait_until(SourceLookup.objects.exists, "the extraction", log=log)
        kill(first)
    _empty_the_broker()
    # What the dead worker held is due again when its lease ends; here at once, instead of in two minutes.
    past = taken.revision.retrieved_at.replace(year=2020)
    SourceLookup.objects.filter(state=LookupState.RUNNING).update(lease_until=past)
    SourceLookup.objects.filter(state=LookupState.DUE).update(next_attempt_at=past)
    with worker(log):
        sweep()
        deliver_events()
        wait_until(all_looked_up, "the look-ups after the crash", log=log)
    claims = Claim.objects.count()
    assert Review.objects.count() == claims
    assert SourceLookup.objects.count() == claims


def _empty_the_broker() -> None:
    app.control.purge()


def test_the_terminal_shows_claims_figures_and_evidence(library: None, tmp_path: Path) -> None:
    article = ROOT / "reviews" / "sample" / "article.txt"
    with worker(tmp_path / "worker.log"):
        run = subprocess.run(
            [sys.executable, "manage.py", "check_article", str(article), "--json", "--timeout", "60"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url()},
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
    assert run.returncode == 0, run.stderr
    assert "Looking up" in run.stderr
    document = json.loads(run.stdout)
    text = article.read_text()
    assert document["article"]["published_at"].startswith("2021-08-26")
    assert all(text[claim["start"] : claim["end"]] == claim["exact"] for claim in document["claims"])
    share = next(claim for claim in document["claims"] if "46%" in claim["exact"])
    assert share["quantities"][0] | {"text": ""} == {
        "text": "",
        "value": 46,
        "upper": None,
        "comparator": "more_than",
        "unit": "percent",
        "counted": "Tajiks",
        "population": "the population",
        "place": "Afghanistan",
        "period": "",
    }
    assert share["evidence"][0]["figure"] == {"claimed": 46, "found": 27, "unit": "percent"}
