"""The one door by which articles come in. The same article twice is one article, the same text one revision."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from claims.extraction.normalise import normalise
from claims.models import Article, ArticleRevision, Outlet
from claims.reading import LONGEST_ADDRESS, Document, is_web_address
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User


class IntakeRefused(ValueError):
    """The article cannot be taken in. `field` names the value at fault, `code` the rule."""

    def __init__(self, field: str, code: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of an intake. `is_new`: a revision was made, which waits for extraction."""

    article: Article
    revision: ArticleRevision
    is_new: bool


def take_in(document: Document, *, submitted_by: User | None = None) -> TakenIn:
    """Store the document as an article's revision, due for extraction.

    Raises IntakeRefused for an empty or oversized text and for a URL that is none. Two intakes of the same article
    at once end as one.
    """
    text = normalise(document.text)
    _check(document, text)
    for last_try in (False, True):
        try:
            with transaction.atomic():
                record_actor(submitted_by.pk if submitted_by else None)
                return _store(document, text, submitted_by)
        except IntegrityError:
            # Somebody stored the same article between our look and our insert: look again.
            if last_try:
                raise
    raise AssertionError("unreachable")


def _check(document: Document, text: str) -> None:
    if not text.strip():
        raise IntakeRefused("text", "blank", "The article has no text. Send at least one sentence.")
    if len(text) > settings.MAX_ARTICLE_CHARACTERS:
        raise IntakeRefused(
            "text",
            "too_long",
            f"The article has {len(text):,} characters, {settings.MAX_ARTICLE_CHARACTERS:,} is the most that is "
            "taken. Send its parts as articles of their own, or raise MAX_ARTICLE_CHARACTERS.",
        )
    if document.canonical_url and not is_web_address(document.canonical_url):
        raise IntakeRefused(
            "canonical_url",
            "invalid",
            f"“{document.canonical_url[:200]}” is no http or https address of at most {LONGEST_ADDRESS:,} bytes. "
            "Correct it, or leave it out.",
        )


def _store(document: Document, text: str, submitted_by: User | None) -> TakenIn:
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = _known_article(document.canonical_url, digest)
    if known is not None:
        _fill_in(known, document)
    article = known or Article.objects.create(
        outlet=_outlet(document),
        canonical_url=document.canonical_url,
        text_sha256=digest,
        title=document.title[:500],
        byline=document.byline[:500],
        dateline=document.dateline[:200],
        language=document.language or "en",
        published_at=document.published_at,
        submitted_by=submitted_by,
    )
    same = article.revisions.filter(text_sha256=digest).first()
    if same is not None:
        return TakenIn(article, same, is_new=False)
    revision = article.revisions.create(number=article.revisions.count() + 1, text=text, text_sha256=digest)
    return TakenIn(article, revision, is_new=True)


def _outlet(document: Document) -> Outlet | None:
    """The outlet by its name; of a page that does not name it, by its domain, which then is its name too."""
    name, domain = document.outlet[:200], document.outlet_domain[:253]
    if not name and not domain:
        return None
    outlet = None if name else Outlet.objects.filter(domain=domain).order_by("pk").first()
    outlet = outlet or Outlet.objects.get_or_create(name=name or domain[:200], defaults={"domain": domain})[0]
    if domain and not outlet.domain:
        outlet.domain = domain
        outlet.save(update_fields=["domain"])
    return outlet


def _fill_in(article: Article, document: Document) -> None:
    """Add what the article's page or sender did not say before; what is known already stays."""
    found = {
        "title": document.title[:500],
        "byline": document.byline[:500],
        "dateline": document.dateline[:200],
        "published_at": document.published_at,
        "outlet": None if article.outlet_id else _outlet(document),
    }
    added = [name for name, value in found.items() if value and not getattr(article, name)]
    for name in added:
        setattr(article, name, found[name])
    if added:
        article.save(update_fields=added)


def _known_article(canonical_url: str, digest: str) -> Article | None:
    # Locked, so that of two new texts at once each gets a number of its own.
    articles = Article.objects.select_for_update()
    if not canonical_url:
        same_text = ArticleRevision.objects.filter(text_sha256=digest).values("article")
        return articles.filter(pk__in=same_text).first()
    known = articles.filter(canonical_url=canonical_url).first()
    return known or _adopt(articles.filter(canonical_url="", text_sha256=digest).first(), canonical_url)


def _adopt(pasted: Article | None, canonical_url: str) -> Article | None:
    """Give an article that was pasted without an address the one that it turns out to have."""
    if pasted is not None:
        pasted.canonical_url = canonical_url
        pasted.save(update_fields=["canonical_url"])
    return pasted
