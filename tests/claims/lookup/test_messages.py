"""Which look-ups a message rings for: many only where the source may be asked many times in a moment."""

import pytest

from claims.choices import LookupState
from claims.lookup import in_messages
from claims.lookup.messages import MOST
from claims.models import Source, SourceLookup


@pytest.fixture
def waiting(make_claim):
    """Makes due look-ups in a source."""

    def make(source, number):
        row = Source.objects.get(name=source)
        claim = make_claim()
        wording = claim.wordings.get()
        made = [SourceLookup(claim=claim, wording=wording, source=row, number=each + 1) for each in range(number)]
        return [each.pk for each in SourceLookup.objects.bulk_create(made)]

    return make


def test_a_source_of_the_desks_own_is_rung_for_many_at_once(waiting):
    ids = waiting("library", MOST + 3)
    assert in_messages(ids) == [ids[:MOST], ids[MOST:]]


def test_a_source_asked_once_a_second_gets_a_message_for_each(waiting):
    ids = waiting("wikipedia", 3)
    assert in_messages(ids) == [[each] for each in ids]


def test_a_pace_that_the_operator_sets_counts(waiting):
    Source.objects.filter(name="wikipedia").update(rate_requests=20, rate_seconds=10)
    ids = waiting("wikipedia", 5)
    assert in_messages(ids) == [ids[:2], ids[2:4], ids[4:]]


def test_no_message_mixes_sources(waiting):
    first, second = waiting("library", 3), waiting("wikipedia", 1)
    assert sorted(in_messages([*second, *first])) == sorted([first, second])


def test_a_look_up_whose_worker_was_lost_is_rung_for_alone(waiting):
    ids = waiting("library", 4)
    SourceLookup.objects.filter(pk=ids[1]).update(state=LookupState.RUNNING)
    assert sorted(in_messages(ids)) == sorted([[ids[1]], [ids[0], ids[2], ids[3]]])


def test_a_source_without_a_connector_is_rung_for_one_by_one(waiting):
    ids = waiting("library", 2)
    Source.objects.filter(name="library").update(name="gone")
    assert in_messages(ids) == [[each] for each in ids]


def test_what_is_gone_is_not_rung_for(waiting):
    [pk] = waiting("library", 1)
    assert in_messages([pk, pk + 1000]) == [[pk]]
    assert in_messages([]) == []
