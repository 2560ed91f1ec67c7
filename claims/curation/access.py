"""Who may correct claims, and the locks under which it is done."""

from claims.curation.refusals import ClaimMoved, NotPermitted
from claims.models import Appearance, Article, ArticleRevision, Claim
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User

PERMISSION = "claims.curate_claim"
WHO_MAY = "reviewers, editors and admins"


def begin(person: User) -> None:
    """Check that the person may correct claims, and name them to the audit trail. Needs a transaction.

    A service user acts by the scopes of its key, which the API has checked. Raises NotPermitted.
    """
    is_service = person.kind == User.Kind.SERVICE
    if not person.is_active or not (is_service or person.has_perm(PERMISSION)):
        raise NotPermitted(
            f"{person} may not correct claims: it is for {WHO_MAY}. Ask the desk's admin for one of these roles.",
            code="not_permitted",
        )
    record_actor(person.pk)


def locked(claim_id: int) -> Claim:
    """The claim, with the articles that it stands in locked before it, as re-anchoring locks them.

    Raises Claim.DoesNotExist.
    """
    revisions = ArticleRevision.objects.filter(appearances__claim=claim_id)
    articles = Article.objects.filter(pk__in=revisions.values("article"))
    list(articles.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return Claim.objects.select_for_update(no_key=True).get(pk=claim_id)


def shown(claim: Claim) -> Appearance | None:
    """The claim's newest appearance that is not hidden; None for a claim that was dropped."""
    appearances = claim.appearances.filter(suppressed_reason="").select_related("revision")
    return appearances.order_by("-revision__number", "start").first()


def hidden(claim: Claim) -> Appearance | None:
    """The newest appearance of a dropped claim, with who dropped it and why."""
    return claim.appearances.exclude(suppressed_reason="").select_related("suppressed_by").order_by("-pk").first()


def refuse_dropped(claim: Claim) -> None:
    """Raise ClaimMoved for a claim that was dropped."""
    if shown(claim) is None and (dropped := hidden(claim)):
        who = f" by {dropped.suppressed_by}" if dropped.suppressed_by else ""
        raise ClaimMoved(
            f"Claim {claim.pk} was dropped{who}: {dropped.suppressed_reason} Restore it first.", code="dropped"
        )
