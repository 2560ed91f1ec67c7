"""A URL names one place, or it is refused."""

import pytest
from pytest_django import Settings

from claimtracker.outbound import OutboundRefused
from claimtracker.outbound.target import parse


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTPS://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("http://example.org:443/", "http://example.org:443/"),
        (" http://example.org./ ", "http://example.org/"),
        ("http://bücher.example/käse brot?q=ü&r=%20", "http://xn--bcher-kva.example/k%C3%A4se%20brot?q=%C3%BC&r=%20"),
        ("http://例え。example/", "http://xn--r8jz45g.example/"),
        ("http://[2606:4700:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("http://a_b.example/x//y/../z", "http://a_b.example/x//y/../z"),
    ],
)
def test_a_url_is_read_in_one_normal_form(url: str, read: str):
    assert parse(url).url == read


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "scheme"),
        ("//example.org/", "scheme"),
        ("example.org", "scheme"),
        ("", "scheme"),
        ("http://", "url"),
        ("http:///path", "url"),
        ("http://user@example.org/", "url"),
        ("http://example.org:80@127.0.0.1/", "url"),
        ("http://example.org\\@127.0.0.1/", "url"),
        ("http://127.0.0.1\\.example.org/", "url"),
        ("http://exa mple.org/", "url"),
        ("http://exam\nple.org/", "url"),
        ("http://example.org/a\r\nX-Evil: 1", "url"),
        ("http://example.org\x00.evil/", "url"),
        ("http://example..org/", "url"),
        ("http://-example.org/", "url"),
        ("http://example.org../", "url"),
        ("http://%31%32%37.0.0.1/", "url"),
        ("http://straße.example/", "url"),
        ("http://a\u200db.example/", "url"),
        ("http://exa℀mple.org/", "url"),
        (f"http://{'a' * 64}.example/", "url"),
        (f"http://{'ä' * 300}.example/", "url"),
        (f"http://{'a.' * 130}example/", "url"),
        (f"http://example.org/{'a' * 9000}", "url"),
        ("http://example.org/\ud800", "url"),
        ("http://[::1", "url"),
        ("http://[::1%25eth0]/", "url"),
        ("http://[fe80::1%eth0]/", "url"),
        ("http://[example.org]/", "url"),
        ("http://example.org:99999/", "url"),
        ("http://example.org:http/", "url"),
        ("http://example.org:25/", "port"),
        ("http://example.org:0/", "port"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(url: str, code: str):
    with pytest.raises(OutboundRefused) as refusal:
        parse(url)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "127.0.0.01",
        "0x7F.0.0.0x1",
        "0x",
        "256.0.0.1",
        "1.2.3.4.5",
        "example.127",
        "127.1.",
        "①②⑦.1",
    ],
)
def test_ipv4_is_taken_in_its_usual_form_only(host: str):
    with pytest.raises(OutboundRefused, match="four decimal numbers"):
        parse(f"http://{host}/")


@pytest.mark.parametrize("host", ["１２７.０.０.１", "127。0。0。1", "127.0.0.1."])
def test_other_digits_and_dots_are_the_same_address(host: str):
    assert parse(f"http://{host}/").host == "127.0.0.1"


def test_the_operator_allows_a_host_at_one_port(settings: Settings):
    settings.OUTBOUND_ALLOW = ["Model.intern:8080", "[::1]:9000", " mail.intern:25"]
    assert parse("http://model.intern:8080/v1").is_allowed
    assert parse("http://[0::1]:9000/").is_allowed
    assert parse("http://mail.intern:25/").is_allowed
    assert not parse("http://model.intern/").is_allowed
    assert not parse("http://model.intern:8081/").is_allowed
    assert not parse("http://other.model.intern:8080/").is_allowed
