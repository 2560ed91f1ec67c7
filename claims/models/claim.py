"""Claims: who said it, in which words, where they stand, and what they count."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone

from claims.choices import AnchorState, ClaimKind, Comparator, Origin
from claims.models.article import ArticleRevision


class Claimant(models.Model):
    """A person or body that makes claims."""

    name = models.CharField(max_length=200, unique=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    role = models.CharField(max_length=200, blank=True)
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Claim(models.Model):
    """A checkable statement. Its words are in ClaimWording, its sightings in Appearance."""

    claimant = models.ForeignKey(Claimant, models.PROTECT, null=True, blank=True, related_name="claims")
    kind = models.CharField(max_length=11, choices=ClaimKind)
    check_worthiness = models.FloatField(help_text="0 to 1: how much a fact-checker would want to check it.")
    verifiability = models.FloatField(help_text="0 to 1: is there a fact to check at all?")
    language = models.CharField(max_length=35, default="en")
    topic = models.CharField(max_length=100, blank=True)
    selection_reason = models.TextField(help_text="Why it was picked, in words.")
    found_at = models.DateTimeField(default=timezone.now)
    split_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The claim that a person split into this one and others.",
    )

    class Meta:
        ordering = ["-pk"]
        permissions = [("curate_claim", "Can add, reword, split, drop and restore claims")]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_worthiness__range=(0, 1), verifiability__range=(0, 1)),
                name="claim_scores_0_to_1",
            ),
            models.CheckConstraint(condition=Q(kind__in=ClaimKind.values), name="claim_kind_known"),
        ]
        indexes = [
            models.Index(fields=["check_worthiness", "id"], name="claim_by_worth"),
            models.Index(fields=["found_at", "id"], name="claim_by_day"),
        ]

    def __str__(self) -> str:
        wording = self.wordings.last()
        return wording.text if wording else f"Claim {self.pk}"


class ClaimWording(models.Model):
    """One version of a claim's stand-alone text. Look-ups and quantities pin one; append-only."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the software.",
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["claim", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="wording_numbered_once"),
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE) | Q(written_by__isnull=False), name="wording_has_provenance"
            ),
        ]
        indexes = [GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="wording_text_trigrams")]

    def __str__(self) -> str:
        return self.text


class Appearance(models.Model):
    """The exact words of a claim in one revision: a TextQuoteSelector and a TextPositionSelector.

    `start` and `end` count code points of the revision's text; `exact` is the text between them.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances")
    revision = models.ForeignKey(ArticleRevision, models.PROTECT, related_name="appearances")
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    anchor_state = models.CharField(max_length=8, choices=AnchorState, default=AnchorState.EXACT)
    attribution_cue = models.CharField(max_length=100, blank=True, help_text="For example “claimed”, “according to”.")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who marked the words; empty: the software.",
    )
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
        help_text="The appearance in an earlier revision whose words these are.",
    )
    suppressed_reason = models.CharField(max_length=300, blank=True, help_text="Why it is hidden; empty: shown.")
    suppressed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who hid it."
    )
    suppressed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(fields=["continues"], name="appearance_continued_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="appearance_not_empty"),
            models.UniqueConstraint(fields=["claim", "revision", "start", "end"], name="appearance_anchored_once"),
        ]

    def __str__(self) -> str:
        return f"“{self.exact}”"


class Quantity(models.Model):
    """What a wording counts."""

    wording = models.ForeignKey(ClaimWording, models.PROTECT, related_name="quantities")
    text = models.CharField(max_length=200, help_text="The words that state it.")
    value = models.DecimalField(max_digits=30, decimal_places=6)
    upper = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    comparator = models.CharField(max_length=9, choices=Comparator, default=Comparator.EXACTLY)
    unit = models.CharField(
        max_length=30,
        help_text="percent, percentage_point, count, year, fraction, multiple, age, ordinal, an ISO 4217 or UCUM code.",
    )
    counted = models.CharField(max_length=200, blank=True, help_text="The counted noun.")
    population = models.CharField(max_length=200, blank=True, help_text="What the share is a share of.")
    place = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=100, blank=True)
    approximate = models.BooleanField(default=False)

    class Meta:
        ordering = ["wording", "pk"]
        verbose_name_plural = "quantities"
        constraints = [
            models.CheckConstraint(condition=Q(comparator__in=Comparator.values), name="quantity_comparator_known"),
            models.CheckConstraint(
                condition=Q(upper=None) | Q(upper__gte=F("value")), name="quantity_upper_not_below_value"
            ),
        ]

    def __str__(self) -> str:
        return self.text
