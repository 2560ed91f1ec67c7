"""Fill a desk with articles, claims, evidence, reviews and verdicts, a batch a transaction."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random

from django.db import transaction
from django.db.models import Max, Q

from claims.choices import LookupState, Stance, WorkState
from claims.models import (
    Appearance,
    Article,
    ArticleRevision,
    Claim,
    Claimant,
    ClaimWording,
    Evidence,
    Outlet,
    Quantity,
    Source,
    SourceLookup,
)
from claimtracker.audit.context import record_actor
from reviews.seeding import words
from reviews.seeding.copying import Copied, write_all
from reviews.seeding.people import Desk, seeded_people
from reviews.seeding.reviewing import Reviewed

CLAIMS_AN_ARTICLE = 5
ARTICLES_A_BATCH = 2000
SPAN = timedelta(days=730)
"""The claims are spread over so long a time before now."""
HELD_BY_EACH = 3

Progress = Callable[[int], None]


class SeedRefused(Exception):
    """The desk is not one to fill with made-up claims; the message says why, and how to do it all the same."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every batch shares."""

    desk: Desk
    outlets: list[int]
    domains: list[str]
    claimants: list[int]
    sources: list[int]
    begin: int
    holders: Iterator[int]
    until: datetime


def refuse_a_real_desk() -> None:
    """Raise SeedRefused where there is an article that was not seeded."""
    if Article.objects.filter(Q(outlet=None) | ~Q(outlet__domain__endswith=words.OUTLET_DOMAIN)).exists():
        raise SeedRefused(
            "This desk has articles of its own, and seeded claims can never be taken out of it again. "
            "Seed an empty desk, or say --beside-own-articles."
        )


def fill(claims: int, *, until: datetime, progress: Progress) -> int:
    """Add so many claims, with everything around them; `progress` is told after each batch how many there are.

    Returns the number of rows written. The same number on an empty desk with the same `until` gives the same rows.
    """
    frame = _frame(until)
    written = done = 0
    while done < claims:
        size = min(ARTICLES_A_BATCH * CLAIMS_AN_ARTICLE, claims - done)
        with transaction.atomic():
            record_actor(None)  # COPY is no statement that the trail's wrapper sees
            written += _Batch(frame, first=done, size=size, total=claims).write()
        done += size
        progress(done)
    return written


def _frame(until: datetime) -> Frame:
    for name, domain in words.outlets():
        Outlet.objects.get_or_create(name=name, defaults={"domain": domain})
    Claimant.objects.bulk_create(
        (Claimant(name=name, role=role) for name, role in words.claimants()), ignore_conflicts=True
    )
    seeded = Outlet.objects.filter(domain__endswith=words.OUTLET_DOMAIN).order_by("pk")
    names = [name for name, _ in words.claimants()]
    desk = seeded_people()
    sources = sorted(Source.objects.values_list("name", "pk"), key=lambda source: (source[0] != "library", source))
    return Frame(
        desk=desk,
        outlets=list(seeded.values_list("pk", flat=True)),
        domains=list(seeded.values_list("domain", flat=True)),
        claimants=list(Claimant.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True)),
        sources=[pk for _, pk in sources[:2]],
        begin=Article.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        holders=islice(cycle(desk.reviewers), HELD_BY_EACH * len(desk.reviewers)),
        until=until,
    )


