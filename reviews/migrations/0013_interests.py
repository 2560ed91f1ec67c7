"""Declared interests: they bar a person from a claim or a claimant, and the database from a verdict of theirs."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claimtracker.audit.operations import audited, frozen_columns

RECUSAL = """
CREATE FUNCTION reviews_refuse_interested() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    interested bigint := (
        SELECT interest.person_id
        FROM reviews_interest interest
        JOIN reviews_review review ON review.id = NEW.review_id
        JOIN claims_claim claim ON claim.id = review.claim_id
        WHERE interest.withdrawn_at IS NULL
          AND interest.person_id IN (NEW.author_id, NEW.approver_id)
          AND (interest.claim_id = claim.id OR interest.claimant_id = claim.claimant_id)
        LIMIT 1
    );
BEGIN
    IF interested IS NOT NULL THEN
        RAISE EXCEPTION 'User % has declared an interest in this claim or its claimant', interested
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_without_interest';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER without_interest BEFORE INSERT ON reviews_verdict
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_interested();
"""
ROLES = ("reviewer", "editor", "admin")


def let_roles_read(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here one is needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permission = apps.get_model("auth", "Permission").objects.using(database)
    view = permission.get(content_type__app_label="reviews", codename="view_interest")
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_record_changes"),
        ("claims", "0035_library_uploads"),
        ("people", "0002_roles"),
        ("reviews", "0012_desks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='What the interest is.')),
                ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-declared_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='interest',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='claims.claim'),
        ),
        migrations.AddField(
            model_name='interest',
            name='claimant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='claims.claimant'),
        ),
        migrations.AddField(
            model_name='interest',
            name='declared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interest',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim', None), ('claimant__isnull', False)), models.Q(('claim__isnull', False), ('claimant', None)), _connector='OR'), name='interest_in_a_claim_or_a_claimant'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='interest_withdrawn_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='interest_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'claim'), name='interest_in_claim_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('person', 'claimant'), name='interest_in_claimant_stands_once'),
        ),
        frozen_columns(
            "reviews_interest", ["person_id", "claim_id", "claimant_id", "reason", "declared_by_id", "declared_at"]
        ),
        audited("reviews_interest"),
        migrations.RunSQL(
            RECUSAL, "DROP TRIGGER without_interest ON reviews_verdict; DROP FUNCTION reviews_refuse_interested()"
        ),
        migrations.RunPython(let_roles_read, migrations.RunPython.noop),
    ]
