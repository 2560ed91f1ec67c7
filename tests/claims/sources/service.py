"""A local server that answers JSON as a test's function says, and remembers what it was asked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.claimtracker.outbound.server import Answer, Handler, LocalServer, reply

JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """What the service was asked; repeated parameters give their last value."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Routes(dict[str, Answer]):
    """One answer for every path."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._answer = answer

    def __getitem__(self, _path: str) -> Answer:
        return self._answer


class Service:
    """Answers every request with what `answer` makes of it: JSON, bytes as they are, or an Answer of the server's."""

    def __init__(self, server: LocalServer, answer: Callable[[Request], Any]) -> None:
        self.asked: list[Request] = []
        self.url = server.url("").rstrip("/")
        self._server, self._answer = server, answer
        server.routes = Routes(self._handle)

    def _handle(self, handler: Handler) -> None:
        sent = self._server.asked[-1]
        parts = urlsplit(sent.path)
        params = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        headers = {name.lower(): value for name, value in sent.headers.items()}
        self.asked.append(Request(sent.method, parts.path, params, headers, sent.body))
        made = self._answer(self.asked[-1])
        if callable(made):
            made(handler)
        else:
            body = made if isinstance(made, bytes) else json.dumps(made).encode()
            reply(body, content_type=JSON)(handler)
