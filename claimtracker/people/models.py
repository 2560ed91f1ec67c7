"""Who uses the desk: people, and the service users that API keys act as."""

import zoneinfo

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is no time zone. Use an IANA name such as Europe/Berlin or UTC.")


class User(AbstractUser):
    """A person or a service. Never deleted: deactivated or anonymised, so that every verdict keeps its names."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        SERVICE = "service", "Service"

    kind = models.CharField(
        max_length=7,
        choices=Kind,
        default=Kind.PERSON,
        help_text="Services act through API keys and never approve a verdict.",
    )
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text="An IANA name such as Europe/Berlin; empty: the desk's zone.",
    )
    public_pseudonym = models.CharField(
        max_length=100, blank=True, help_text="The name that readers see; empty: the full name."
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["person", "service"]), name="user_kind_known"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def public_name(self) -> str:
        """The name to print beside a published verdict."""
        return self.public_pseudonym or str(self)
