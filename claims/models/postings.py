"""The posting index: which items have which words how often. claims/matching/postings.py is its only writer."""

from django.db import models
from django.db.models import Q


class Collection(models.IntegerChoices):
    """What is indexed."""

    PASSAGES = 1, "Passages of the reference library"


class IndexedCollection(models.Model):
    """How many items a collection has and how long they are together: what BM25 weighs by."""

    collection = models.SmallIntegerField(primary_key=True, choices=Collection)
    items = models.PositiveIntegerField(default=0)
    words = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.get_collection_display()


class IndexedTerm(models.Model):
    """A word as PostgreSQL stems it, and in how many items of the collection it stands."""

    collection = models.SmallIntegerField(choices=Collection)
    lexeme = models.CharField(max_length=255)
    items = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "lexeme"], name="term_indexed_once")]

    def __str__(self) -> str:
        return self.lexeme


class Posting(models.Model):
    """That an item has a term, how often, and how many words the item has.

    The item's length stands in every one of its postings, and the index of its key has all of its columns (see the
    migrations), so that ranking reads one index and no table.
    """

    pk = models.CompositePrimaryKey("term", "item")
    # No constraint: it took two fifths of an import, terms are never deleted, and one statement writes both.
    term = models.ForeignKey(IndexedTerm, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    item = models.BigIntegerField(help_text="The id of the passage.")
    frequency = models.PositiveSmallIntegerField()
    length = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(frequency__gt=0), name="posting_not_empty"),
        ]
        indexes = [models.Index(fields=["item"], name="posting_by_item")]

    def __str__(self) -> str:
        return f"{self.term_id} in {self.item}"
