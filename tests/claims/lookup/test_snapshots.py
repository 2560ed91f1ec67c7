"""What came back is kept once by its hash, and shown as text that can do nothing."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.lookup.snapshots import MOST_CHARACTERS, NDJSON, bytes_of, shown, store
from claims.models import Snapshot, SnapshotBody

pytestmark = pytest.mark.django_db


def shown_as(body: bytes, media_type: str):
    return shown(Snapshot.objects.get(pk=store(body, media_type)))


def test_the_same_bytes_are_stored_once():
    assert store(b"{}", "application/json") == store(b"{}", "application/json")
    assert (Snapshot.objects.count(), SnapshotBody.objects.count()) == (1, 1)
    assert bytes_of(Snapshot.objects.get()) == b"{}"


def test_json_is_indented():
    assert shown_as(b'{"a":[1]}', "application/json").text == '{\n  "a": [\n    1\n  ]\n}'


def test_broken_json_is_shown_as_it_came():
    assert shown_as(b'{"a":', "application/json").text == '{"a":'


def test_each_exchange_of_several_is_shown_with_its_body_unfolded():
    line = {"url": "https://bureau.example/", "status": 200, "media_type": "application/json", "body": '{"a": 1}'}
    text = shown_as(json.dumps(line).encode() + b"\n" + json.dumps(line).encode() + b"\n", NDJSON).text
    assert text.count('"a": 1') == 2
    assert '\\"' not in text


def test_a_page_is_source_text():
    assert shown_as(b"<script>alert(1)</script>", "text/html").text == "<script>alert(1)</script>"


def test_a_long_one_is_cut_and_says_so():
    found = shown_as(b"x" * (MOST_CHARACTERS + 5), "text/plain")
    assert len(found.text) == MOST_CHARACTERS
    assert "200,000 of 200,005" in found.remark


def test_of_a_large_one_the_beginning_is_shown_as_it_came(monkeypatch):
    monkeypatch.setattr("claims.lookup.snapshots.LARGEST_WHOLE", 1000)
    body = b'{"a":["' + "ü".encode() * MOST_CHARACTERS + b'"]}'
    found = shown_as(body, "application/json")
    assert found.text.startswith('{"a":["üü')
    assert found.remark == f"The first 200,000 of {len(body):,} bytes."
    assert shown_as(b"\xff\xfe" * 1000, "application/zip").text == ""


@pytest.mark.parametrize("body", [b"PK\x03\x04\xff\xfe\x00", b"\x89PNG\r\n\x1a\n\xff", b"text\x00more"])
def test_what_is_no_text_is_told_and_not_shown(body):
    found = shown_as(body, "application/zip")
    assert (found.text, "are no text, declared as application/zip" in found.remark) == ("", True)


def test_an_empty_one_says_so():
    assert shown_as(b"", "text/plain").remark == "It is empty."


@pytest.mark.parametrize(
    "rewrite",
    [
        "UPDATE claims_snapshotbody SET body = 'other'",
        "UPDATE claims_snapshotbody SET snapshot_id = repeat('0', 64)",
        "DELETE FROM claims_snapshotbody",
        "TRUNCATE claims_snapshotbody",
    ],
)
def test_the_bytes_are_never_changed(rewrite):
    store(b"{}", "application/json")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(rewrite)


def test_bytes_are_there_or_it_is_known_when_they_were_dropped():
    store(b"{}", "application/json")
    with pytest.raises(IntegrityError), transaction.atomic():
        SnapshotBody.objects.update(body=None)
