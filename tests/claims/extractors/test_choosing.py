"""Which extractor is in use, and what happens with one that another package brings."""

from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.checks import run_checks
from pytest_django import Settings

from claims import extractors
from claims.extraction.claims import EXTRACTOR
from claims.extraction.languages import Language
from claims.extraction.spans import claim_of_span
from claims.extraction.types import Extraction
from claims.extractors import find_claims
from claims.extractors.listing import MOST_CLAIMS
from claims.extractors.rules import RulesExtractor

TEXT = "Rents in the port of Examplia rose 12% in 2024, the council said. It was cold.\n"


class Brought:
    """An extractor of another package: one true claim, and several that are not."""

    def extract(self, text: str, language: Language) -> Extraction:
        true = claim_of_span(text, 0, 5)
        false = [
            replace(true, start=1, end=6),
            replace(true, end=10**9),
            replace(true, check_worthiness=1.5),
            replace(true, kind="gossip"),  # type: ignore[arg-type]
            true,
        ]
        return Extraction((true, *false), "brought/3", language.tag)


class Broken:
    def extract(self, text: str, language: Language) -> Extraction:
        raise ZeroDivisionError("no article has no words")


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, settings: Settings):
    """Makes a class of this module the extractor in use, as an installed package's."""

    def make(name: str, attribute: str) -> None:
        point = EntryPoint(name, f"{__name__}:{attribute}", extractors.GROUP)
        monkeypatch.setattr(extractors, "entry_points", lambda group: [point] if group == extractors.GROUP else [])
        monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[self.attr])
        settings.EXTRACTOR = name

    return make


def test_the_rules_are_in_use_unless_the_desk_says_otherwise() -> None:
    assert isinstance(extractors.configured(), RulesExtractor)
    assert find_claims(TEXT).extractor == EXTRACTOR


def test_an_installed_package_brings_one_and_only_its_true_claims_are_kept(use) -> None:
    use("brought", "Brought")
    found = find_claims(TEXT)
    assert found.extractor == "brought/3"
    assert [claim.exact for claim in found.claims] == ["Rents"]
    assert "5 of 6 claims that “brought/3” returned were left out" in found.notes[0]


def test_one_that_raises_costs_its_own_answer_and_not_the_article(use) -> None:
    use("broken", "Broken")
    found = find_claims(TEXT)
    assert (found.extractor, len(found.claims)) == (EXTRACTOR, 1)
    assert "ZeroDivisionError: no article has no words" in found.notes[0]


def test_a_name_that_nobody_offers_is_an_error_that_lists_those_there_are(settings: Settings) -> None:
    settings.EXTRACTOR = "oracle"
    [error] = [message for message in run_checks() if message.id == "claims.E001"]
    assert error.msg == "EXTRACTOR is “oracle”, which no installed package offers. There are: chat, rules."
    assert find_claims(TEXT).extractor == EXTRACTOR


def test_chat_without_its_settings_is_an_error_and_with_them_says_where_articles_go(settings: Settings) -> None:
    settings.EXTRACTOR = "chat"
    assert [message.id for message in run_checks() if str(message.id).startswith("claims")] == ["claims.E002"]
    settings.CHAT_URL, settings.CHAT_MODEL = "https://key:secret@models.example/v1", "m"
    [info] = [message for message in run_checks() if str(message.id).startswith("claims")]
    assert info.msg == "The text of every article is sent to models.example (EXTRACTOR=chat)."


class Slow:
    def extract(self, text: str, language: Language) -> Extraction:
        raise SoftTimeLimitExceeded


def test_when_the_workers_time_is_up_the_rules_are_not_begun(use) -> None:
    use("slow", "Slow")
    with pytest.raises(SoftTimeLimitExceeded):
        find_claims(TEXT)


class Talkative:
    """Lists more claims than an article may have: one for each character, the later the better."""

    def extract(self, text: str, language: Language) -> Extraction:
        model = claim_of_span(text, 0, 5)
        claims = (
            replace(model, start=at, end=at + 1, exact=text[at], text="x", check_worthiness=at / len(text))
            for at in range(len(text))
        )
        return Extraction(tuple(claims), "talkative/1", language.tag)


def test_of_too_many_claims_the_most_check_worthy_are_listed_in_the_texts_order_with_a_note(use) -> None:
    use("talkative", "Talkative")
    found = find_claims("x" * (MOST_CLAIMS + 30))
    assert [claim.start for claim in found.claims] == list(range(30, MOST_CLAIMS + 30))
    assert "The text has 1,030 claims. The 1,000 most check-worthy are listed, 30 were left out." in found.notes


def test_a_sentence_that_is_cut_gets_a_note() -> None:
    endless = "Rents in the port of Examplia rose 12% in 2024 and " + "fell and rose and " * 11_000 + "fell."
    [note] = find_claims(endless, declared_language="en").notes
    assert note == "A sentence is longer than 1,500 characters and read in pieces: a claim across a cut may be missing."


def test_a_long_paragraph_of_short_sentences_gets_none() -> None:
    assert find_claims(TEXT.strip() + " It was a warm day by the sea." * 100, declared_language="en").notes == ()
