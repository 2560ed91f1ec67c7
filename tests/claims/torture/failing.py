"""Services that fail: each look-up in its own way, first time and every time until they are healed."""

import json
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from claims.sources.base import SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, Failure
from tests.claims.sources.service import JSON, Request, Service
from tests.claims.torture.services import Asked, Spoken
from tests.claimtracker.outbound.server import Answer, LocalServer, redirect, reply

PAGING, ILLEGAL, WELL = "paging broken", "illegal characters", "well"
CANARY = "a redirect to a private port"
ORDER = (
    "500", "404", "silence", "a redirect to a private address", "truncated JSON", ILLEGAL, "429 with Retry-After",
    CANARY, "a slow drip", "50 megabytes", "HTML instead of JSON", PAGING, "half a body", "another content type",
    "503 as HTML",
)  # fmt: skip
"""So that no five failures follow upon each other that would open the circuit breaker of a source."""
BUSY = replace(
    FAILURES["429 with Retry-After"], answer=reply(b"{}", status=429, content_type=JSON, Retry_After="3"), retry_after=3
)


def failures(canary: str) -> dict[str, Failure]:
    """Every way to fail that ends in an error, with what must be said of it; `canary` is where nobody may look."""
    return {
        **FAILURES,
        "429 with Retry-After": BUSY,
        CANARY: Failure(redirect(f"http://{canary}/metadata"), SourceRefused, canary),
        PAGING: Failure(reply(b"{}", status=500, content_type=JSON), SourceUnavailable, "500"),
    }


@dataclass(frozen=True)
class Expected:
    """What must have become of a row: the failure that its service gave, None where it answered."""

    mode: str
    failure: Failure | None
    is_known: bool


class FailingService:
    """One service on a local server. The first subjects that it is asked about get one way of failing each."""

    def __init__(
        self, spoken: Spoken, server: LocalServer, *, shift: int, canary: str, sentences: tuple[str, ...]
    ) -> None:
        self.spoken = spoken
        self.is_healed = False
        self.seconds = 0.0
        """How long it thinks before each answer."""
        self.first_asks: Counter[str] = Counter()
        self.numbers: dict[str, int] = {}
        self._ways = _ways_of(spoken, shift)
        self._sentences = sentences
        self._failures = failures(canary)
        self.service = Service(server, self._answer)
        self.options = spoken.options(self.service.url)

    def expected(self, subject: str) -> Expected:
        """How the service treats this subject."""
        mode = self._mode(subject)
        return Expected(mode, self._failures.get(mode), self._is_known(subject))

    def _mode(self, subject: str) -> str:
        number = self.numbers.get(subject)
        if number is None:
            return WELL
        return self._ways[number % len(self._ways)]

    def _is_known(self, subject: str) -> bool:
        # What is asked about a failing page must be there, or there would be no next one.
        return self.numbers.get(subject, 0) % 3 != 2 or self._mode(subject) == PAGING

    def _answer(self, request: Request) -> object:
        time.sleep(self.seconds)
        asked = self.spoken.asked(request)
        subject = self._subject(request) if asked is None else asked
        if asked is not None:
            # Every request for the feed is the same: each gets the next way of failing.
            subject = asked or f"request {self.first_asks.total() + 1}"
            self.numbers.setdefault(subject, len(self.numbers))
            self.first_asks[subject] += 1
        mode = WELL if self.is_healed else self._mode(subject)
        failure = self._failures.get(mode)
        if failure and (mode != PAGING or asked is None):
            return failure.answer
        told = self.spoken.answer(
            Asked(
                request,
                subject,
                number=1000 + self.numbers.get(subject, 0),
                is_known=self._is_known(subject),
                has_more=mode == PAGING,
                sentences=self._sentences,
            )
        )
        return _with_illegal_characters(told) if mode == ILLEGAL else told

    def _subject(self, request: Request) -> str:
        found = self.spoken.further(request)
        if not found.startswith("#"):
            return found
        return next(subject for subject, number in self.numbers.items() if f"#{1000 + number}" == found)


def _ways_of(spoken: Spoken, shift: int) -> tuple[str, ...]:
    """The ways of failing that the service has, in the order in which its subjects get them."""
    ways = [way for way in (*ORDER[shift:], *ORDER[:shift]) if way != PAGING or spoken.has_further]
    if spoken.is_shared:
        # The first answer that can be read ends the asking.
        ways.remove(ILLEGAL)
        ways.append(ILLEGAL)
    return tuple(ways)


def _with_illegal_characters(told: Any) -> Answer:
    """The JSON with a control character, half a surrogate pair and bytes that are no UTF-8 in a string of it."""
    body = json.dumps({"odd": "HERE", **told} if isinstance(told, dict) else [{"odd": "HERE", **told[0]}, *told[1:]])
    odd = body.encode().replace(b"HERE", b"a\x01b\\ud83d\xff\xfe")
    return reply(odd, content_type=JSON)
