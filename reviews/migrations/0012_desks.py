"""Desks with topics and members, whose claims are whose, and who may assign them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claimtracker.audit.operations import audited

MANAGE = tuple(f"{verb}_{model}" for model in ("desk", "deskmembership") for verb in ("add", "change", "delete"))
READ = ("view_desk", "view_deskmembership")
GRANTS = {"reviewer": READ, "editor": (*READ, "assign_review"), "admin": (*READ, *MANAGE)}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *(permissions.get(content_type__app_label="reviews", codename=codename) for codename in wanted)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_record_changes"),
        ("people", "0002_roles"),
        ("reviews", "0011_three_held_and_the_next_claim"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('slug', models.SlugField(max_length=100, unique=True)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text="Topics of claims, with commas between; a new claim of one of them is this desk's.", size=None)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='DeskMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'ordering': ['desk', 'person'],
            },
        ),
        migrations.AlterModelOptions(
            name='review',
            options={'ordering': ['-priority', 'pk'], 'permissions': [('grade_claim', 'Can take claims, grade them and propose verdicts'), ('dismiss_claim', 'Can dismiss claims'), ('approve_verdict', 'Can approve, return and reopen'), ('assign_review', "Can assign reviews, set their desk and deadline, and record others' interests")]},
        ),
        migrations.AlterField(
            model_name='transition',
            name='action',
            field=models.CharField(choices=[('take', 'Take'), ('assign', 'Assign'), ('skip', 'Skip'), ('expire', 'Lease expired'), ('recuse', 'Recused'), ('propose', 'Propose'), ('undo', 'Undo the proposal'), ('return', 'Return'), ('approve', 'Approve and publish'), ('correct', 'Correct'), ('dismiss', 'Dismiss'), ('reopen', 'Reopen'), ('drop', 'Claim dropped'), ('restore', 'Claim restored')], max_length=8),
        ),
        migrations.AddField(
            model_name='review',
            name='desk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reviews.desk'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('desk__isnull', False), ('state', 'queued')), fields=['desk', '-priority', 'id'], name='review_queue_of_desk'),
        ),
        migrations.AddField(
            model_name='deskmembership',
            name='desk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='reviews.desk'),
        ),
        migrations.AddField(
            model_name='deskmembership',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_memberships', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='desk',
            name='members',
            field=models.ManyToManyField(related_name='desks', through='reviews.DeskMembership', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='deskmembership',
            constraint=models.UniqueConstraint(fields=('desk', 'person'), name='member_of_a_desk_once'),
        ),
        audited("reviews_desk"),
        audited("reviews_deskmembership"),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