class _Batch:
    """The rows of some articles and their claims."""

    def __init__(self, frame: Frame, *, first: int, size: int, total: int) -> None:
        self.frame, self.first, self.total = frame, first, total
        self.draw = Random(f"claims {frame.begin + first}")  # noqa: S311 - reproducible, not secret
        self.articles = Copied(Article, "outlet", "canonical_url", "text_sha256", "title", "language",
                               "published_at", "received_at")  # fmt: skip
        self.revisions = Copied(ArticleRevision, "article", "number", "text", "text_sha256", "retrieved_at", "state",
                                "extractor", "language", "next_attempt_at")  # fmt: skip
        self.claims = Copied(Claim, "claimant", "kind", "check_worthiness", "verifiability", "topic",
                             "selection_reason", "found_at")  # fmt: skip
        self.wordings = Copied(ClaimWording, "claim", "text", "written_at")
        self.appearances = Copied(Appearance, "claim", "revision", "exact", "prefix", "suffix", "start", "end")
        self.quantities = Copied(Quantity, "wording", "text", "value", "unit", "counted", "place", "period")
        self.lookups = Copied(SourceLookup, "claim", "wording", "source", "state", "note", "failure", "attempts",
                              "asked_at", "finished_at", "next_attempt_at")  # fmt: skip
        self.evidence = Copied(
            Evidence, "claim", "lookup", "title", "publisher", "edition", "as_of", "quote", "url", "quantity",
            "found_value", "found_unit", "stance", "reason", "rank", "kept_at",
        )  # fmt: skip
        self.reviewed = Reviewed(frame.desk, frame.holders, frame.until, self.draw, size)
        articles = -(-size // CLAIMS_AN_ARTICLE)
        for table, number in (
            (self.articles, articles), (self.revisions, articles), (self.claims, size), (self.wordings, size),
            (self.appearances, size), (self.quantities, size), (self.lookups, 2 * size), (self.evidence, 3 * size),
        ):  # fmt: skip
            table.reserve(number)
        for number in range(0, size, CLAIMS_AN_ARTICLE):
            self._article(first + number, min(CLAIMS_AN_ARTICLE, size - number))

    def write(self) -> int:
        # In the order in which the triggers want them: an appearance's words must stand in a revision that is there.
        return write_all([
            self.articles, self.revisions, self.claims, self.wordings, self.appearances, self.quantities, self.lookups,
            self.evidence,
        ]) + self.reviewed.write()  # fmt: skip

    def _article(self, number: int, claims: int) -> None:
        draw, frame = self.draw, self.frame
        at = frame.until - SPAN * (1 - (number + draw.random() * CLAIMS_AN_ARTICLE) / self.total)
        # A few outlets give most of a desk's articles.
        which = int(len(frame.outlets) * draw.random() ** 2)
        sentences = [words.sentence(draw, at.year) for _ in range(claims)]
        text, places = "", []
        for each in sentences:
            text += words.filler(draw) + " "
            places.append(len(text))
            text += each.text + " "
        text += f"Item {frame.begin + number} of the made-up record."
        digest = hashlib.sha256(text.encode()).hexdigest()
        title = f"{sentences[0].place}: {words.filler(draw).rstrip('.').lower()}"
        article = self.articles.add(frame.outlets[which], "", digest, title, "en", at - timedelta(hours=3), at)
        revision = self.revisions.add(article, 1, text, digest, at, WorkState.DONE, "seed", "en", None)
        for each, start in zip(sentences, places, strict=True):
            self._claim(each, revision, text, start, at)

    def _claim(self, said: words.Sentence, revision: int, text: str, start: int, at: datetime) -> None:
        draw, frame = self.draw, self.frame
        worth = round(draw.betavariate(2, 3), 6)
        claimant = frame.claimants[int(len(frame.claimants) * draw.random() ** 3)] if draw.random() < 0.7 else None
        end = start + len(said.text)
        claim = self.claims.add(claimant, said.kind, worth, 0.9, said.topic, said.reason, at)
        wording = self.wordings.add(claim, said.text, at)
        self.appearances.add(
            claim, revision, said.text, text[max(0, start - 32) : start], text[end : end + 32], start, end
        )
        quantity = self.quantities.add(
            wording, said.figure, said.value, said.unit, said.counted, said.place, str(said.year)
        )
        state, is_late = self.reviewed.draw_state(at)
        pieces = 2 if self.reviewed.needs_evidence(state) else draw.choice((0, 0, 1, 1, 2))
        evidence = self._looked_up(said, claim, wording, quantity, pieces, at)
        self.reviewed.add(state, claim, wording, said, worth, evidence, at, is_late=is_late)

    def _looked_up(
        self, said: words.Sentence, claim: int, wording: int, quantity: int, pieces: int, at: datetime
    ) -> list[tuple[int, str]]:
        """Look-ups and what they found; returns the evidence's ids and quotes."""
        draw = self.draw
        found = LookupState.FOUND if pieces else LookupState.NOTHING_FOUND
        lookup = self.lookups.add(claim, wording, self.frame.sources[0], found, "", "", 1, at, at, None)
        if len(self.frame.sources) > 1 and draw.random() < 0.3:
            failed = draw.random() < 0.1
            state, why = (
                (LookupState.GIVEN_UP, "It answered with status 503.") if failed else (LookupState.NOTHING_FOUND, "")
            )
            self.lookups.add(claim, wording, self.frame.sources[1], state, "", why, 6 if failed else 1, at, at, None)
        evidence = []
        for rank in range(pieces):
            value = said.value if draw.random() < 0.4 else max(1, round(said.value * draw.uniform(0.3, 1.6)))
            quote = f"{said.counted.capitalize()}, {said.place}: {value:,} ({said.year - rank})."
            stance = Stance.CONSISTENT if value == said.value else Stance.DIFFERS
            pk = self.evidence.add(
                claim, lookup, f"{said.place} in figures", f"Bureau of Statistics {1 + (claim + rank) % 30} (made up)",
                f"{said.year - rank} edition", at.date().replace(month=1, day=1), quote,
                f"https://statistics.{words.OUTLET_DOMAIN}/{claim}", quantity, value, said.unit, stance,
                f"The claim says {said.figure}; the bureau gives {value:,}.", rank, at,
            )  # fmt: skip
            evidence.append((pk, quote))
        return evidence
