"""Alerts on reviews whose claim's words changed, and the two steps that follow a dropped or restored claim."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claimtracker.audit.operations import audited, frozen_columns

ROLES = ("reviewer", "editor", "admin")


def let_roles_read(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here one is needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permission = apps.get_model("auth", "Permission").objects.using(database)
    view = permission.get(content_type__app_label="reviews", codename="view_reviewalert")
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_who_may_correct_claims"),
        ("events", "0002_append_only"),
        ("audit", "0003_record_changes"),
        ("people", "0002_roles"),
        ("reviews", "0004_role_permissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='transition',
            name='action',
            field=models.CharField(choices=[('take', 'Take'), ('skip', 'Skip'), ('expire', 'Lease expired'), ('propose', 'Propose'), ('undo', 'Undo the proposal'), ('return', 'Return'), ('approve', 'Approve and publish'), ('correct', 'Correct'), ('dismiss', 'Dismiss'), ('reopen', 'Reopen'), ('drop', 'Claim dropped'), ('restore', 'Claim restored')], max_length=8),
        ),
        migrations.CreateModel(
            name='ReviewAlert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('changed', 'The article changed these words'), ('orphaned', 'The article no longer has these words, or has them in several places'), ('dropped', 'The claim was dropped')], max_length=8)),
                ('before', models.TextField(help_text='The words as they were.')),
                ('after', models.TextField(blank=True, help_text='The words as they are; empty: gone. Or why the claim was dropped.')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, help_text='What the person who saw it made of it.', max_length=500)),
                ('acknowledged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(help_text='What told of it.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.event')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='reviews.review')),
                ('revision', models.ForeignKey(help_text='The revision that changed them.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.articlerevision')),
            ],
            options={
                'ordering': ['review', '-pk'],
                'indexes': [models.Index(condition=models.Q(('acknowledged_at', None)), fields=['review'], name='alert_unseen')],
                'constraints': [models.UniqueConstraint(fields=('review', 'event'), name='alert_raised_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['changed', 'orphaned', 'dropped'])), name='alert_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at', None), ('acknowledged_by', None)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='alert_seen_by_somebody')],
            },
        ),
        frozen_columns(
            "reviews_reviewalert", ["review_id", "kind", "event_id", "before", "after", "revision_id", "raised_at"]
        ),
        audited("reviews_reviewalert", on=("UPDATE", "DELETE")),
        migrations.RunPython(let_roles_read, migrations.RunPython.noop),
    ]
