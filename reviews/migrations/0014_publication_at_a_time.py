"""Approved verdicts that wait for their time, as rows, and a state for their reviews."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claimtracker.audit.operations import audited, frozen_columns

NOT_BEFORE_ITS_TIME = """
CREATE FUNCTION reviews_refuse_before_its_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM reviews_scheduledpublication WHERE review_id = NEW.review_id AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'The verdict of review % waits for its time', NEW.review_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'verdict_not_before_its_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_before_its_time BEFORE INSERT ON reviews_verdict
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_before_its_time();
"""
ROLES = ("reviewer", "editor", "admin")


def let_roles_read(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here one is needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permission = apps.get_model("auth", "Permission").objects.using(database)
    view = permission.get(content_type__app_label="reviews", codename="view_scheduledpublication")
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [
        ('audit', '0003_record_changes'),
        ('people', '0002_roles'),
        ('events', '0002_append_only'),
        ("reviews", "0013_interests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ScheduledPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('publish_at', models.DateTimeField(help_text='Empty: under embargo until an editor says so.', null=True)),
                ('embargo_note', models.TextField(blank=True, help_text='Whose embargo it is, and on what; empty: none.')),
                ('outcome', models.CharField(blank=True, choices=[('published', 'Published'), ('cancelled', 'Cancelled'), ('withheld', 'Withheld')], help_text='Empty: it waits.', max_length=9)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['review', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='reviewalert',
            name='alert_kind_known',
        ),
        migrations.AlterField(
            model_name='review',
            name='state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], default='queued', max_length=10),
        ),
        migrations.AlterField(
            model_name='reviewalert',
            name='kind',
            field=models.CharField(choices=[('changed', 'The article changed these words'), ('orphaned', 'The article no longer has these words, or has them in several places'), ('dropped', 'The claim was dropped'), ('withheld', 'The verdict was not published at its time')], max_length=8),
        ),
        migrations.AlterField(
            model_name='transition',
            name='action',
            field=models.CharField(choices=[('take', 'Take'), ('assign', 'Assign'), ('skip', 'Skip'), ('expire', 'Lease expired'), ('recuse', 'Recused'), ('propose', 'Propose'), ('undo', 'Undo'), ('return', 'Return'), ('approve', 'Approve and publish'), ('move', 'Move the publication'), ('cancel', 'Cancel the publication'), ('release', 'Publish now'), ('publish', 'Published on time'), ('withhold', 'Withheld'), ('correct', 'Correct'), ('dismiss', 'Dismiss'), ('reopen', 'Reopen'), ('drop', 'Claim dropped'), ('restore', 'Claim restored')], max_length=8),
        ),
        migrations.AlterField(
            model_name='transition',
            name='from_state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], max_length=10),
        ),
        migrations.AlterField(
            model_name='transition',
            name='to_state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'in_review', 'proposed', 'scheduled', 'published', 'correcting', 'dismissed', 'retracted'])), name='review_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reviewalert',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['changed', 'orphaned', 'dropped', 'withheld'])), name='alert_kind_known'),
        ),
        migrations.AddField(
            model_name='scheduledpublication',
            name='approver',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scheduledpublication',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheduled_publications', to='reviews.proposal'),
        ),
        migrations.AddField(
            model_name='scheduledpublication',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scheduled_publications', to='reviews.review'),
        ),
        migrations.AddIndex(
            model_name='scheduledpublication',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['publish_at'], name='publication_due'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('review',), name='one_publication_scheduled_per_review'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at__isnull', False), models.Q(('embargo_note', ''), _negated=True), _connector='OR'), name='publication_has_a_time_or_an_embargo'),
        ),
        migrations.AddConstraint(
            model_name='scheduledpublication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(('ended_at__isnull', False), ('outcome__in', ['published', 'cancelled', 'withheld'])), _connector='OR'), name='publication_ended_somehow'),
        ),
        frozen_columns(
            "reviews_scheduledpublication",
            ["review_id", "proposal_id", "approver_id", "approved_at", "embargo_note"],
        ),
        audited("reviews_scheduledpublication"),
        migrations.RunSQL(
            NOT_BEFORE_ITS_TIME,
            "DROP TRIGGER not_before_its_time ON reviews_verdict; DROP FUNCTION reviews_refuse_before_its_time()",
        ),
        migrations.RunPython(let_roles_read, migrations.RunPython.noop),
    ]
