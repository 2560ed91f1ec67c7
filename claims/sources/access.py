"""The connectors' way out: each request is paced and vetted, and what came back is remembered for the snapshot."""

import os
from collections.abc import Callable, Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from claims.sources.base import Connector, SourceRefused, SourceUnavailable
from claimtracker.outbound import JSON, MAX_BYTES, Fetched, OutboundFailed, OutboundRefused, Timeouts, fetch

Wait = Callable[[], None]
"""Called before every request; returns when it may go out, or raises SourceUnavailable."""
PATIENCE = Timeouts(connect=5, read=8, total=15)


def at_once() -> None:
    """The pace of a source that nobody limits."""


def options_of(connector: Connector, stored: Mapping[str, str]) -> dict[str, str]:
    """The connector's options: what the Source row stores, secrets from the environment, else the defaults."""
    return {
        option.name: os.environ.get(secret_variable(connector.name, option.name), "")
        if option.secret
        else stored.get(option.name) or option.default
        for option in connector.options
    }


def secret_variable(connector: str, option: str) -> str:
    """The environment variable that holds a secret option: SOURCE_GOOGLE_FACTCHECK_KEY."""
    return f"SOURCE_{connector}_{option}".upper()


class HttpAccess:
    """Asks over claimtracker.outbound and tells temporary failures from permanent ones."""

    def __init__(self, options: Mapping[str, str], *, wait: Wait = at_once, timeout: Timeouts = PATIENCE) -> None:
        self.options = options
        self.exchanges: list[Fetched] = []
        """Every answer of status 2xx, in order: what the snapshot keeps."""
        self._wait = wait
        self._timeout = timeout

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Fetched:
        """GET; see Access."""
        return self._fetch(with_params(url, params or {}), "GET", None, headers, accept, max_bytes)

    def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: Mapping[str, str] | None = None,
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Fetched:
        """POST; see Access."""
        return self._fetch(url, "POST", body, headers, accept, max_bytes)

    def _fetch(
        self,
        url: str,
        method: str,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        accept: tuple[str, ...],
        max_bytes: int,
    ) -> Fetched:
        self._wait()
        try:
            answer = fetch(
                url,
                method=method,
                body=body,
                headers=headers,
                accept=accept,
                max_bytes=max_bytes,
                timeout=self._timeout,
            )
            answer.raise_for_status()
        except OutboundFailed as error:
            raise SourceUnavailable(str(error), retry_after=error.retry_after) from error
        except OutboundRefused as error:
            raise SourceRefused(str(error)) from error
        self.exchanges.append(answer)
        return answer


def with_params(url: str, params: Mapping[str, str]) -> str:
    """The URL with `params` added to its query."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(params)) if part)
    return urlunsplit(parts._replace(query=query))
