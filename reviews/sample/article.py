"""The sample article, written for this project."""

from pathlib import Path

from claims.intake import TakenIn, take_in
from claims.models import Article
from claims.reading import Document, read

PATH = Path(__file__).with_name("article.txt")


def sample_document() -> Document:
    """The sample article as it would be read from a file."""
    return read(PATH.read_bytes(), name=PATH.name)


def take_in_sample() -> TakenIn | None:
    """Take the sample article in on a desk that has no article yet; None where there are some."""
    return None if Article.objects.exists() else take_in(sample_document())
