"""The connectors' way out: each request is paced and vetted, and what came back is remembered for the snapshot."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Protocol
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.utils import timezone

from claims.sources.base import Connector, Document, SourceRefused, SourceUnavailable
from claimtracker.outbound import JSON, MAX_BYTES, Fetched, OutboundFailed, OutboundRefused, Timeouts, fetch

Wait = Callable[[], None]
"""Called before every request; returns when it may go out, or raises SourceUnavailable."""
PATIENCE = Timeouts(connect=5, read=8, total=15)
WHOLE = Timeouts(connect=5, read=8, total=40)
"""For a whole document: hundreds of megabytes, once for many look-ups. Below a task's time limit."""


class Kept(Protocol):
    """Where whole documents are kept for the look-ups of one source: claims.lookup.documents."""

    def held(self, url: str) -> tuple[Document, Mapping[str, str]] | None:
        """The document and the headers that it came with; None where there is none, or its bytes were dropped."""
        ...

    def keep(self, url: str, document: Document, headers: Mapping[str, str]) -> None:
        """Keep it as what `url` gives now; one that its server only confirmed is here already."""
        ...


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

    def __init__(
        self,
        options: Mapping[str, str],
        *,
        wait: Wait = at_once,
        timeout: Timeouts = PATIENCE,
        documents: Kept | None = None,
    ) -> None:
        """Without `documents`, every whole document is fetched anew and kept nowhere."""
        self.options = options
        self.exchanges: list[Fetched] = []
        """Every answer of status 2xx, in order: what the snapshot keeps."""
        self._wait = wait
        self._timeout = timeout
        self._documents = documents

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

    def document(
        self,
        url: str,
        *,
        fresh_for: timedelta,
        check: Callable[[bytes], None],
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Document:
        """A whole document, kept or fetched; see Access."""
        held, headers = (self._documents and self._documents.held(url)) or (None, {})
        if held and timezone.now() - held.confirmed_at < fresh_for and len(held.body) <= max_bytes:
            return replace(held, is_shared=True)
        conditions = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        answer = self._fetch(url, "GET", None, None, accept, max_bytes, whole=True, **conditions)
        now = timezone.now()
        if answer.not_modified and held:
            found = replace(held, confirmed_at=now)
        else:
            check(answer.body)
            digest = hashlib.sha256(answer.body).hexdigest()
            found = Document(answer.url, answer.body, digest, answer.media_type, answer.status, now, now)
            headers = answer.headers
        if self._documents:
            self._documents.keep(url, found, headers)
        return found

    def _fetch(
        self,
        url: str,
        method: str,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        accept: tuple[str, ...],
        max_bytes: int,
        *,
        whole: bool = False,
        etag: str | None = None,
        last_modified: str | None = None,
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
                timeout=WHOLE if whole and self._timeout is PATIENCE else self._timeout,
                etag=etag,
                last_modified=last_modified,
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
