"""A page that a person brings is fetched, kept, and held against their quote; then it is evidence."""

import hashlib
from datetime import date, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db.utils import IntegrityError
from django.utils import timezone
from pytest_django import Settings

from claims.choices import CaptureKind, Origin, Stance, WorkState
from claims.evidence import capturing
from claims.evidence.adding import Brought, EvidenceRefused, NotPermitted, add_document, add_page
from claims.lookup.snapshots import bytes_of
from claims.models import Claim, Evidence, EvidenceCapture, Snapshot
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from tests.claims.library.test_pdf_files import pdf
from tests.claimtracker.outbound.server import LocalServer, reply

PAGE = (
    b"<html><head><title>Herds of Examplia</title><meta property='og:site_name' content='Bureau of Herds'></head>"
    b"<body><nav>Home</nav><p>In 2024 herders were 27&nbsp;percent of the people.</p><script>x()</script></body></html>"
)
QUOTE = "herders were 27 percent of the people"


@pytest.fixture
def claim(make_claim) -> Claim:
    return make_claim()


def brought(person: User, claim: Claim, url: str, **more: object) -> EvidenceCapture:
    return add_page(person, claim, url, Brought(**{"quote": QUOTE, **more}))


def test_a_page_becomes_evidence_with_its_snapshot(server: LocalServer, reviewer: User, claim: Claim) -> None:
    url = server.on("/herds", reply(PAGE))
    capture = brought(reviewer, claim, url, stance=Stance.DIFFERS, remark="A later count.", as_of=date(2024, 1, 1))
    evidence = capturing.run(capture.pk)
    assert evidence == Evidence.objects.get(claim=claim)
    assert (evidence.origin, evidence.added_by, evidence.verbatim) == (Origin.PERSON, reviewer, True)
    assert (evidence.title, evidence.publisher, evidence.url) == ("Herds of Examplia", "Bureau of Herds", url)
    assert (evidence.stance, evidence.reason) == (Stance.DIFFERS, "Ana Reyes: A later count.")
    assert bytes_of(Snapshot.objects.get(pk=hashlib.sha256(PAGE).hexdigest())) == PAGE
    capture.refresh_from_db()
    assert (capture.state, capture.evidence, capture.http_status) == (WorkState.DONE, evidence, 200)


def test_working_it_again_makes_no_second_evidence(server: LocalServer, reviewer: User, claim: Claim) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(PAGE)))
    capturing.run(capture.pk)
    assert capturing.run(capture.pk) is None
    assert Evidence.objects.count() == len(server.asked) == 1


def test_what_waits_already_is_not_brought_twice(server: LocalServer, reviewer: User, claim: Claim) -> None:
    url = server.on("/", reply(PAGE))
    assert brought(reviewer, claim, url) == brought(reviewer, claim, url)


def test_words_that_are_not_in_the_page_are_no_evidence(server: LocalServer, reviewer: User, claim: Claim) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(PAGE)), quote="herders were 72 percent")
    assert capturing.run(capture.pk) is None
    capture.refresh_from_db()
    assert capture.state == WorkState.GIVEN_UP
    assert "“herders were 72 percent” does not stand in the page as it came back" in capture.failure
    assert capture.snapshot is not None
    assert not Evidence.objects.exists()


def test_a_summary_in_own_words_need_not_stand_in_the_page(server: LocalServer, reviewer: User, claim: Claim) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(PAGE)), quote="About a quarter.", verbatim=False)
    evidence = capturing.run(capture.pk)
    assert evidence is not None
    assert evidence.printed_quote == "About a quarter. (in the desk's words)"


def test_a_failure_is_tried_again_later_and_then_succeeds(server: LocalServer, reviewer: User, claim: Claim) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(status=503, retry_after="120")))
    before = timezone.now()
    assert capturing.run(capture.pk) is None
    capture.refresh_from_db()
    assert (capture.state, capture.http_status) == (WorkState.DUE, 503)
    assert capture.next_attempt_at >= before + timedelta(seconds=120)
    server.on("/", reply(PAGE))
    EvidenceCapture.objects.update(next_attempt_at=timezone.now())
    assert capturing.run(capture.pk) is not None


def test_after_the_last_attempt_it_is_given_up_until_somebody_asks_again(
    server: LocalServer, reviewer: User, claim: Claim
) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(status=500)))
    for _ in range(capturing.MOST_ATTEMPTS):
        EvidenceCapture.objects.update(next_attempt_at=timezone.now())
        capturing.run(capture.pk)
    capture.refresh_from_db()
    assert capture.state == WorkState.GIVEN_UP
    assert "Given up after 5 attempts" in capture.failure
    server.on("/", reply(PAGE))
    assert capturing.try_again(capture)
    assert capturing.run(capture.pk) is not None
    assert not capturing.try_again(capture)


def test_a_private_address_is_not_fetched(
    server: LocalServer, reviewer: User, claim: Claim, settings: Settings
) -> None:
    capture = brought(reviewer, claim, server.on("/", reply(PAGE)))
    settings.OUTBOUND_ALLOW = []
    capturing.run(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, server.asked) == (WorkState.GIVEN_UP, [])


