"""An error status is an answer that says whether and when to come back."""

from datetime import timedelta

import pytest
import time_machine

from claimtracker.outbound import OutboundFailed, OutboundRefused, fetch
from claimtracker.outbound.message import parse_retry_after
from tests.claimtracker.outbound.server import LocalServer, reply

NOW = "2026-03-01T12:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120),
        ("Sunday, 01-Mar-26 12:02:00 GMT", 120),
        ("Sun, 01 Mar 2026 12:02:00 -0000", 120),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("9" * 5000, 7 * 24 * 3600),
        ("Sun, 01 Mar 2099 12:00:00 GMT", 7 * 24 * 3600),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
        ("Sun, 01 Mar 2026 12:00:00 +9999", None),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_retry_after_is_read_in_both_forms(value: str, seconds: int | None):
    assert parse_retry_after(value) == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_busy_server_is_a_failure_with_the_time_to_come_back(server: LocalServer, status: int):
    answer = fetch(server.on("/", reply(b"{}", status=status, content_type="application/json", Retry_After="120")))
    assert (answer.status, answer.body) == (status, b"{}")
    with pytest.raises(OutboundFailed, match=f"answered {status}") as failure:
        answer.raise_for_status()
    assert failure.value.status == status
    assert failure.value.retry_after == timedelta(seconds=120)


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"x_rate_limit_interval": "1s"}, 1),
        (429, {"x_rate_limit_interval": "60"}, 60),
        (429, {"x_rate_limit_interval": "1s", "Retry_After": "9"}, 9),
        (429, {"x_rate_limit_interval": "soon"}, None),
        (503, {"x_rate_limit_interval": "1s"}, None),
    ],
)
def test_a_limit_that_names_its_span_is_waited_for(
    server: LocalServer, status: int, headers: dict[str, str], seconds: int | None
):
    answer = fetch(server.on("/", reply(status=status, **headers)))
    assert answer.retry_after == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_no_is_a_refusal(server: LocalServer, status: int):
    answer = fetch(server.on("/gone?key=secret", reply(status=status)))
    with pytest.raises(OutboundRefused, match=f"127.0.0.1 answered {status}") as refusal:
        answer.raise_for_status()
    assert refusal.value.status == status
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "page",
    [
        reply(b"." * 100_000, status=503),
        reply(b"no gzip", status=503, Content_Encoding="gzip"),
        reply(b"?", status=503, Content_Encoding="br"),
    ],
)
def test_what_is_wrong_with_an_error_page_does_not_hide_the_status(server: LocalServer, page):
    answer = fetch(server.on("/", page))
    assert (answer.status, answer.body) == (503, b"")


@pytest.mark.parametrize("status", [200, 204, 206])
def test_success_raises_nothing(server: LocalServer, status: int):
    fetch(server.on("/", reply(status=status))).raise_for_status()
