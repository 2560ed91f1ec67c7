"""What is sent, and what of an answer is read."""

import gzip
import zlib

import pytest

from claimtracker.outbound import JSON, OutboundRefused, Timeouts, fetch
from tests.claimtracker.outbound.server import LocalServer, drip, raw, reply

PAGE = "<p>More than 46 % – größer</p>".encode()


def test_a_page_comes_back_whole_with_its_type_and_charset(server: LocalServer):
    answer = fetch(server.on("/page?a=1", reply(PAGE, content_type='Text/HTML; Charset="UTF-8"', X_Seen="yes")))
    assert (answer.status, answer.body) == (200, PAGE)
    assert (answer.media_type, answer.charset) == ("text/html", "UTF-8")
    assert answer.headers["x-seen"] == "yes"
    assert answer.url == server.url("/page?a=1")
    assert answer.redirects == ()
    assert not answer.not_modified


def test_the_desk_says_who_it_is_and_what_it_reads(server: LocalServer):
    fetch(server.on("/", reply()), headers={"X-Own": "ö", "user-agent": "other", "host": "other.example"})
    headers = server.asked[0].headers
    assert headers.get_all("User-Agent") == ["ClaimTracker/0.1 (+https://desk.example)"]
    assert headers.get_all("Host") == [server.endpoint]
    assert headers["Accept"] == "text/html, application/xhtml+xml, text/plain"
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert headers["X-Own"] == "ö"


def test_a_body_is_posted(server: LocalServer):
    url = server.on("/", reply(b"{}", content_type="application/json"))
    fetch(url, method="post", body=b"a=1", headers={"Content-Type": "application/x-www-form-urlencoded"}, accept=JSON)
    [asked] = server.asked
    assert (asked.method, asked.body) == ("POST", b"a=1")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_head_asks_for_no_body(server: LocalServer):
    answer = fetch(server.on("/", reply(PAGE, content_type="image/png", Content_Encoding="gzip")), method="HEAD")
    assert (answer.status, answer.body, answer.media_type) == (200, b"", "image/png")


@pytest.mark.parametrize("name", ["X Y", "X:", "", "X\r\nY"])
def test_a_header_that_would_be_two_is_refused_without_repeating_its_value(server: LocalServer, name: str):
    for headers in ({name: "secret"}, {"Authorization": "secret\r\nX-Evil: 1"}, {"Authorization": "secret…"}):
        with pytest.raises(OutboundRefused) as refusal:
            fetch(server.url(), headers=headers)
        assert refusal.value.code == "header"
        assert "secret" not in str(refusal.value)
    assert server.asked == []


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("X-Gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("gzip", gzip.compress(PAGE) + b"\0" * 20),
        ("gzip", gzip.compress(PAGE, compresslevel=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_packed_answers_are_unpacked(server: LocalServer, packing: str, packed: bytes):
    assert fetch(server.on("/", reply(packed, Content_Encoding=packing))).body == PAGE


def test_a_large_packed_answer_is_unpacked_to_its_last_byte(server: LocalServer):
    large = bytes(range(256)) * 4_000 + b"a" * 1_000_000
    for packing, packed in (("gzip", gzip.compress(large)), ("deflate", zlib.compress(large))):
        assert fetch(server.on("/", reply(packed, Content_Encoding=packing))).body == large


def test_an_empty_answer_may_call_itself_packed(server: LocalServer):
    assert fetch(server.on("/", reply(b"", Content_Encoding="gzip"))).body == b""


def test_a_packing_that_was_not_offered_is_refused(server: LocalServer):
    with pytest.raises(OutboundRefused, match="packed its answer as “br”") as refusal:
        fetch(server.on("/", reply(PAGE, Content_Encoding="br")))
    assert refusal.value.code == "encoding"


def test_an_answer_without_a_length_ends_with_the_connection(server: LocalServer):
    url = server.on("/", raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE[:5], PAGE[5:]))
    assert fetch(url).body == PAGE


def test_an_answer_in_chunks_is_joined(server: LocalServer):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(b"%x;note\r\n%s\r\n" % (len(part), part) for part in (PAGE[:3], PAGE[3:]))
    assert fetch(server.on("/", raw(head, chunks, b"0\r\nX-Trailer: 1\r\n\r\n"))).body == PAGE


@pytest.mark.parametrize("content_type", ["application/json", "image/png", "", "nonsense", "text/html-not", None])
def test_the_type_is_checked_before_the_body_is_read(server: LocalServer, content_type: str | None):
    # The server never ends its body: an answer in time shows that nobody waited for it.
    head = (
        f"HTTP/1.0 200 OK\r\nContent-Type: {content_type}\r\n\r\n"
        if content_type is not None
        else "HTTP/1.0 200 OK\r\n\r\n"
    )
    url = server.on("/", drip(head.encode() + PAGE, b".", every=0.01))
    with pytest.raises(OutboundRefused, match="can be read here") as refusal:
        fetch(url, timeout=Timeouts(total=2))
    assert refusal.value.code == "type"


def test_a_page_that_calls_itself_json_is_believed(server: LocalServer):
    url = server.on("/", reply(PAGE, content_type="application/json"))
    assert fetch(url, accept=JSON).body == PAGE
    with pytest.raises(OutboundRefused, match="“application/json”"):
        fetch(url)


def test_a_page_where_json_was_asked_for_is_refused(server: LocalServer):
    with pytest.raises(OutboundRefused, match="“text/html”, application/json"):
        fetch(server.on("/", reply(PAGE)), accept=JSON)


@pytest.mark.parametrize("accept", [("image/*",), ("*/*",)])
def test_a_family_of_types_can_be_accepted(server: LocalServer, accept: tuple[str, ...]):
    assert fetch(server.on("/", reply(b"png", content_type="image/png")), accept=accept).body == b"png"


def test_what_stands_unchanged_is_not_sent_again(server: LocalServer):
    url = server.on("/", reply(status=304, content_type=None, ETag='"7"'))
    answer = fetch(url, etag='"7"', last_modified="Mon, 05 Jan 2026 10:00:00 GMT")
    assert answer.not_modified
    assert (answer.body, answer.headers["etag"]) == (b"", '"7"')
    answer.raise_for_status()
    assert server.asked[0].headers["If-None-Match"] == '"7"'
    assert server.asked[0].headers["If-Modified-Since"] == "Mon, 05 Jan 2026 10:00:00 GMT"


def test_a_header_sent_twice_is_kept_twice(server: LocalServer):
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nLink: <a>\r\nlink: <b>\r\n\r\n"
    assert fetch(server.on("/", raw(head))).headers["link"] == "<a>, <b>"
