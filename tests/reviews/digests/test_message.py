"""The digest as a mail: subject, both renderings, and what a hostile headline can do to them."""

from datetime import UTC
from email import message_from_bytes, policy
from html import unescape
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from reviews.choices import VerdictKind
from reviews.digests.message import compose, render_html, render_text
from reviews.models import DeskPolicy
from tests.support.builders import build_evidence
from tests.support.verdicts import publish_verdict

BOTH = pytest.mark.parametrize("render", [render_text, render_html])


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def flat(text: str) -> str:
    return " ".join(text.split())


@BOTH
def test_a_verdict_is_printed_with_all_that_it_rests_on(publish, digest, render):
    publish(18, text="Herders are 46 percent of Examplia.")
    text = flat(render(digest(), UTC))
    for part in (
        "Herders are 46 percent of Examplia.",
        "Zoe Adler",
        "False",
        "The census gives herders a share of 27 percent",
        "The bureau", "gives 27 percent. No later count exists.",
        "Against the claim",
        "Bureau of Statistics",
        "(2024 edition)",
        "as of 1 January 2024",
        "https://statistics.example/people",
        "Herders: 27 percent of the people of Examplia (2024).",
        "Written by Ana Reyes, approved by Ed Okafor. Published on 18 November 2026, valid as of 1 November 2026.",
    ):  # fmt: skip
        assert part in text


@BOTH
def test_public_names_are_printed_not_user_names(publish, digest, reviewer, render):
    reviewer.public_pseudonym = "Desk member 7"
    reviewer.save()
    publish(18)
    text = flat(render(digest(), UTC))
    assert "Written by Desk member 7, approved by" in text
    assert "Reyes" not in text


@BOTH
def test_corrections_and_retractions_are_printed_with_their_notes(publish, digest, render):
    first, second = publish(10, rating="False"), publish(10, headline="A headline that goes")
    publish(17, claim=first.review.claim, rating="Half true", note="The share was misread.")
    publish(18, claim=second.review.claim, kind=VerdictKind.RETRACTION, note="The claim was never made.")
    text = flat(render(digest(), UTC))
    assert "before: False" in text
    assert "Corrected on 17 November 2026" in text
    assert "The share was misread." in text
    assert "Retracted on 18 November 2026." in text
    assert "The claim was never made." in text
    assert "A headline that goes" in text


@BOTH
def test_a_verdict_retracted_since_says_so(publish, digest, render):
    verdict = publish(18)
    publish(25, claim=verdict.review.claim, kind=VerdictKind.RETRACTION, note="The claim was never made.")
    assert "Since then retracted, on 25 November 2026" in flat(render(digest(), UTC))


@BOTH
def test_a_verdict_that_one_person_published_alone_says_so(clock, editor, make_claim, digest, render):
    DeskPolicy.objects.create(four_eyes=False, reason="One person only.", set_by=editor)
    publish_verdict(make_claim(), editor, editor)
    assert "published without a second person" in flat(render(digest(), UTC))


@BOTH
def test_an_empty_week_has_its_own_words(db, digest, render):
    text = flat(render(digest(), UTC))
    assert "No verdict was published, corrected or retracted in this week." in text
    assert "New verdicts" not in text
    assert "In this digest" not in text


@BOTH
def test_dates_are_of_the_zone_asked_for(publish, digest, render):
    publish(18, 23)
    berlin = ZoneInfo("Europe/Berlin")
    assert "Published on 19 November 2026" in flat(render(digest(zone=berlin), berlin))


def test_markup_in_a_verdict_is_shown_and_never_run(publish, digest):
    publish(
        18, headline='"Quotes" & <script>alert(1)</script>', explanation="<img src=x onerror=alert(1)> is no proof."
    )
    page, text = render_html(digest(), UTC), render_text(digest(), UTC)
    tags = Tags(page)
    assert not tags.attributes("script")
    assert not tags.attributes("img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '"Quotes" & <script>alert(1)</script>' in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", ""])
