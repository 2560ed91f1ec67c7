"""Keys that let a newsroom's programs in. The secret is shown once; only its digest is stored."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claimtracker.people.models import User


class Scope(models.TextChoices):
    CLAIMS_READ = "claims:read", "Read articles, claims and evidence"
    CLAIMS_WRITE = "claims:write", "Send articles in"
    LIBRARY_WRITE = "library:write", "Fill the reference library"
    REVIEWS_WRITE = "reviews:write", "Grade claims"
    VERDICTS_READ = "verdicts:read", "Read published verdicts"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self) -> "ApiKeyQuerySet":
        """Keys that are neither revoked nor expired, of active users that are (still) services."""
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
            revoked_at=None,
            user__is_active=True,
            user__kind=User.Kind.SERVICE,
        )


class ApiKey(models.Model):
    """One key `ct_<prefix>_<secret>` of one service user."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=100, help_text="Which program uses it, for example “CMS, production”.")
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    digest = models.BinaryField(max_length=32, editable=False)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} (ct_{self.prefix}_…)"
