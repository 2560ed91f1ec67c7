"""`manage.py source`: which sources there are, and what one answers, without storing anything."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Snapshot, Source, SourceLookup
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import bureau, fresh_redis, make_server, nothing_is_allowed, server
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claims.sources.failures import FAILURES

__all__ = ("bureau", "fresh_redis", "make_server", "nothing_is_allowed", "server")

CLAIM = "Herders make up more than 46% of the people of Examplia."


@pytest.fixture
def run():
    def call(*arguments: str) -> str:
        out = StringIO()
        call_command("source", *arguments, stdout=out)
        return out.getvalue()

    return call


def test_every_source_is_listed_with_its_state_and_pace(bureau, run):
    listed = run("list")
    assert "bureau: on, network, 1000 requests in 1 s, 10 at once" in listed
    assert "library: off, offline" in listed


def test_what_a_source_lacks_is_listed(bureau, run):
    Source.objects.update(options={})
    assert "needs its option “url”" in run("list")


def test_hits_are_printed_with_the_query_and_nothing_is_stored(bureau, run, server):
    server.routes = Anywhere(rows("Herders: 27 percent."))
    told = run("test", "bureau", CLAIM)
    assert f'"search": "{CLAIM}"' in told
    assert "1 hit in" in told
    assert "Herders: 27 percent." in told
    assert not SourceLookup.objects.exists()
    assert not Snapshot.objects.exists()


def test_nothing_found_is_said(bureau, run, server):
    server.routes = Anywhere(rows())
    assert "Nothing found in" in run("test", "bureau", CLAIM)


@pytest.mark.parametrize(
    ("name", "says"), [("429 with Retry-After", "asks for 7 s of patience"), ("404", "Refused, after")]
)
def test_what_failed_is_said_with_exit_code_1(bureau, run, server, name, says):
    server.routes = Anywhere(FAILURES[name].answer)
    with pytest.raises(CommandError, match=says) as error:
        run("test", "bureau", CLAIM)
    assert error.value.returncode == 1


def test_an_unknown_source_is_refused_with_the_known_ones(bureau, run):
    with pytest.raises(CommandError, match=r"There are: .*bureau") as error:
        run("test", "nowhere", CLAIM)
    assert error.value.returncode == 2


def test_a_claim_that_a_source_does_not_take_is_not_asked(db, run):
    assert "Not asked: The reference library is in English" in run("test", "library", CLAIM, "--language", "ps")