def test_only_web_addresses_become_links(publish, digest, make_claim, make_evidence, url):
    claim = make_claim()
    make_evidence(claim, url=url)
    make_evidence(claim)
    publish(18, claim=claim)
    links = Tags(render_html(digest(), UTC)).attributes("a")
    assert [link["href"] for link in links] == ["https://statistics.example/people"]


def test_the_page_names_its_language_and_its_styles_are_inlined(publish, digest):
    publish(18)
    page = render_html(digest(), UTC)
    tags = Tags(page)
    assert tags.attributes("html")[0]["lang"] == "en"
    assert all("style" in attributes for attributes in tags.attributes("h3"))
    assert "@media (prefers-color-scheme: dark)" in page
    assert not tags.attributes("link")


def test_a_mail_client_shows_the_headlines_beside_the_subject(publish, digest):
    publish(18)
    page = render_html(digest(), UTC)
    body = page[page.index("<body") :]
    assert body.index("False: The census gives herders") < body.index("<h1")


def test_the_subject_counts_in_words(publish, digest):
    first, second = publish(10), publish(10)
    assert compose(digest(), UTC).subject == "Claim Tracker: nothing published (16–22 November 2026)"
    publish(16)
    assert compose(digest(), UTC).subject == "Claim Tracker: 1 verdict (16–22 November 2026)"
    publish(16)
    publish(17, claim=first.review.claim)
    publish(17, claim=second.review.claim, kind=VerdictKind.RETRACTION)
    expected = "Claim Tracker: 2 verdicts, 1 correction, 1 retraction (16–22 November 2026)"
    assert compose(digest(), UTC).subject == expected


def test_the_message_is_complete_and_survives_the_wire(publish, digest, settings):
    settings.DESK_NAME = "Desk\nof Wörth"
    settings.DESK_URL = "https://desk.example"
    settings.DEFAULT_FROM_EMAIL = "desk@desk.example"
    publish(18, headline="Zahlen für Wörth “stimmen” nicht")
    raw = compose(digest(), UTC, to=["reader@example.org"]).message().as_bytes(linesep="\r\n")
    message = message_from_bytes(raw, policy=policy.default)
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert all("Zahlen für Wörth “stimmen” nicht" in part.get_content() for part in message.iter_parts())
    assert message["Subject"].strip().startswith("Desk of Wörth: 1 verdict")
    assert message["From"] == "Desk of Wörth <desk@desk.example>"
    assert message["To"] == "reader@example.org"
    assert message["Message-ID"] == "<digest.2026-w47@desk.example>"
    assert message["Date"] is not None


def test_a_sender_who_has_a_name_keeps_it(db, digest, settings):
    settings.DEFAULT_FROM_EMAIL = "The Facts <desk@desk.example>"
    assert compose(digest(), UTC).from_email == "The Facts <desk@desk.example>"


@BOTH
def test_the_claim_is_printed_in_the_articles_own_words_with_where_they_stood(publish, digest, make_claim, render):
    claim = make_claim(text="Herders, who are 46% of the people, vote.")
    claim.wordings.create(number=2, text="Herders are 46% of the people of Examplia.")
    publish(18, claim=claim)
    text = flat(unescape(render(digest(), UTC)))
    assert "“Herders, who are 46% of the people, vote.”" in text
    assert "Claimed by the article itself, in “Council debates herders”, The Examplia Courier, 2 March 2026" in text
    assert "Checked as: Herders are 46% of the people of Examplia." in text
    assert "“Herders are 46% of the people of Examplia.”" not in text


@BOTH
def test_a_line_of_the_desk_is_never_printed_as_a_quotation(publish, digest, make_claim, render):
    claim = make_claim()
    build_evidence(claim, verbatim=False)
    build_evidence(claim)
    publish(18, claim=claim)
    text = flat(unescape(render(digest(), UTC)))
    assert "Herders: 27 percent of the people of Examplia (2024). (in the desk's words)" in text
    assert "“Herders: 27 percent of the people of Examplia (2024).”" in text
