"""A look-up's page and what can be done there: try again, look up again, read what came back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.choices import LookupState
from claims.lookup.snapshots import store
from claims.models import Source, SourceLookup
from claims.tasks import look_up


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(look_up, "delay", ids.append)
    return ids


@pytest.fixture
def row(make_claim, make_evidence):
    def make(state=LookupState.FOUND, **fields):
        made = make_evidence(make_claim()).lookup
        SourceLookup.objects.filter(pk=made.pk).update(state=state, **fields)
        return SourceLookup.objects.get(pk=made.pk)

    return make


def test_earlier_attempts_are_listed(page, row):
    failed = row(earlier_attempts=[{"attempt": 1, "asked_at": "2026-03-03T12:00:00+00:00", "failure": "HTTP 503"}])
    assert "Attempt 1, 2026-03-03T12:00:00+00:00: HTTP 503" in page("sourcelookup_change", failed.pk).content.decode()


@pytest.mark.parametrize(("who", "status"), [("reviewer", 302), ("editor", 302), ("stranger", 403)])
def test_reviewers_and_editors_try_a_failed_one_again(
    client, request, row, rung, django_capture_on_commit_callbacks, who, status
):
    failed = row(LookupState.GIVEN_UP, failure="HTTP 404", attempts=8)
    client.force_login(request.getfixturevalue(who))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("admin:claims_sourcelookup_retry", args=[failed.pk])).status_code == status
    failed.refresh_from_db()
    assert (failed.state == LookupState.FAILED) is (status == 302)
    assert rung == ([failed.pk] if status == 302 else [])


def test_what_did_not_fail_is_left_alone_and_it_is_said(client, reviewer, row):
    found = row()
    client.force_login(reviewer)
    response = client.post(reverse("admin:claims_sourcelookup_retry", args=[found.pk]), follow=True)
    assert "only a failed one is tried again" in response.content.decode()


def test_many_failed_ones_are_tried_again_from_the_list(
    client, reviewer, row, rung, django_capture_on_commit_callbacks
):
    failed, found = row(LookupState.GIVEN_UP), row()
    client.force_login(reviewer)
    chosen = {"action": "try_again", "_selected_action": [failed.pk, found.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        listing = client.post(reverse("admin:claims_sourcelookup_changelist"), chosen, follow=True).content.decode()
    assert rung == [failed.pk]
    assert "1 will be tried again now." in listing
    assert "1 left as they are" in listing


def test_the_planned_query_is_edited_and_asked(client, page, reviewer, row, rung, django_capture_on_commit_callbacks):
    before = row()
    address = reverse("admin:claims_sourcelookup_again", args=[before.claim_id, before.source_id])
    shown = page("sourcelookup_again", before.claim_id, before.source_id).content.decode()
    assert before.wording.text in shown
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, {"value_0": "Herders in Examplia", "value_1": "2026-03-02"})
    after = SourceLookup.objects.get(claim=before.claim, number=2)
    assert response["Location"] == reverse("admin:claims_sourcelookup_change", args=[after.pk])
    assert after.edits == {"/claim": [before.wording.text, "Herders in Examplia"]}
    assert (after.requested_by, rung) == (reviewer, [after.pk])


def test_a_source_that_is_off_is_refused_in_words(client, reviewer, row):
    before = row()
    Source.objects.update(enabled=False)
    client.force_login(reviewer)
    address = reverse("admin:claims_sourcelookup_again", args=[before.claim_id, before.source_id])
    response = client.post(address, {"value_0": "x"}, follow=True)
    assert "is switched off" in response.content.decode()
    assert SourceLookup.objects.count() == 1


def test_strangers_do_not_look_up_again(client, stranger, row):
    before = row()
    client.force_login(stranger)
    address = reverse("admin:claims_sourcelookup_again", args=[before.claim_id, before.source_id])
    assert client.get(address).status_code == 403


def test_the_claims_page_leads_to_looking_up_again(page, row):
    found = row()
    address = reverse("admin:claims_sourcelookup_again", args=[found.claim_id, found.source_id])
    assert address in page("claim_change", found.claim_id).content.decode()


def test_the_difference_to_the_answer_before_is_shown(page, row, make_evidence):
    before = row()
    after = SourceLookup.objects.create(
        claim=before.claim, wording=before.wording, source=before.source, number=2, state=LookupState.NOTHING_FOUND
    )
    assert "Not found any more:" in page("sourcelookup_change", after.pk).content.decode()


def test_a_snapshot_is_shown_as_text_and_linked_from_its_look_up(page, row):
    digest = store(b"<script>alert(1)</script>", "text/html")
    found = row(snapshot_id=digest)
    assert f"/snapshot/{digest}/" in page("sourcelookup_change", found.pk).content.decode()
    shown = page("snapshot_change", digest).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(("due", "is_listed"), [("put_off", True), ("later", False), ("now", True)])
def test_open_look_ups_are_filtered_by_what_they_wait_for(listed, row, due, is_listed):
    waits = row(LookupState.DUE, note="Waits for its turn.", next_attempt_at=timezone.now())
    assert (waits in listed("sourcelookup", due=due)) is is_listed


def test_a_page_and_a_list_take_few_queries(page, row, django_assert_max_num_queries):
    found = row(snapshot_id=store(b"{}", "application/json"))
    page("sourcelookup_change", found.pk)
    for name, *arguments in [("sourcelookup_change", found.pk), ("sourcelookup_changelist",), ("source_changelist",)]:
        with django_assert_max_num_queries(25):
            page(name, *arguments)
