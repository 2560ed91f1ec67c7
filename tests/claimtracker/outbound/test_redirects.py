"""Each hop is vetted like the first, and takes along only what its origin may know."""

import pytest

from claimtracker.outbound import OutboundRefused, fetch
from tests.claimtracker.outbound.server import LocalServer, redirect, reply


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(server: LocalServer, status: int):
    server.on("/a/start", redirect("next?x=1", status))
    server.on("/a/next?x=1", redirect("/k%C3%A4se#part", status))
    server.on("/k%C3%A4se", reply(b"there"))
    answer = fetch(server.url("/a/start"))
    assert answer.body == b"there"
    assert answer.url == server.url("/k%C3%A4se")
    assert answer.redirects == (server.url("/a/start"), server.url("/a/next?x=1"))


def test_a_location_in_bare_utf8_is_understood(server: LocalServer):
    server.on("/k%C3%A4se%20brot", reply(b"there"))
    assert fetch(server.on("/", redirect("/käse brot".encode().decode("latin-1")))).body == b"there"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "address"),
        ("http://127.0.0.1:1/", "port"),
        ("http://127.0.0.1:5432/", "address"),
        ("//10.0.0.1/", "address"),
        ("http://[::1]:8080/", "address"),
        ("http://2130706433/", "url"),
        ("http://me:secret@example.org/", "url"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://[::1", "url"),
        ("http://example.org:99999/", "url"),
    ],
)
def test_a_redirect_goes_nowhere_that_a_request_may_not(server: LocalServer, location: str, code: str):
    with pytest.raises(OutboundRefused) as refusal:
        fetch(server.on("/", redirect(location)))
    assert refusal.value.code == code
    assert "secret" not in str(refusal.value)


def test_a_circle_is_noticed(server: LocalServer):
    server.on("/a", redirect("/b"))
    server.on("/b", redirect("/a"))
    with pytest.raises(OutboundRefused, match="in a circle"):
        fetch(server.url("/a"))
    assert len(server.asked) == 2


def test_an_endless_way_is_given_up(server: LocalServer):
    for number in range(9):
        server.on(f"/{number}", redirect(f"/{number + 1}"))
    with pytest.raises(OutboundRefused, match="3 are followed") as refusal:
        fetch(server.url("/0"), max_redirects=3)
    assert refusal.value.code == "redirects"
    assert len(server.asked) == 4


def test_a_redirect_without_a_location_is_an_answer(server: LocalServer):
    answer = fetch(server.on("/", reply(status=302)))
    assert answer.status == 302
    with pytest.raises(OutboundRefused, match="answered 302"):
        answer.raise_for_status()


def test_credentials_stay_with_their_origin(server: LocalServer, other_server: LocalServer):
    secrets = {"Authorization": "Bearer s", "Cookie": "s=1", "X-Api-Key": "s", "Accept-Language": "fr"}
    server.on("/", redirect("/same"))
    server.on("/same", redirect(other_server.url("/")))
    other_server.on("/", reply())
    fetch(server.url("/"), headers=secrets)
    assert all(asked.headers[name] == value for asked in server.asked for name, value in secrets.items())
    [asked] = other_server.asked
    assert asked.headers["Accept-Language"] == "fr"
    assert not {"Authorization", "Cookie", "X-Api-Key"} & set(asked.headers)


@pytest.mark.parametrize(
    ("status", "method", "body"), [(301, "GET", b""), (302, "GET", b""), (303, "GET", b""), (307, "POST", b"x")]
)
def test_a_posted_body_is_posted_again_only_where_the_status_says_so(
    server: LocalServer, status: int, method: str, body: bytes
):
    server.on("/", redirect("/next", status))
    server.on("/next", reply())
    fetch(server.url("/"), method="POST", body=b"x", headers={"Content-Type": "text/plain"})
    asked = server.asked[1]
    assert (asked.method, asked.body) == (method, body)
    assert ("Content-Type" in asked.headers) == (method == "POST")


def test_a_posted_body_does_not_go_to_another_origin(server: LocalServer, other_server: LocalServer):
    with pytest.raises(OutboundRefused) as refusal:
        fetch(server.on("/", redirect(other_server.url("/"), 307)), method="POST", body=b"x")
    assert refusal.value.code == "body_redirect"
    assert other_server.asked == []
