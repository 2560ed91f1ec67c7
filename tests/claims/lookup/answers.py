"""What the bureau's local server answers."""

import json

from tests.claimtracker.outbound.server import Answer, reply


def rows(*quotes: str, title: str = "People") -> Answer:
    """A row for each quote."""
    body = {"rows": [{"title": title, "quote": quote} for quote in quotes]}
    return reply(json.dumps(body).encode(), content_type="application/json")
