"""Blind double grading: who asks for it, the two grades, who settled them, and a state for the time in between.

Grades are append-only and not copied into the audit trail: there the one grader could read the other's too early.
"""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

from claimtracker.audit.operations import append_only, audited

ROLES = ("reviewer", "editor", "admin")


def let_roles_read(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    views = [
        permissions.get(content_type__app_label="reviews", codename=codename)
        for codename in ("view_grade", "view_adjudication")
    ]
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(*views)


class Migration(migrations.Migration):
    dependencies = [
        ('audit', '0003_record_changes'),
        ('claims', '0035_library_uploads'),
        ('people', '0002_roles'),
        ("reviews", "0014_publication_at_a_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Adjudication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['review', 'round'],
            },
        ),
        migrations.CreateModel(
            name='Grade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(help_text='1, and one more each time that the claim was reopened.')),
                ('slot', models.PositiveSmallIntegerField(help_text="1 is the author's, 2 the second grader's.")),
                ('explanation', models.TextField()),
                ('graded_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['review', 'round', 'slot'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_state_known',
        ),
        migrations.AddField(
            model_name='desk',
            name='double_grading',
            field=models.BooleanField(default=False, help_text='Two people grade each claim, blind.'),
        ),
        migrations.AddField(
            model_name='review',
            name='double_grading',
            field=models.BooleanField(default=False, help_text='Two people grade it, blind, whatever its desk does.'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='role',
            field=models.CharField(choices=[('author', 'Author'), ('second', 'Second grader')], default='author', max_length=8),
        ),
        migrations.AlterField(
            model_name='review',
            name='state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('grading', 'Grades being settled'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], default='queued', max_length=10),
        ),
        migrations.AlterField(
            model_name='transition',
            name='action',
            field=models.CharField(choices=[('take', 'Take'), ('assign', 'Assign'), ('skip', 'Skip'), ('expire', 'Lease expired'), ('recuse', 'Recused'), ('second', 'Take as second grader'), ('hand_in', 'Hand in a grade'), ('leave', 'Leave the second grade'), ('lapse', 'Second grader let go'), ('decide', 'Settle the grades'), ('waive', 'Waive the second grade'), ('propose', 'Propose'), ('undo', 'Undo'), ('return', 'Return'), ('approve', 'Approve and publish'), ('move', 'Move the publication'), ('cancel', 'Cancel the publication'), ('release', 'Publish now'), ('publish', 'Published on time'), ('withhold', 'Withheld'), ('correct', 'Correct'), ('dismiss', 'Dismiss'), ('reopen', 'Reopen'), ('drop', 'Claim dropped'), ('restore', 'Claim restored')], max_length=8),
        ),
        migrations.AlterField(
            model_name='transition',
            name='from_state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('grading', 'Grades being settled'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], max_length=10),
        ),
        migrations.AlterField(
            model_name='transition',
            name='to_state',
            field=models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('grading', 'Grades being settled'), ('proposed', 'Waiting for approval'), ('scheduled', 'Approved, not public yet'), ('published', 'Published'), ('correcting', 'Being corrected'), ('dismissed', 'Dismissed'), ('retracted', 'Retracted')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'in_review', 'grading', 'proposed', 'scheduled', 'published', 'correcting', 'dismissed', 'retracted'])), name='review_state_known'),
        ),
        migrations.AddField(
            model_name='adjudication',
            name='decided_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='adjudication',
            name='rating',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.rating'),
        ),
        migrations.AddField(
            model_name='adjudication',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adjudications', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='grade',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='grade',
            name='rating',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.rating'),
        ),
        migrations.AddField(
            model_name='grade',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grades', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='grade',
            name='wording',
            field=models.ForeignKey(help_text='What was graded.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claimwording'),
        ),
        migrations.AddConstraint(
            model_name='adjudication',
            constraint=models.UniqueConstraint(fields=('review', 'round'), name='grades_settled_once_per_round'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.UniqueConstraint(fields=('review', 'round', 'slot'), name='grade_given_once_per_slot'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.UniqueConstraint(fields=('review', 'round', 'person'), name='grade_given_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name='grade',
            constraint=models.CheckConstraint(condition=models.Q(('slot__in', [1, 2])), name='grade_is_one_of_two'),
        ),
        append_only("reviews_grade"),
        append_only("reviews_adjudication"),
        audited("reviews_adjudication"),
        migrations.RunPython(let_roles_read, migrations.RunPython.noop),
    ]
