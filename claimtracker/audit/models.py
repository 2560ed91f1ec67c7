"""What database triggers recorded: who changed which row, when, what it was before and after; and the chain over it."""

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
    actor_id = models.BigIntegerField(null=True, help_text="The user who acted; empty: the system.")
    origin = models.CharField(max_length=200, blank=True, help_text="The request, task or command that acted.")
    table = models.CharField(max_length=63)
    row = models.CharField(max_length=64)
    action = models.CharField(max_length=6, choices=Action)
    subject_table = models.CharField(
        max_length=63, blank=True, db_default="", help_text="Of which table's row this row is a part, if of any."
    )
    subject_row = models.CharField(max_length=64, blank=True, db_default="")
    payload_digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["table", "row", "id"], name="audit_entry_of_row"),
            models.Index(
                fields=["subject_table", "subject_row", "id"],
                condition=~models.Q(subject_table=""),
                name="audit_entry_of_subject",
            ),
            models.Index(fields=["actor_id", "id"], name="audit_entry_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row}"


class AuditPayload(models.Model):
    """The exact bytes of what changed: a JSON object {"before": …, "after": …}. Never changed, but for a redaction.

    A redaction empties salt and body: see AuditRedaction.
    """

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=16)
    body = models.TextField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"


class AuditSealedEntry(models.Model):
    """The place of an entry in the hash chain; written by the sealer alone, append-only."""

    position = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 …, in the order of sealing.")
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="sealed")
    hash = models.BinaryField(max_length=32, help_text="sha256(the hash before ‖ the entry's bytes).")

    def __str__(self) -> str:
        return f"{self.position}: entry {self.entry_id}"


class AuditSeal(models.Model):
    """One batch of the chain, closed by a hash over all that came before; append-only.

    `seen_to`: every entry visible then with an id up to this was in the chain. `settled_to`: up to this id no entry
    can come any more, because whoever was handed such an id has ended. `transaction` is the sealer's own.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_position = models.BigIntegerField()
    last_position = models.BigIntegerField()
    seen_to = models.BigIntegerField()
    settled_to = models.BigIntegerField()
    transaction = models.BigIntegerField()
    hash = models.BinaryField(max_length=32, help_text="sha256(the last entry's hash ‖ the seal's bytes).")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Seal {self.number}"


class AuditRedaction(models.Model):
    """That a payload was emptied, by whom and why; append-only, and itself recorded in the trail."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="redaction")
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, help_text="The user who redacted; empty: only the operator is known.")
    reason = models.TextField()
    legal_basis = models.CharField(max_length=200, help_text="For example “GDPR, Article 17(1)(a)”.")

    def __str__(self) -> str:
        return f"redaction of {self.entry_id}"
