"""Who marked, worded, split or dropped a claim; words that a person writes are audited."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

AUDIT_WORDS_OF_PEOPLE = """
CREATE TRIGGER audited_by_hand AFTER INSERT ON claims_claimwording
    FOR EACH ROW WHEN (NEW.origin = 'person') EXECUTE FUNCTION claimtracker_record_change();
"""


def person(help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        help_text=help_text,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0005_continued_appearances"),
        ("audit", "0003_record_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="claim",
            options={
                "ordering": ["-pk"],
                "permissions": [("curate_claim", "Can add, reword, split, drop and restore claims")],
            },
        ),
        migrations.AddField("appearance", "added_by", person("Who marked the words; empty: the software.")),
        migrations.AddField("appearance", "suppressed_by", person("Who hid it.")),
        migrations.AddField("appearance", "suppressed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("claimwording", "written_by", person("Empty: the software.")),
        migrations.AddField(
            model_name="claim",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                help_text="The claim that a person split into this one and others.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="claims.claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimwording",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin", "machine"), ("written_by__isnull", False), _connector="OR"),
                name="wording_has_provenance",
            ),
        ),
        migrations.RunSQL(AUDIT_WORDS_OF_PEOPLE, "DROP TRIGGER audited_by_hand ON claims_claimwording"),
    ]
