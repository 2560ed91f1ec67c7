"""A web server on loopback that answers as a test says, well or badly, and remembers what it was asked."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]
HTML = "text/html; charset=utf-8"


@dataclass
class Asked:
    method: str
    path: str
    headers: Message
    body: bytes


class LocalServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.stopping = threading.Event()

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.endpoint}{path}"

    def on(self, path: str, answer: Answer) -> str:
        """Answer so at this path; returns its URL."""
        self.routes[path] = answer
        return self.url(path)

    def handle_error(self, *_args: Any) -> None:
        """Clients that hang up are what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: LocalServer

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(Asked(self.command, self.path, self.headers, body))
        self.close_connection = True
        self.server.routes[self.path](self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


def reply(body: bytes = b"", *, status: int = 200, content_type: str | None = HTML, **headers: str) -> Answer:
    """A proper answer; underscores in the names of headers stand for hyphens."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        if content_type is not None:
            handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    return reply(status=status, content_type=None, Location=location)


def raw(*parts: bytes) -> Answer:
    """Exactly these bytes, then the end of the connection."""

    def answer(handler: Handler) -> None:
        for part in parts:
            handler.wfile.write(part)

    return answer


def drip(start: bytes, drop: bytes, *, every: float) -> Answer:
    """The start at once, then one drop after the other for as long as somebody listens."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(start)
        while not handler.server.stopping.wait(every):
            handler.wfile.write(drop)

    return answer
