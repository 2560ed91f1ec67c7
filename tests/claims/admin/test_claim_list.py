"""The list of claims: columns, filters, search."""

import pytest
from django.db import connection

from claims.choices import ClaimKind, LookupState
from claims.models import Appearance, ClaimWording, Outlet, Source, SourceLookup
from claims.searching import hits


@pytest.fixture
def look_up(make_claim):
    """A claim whose look-ups ended as given, one for each source."""

    def build(*states: str):
        claim = make_claim()
        for number, state in enumerate(states):
            source, _ = Source.objects.get_or_create(name=f"source-{number}", defaults={"title": f"Source {number}"})
            SourceLookup.objects.create(claim=claim, wording=claim.wordings.get(), source=source, state=state)
        return claim

    return build


def test_a_claim_is_listed_by_its_newest_wording_with_its_claimant_and_outlet(page, make_claim):
    claim = make_claim(text="Herders are 46 percent.", claimant="Zoe Adler")
    ClaimWording.objects.create(claim=claim, number=2, text="In Examplia, herders are 46 percent.")
    content = page("claim_changelist").content.decode()
    assert "In Examplia, herders are 46 percent." in content
    assert "Zoe Adler" in content
    assert "The Examplia Courier" in content
    assert "0.80" in content


def test_search_finds_words_of_the_wording_the_claimant_and_the_title(listed, make_claim):
    claim = make_claim(text="Herders are 46% of Examplia.", claimant="Zoe Adler")
    make_claim(text="Rain fell.", claimant="Bo Hill")
    assert listed("claim", q="herders 46%") == [claim]
    assert listed("claim", q="HERDERS adler") == [claim]
    assert listed("claim", q='"46% of"') == [claim]
    assert len(listed("claim", q="council debates")) == 2
    assert listed("claim", q='"of 46%"') == []
    assert listed("claim", q="rain adler") == []


@pytest.mark.parametrize("term", ['"', "'", '""', "_", "%", "\\", "(", "x" * 400])
def test_odd_search_terms_are_only_words(listed, make_claim, term):
    make_claim(text="Herders are many.")
    assert isinstance(listed("claim", q=term), list)


def test_a_percent_sign_in_a_search_stands_for_itself(listed, make_claim):
    claim = make_claim(text="Herders are 46% of all.")
    make_claim(text="Herders are 46 of all.")
    assert listed("claim", q="46%") == [claim]


def test_a_search_can_use_the_index_of_words(make_claim):
    make_claim()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "claim_search_words" in hits("herders exampl").explain()


def test_a_claim_that_appears_twice_is_listed_once(listed, make_claim):
    claim = make_claim(text="Herders are 46 percent.")
    sighting = Appearance.objects.get()
    Appearance.objects.create(
        claim=claim, revision=sighting.revision, exact=sighting.exact[:7], start=sighting.start, end=sighting.start + 7
    )
    outlet = Outlet.objects.get()
    assert listed("claim", q="council", outlet=str(outlet.pk)) == [claim]


def test_claims_are_filtered_by_kind_worth_and_outlet(listed, make_claim):
    high = make_claim(check_worthiness=0.7)
    middle = make_claim(check_worthiness=0.4, kind=ClaimKind.RULE)
    low = make_claim(check_worthiness=0.39)
    assert listed("claim", worth="high") == [high]
    assert listed("claim", worth="middle") == [middle]
    assert listed("claim", worth="low") == [low]
    assert listed("claim", kind__exact="rule") == [middle]
    assert listed("claim", outlet="999999") == []
    assert len(listed("claim", outlet="nonsense")) == 3


def test_a_failed_look_up_is_never_counted_as_nothing_found(listed, look_up):
    nothing = look_up(LookupState.NOTHING_FOUND, LookupState.NOTHING_FOUND)
    failed = look_up(LookupState.NOTHING_FOUND, LookupState.FAILED)
    given_up = look_up(LookupState.GIVEN_UP)
    still_open = look_up(LookupState.NOTHING_FOUND, LookupState.DUE)
    look_up()
    assert listed("claim", answers="nothing") == [nothing]
    assert set(listed("claim", answers="failed")) == {failed, given_up}
    assert listed("claim", answers="open") == [still_open]


def test_claims_with_evidence_can_be_asked_for(listed, make_claim, make_evidence):
    claim = make_claim()
    make_claim()
    make_evidence(claim)
    assert listed("claim", answers="evidence") == [claim]
