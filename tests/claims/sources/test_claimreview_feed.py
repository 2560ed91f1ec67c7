"""ClaimReview feeds, as publishers write them, from a local server."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Routes, Service
from tests.claimtracker.outbound.server import LocalServer, reply

Ask = Callable[..., Answer]
QUESTION = Question(text="Tajiks make up more than 46% of the population of Afghanistan.")
REVIEW: dict[str, Any] = {
    "@type": "ClaimReview",
    "claimReviewed": "Tajiks are 46% of Afghanistan's population",
    "url": "https://facts.example/tajiks",
    "author": {"@type": "Organization", "name": "Example Facts"},
    "datePublished": "2021-09-01",
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2, "bestRating": 5},
}


def item(review: Any, **more: Any) -> dict[str, Any]:
    return {"@type": "DataFeedItem", "url": "https://feed.example/1", "item": review, **more}


def feed(*elements: Any) -> dict[str, Any]:
    return {"@type": "DataFeed", "dateModified": "2026-01-01", "dataFeedElement": list(elements)}


@pytest.fixture
def read(server: LocalServer, ask: Ask) -> Callable[..., Answer]:
    """Serves a feed and asks it: read(element, …), or read(body=…)."""

    def asked(*elements: Any, body: Any = None, **options: str) -> Answer:
        service = Service(server, lambda _request: feed(*elements) if body is None else body)
        return ask("claimreview_feed", QUESTION, url=service.url + "/feed.json", **options)

    return asked


Read = Callable[..., Answer]


def test_a_review_near_the_claim_is_quoted_with_its_publishers_rating(read: Read) -> None:
    [hit] = read(item([REVIEW]), licence="CC BY 4.0").hits
    assert hit.stance == Stance.NO_SUGGESTION
    assert hit.quote == (
        "Claim reviewed: “Tajiks are 46% of Afghanistan's population” Example Facts rates it “Mostly false”."
    )
    assert (hit.publisher, hit.url, hit.as_of) == ("Example Facts", REVIEW["url"], date(2021, 9, 1))
    assert (hit.licence, hit.verbatim) == ("CC BY 4.0", False)
    assert read(item([REVIEW])).hits[0].licence == "as stated by each publisher"


def test_the_nearest_come_first_and_what_is_far_is_nothing_found(read: Read) -> None:
    near = {**REVIEW, "claimReviewed": "Tajiks make up more than 46% of the population of Afghanistan"}
    far = {**REVIEW, "claimReviewed": "Afghanistan's population loves 46 kinds of melon, says a farmer in the north"}
    assert [near["claimReviewed"] in hit.quote for hit in read(item(far), item(REVIEW), item(near)).hits] == [
        True,
        False,
    ]
    assert read(item(far)).hits == ()


@pytest.mark.parametrize(
    "element",
    [item(REVIEW), item([None, 7, REVIEW]), REVIEW, item({**REVIEW, "url": ["b", "https://facts.example/a"]})],
)
def test_an_item_may_be_an_object_a_list_or_the_review_itself(read: Read, element: Any) -> None:
    assert [hit.url.startswith("https://facts.example/") for hit in read(element).hits] == [True]


@pytest.mark.parametrize("element", [item(None), item([]), item([[]]), item({}), None, 7, "x", [], {}])
def test_odd_elements_do_not_keep_the_next_one_from_being_read(read: Read, element: Any) -> None:
    assert len(read(element, item(REVIEW)).hits) == 1


def test_a_review_without_an_address_takes_its_items(read: Read) -> None:
    assert read(item({**REVIEW, "url": None})).hits[0].url == "https://feed.example/1"


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        ("False", "rates it “False”"),
        ({"alternateName": {"@value": "Falsch", "@language": "de"}}, "rates it “Falsch”"),
        ({"alternateName": ["", {"name": "Half true"}]}, "rates it “Half true”"),
        ([{}, {"alternateName": "True"}], "rates it “True”"),
        (
            {"ratingValue": "2", "bestRating": "1", "worstRating": "5"},
            "rates it “2 on a scale from 5 (worst) to 1 (best)”",
        ),
        ({"ratingValue": 0, "bestRating": 4, "worstRating": 0}, "rates it “0 on a scale from 0 (worst) to 4 (best)”"),
        ({"ratingValue": 3}, "rates it “3”"),
        ({"ratingValue": -1, "bestRating": -1, "worstRating": -1}, "gives no rating in words"),
        ({"ratingValue": "-1", "bestRating": "-1", "worstRating": "-1"}, "gives no rating in words"),
        (None, "gives no rating in words"),
        ({"alternateName": {}, "ratingValue": {}}, "gives no rating in words"),
    ],
)
def test_a_rating_of_any_shape_is_worded_as_it_was_given(read: Read, rating: Any, said: str) -> None:
    assert said in read(item({**REVIEW, "reviewRating": rating})).hits[0].quote


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2020-10-07 20:05", date(2020, 10, 7)),
        ("2017-03-01 20:30:17 UTC", date(2017, 3, 1)),
        ("2021-09-01T10:00:00+02:00", date(2021, 9, 1)),
        ("2021-02-30", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (20210901, None),
        ({"@value": "2021-09-01"}, None),
    ],
)
def test_a_date_is_read_where_it_is_one(read: Read, given: Any, day: date | None) -> None:
    assert read(item({**REVIEW, "datePublished": given})).hits[0].as_of == day


WHERE = "https://social.example/1"


@pytest.mark.parametrize(
    "reviewed",
    [
        {"appearance": WHERE},
        {"appearance": {"@type": "CreativeWork", "url": WHERE}},
        {"appearance": [{"@id": WHERE}, {"url": "https://social.example/2"}]},
        {"appearance": ["no address", WHERE]},
        {"firstAppearance": {"url": WHERE}, "appearance": "https://social.example/2"},
        [{"appearance": WHERE}],
    ],
)
def test_an_appearance_of_any_shape_is_shown(read: Read, reviewed: Any) -> None:
    assert read(item({**REVIEW, "itemReviewed": reviewed})).hits[0].quote.endswith(f" Seen at {WHERE}")


@pytest.mark.parametrize("reviewed", ["x", 7, None, [], {"appearance": 7}, {"appearance": {"url": {}}}])
def test_an_appearance_that_is_none_is_left_out(read: Read, reviewed: Any) -> None:
    assert "Seen at" not in read(item({**REVIEW, "itemReviewed": reviewed})).hits[0].quote


def test_an_empty_claim_is_taken_from_what_was_reviewed(read: Read) -> None:
    named = {**REVIEW, "claimReviewed": "", "itemReviewed": {"name": REVIEW["claimReviewed"]}}
    assert len(read(item(named)).hits) == 1


@pytest.mark.parametrize(
    ("review", "why"),
    [
        ({**REVIEW, "claimReviewed": " "}, "It does not say which claim it reviews."),
        ({**REVIEW, "url": "facts.example"}, "It has no web address."),
        ("x", "It is no object."),
    ],
)
def test_what_cannot_be_read_is_counted_with_its_reason(read: Read, review: Any, why: str) -> None:
    answer = read({"item": [review, REVIEW]})
    assert len(answer.hits) == 1
    assert json.loads(answer.body.splitlines()[0])["unreadable"] == {why: 1}


def test_lone_surrogates_and_control_characters_become_text_that_can_be_stored(read: Read) -> None:
    claim = r"Tajiks are 46% of Afghanistan\ud83d population \u0000" + "\x01\t"
    body = json.dumps(feed(item(REVIEW))).replace(REVIEW["claimReviewed"], claim).encode()
    answer = read(body=body)
    assert "Afghanistan\ufffd" in answer.hits[0].quote
    assert answer.hits[0].quote.encode()
    assert answer.hits[0].quote.isprintable()


def test_the_snapshot_has_the_feeds_hash_and_the_records_that_matched(read: Read) -> None:
    other = {**REVIEW, "claimReviewed": "The moon is made of cheese"}
    answer = read(item(other), item(REVIEW))
    head, record = (json.loads(line) for line in answer.body.splitlines())
    sent = json.dumps(feed(item(other), item(REVIEW))).encode()
    assert (head["bytes"], head["sha256"]) == (len(sent), hashlib.sha256(sent).hexdigest())
    assert (head["reviews"], head["unreadable"]) == (2, {})
    assert record["claimReviewed"] == REVIEW["claimReviewed"]
    assert (answer.media_type, answer.http_status) == ("application/x-ndjson", 200)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"dataFeedElement": []}', b'{"dataFeedElement": {}}', b"7"])
def test_an_empty_feed_and_one_of_another_shape_are_nothing_found(read: Read, body: bytes) -> None:
    assert read(body=body).hits == ()


def test_a_bare_list_and_a_single_element_are_feeds(read: Read) -> None:
    assert len(read(body=[item(REVIEW)]).hits) == 1
    assert len(read(body={"dataFeedElement": item(REVIEW)}).hits) == 1


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf ", b'{"dataFeedElement": [{}, {"item"', b"[{}", b"[" * 100_000])
def test_a_feed_that_is_not_whole_is_asked_for_again_later(read: Read, body: bytes) -> None:
    with pytest.raises(SourceUnavailable, match="no JSON"):
        read(body=body)


def test_a_feed_may_come_as_plain_bytes_but_not_as_a_page(server: LocalServer, ask: Ask) -> None:
    body = json.dumps(feed(item(REVIEW))).encode()
    url = server.url("/feed")
    server.routes = Routes(reply(body, content_type="application/octet-stream"))
    assert len(ask("claimreview_feed", QUESTION, url=url).hits) == 1
    server.routes = Routes(reply(body))
    with pytest.raises(SourceRefused, match="text/html"):
        ask("claimreview_feed", QUESTION, url=url)


def test_the_size_that_is_read_is_the_operators_choice(read: Read) -> None:
    large = {**REVIEW, "reviewBody": "x" * 1_100_000}
    with pytest.raises(SourceRefused, match="bytes"):
        read(item(large), megabytes="1")
    assert len(read(item(large), megabytes="2").hits) == 1
    with pytest.raises(SourceRefused, match="“all” is no size"):
        read(item(REVIEW), megabytes="all")


def test_without_an_address_nothing_can_be_asked(ask: Ask) -> None:
    with pytest.raises(SourceRefused, match="option “url”"):
        ask("claimreview_feed", QUESTION)


def test_a_claim_of_few_words_is_not_matched() -> None:
    assert "fewer than 3" in connector("claimreview_feed").applies(Question(text="It rained."))
    assert connector("claimreview_feed").applies(QUESTION) == ""


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("claimreview_feed", QUESTION, url=server.url("/feed"))
