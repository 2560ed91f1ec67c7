"""The pages on which evidence is brought by hand, and where it is seen what became of it."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.evidence import capturing
from claims.models import Claim, Evidence, EvidenceCapture, Interview
from claimtracker.people.models import User

QUOTED = {"quote": "Nine roads", "stance": "differs", "remark": "A later count."}


@pytest.fixture
def claim(make_claim) -> Claim:
    return make_claim()


@pytest.fixture
def desk(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def address(claim: Claim, kind: str, **query: str) -> str:
    return reverse("admin:claims_claim_evidence", args=[claim.pk], query={"kind": kind, **query})


@pytest.mark.parametrize("kind", ["page", "document", "interview"])
def test_each_kind_has_its_form_and_a_way_back(desk: Client, claim: Claim, kind: str) -> None:
    back = reverse("admin:claims_claim_change", args=[claim.pk])
    assert address(claim, "page").split("?")[0] in desk.get(back).content.decode()
    page = desk.get(address(claim, kind))
    assert page.status_code == 200
    assert f'href="{back}"' in page.content.decode()


def test_an_address_is_brought_seen_under_way_and_then_evidence(desk: Client, claim: Claim) -> None:
    sent = desk.post(address(claim, "page"), {"url": "https://roads.example/", **QUOTED}, follow=True)
    assert "is being fetched and read" in sent.content.decode()
    assert "Waiting to be fetched and read" in sent.content.decode()
    assert EvidenceCapture.objects.get().url == "https://roads.example/"


def test_a_document_is_uploaded(desk: Client, claim: Claim) -> None:
    file = SimpleUploadedFile("roads.txt", b"There are Nine roads.")
    desk.post(address(claim, "document"), {"file": file, "publisher": "Office for Roads", **QUOTED})
    assert capturing.run(EvidenceCapture.objects.get().pk) is not None
    shown = desk.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "Office for Roads" in shown
    assert "Ana Reyes: A later count." in shown


def test_an_interview_is_kept_with_its_consent(desk: Client, claim: Claim) -> None:
    today = datetime.date(2026, 3, 2).isoformat()
    about = {"interviewee": "Mira Hollis", "capacity": "council", "held_on": today, "consent_on": today}
    desk.post(address(claim, "interview"), {**about, "consent": "unnamed", **QUOTED})
    assert Interview.objects.get().interviewee == "Mira Hollis"
    page = desk.get(reverse("admin:claims_evidence_change", args=[Evidence.objects.get().pk])).content.decode()
    assert "Mira Hollis, council; asked on 2 March 2026. May be quoted, not named" in page


def test_what_is_refused_keeps_what_was_filled_in(desk: Client, claim: Claim) -> None:
    response = desk.post(address(claim, "page"), {"url": "ftp://roads.example/", **QUOTED})
    page = response.content.decode()
    assert response.status_code == 422
    assert "nothing was stored" in page
    assert "ftp://roads.example/" in page
    assert "Nine roads" in page
    assert not EvidenceCapture.objects.exists()


def test_after_adding_it_leads_back_where_it_came_from(desk: Client, claim: Claim) -> None:
    filled = {"url": "https://roads.example/", **QUOTED}
    assert desk.post(address(claim, "page", next="/admin/reviews/review/"), filled).url == "/admin/reviews/review/"
    elsewhere = desk.post(address(claim, "page", next="https://evil.example/"), filled).url
    assert elsewhere == reverse("admin:claims_claim_change", args=[claim.pk])


def test_a_page_that_was_given_up_is_mended_or_fetched_again(desk: Client, claim: Claim) -> None:
    desk.post(address(claim, "page"), {"url": "http://127.0.0.1/", **QUOTED})
    capture = EvidenceCapture.objects.get()
    capturing.run(capture.pk)
    page = reverse("admin:claims_evidencecapture_change", args=[capture.pk])
    shown = desk.get(page).content.decode()
    assert "No evidence yet" in shown
    assert "Mend the quote and bring it again" in shown
    again = desk.post(reverse("admin:claims_evidencecapture_again", args=[capture.pk]), follow=True)
    assert "is being fetched again" in again.content.decode()
    assert desk.get(reverse("admin:claims_evidencecapture_changelist")).status_code == 200


def test_who_may_not_bring_evidence_is_told(client: Client, claim: Claim, desk_admin: User) -> None:
    client.force_login(desk_admin)
    assert client.get(address(claim, "page")).status_code == 403
    shown = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "Add evidence by hand" not in shown


@pytest.mark.parametrize("query", ["kind=nothing"])
def test_an_unknown_kind_is_not_found(desk: Client, claim: Claim, query: str) -> None:
    assert desk.get(address(claim, query.partition("=")[2])).status_code == 404
