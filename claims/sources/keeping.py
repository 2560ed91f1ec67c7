"""The answer of a connector that asked over HTTP: its hits, and everything that came back, to be replayed."""

import json
from collections.abc import Sequence

from claims.sources.base import Access, Answer, Hit, Query
from claimtracker.outbound import Fetched

NDJSON = "application/x-ndjson"


def kept(access: Access, hits: Sequence[Hit], query: Query) -> Answer:
    """Make the answer. One exchange is kept as it came; of several, each is a line of JSON: url, status, type, body."""
    exchanges = access.exchanges
    status = exchanges[-1].status if exchanges else None
    if len(exchanges) == 1:
        return Answer(tuple(hits), exchanges[0].body, exchanges[0].media_type, status, query)
    return Answer(tuple(hits), b"".join(map(_line, exchanges)), NDJSON, status, query)


def _line(exchange: Fetched) -> bytes:
    told = {
        "url": exchange.url,
        "status": exchange.status,
        "media_type": exchange.media_type,
        "body": exchange.body.decode("utf-8", "replace"),
    }
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"
