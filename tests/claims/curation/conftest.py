"""An article whose claims were found, to be corrected by hand."""

from collections.abc import Callable

import pytest

from claims import pipeline
from claims.intake import take_in
from claims.models import ArticleRevision, Claim
from claims.reading import Document

FISHERS = "About 12% of the workers in Ghana are fishers."
EXPORTS = "The minister, Kofi Adu, claimed that exports fell by 30% in 2024."
COLOUR = "The harbour 🐟 smells of salt and old rope."
TEXT = f"{COLOUR}\n{FISHERS} {EXPORTS}\nWhat a day it was!"
ADDRESS = "https://courier.example/harbour"

Read = Callable[[str], ArticleRevision]


@pytest.fixture
def read(db: None) -> Read:
    """Takes a text in as the article's next revision, and has its claims found."""

    def next_revision(text: str) -> ArticleRevision:
        revision = take_in(Document(text=text, canonical_url=ADDRESS)).revision
        pipeline.extract_revision(revision.pk)
        revision.refresh_from_db()
        return revision

    return next_revision


@pytest.fixture
def revision(read: Read) -> ArticleRevision:
    return read(TEXT)


@pytest.fixture
def fishers(revision: ArticleRevision) -> Claim:
    return Claim.objects.get(wordings__text=FISHERS)
