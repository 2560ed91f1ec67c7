"""docs/reference/api.md lists every address of the API, and every scope."""

import re

from django.urls import URLPattern, get_resolver

from claimtracker.apikeys.models import Scope
from tests.claimtracker.docs.pages import page

REFERENCE = page("docs/reference/api.md")
CATCH_ALL = "api-nowhere"


def addresses() -> set[str]:
    """Every route below /api/v1/, its parameters as {name}."""
    roots = [each for each in get_resolver().url_patterns if str(each.pattern) == "api/v1/"]
    routes = [route for root in roots for route in root.url_patterns]
    named = [r for r in routes if isinstance(r, URLPattern) and r.name != CATCH_ALL]
    return {re.sub(r"<\w+:(\w+)>", r"{\1}", f"/api/v1/{route.pattern}").replace("{pk}", "{id}") for route in named}


def test_every_address_is_listed_and_no_other():
    listed = {match[1] for row in REFERENCE.rows() for cell in row if (match := re.match(r"`(/api/v1/.*)`$", cell))}
    assert listed == addresses()


def test_every_scope_is_explained():
    explained = {row[0].strip("`") for row in REFERENCE.rows() if ":" in row[0]}
    assert explained == set(Scope.values)