def test_a_pdf_behind_an_address_is_read(server: LocalServer, reviewer: User, claim: Claim) -> None:
    url = server.on("/", reply(pdf("Herders were 27 percent of the people."), content_type="application/pdf"))
    evidence = capturing.run(brought(reviewer, claim, url, quote="27 percent of the people", publisher="Bureau").pk)
    assert evidence is not None
    assert evidence.snapshot is not None
    assert evidence.snapshot.media_type == "application/pdf"


@pytest.mark.parametrize("url", ["", "ftp://x.example/", "https://", "not an address"])
def test_what_is_no_address_is_refused_at_once(reviewer: User, claim: Claim, url: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        brought(reviewer, claim, url)
    assert refused.value.field == "url"
    assert not EvidenceCapture.objects.exists()


def test_a_document_is_kept_and_its_bytes_leave_the_row(reviewer: User, claim: Claim) -> None:
    said = Brought(quote="Nine roads", publisher="Office for Roads", stance=Stance.CONSISTENT)
    capture = add_document(reviewer, claim, "../roads.txt", b"There are Nine roads.", said)
    evidence = capturing.run(capture.pk)
    assert evidence is not None
    assert (evidence.title, evidence.publisher, evidence.stance) == ("roads.txt", "Office for Roads", "consistent")
    capture.refresh_from_db()
    assert (capture.data, capture.kind, capture.state) == (None, CaptureKind.DOCUMENT, WorkState.DONE)


def test_a_picture_is_evidence_that_was_read_by_eye(reviewer: User, claim: Claim) -> None:
    said = Brought(quote="Nine roads", publisher="Office for Roads")
    evidence = capturing.run(add_document(reviewer, claim, "map.png", b"\x89PNG\r\n\x1a\n" + bytes(40), said).pk)
    assert evidence is not None
    assert capturing.READ_BY_EYE in evidence.reason


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + bytes(range(32)) * 40, "neither text, HTML, PDF nor a picture"),
        (b"%PDF-1.7 broken", "could not be read as a PDF"),
        (pdf("Secret.", password="word"), "is encrypted"),
    ],
    ids=["archive", "broken PDF", "encrypted PDF"],
)
def test_what_cannot_be_read_says_what_to_do(reviewer: User, claim: Claim, data: bytes, says: str) -> None:
    capture = add_document(reviewer, claim, "file", data, Brought(quote="x", publisher="Office"))
    assert capturing.run(capture.pk) is None
    capture.refresh_from_db()
    assert capture.state == WorkState.GIVEN_UP
    assert says in capture.failure
    assert capture.data is None


@pytest.mark.parametrize(
    ("data", "said", "field"),
    [
        (b"", Brought(quote="x", publisher="Office"), "file"),
        (b"x", Brought(quote="x"), "publisher"),
        (b"x", Brought(quote=" ", publisher="Office"), "quote"),
        (b"x", Brought(quote="x" * 5001, publisher="Office"), "quote"),
        (b"x", Brought(quote="x", publisher="Office", stance=Stance.NOT_COMPARABLE), "stance"),
    ],
)
def test_a_document_without_what_makes_it_citable_is_refused(
    reviewer: User, claim: Claim, data: bytes, said: Brought, field: str
) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        add_document(reviewer, claim, "file.txt", data, said)
    assert refused.value.field == field


def test_who_has_no_role_brings_nothing(stranger: User, claim: Claim) -> None:
    with pytest.raises(NotPermitted, match="Sam Stone may not bring evidence: it is for reviewers and editors"):
        brought(stranger, claim, "https://statistics.example/")


def test_reading_that_takes_too_long_is_given_up(reviewer: User, claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_args: object, **_more: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(capturing, "read", slow)
    capture = add_document(reviewer, claim, "a.txt", b"text", Brought(quote="x", publisher="Office"))
    capturing.run(capture.pk)
    capture.refresh_from_db()
    assert (capture.state, capture.failure) == (WorkState.GIVEN_UP, capturing.TOO_SLOW)


def test_a_capture_that_another_worker_took_over_writes_nothing(
    server: LocalServer, reviewer: User, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = capturing.read

    def taken_over_meanwhile(*args: object, **more: object):
        EvidenceCapture.objects.update(attempt_token=None)
        return read(*args, **more)

    monkeypatch.setattr(capturing, "read", taken_over_meanwhile)
    capture = brought(reviewer, claim, server.on("/", reply(PAGE)))
    assert capturing.run(capture.pk) is None
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("broken", [{"url": ""}, {"stance": Stance.NOT_COMPARABLE}, {"state": WorkState.DONE}], ids=str)
def test_the_database_holds_what_a_capture_is(reviewer: User, claim: Claim, broken: dict[str, str]) -> None:
    values = {"kind": CaptureKind.PAGE, "url": "https://x.example/", "quote": "x", **broken}
    with pytest.raises(IntegrityError):
        EvidenceCapture.objects.create(claim=claim, added_by=reviewer, **values)


def test_the_audit_trail_does_not_carry_the_bytes(reviewer: User, claim: Claim) -> None:
    add_document(reviewer, claim, "a.txt", b"text", Brought(quote="x", publisher="Office"))
    assert not AuditEntry.objects.filter(table="claims_evidencecapture").exists()
