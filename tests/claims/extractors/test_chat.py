"""The chat extractor: what is asked, and how much of the answer is believed."""

import json

import pytest

from claims.choices import ClaimKind
from claims.extractors import find_claims
from claims.extractors.chat import LONGEST_PART, parts
from tests.claims.extractors.chat_server import JSON, PATH, asked_of, completion, listing, told
from tests.claimtracker.outbound.server import Handler, LocalServer, reply

TEXT = (
    "Rents in the port rose 12% in 2024, the council said.\n"
    "“We have built 300 homes”, claimed Kofi Adu, its leader. Nobody cheered.\n"
)


def test_a_claim_is_anchored_to_its_exact_words_with_our_figures_and_scores(chat: LocalServer) -> None:
    chat.on(PATH, listing(told("Rents in the port rose 12% in 2024", claimant="the council", cue="said")))
    found = find_claims(TEXT)
    [claim] = found.claims
    assert TEXT[claim.start : claim.end] == claim.exact == "Rents in the port rose 12% in 2024"
    assert (claim.claimant, claim.attribution_cue, claim.kind) == ("the council", "said", ClaimKind.QUANTITY)
    assert [str(quantity.value) for quantity in claim.quantities] == ["12", "2024"]
    assert claim.reason.startswith("It ")
    assert (found.extractor, found.notes) == ("chat/1 (small-instruct)", ())


def test_the_request_is_the_protocol_with_key_model_and_schema(chat: LocalServer) -> None:
    chat.on(PATH, listing())
    find_claims(TEXT)
    [body] = asked_of(chat)
    assert (body["model"], body["temperature"]) == ("small-instruct", 0)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == TEXT
    assert body["response_format"]["json_schema"]["strict"] is True
    assert chat.asked[0].headers["Authorization"] == "Bearer sk-of-the-test"


def test_other_marks_and_line_breaks_are_still_the_articles_words(chat: LocalServer) -> None:
    chat.on(PATH, listing(told('"We have built  300 homes"')))
    [claim] = find_claims(TEXT).claims
    assert claim.exact == "“We have built 300 homes”"


def test_words_that_do_not_stand_in_the_article_are_left_out_and_counted(chat: LocalServer) -> None:
    chat.on(
        PATH, listing(told("Rents fell 90%"), told("“We have built 300 homes”"), told(""), "nonsense", {"quote": 7})
    )
    found = find_claims(TEXT)
    assert [claim.exact for claim in found.claims] == ["“We have built 300 homes”"]
    assert found.notes == (
        "4 of 5 statements that chat/1 (small-instruct) returned were left out: their words do not stand in the "
        "article, or the entry was malformed.",
    )


@pytest.mark.parametrize(
    "wording",
    ["The council built 3,000 homes.", "Mayor Quist built 300 homes."],
    ids=["another figure", "a name that the article does not give"],
)
def test_a_wording_that_says_more_than_the_article_is_not_used(chat: LocalServer, wording: str) -> None:
    chat.on(PATH, listing(told("We have built 300 homes", stand_alone=wording, claimant="Nobody Else", cue="bragged")))
    [claim] = find_claims(TEXT).claims
    assert claim.text == "We have built 300 homes"
    assert (claim.claimant, claim.attribution_cue) == ("", "")


def test_a_wording_of_the_articles_figures_and_names_is_used(chat: LocalServer) -> None:
    chat.on(PATH, listing(told("We have built 300 homes", stand_alone="The council led by Kofi Adu built 300 homes.")))
    assert find_claims(TEXT).claims[0].text == "The council led by Kofi Adu built 300 homes."


def test_the_same_words_twice_are_one_claim_in_the_articles_order(chat: LocalServer) -> None:
    first, second = "Rents in the port rose 12% in 2024", "We have built 300 homes"
    chat.on(PATH, listing(told(second), told(first), told(second)))
    assert [claim.exact for claim in find_claims(TEXT).claims] == [first, second]


def test_an_answer_in_a_code_fence_is_read(chat: LocalServer) -> None:
    fenced = f"```json\n{json.dumps({'claims': [told('Nobody cheered.')]})}\n```"
    chat.on(PATH, reply(completion(fenced), content_type=JSON))
    assert [claim.exact for claim in find_claims(TEXT).claims] == ["Nobody cheered."]


def test_a_server_that_knows_no_schema_is_asked_without_one(chat: LocalServer) -> None:
    good, bad = listing(told("Nobody cheered.")), reply(b'{"error": "unknown field"}', status=400, content_type=JSON)

    def answer(handler: Handler) -> None:
        (bad if "response_format" in asked_of(chat)[-1] else good)(handler)

    chat.on(PATH, answer)
    assert [claim.exact for claim in find_claims(TEXT).claims] == ["Nobody cheered."]
    assert ["response_format" in body for body in asked_of(chat)] == [True, False]


def test_a_long_article_is_sent_in_parts_and_a_quote_is_sought_in_its_own_part(chat: LocalServer) -> None:
    text = "".join(f"Paragraph {number} says that 12% of ships were late.\n" for number in range(300))
    chat.on(PATH, listing(told("12% of ships were late.")))
    found = find_claims(text)
    sent = [body["messages"][1]["content"] for body in asked_of(chat)]
    assert "".join(sent) == text
    assert all(len(part) <= LONGEST_PART for part in sent)
    assert len(found.claims) == len(sent) > 2


def test_parts_cover_a_text_without_a_single_space() -> None:
    text = "x" * (2 * LONGEST_PART + 5)
    assert [text[start:end] for start, end in parts(text)] == [text[:6000], text[6000:12000], text[12000:]]
