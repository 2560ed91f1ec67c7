"""The desk's work on seeded claims, in every state that a review can be in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from reviews.choices import CitationRole, ReviewAction, ReviewState, VerdictKind
from reviews.models import (
    Assignment,
    Citation,
    DeskPolicy,
    Proposal,
    ProposalCitation,
    Rating,
    RatingScale,
    Review,
    Transition,
    Verdict,
)
from reviews.models.review import LEASE
from reviews.seeding.copying import Copied, write_all
from reviews.seeding.people import Desk
from reviews.seeding.words import DISMISSALS, Sentence

S, A = ReviewState, ReviewAction
SHARES = (
    (S.DISMISSED, 0.55), (S.PUBLISHED, 0.10), (S.PROPOSED, 0.002), (S.RETRACTED, 0.001), (S.IN_REVIEW, 0.004),
    (S.CORRECTING, 0.001),
)  # fmt: skip
"""Of all claims; the rest is queued. Nobody holds more than a desk lets them, so few are in review."""
GRADED = (S.PUBLISHED, S.PROPOSED, S.RETRACTED, S.CORRECTING)
HELD = (S.IN_REVIEW, S.CORRECTING)
GRADING = ("rating", "headline", "explanation", "valid_as_of", "recheck_on", "note", "kind")


class Subject(NamedTuple):
    """What a review is of, and what is known of it."""

    review: int
    claim: int
    wording: int
    said: Sentence
    evidence: list[tuple[int, str]]


class Reviewed:
    """The rows of a batch's reviews."""

    def __init__(self, desk: Desk, holders: Iterator[int], until: datetime, draw: Random, size: int) -> None:
        self.desk, self.holders, self.until, self.draw = desk, holders, until, draw
        scale = RatingScale.objects.get(in_use=True)
        self.scale = scale.name
        policy = DeskPolicy.objects.order_by("-pk").first()
        self.four_eyes = policy is None or policy.four_eyes
        self.ratings = list(Rating.objects.filter(scale=scale).values_list("pk", "label", "value"))
        self.reviews = Copied(Review, "claim", "state", "priority", "due_at", "version", "opened_at")
        self.assignments = Copied(Assignment, "review", "person", "taken_at", "lease_until")
        self.transitions = Copied(Transition, "review", "action", "from_state", "to_state", "actor", "reason",
                                  "proposal", "at")  # fmt: skip
        self.proposals = Copied(Proposal, "review", "number", "author", "wording", "proposed_at", *GRADING)
        self.proposed = Copied(ProposalCitation, "proposal", "evidence", "role", "quote")
        self.verdicts = Copied(
            Verdict, "review", "proposal", "number", "supersedes", "author", "approver", "four_eyes", "claim_text",
            "claim_quote", "rating_label", "rating_value", "scale_name", "published_at", *GRADING,
        )  # fmt: skip
        self.citations = Copied(Citation, "verdict", "evidence", "role", "quote", "publisher", "title")
        for table, each in (
            (self.reviews, 1), (self.assignments, 1), (self.transitions, 6), (self.proposals, 1), (self.proposed, 2),
            (self.verdicts, 1), (self.citations, 2),
        ):  # fmt: skip
            table.reserve(each * size)

    def write(self) -> int:
        return write_all([
            self.reviews, self.assignments, self.proposals, self.proposed, self.transitions, self.verdicts,
            self.citations,
        ])  # fmt: skip

    def draw_state(self, at: datetime) -> tuple[ReviewState, bool]:
        """A state, and whether the claim's deadline has passed; what came in during the last days is mostly queued."""
        drawn = self.draw.random()
        is_new = self.until - at < timedelta(days=3)
        if is_new and self.draw.random() < 0.8:
            return S.QUEUED, False
        for state, share in SHARES:
            if drawn < share:
                return state, self.draw.random() < 0.5
            drawn -= share
        return S.QUEUED, self.draw.random() < 0.5

    def needs_evidence(self, state: ReviewState) -> bool:
        return state in GRADED

    def add(
        self,
        state: ReviewState,
        claim: int,
        wording: int,
        said: Sentence,
        worth: float,
        evidence: list[tuple[int, str]],
        at: datetime,
        *,
        is_late: bool,
    ) -> None:
        """A review in the state, with the steps that led there."""
        holder = next(self.holders, None) if state in HELD else None
        if state in HELD and holder is None:
            state = S.QUEUED if state == S.IN_REVIEW else S.PUBLISHED
        days = self.draw.randint(1, 20)
        due = self.until + timedelta(days=-days if is_late else days) if self.draw.random() < 0.01 else None
        steps = {S.QUEUED: 0, S.DISMISSED: 1, S.IN_REVIEW: 1, S.PROPOSED: 2, S.PUBLISHED: 3, S.CORRECTING: 4}
        review = self.reviews.add(claim, state, worth, due, 1 + steps.get(state, 6), at)
        subject = Subject(review, claim, wording, said, evidence)
        if holder is not None:
            self.assignments.add(review, holder, self.until, self.until + LEASE)
        if state == S.DISMISSED:
            later = min(self.until, at + timedelta(hours=self.draw.expovariate(1 / 30)))
            self._step(review, A.DISMISS, S.QUEUED, state, self._reviewer(), later, reason=self.draw.choice(DISMISSALS))
        elif state == S.IN_REVIEW:
            self._step(review, A.TAKE, S.QUEUED, state, holder, self.until)
        elif state in GRADED:
            self._graded(subject, state, at, holder)

    def _reviewer(self) -> int:
        return self.draw.choice(self.desk.reviewers)

    def _graded(self, subject: Subject, state: ReviewState, at: datetime, holder: int | None) -> None:
        author = self._reviewer()
        taken = min(self.until, at + timedelta(hours=self.draw.expovariate(1 / 40)))
        done = min(self.until, taken + timedelta(hours=self.draw.expovariate(1 / 5)))
        self._step(subject.review, A.TAKE, S.QUEUED, S.IN_REVIEW, author, taken)
        grading = self._grading(subject, done, VerdictKind.VERDICT)
        proposal = self._propose(subject, 1, author, done, grading)
        if state == S.PROPOSED:
            return
        first = self._publish(subject, proposal, 1, None, author, done, grading)
        if state in (S.CORRECTING, S.RETRACTED):
            editor = holder or author
            why = "The bureau withdrew its figure."
            self._step(subject.review, A.CORRECT, S.PUBLISHED, S.CORRECTING, editor, self.until, reason=why)
        if state == S.RETRACTED:
            grading = self._grading(subject, self.until, VerdictKind.RETRACTION)
            proposal = self._propose(subject, 2, author, self.until, grading)
            self._publish(subject, proposal, 2, first, author, self.until, grading)

    def _grading(self, subject: Subject, at: datetime, kind: VerdictKind) -> tuple[object, ...]:
        rating = self.draw.choice(self.ratings)[0]
        recheck = (at + timedelta(days=self.draw.randint(90, 900))).date() if self.draw.random() < 0.3 else None
        note = "The bureau withdrew its figure." if kind != VerdictKind.VERDICT else ""
        headline = f"What the statistics say about {subject.said.counted} in {subject.said.place}"
        return (
            rating,
            headline,
            f"Two editions were compared. {subject.evidence[0][1]}",
            at.date(),
            recheck,
            note,
            kind,
        )

    def _propose(self, subject: Subject, number: int, author: int, at: datetime, grading: tuple[object, ...]) -> int:
        proposal = self.proposals.add(subject.review, number, author, subject.wording, at, *grading)
        source = S.IN_REVIEW if number == 1 else S.CORRECTING
        self._step(subject.review, A.PROPOSE, source, S.PROPOSED, author, at, proposal=proposal)
        for evidence, quote in subject.evidence:
            self.proposed.add(proposal, evidence, CitationRole.AGAINST, quote)
        return proposal

    def _publish(
        self,
        subject: Subject,
        proposal: int,
        number: int,
        supersedes: int | None,
        author: int,
        at: datetime,
        grading: tuple[object, ...],
    ) -> int:
        approver = self.draw.choice(self.desk.editors)
        label, value = next((label, value) for pk, label, value in self.ratings if pk == grading[0])
        verdict = self.verdicts.add(
            subject.review, proposal, number, supersedes, author, approver, self.four_eyes, subject.said.text,
            subject.said.text, label, value, self.scale, at, *grading,
        )  # fmt: skip
        target = S.PUBLISHED if number == 1 else S.RETRACTED
        self._step(subject.review, A.APPROVE, S.PROPOSED, target, approver, at, proposal=proposal)
        for evidence, quote in subject.evidence:
            self.citations.add(verdict, evidence, CitationRole.AGAINST, quote, "Bureau of Statistics", "In figures")
        return verdict

    def _step(
        self, review: int, action: ReviewAction, source: ReviewState, target: ReviewState, actor: int | None,
        at: datetime, *, reason: str = "", proposal: int | None = None,
    ) -> None:  # fmt: skip
        self.transitions.add(review, action, source, target, actor, reason, proposal, at)
