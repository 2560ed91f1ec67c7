"""The embedded reference library: documents, their passages, and dated, cited figures."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class ReferenceDocument(models.Model):
    """A reference work, or one entry of it, in one edition."""

    key = models.CharField(max_length=200, unique=True, help_text="Stable: importing twice changes nothing.")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    edition = models.CharField(max_length=100, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True, help_text="The date the edition speaks of.")
    sha256 = models.CharField(max_length=64, help_text="Of what was imported.")
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})" if self.edition else self.title


class ReferencePassage(models.Model):
    """A quotable piece of a document."""

    document = models.ForeignKey(ReferenceDocument, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=200, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="passage_numbered_once")]
        indexes = [models.Index(fields=["place"], name="passage_by_place")]

    def __str__(self) -> str:
        return f"{self.place}: {self.heading}" if self.place else self.heading

    @property
    def indexed_text(self) -> str:
        """The words that it is found by."""
        return f"{self.place} {self.heading} {self.text}"


class ReferenceFigure(models.Model):
    """One dated, cited number: 27 percent is the share (measure) of Tajiks (label) in Afghanistan (place)."""

    key = models.CharField(max_length=300, unique=True, help_text="Stable: importing twice changes nothing.")
    document = models.ForeignKey(ReferenceDocument, models.CASCADE, null=True, blank=True, related_name="figures")
    measure = models.CharField(max_length=50, help_text="A name from claims/library/measures.py.")
    label = models.CharField(max_length=200, blank=True, help_text="What is counted, for example Tajik.")
    population = models.CharField(max_length=200, blank=True, help_text="What a share is a share of.")
    place = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=30)
    as_of = models.DateField(help_text="The date the number speaks of.")
    edition = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=2000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    statement = models.TextField(help_text="The figure as one citable line.")

    class Meta:
        ordering = ["place", "measure", "-as_of", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upper=None) | Q(upper__gte=F("value")), name="figure_upper_not_below_value"
            ),
        ]
        indexes = [models.Index(fields=["place", "measure"], name="figure_by_place_measure")]

    def __str__(self) -> str:
        return self.statement
