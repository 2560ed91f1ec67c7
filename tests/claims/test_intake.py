"""The one door by which articles come in."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from pytest_django.fixtures import Settings

from claims.intake import IntakeRefused, TakenIn, take_in
from claims.models import Article, ArticleRevision, Claim
from claims.reading import Document
from claimtracker.people.models import User

TEXT = "The mayor opened the bridge. It carries 4,000 cars a day."


def at_once(documents: list[Document]) -> list[TakenIn]:
    """Take each document in on a connection of its own, all at the same moment."""
    outcomes: list[TakenIn] = []
    barrier = threading.Barrier(len(documents))

    def send(document: Document) -> None:
        barrier.wait(10)
        try:
            outcomes.append(take_in(document))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[document]) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


@pytest.mark.django_db
def test_a_new_article_has_one_revision_due_for_extraction(reviewer: User) -> None:
    published = datetime(2026, 5, 1, tzinfo=UTC)
    taken = take_in(
        Document(text=TEXT, title="Bridge", outlet="The Courier", published_at=published), submitted_by=reviewer
    )
    assert taken.is_new
    assert (taken.revision.number, taken.revision.state, taken.revision.text) == (1, "due", TEXT)
    article = Article.objects.get()
    assert (article.title, str(article.outlet), article.published_at) == ("Bridge", "The Courier", published)
    assert article.submitted_by == reviewer


@pytest.mark.django_db
def test_the_same_text_twice_is_one_revision() -> None:
    first, second = take_in(Document(text=TEXT)), take_in(Document(text=TEXT))
    assert (second.article, second.revision, second.is_new) == (first.article, first.revision, False)


@pytest.mark.django_db
def test_line_ends_and_composed_letters_do_not_make_another_text() -> None:
    take_in(Document(text="Le café a fermé.\nIl rouvre en mai."))
    assert not take_in(Document(text="Le cafe\u0301 a ferme\u0301.\r\nIl rouvre en mai.")).is_new


@pytest.mark.django_db
def test_another_text_at_the_same_address_is_the_next_revision() -> None:
    first = take_in(Document(text=TEXT, canonical_url="https://courier.example/bridge"))
    second = take_in(Document(text=TEXT + " It cost 3 million.", canonical_url="https://courier.example/bridge"))
    assert second.article == first.article
    assert (second.revision.number, second.is_new) == (2, True)


@pytest.mark.django_db
def test_a_text_that_was_pasted_and_comes_again_with_its_address_is_one_article() -> None:
    pasted = take_in(Document(text=TEXT))
    sent = take_in(Document(text=TEXT, canonical_url="https://courier.example/bridge"))
    assert (sent.article, sent.revision, sent.is_new) == (pasted.article, pasted.revision, False)
    assert sent.article.canonical_url == "https://courier.example/bridge"


@pytest.mark.django_db
def test_empty_lines_at_the_end_do_not_make_another_text() -> None:
    take_in(Document(text=TEXT))
    assert not take_in(Document(text=TEXT + "\n\n \n")).is_new


@pytest.mark.django_db
def test_the_same_text_at_two_addresses_is_two_articles() -> None:
    for address in ("https://a.example/1", "https://b.example/1"):
        assert take_in(Document(text=TEXT, canonical_url=address)).is_new
    assert Article.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("document", "field", "code"),
    [
        (Document(text=" \n\t "), "text", "blank"),
        (Document(text="x" * 101), "text", "too_long"),
        (Document(text=TEXT, canonical_url="javascript:alert(1)"), "canonical_url", "invalid"),
        (Document(text=TEXT, canonical_url=f"https://courier.example/{'a' * 1980}"), "canonical_url", "invalid"),
    ],
    ids=["no text", "too long", "no web address", "an address too long"],
)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(
    document: Document, field: str, code: str, settings: Settings
) -> None:
    settings.MAX_ARTICLE_CHARACTERS = 100
    with pytest.raises(IntakeRefused) as refusal:
        take_in(document)
    assert (refusal.value.field, refusal.value.code) == (field, code)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_characters_that_the_database_cannot_store_do_not_stop_an_article() -> None:
    assert "\0" not in take_in(Document(text="A bridge\0 fell. \ud800 Ten people were hurt.")).revision.text


@pytest.mark.django_db(transaction=True)
def test_the_same_article_from_two_sides_at_once_is_one() -> None:
    outcomes = at_once([Document(text=TEXT, outlet="The Courier")] * 4)
    assert [taken.is_new for taken in outcomes].count(True) == 1
    assert (Article.objects.count(), ArticleRevision.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_new_texts_of_one_article_at_once_are_numbered_one_after_the_other() -> None:
    address = "https://courier.example/bridge"
    take_in(Document(text=TEXT, canonical_url=address))
    outcomes = at_once([Document(text=f"{TEXT} Toll: {toll}.", canonical_url=address) for toll in range(8)])
    assert sorted(taken.revision.number for taken in outcomes) == list(range(2, 10))


@pytest.fixture
def revision(db: None) -> ArticleRevision:
    return take_in(Document(text=TEXT)).revision


@pytest.mark.parametrize("change", [{"text": "Other words."}, {"text_sha256": "0" * 64}, {"number": 7}])
def test_a_stored_text_is_never_changed(revision: ArticleRevision, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleRevision.objects.filter(pk=revision.pk).update(**change)


def test_a_stored_text_is_never_deleted(revision: ArticleRevision) -> None:
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_articlerevision")


def test_the_database_refuses_a_false_hash(revision: ArticleRevision) -> None:
    with pytest.raises(IntegrityError, match="revision_hash_is_of_its_text"), transaction.atomic():
        revision.article.revisions.create(number=2, text="Other words.", text_sha256="0" * 64)


def test_the_database_refuses_a_false_anchor(revision: ArticleRevision, make_claim: Callable[..., Claim]) -> None:
    with pytest.raises(IntegrityError, match="do not stand at"), transaction.atomic():
        make_claim().appearances.create(revision=revision, exact="The mayor", start=1, end=10)
