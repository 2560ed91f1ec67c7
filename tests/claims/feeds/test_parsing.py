"""Feeds are read from bytes, well-formed or not, and nothing is ever fetched on their behalf."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.feeds.parsing import LONGEST_GUID, NoFeed, parse_feed
from tests.claimtracker.outbound.server import LocalServer

URL = "https://courier.example/feed"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><id>tag:courier,1</id><title type="html">Bridge &amp;amp; river</title><link href="/bridge"/>
<published>2026-06-01T10:00:00+02:00</published></entry></feed>"""


def parse(body: str | bytes, content_type: str = "application/xml"):
    return parse_feed(body if isinstance(body, bytes) else body.encode(), url=URL, content_type=content_type)


def test_atom_gives_its_entries_with_whole_addresses_and_times_in_utc() -> None:
    [entry] = parse(ATOM).entries
    assert (entry.guid, entry.url) == ("tag:courier,1", "https://courier.example/bridge")
    assert entry.published_at == datetime(2026, 6, 1, 8, tzinfo=UTC)


def test_rss_1_is_read_too() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="x"><title>Courier</title></channel>
    <item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link></item></rdf:RDF>"""
    assert [each.url for each in parse(body).entries] == ["https://courier.example/1"]


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes_and_says_so() -> None:
    found = parse('<rss version="2.0"><channel><title>C & D</title><item><link>https://c.example/1</link></item>')
    assert [each.url for each in found.entries] == ["https://c.example/1"]
    assert found.trouble


@pytest.mark.parametrize("body", [b"", b"<html><p>No feed</p></html>", b"{}", b"\x00\x01\x02", b"plain words"])
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(NoFeed, match="no RSS or Atom feed"):
        parse(body)


def test_bytes_that_look_like_an_address_or_a_path_are_not_followed(server: LocalServer) -> None:
    for body in (server.url("/feed"), "/etc/passwd"):
        with pytest.raises(NoFeed):
            parse(body)
    assert server.asked == []


def test_entities_that_multiply_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]><rss version="2.0"><channel>'
        "<title>&a11;</title><item><title>&a11;</title><link>https://c.example/1</link></item></channel></rss>"
    )
    found = parse(body)
    assert all(len(each.title) <= 500 for each in found.entries)


def test_a_guid_too_long_to_store_is_stored_as_its_hash_and_twins_are_one() -> None:
    item = f"<item><guid isPermaLink='false'>{'g' * 600}</guid><link>https://c.example/1</link></item>"
    [entry] = parse(f'<rss version="2.0"><channel>{item}{item}</channel></rss>').entries
    assert entry.guid.startswith("sha256:")
    assert len(entry.guid) <= LONGEST_GUID


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_a_feed_or_none(noise: bytes) -> None:
    try:
        found = parse(b'<rss version="2.0"><channel><item><title>' + noise + b"</title></item></channel></rss>")
    except NoFeed:
        return
    assert all(len(each.title) <= 500 and "\0" not in each.title for each in found.entries)
