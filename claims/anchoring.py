"""Carry an article's claims from one revision to the next, and tell what became of their words (DESIGN rule 7).

An appearance that is continued has its words, edited or not, in a later revision; one that is not is the end of its
line. What became of the words is told on every appearance of the line, by an event where they changed or went.
"""

from collections import defaultdict

from claims.choices import AnchorState, Origin, WorkState
from claims.extraction.anchors.finding import Reanchoring
from claims.extraction.anchors.types import ORPHANED, Anchored
from claims.extraction.anchors.verbatim import plain
from claims.models import Appearance, Article, ArticleRevision
from claimtracker.events.outbox import publish

WORDS_CHANGED = "appearance.words_changed"
"""Of an appearance; the payload has the new `revision`, `state` (changed or orphaned), words `before` and `after`."""
CONTEXT = 32
"""Characters kept on either side of an appearance's words."""
SAME = 0.8
"""Two stretches that share this much of what they cover together are one passage."""

Key = tuple[int, int, int]


def lock_article(article_id: int) -> None:
    """Let nobody else anchor or correct claims of the article until this transaction ends.

    Take it before any row of a revision: everybody who takes both takes them in this order.
    """
    Article.objects.select_for_update(no_key=True).get(pk=article_id)


def carry_into(revision: ArticleRevision) -> None:
    """Continue the article's earlier appearances in this revision, with origin, cue and suppression.

    Needs a transaction with the article locked. Doing it twice changes nothing.
    """
    tips = Appearance.objects.filter(
        revision__article=revision.article_id, revision__number__lt=revision.number, continued_by=None
    ).order_by("-revision__number", "pk")
    _Carrying(revision, list(tips)).carry()


def carry_onward(revision: ArticleRevision) -> None:
    """Carry what was stored or marked in a revision into the later ones that were read before it."""
    later = ArticleRevision.objects.filter(
        article=revision.article_id, number__gt=revision.number, state=WorkState.DONE
    )
    for following in later.order_by("number"):
        carry_into(following)


def standing_in(revision: ArticleRevision) -> list[Appearance]:
    """The appearances that a revision has by now, with their claims and what they continue."""
    return list(Appearance.objects.filter(revision=revision).select_related("claim", "continues"))


def already_there(standing: list[Appearance], start: int, end: int) -> Appearance | None:
    """The appearance that a finding of these words would only repeat; None where the words are new.

    What people marked, dropped or split counts where the two overlap by half of the shorter: the software neither
    doubles nor brings back what a person has decided on.
    """
    here = [each for each in standing if (each.start, each.end) == (start, end)]
    if here:
        return min(here, key=lambda each: bool(each.suppressed_reason))
    for each in standing:
        shared = min(end, each.end) - max(start, each.start)
        if shared <= 0:
            continue
        is_decided = each.origin == Origin.PERSON or each.suppressed_reason
        if is_decided and 2 * shared >= min(end - start, each.end - each.start):
            return each
        if shared >= SAME * (max(end, each.end) - min(start, each.start)):
            return each
    return None


def anchor(revision: ArticleRevision, start: int, end: int) -> dict[str, object]:
    """The fields of an appearance of text[start:end]."""
    text = revision.text
    return {
        "revision": revision,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


class _Carrying:
    """One revision, and the ends of the lines that lead to it."""

    def __init__(self, revision: ArticleRevision, tips: list[Appearance]) -> None:
        self._revision = revision
        self._tips = tips
        texts = ArticleRevision.objects.filter(pk__in={tip.revision_id for tip in tips}).values_list("pk", "text")
        self._comparisons = {pk: Reanchoring(text, revision.text) for pk, text in texts}
        self._earlier = self._ancestors()
        self._there: dict[Key, Appearance] = {
            (each.claim_id, each.start, each.end): each for each in Appearance.objects.filter(revision=revision)
        }
        self._new: list[Appearance] = []
        self._states: dict[AnchorState, list[int]] = defaultdict(list)

    def carry(self) -> None:
        for tip in self._tips:
            found = self._comparisons[tip.revision_id].find(tip.start, tip.end)
            if tip.anchor_state == AnchorState.ORPHANED and found.state == AnchorState.CHANGED:
                found = ORPHANED  # words that were gone come back as they were, or not at all
            if found.state != AnchorState.ORPHANED:
                self._continue(tip, found)
            self._tell(tip, found)
        Appearance.objects.bulk_create(self._new)
        for state, ids in self._states.items():
            Appearance.objects.filter(pk__in=ids).update(anchor_state=state)

    def _continue(self, tip: Appearance, found: Anchored) -> None:
        key = (tip.claim_id, found.start, found.end)
        there = self._there.get(key)
        if there is None:
            self._there[key] = Appearance(
                claim_id=tip.claim_id,
                continues=tip,
                attribution_cue=tip.attribution_cue,
                origin=tip.origin,
                added_by_id=tip.added_by_id,
                suppressed_reason=tip.suppressed_reason,
                suppressed_by_id=tip.suppressed_by_id,
                suppressed_at=tip.suppressed_at,
                **anchor(self._revision, found.start, found.end),
            )
            self._new.append(self._there[key])
        elif there.pk is not None and there.continues_id is None:
            there.continues = tip
            there.save(update_fields=["continues"])

    def _tell(self, tip: Appearance, found: Anchored) -> None:
        """Write the state on the whole line, and publish what a reviewer must hear of."""
        after = self._revision.text[found.start : found.end]
        was = tip.anchor_state
        self._note(tip.pk, was, found.state)
        earlier = tip.continues_id
        while earlier is not None:
            earlier_still, exact, state = self._earlier[earlier]
            self._note(earlier, state, _since(exact, state, found, after))
            earlier = earlier_still
        is_news = found.state == AnchorState.CHANGED or (found.state == AnchorState.ORPHANED and was != found.state)
        if is_news and not tip.suppressed_reason:
            publish(
                WORDS_CHANGED,
                tip.pk,
                {
                    "claim": tip.claim_id,
                    "revision": self._revision.pk,
                    "state": found.state,
                    "before": tip.exact,
                    "after": after,
                },
            )

    def _note(self, pk: int, was: str, state: AnchorState) -> None:
        if state != was:
            self._states[state].append(pk)

    def _ancestors(self) -> dict[int, tuple[int | None, str, str]]:
        if all(tip.continues_id is None for tip in self._tips):
            return {}
        continued = Appearance.objects.filter(
            revision__article=self._revision.article_id, continued_by__isnull=False
        ).order_by()
        rows = continued.values_list("pk", "continues_id", "exact", "anchor_state")
        return {pk: (continues, exact, state) for pk, continues, exact, state in rows}


def _since(exact: str, state: str, found: Anchored, after: str) -> AnchorState:
    """What became of an earlier appearance's words, now that the end of its line was found."""
    if found.state == AnchorState.ORPHANED:
        return AnchorState.ORPHANED
    if plain(exact) != plain(after):
        return AnchorState.CHANGED
    return AnchorState.MOVED if AnchorState.MOVED in (found.state, state) else AnchorState.EXACT
