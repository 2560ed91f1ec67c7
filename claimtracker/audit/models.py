"""What database triggers recorded: who changed which row, when, and what it was before and after."""

from django.db import models


class AuditEntry(models.Model):
    """One change of one audited row. Written by a trigger only; append-only.

    The payload stands apart, salted: `payload_digest` is sha256(salt ‖ body) of the AuditPayload, so that an
    entry stays verifiable when its payload has been redacted.
    """

    class Action(models.TextChoices):
        INSERT = "insert"
        UPDATE = "update"
        DELETE = "delete"

    at = models.DateTimeField(db_index=True)
    transaction = models.BigIntegerField(help_text="PostgreSQL's transaction id.")
    database_role = models.CharField(max_length=63)
    actor_id = models.BigIntegerField(null=True, db_index=True, help_text="The user who acted; empty: the system.")
    origin = models.CharField(max_length=200, blank=True, help_text="The request or task that acted.")
    table = models.CharField(max_length=63)
    row = models.CharField(max_length=64)
    action = models.CharField(max_length=6, choices=Action)
    payload_digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["table", "row"], name="audit_entry_of_row")]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row}"


class AuditPayload(models.Model):
    """The exact bytes of what changed: a JSON object {"before": …, "after": …}; append-only."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=16)
    body = models.TextField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"
