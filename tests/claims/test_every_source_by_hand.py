"""A newcomer sets every source up: what is missing or wrong is said with the next step, and what is right answers."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command

from claims.lookup.source_rows import sync_sources
from claims.models import Source
from claims.sources import access
from claimtracker.outbound import Timeouts
from tests.claims.sources.failures import FAILURES
from tests.claims.torture.articles import SENTENCES
from tests.claims.torture.failing import FailingService
from tests.claims.torture.services import SERVICES
from tests.claimtracker.outbound.server import LocalServer, reply

pytestmark = pytest.mark.django_db
KENYA = SENTENCES[0]
SECRETS = {"SOURCE_GOOGLE_FACTCHECK_KEY": "s3cret-of-the-desk"}
NEEDED = {
    "google_factcheck": "Set the environment variable SOURCE_GOOGLE_FACTCHECK_KEY for web and workers",
    "claimreview_feed": "needs its option “url”. Set it on the source's page in the admin",
    "reliefweb": "needs its option “appname”. Set it on the source's page in the admin",
    "search_api": "needs its option “url”. Set it on the source's page in the admin",
}
"""What cannot be asked before its operator did something, and what the desk tells them to do."""
NAMES = [spoken.name for spoken in SERVICES]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(access.HttpAccess.__init__.__kwdefaults__, "timeout", Timeouts(connect=2, read=1, total=3))


@pytest.fixture
def service(request: pytest.FixtureRequest, server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> FailingService:
    """The source's service on a local server, its source pointed there and switched on."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    [spoken] = [each for each in SERVICES if each.name == request.getfixturevalue("name")]
    made = FailingService(spoken, server, shift=0, canary="", sentences=SENTENCES)
    made.is_healed = True
    sync_sources()
    Source.objects.filter(name=spoken.name).update(enabled=True, options=made.options)
    return made


def tried(name: str, claim: str = KENYA, **options: Any) -> str:
    out = StringIO()
    call_command("source", "test", name, claim, stdout=out, **options)
    return out.getvalue()


def checked() -> list[tuple[str, str]]:
    """What `check --database default` tells of the sources: message and hint."""
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [(str(each.msg), str(each.hint)) for each in found if str(each.id).startswith("claims.")]


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_is_named_with_where_to_set_it(name: str) -> None:
    sync_sources()
    Source.objects.filter(name=name).update(enabled=True)
    with pytest.raises(CommandError, match=NEEDED[name].replace("(", r"\(")) as told:
        tried(name)
    assert told.value.returncode == 2
    [(problem, hint)] = [pair for pair in checked() if "The source is on" in pair[0]]
    assert f"{problem.removeprefix('The source is on: ')} {hint}" in str(told.value)


@pytest.mark.parametrize("name", NAMES)
def test_one_that_is_set_up_answers_and_the_check_says_where_words_go(name: str, service: FailingService) -> None:
    told = tried(name)
    assert told.startswith("Query: {")
    assert " hit in " in told or " hits in " in told
    [(problem, hint)] = checked()
    assert problem == f"Every claim's words are sent to {service.service.url.removeprefix('http://')} (source {name})."
    assert "Switch the source off" in hint


@pytest.mark.parametrize("name", NAMES)
def test_a_private_server_that_is_not_allowed_says_what_to_allow(
    name: str, service: FailingService, settings: Any
) -> None:
    endpoint = service.service.url.removeprefix("http://")
    settings.OUTBOUND_ALLOW = []
    with pytest.raises(CommandError, match=f"^Refused, after .* can add {endpoint} to OUTBOUND_ALLOW") as told:
        tried(name)
    assert told.value.returncode == 1
    assert not service.service.asked


@pytest.mark.parametrize("case", ["500", "HTML instead of JSON", "truncated JSON", "429 with Retry-After", "silence"])
@pytest.mark.parametrize("name", NAMES)
def test_a_server_that_fails_is_told_as_what_it_is(
    name: str, case: str, service: FailingService, server: LocalServer
) -> None:
    service.service._answer = lambda _request: FAILURES[case].answer
    with pytest.raises(CommandError, match=FAILURES[case].says) as told:
        tried(name)
    assert told.value.returncode == 1
    assert str(told.value).startswith("Refused, after" if "HTML" in case else "Failed for now, after")
    assert SECRETS["SOURCE_GOOGLE_FACTCHECK_KEY"] not in str(told.value)


@pytest.mark.parametrize("name", ["google_factcheck", "reliefweb"])
def test_a_key_that_is_refused_says_what_to_correct(name: str, service: FailingService) -> None:
    what = {"google_factcheck": "SOURCE_GOOGLE_FACTCHECK_KEY", "reliefweb": "appname"}[name]
    service.service._answer = lambda _request: reply(b"{}", status=403, content_type="application/json")
    with pytest.raises(CommandError, match=f"403.*{what}"):
        tried(name)


@pytest.mark.parametrize("name", ["worldbank", "unhcr", "wikidata"])
def test_a_claim_without_a_date_is_taken_as_said_today_or_when_one_says(name: str, service: FailingService) -> None:
    undated = "Kenya had 20.0 million inhabitants and hosted 100,200 refugees."
    assert tried(name, undated).startswith("Query: {")
    assert "Nothing found" not in tried(name, undated, said_on=date(2020, 6, 1))


@pytest.mark.parametrize("name", ["worldbank", "unhcr", "wikidata", "wayback"])
def test_a_claim_that_is_none_for_the_source_is_not_asked_and_it_is_said_why(
    name: str, service: FailingService
) -> None:
    told = tried(name, "The minister resigned on Monday.")
    assert told.startswith("Not asked: The claim ")
    assert not service.service.asked


def test_an_unwell_address_is_told_before_anything_is_sent(server: LocalServer) -> None:
    sync_sources()
    for address, says in (("feeds.example/x.json", "begins with http"), ("ftp://feeds.example/", "begins with http")):
        Source.objects.filter(name="claimreview_feed").update(options={"url": address})
        with pytest.raises(CommandError, match=says):
            tried("claimreview_feed")
