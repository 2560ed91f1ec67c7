"""Whatever the chat server does, the article is read: by the rules, with a note that says why."""

import time

import pytest
from pytest_django import Settings

from claims.extraction.claims import EXTRACTOR
from claims.extractors import find_claims
from tests.claims.extractors.chat_server import JSON, PATH, completion
from tests.claimtracker.outbound.server import Answer, LocalServer, drip, raw, redirect, reply

TEXT = "Rents in the port of Examplia rose 12% in 2024, the council said. It was cold.\n"
DEEP = "[" * 100_000

GARBAGE: dict[str, tuple[Answer, str]] = {
    "an HTML page": (reply(b"<h1>Welcome</h1>"), "text/html"),
    "no JSON": (reply(b"}{", content_type=JSON), "no JSON"),
    "truncated JSON": (reply(completion("{}")[:40], content_type=JSON), "no JSON"),
    "bottomless JSON": (reply(DEEP.encode(), content_type=JSON), "no JSON"),
    "a list": (reply(b"[1, 2]", content_type=JSON), "no chat completion"),
    "no choice": (reply(b'{"choices": []}', content_type=JSON), "no chat completion"),
    "a choice of nonsense": (reply(b'{"choices": ["x"]}', content_type=JSON), "no chat completion"),
    "an empty message": (reply(completion(""), content_type=JSON), "answered with nothing"),
    "a null message": (reply(completion(None), content_type=JSON), "answered with nothing"),
    "prose": (reply(completion("Sure! Here are the claims: …"), content_type=JSON), "model's answer is no JSON"),
    "JSON of another shape": (reply(completion('{"results": 1}'), content_type=JSON), "without a list of claims"),
    "a JSON string": (reply(completion('"claims"'), content_type=JSON), "without a list of claims"),
    "an answer that was cut off": (reply(completion('{"claims": [', finish="length"), content_type=JSON), "cut off"),
    "a refusal of the key": (reply(b"{}", status=401, content_type=JSON), "answered 401"),
    "too many requests": (reply(b"{}", status=429, content_type=JSON, Retry_After="3"), "answered 429"),
    "a server error": (reply(b"{}", status=500, content_type=JSON), "answered 500"),
    "a redirect": (redirect("http://169.254.169.254/v1"), "redirects"),
    "half an answer": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{}"),
        "the answer is not whole",
    ),
    "two megabytes": (reply(b" " * (2 * 1024 * 1024), content_type=JSON), "1,048,576"),
}


@pytest.mark.parametrize("case", GARBAGE)
def test_the_rules_take_over_with_a_note(chat: LocalServer, case: str) -> None:
    answer, reason = GARBAGE[case]
    chat.on(PATH, answer)
    found = find_claims(TEXT)
    assert found.extractor == EXTRACTOR
    assert [claim.exact for claim in found.claims] == [TEXT[:65]]
    assert found.notes[0].startswith("The extractor “chat” failed, so the built-in rules were used. ")
    assert reason in found.notes[0]


def test_a_server_that_drips_is_cut_off_at_the_articles_time(chat: LocalServer, settings: Settings) -> None:
    settings.CHAT_SECONDS = 1
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    chat.on(PATH, drip(head, b" ", every=0.05))
    began = time.monotonic()
    found = find_claims(TEXT)
    assert found.extractor == EXTRACTOR
    assert "took too long" in found.notes[0]
    assert time.monotonic() - began < 30


def test_a_private_server_that_nobody_allowed_is_not_reached(chat: LocalServer, settings: Settings) -> None:
    settings.OUTBOUND_ALLOW = []
    found = find_claims(TEXT)
    assert found.extractor == EXTRACTOR
    assert chat.asked == []
    assert "OUTBOUND_ALLOW" in found.notes[0]


def test_the_key_is_in_no_note(chat: LocalServer) -> None:
    chat.on(PATH, reply(b"{}", status=401, content_type=JSON))
    assert "sk-of-the-test" not in " ".join(find_claims(TEXT).notes)
