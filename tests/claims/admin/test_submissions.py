"""What is being read, in the admin: told as it is, tried again by who may send articles in."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.choices import SubmissionState
from claims.models import Submission

URL = "https://courier.example/bridge"


@pytest.fixture
def failed(db):
    return Submission.objects.create(
        url=URL,
        state=SubmissionState.FAILED,
        failure="courier.example answered 503.",
        attempts=2,
        next_attempt_at=timezone.now() + timedelta(hours=1),
    )


def test_the_list_tells_what_failed_and_when_it_is_tried_again(page, listed, failed):
    content = page("submission_changelist").content.decode()
    assert "Failed, will be tried again" in content
    assert "courier.example answered 503. 2 attempts so far. Next attempt:" in content
    assert listed("submission", state__exact="failed") == [failed]
    assert listed("submission", q="bridge") == [failed]
    assert listed("submission", state__exact="done") == []


def test_try_again_now_makes_it_due_and_waits_for_it(client, failed, reviewer):
    client.force_login(reviewer)
    address = reverse("admin:claims_submission_again", args=[failed.pk])
    page_of_it = reverse("admin:claims_submission_change", args=[failed.pk])
    assert f'action="{address}"' in client.get(page_of_it).content.decode()
    response = client.post(address)
    assert response.headers["Location"] == f"{page_of_it}?wait=1"
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (SubmissionState.DUE, 0)
    assert failed.next_attempt_at <= timezone.now()


def test_what_is_being_read_is_left_alone(client, failed, reviewer):
    Submission.objects.update(state=SubmissionState.RUNNING)
    client.force_login(reviewer)
    response = client.post(reverse("admin:claims_submission_again", args=[failed.pk]), follow=True)
    assert "nothing was changed" in response.content.decode()


def test_only_who_may_send_articles_in_tries_again(client, failed, desk_admin):
    client.force_login(desk_admin)
    address = reverse("admin:claims_submission_again", args=[failed.pk])
    assert (
        "Try again now" not in client.get(reverse("admin:claims_submission_change", args=[failed.pk])).content.decode()
    )
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405


def test_a_page_that_waits_for_a_failure_stops_looking_again(page, failed):
    assert "Refresh" not in page("submission_change", failed.pk, wait="1").headers
    Submission.objects.update(state=SubmissionState.RUNNING)
    assert "Refresh" in page("submission_change", failed.pk, wait="1").headers
    assert "Refresh" not in page("submission_change", failed.pk).headers
