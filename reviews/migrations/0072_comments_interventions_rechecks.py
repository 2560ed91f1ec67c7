"""Comments with mentions, canned explanations, interventions, rechecks of published verdicts, the corrections log."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from claimtracker.audit.operations import append_only, audited, frozen_columns

REVIEW = ("reviews_review", "review_id")


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0007_redaction'),
        ("reviews", "0071_background_is_not_cited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CannedExplanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='What it is for; reviewers choose by it.', max_length=100, unique=True)),
                ('text', models.TextField(help_text='Markdown. Write … where the reviewer fills in.')),
                ('in_use', models.BooleanField(default=True, help_text='Offered on the desk.')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='canned_text_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='reviews.review')),
            ],
            options={
                'ordering': ['review', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Intervention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contacted', models.CharField(help_text='Person or organisation.', max_length=200)),
                ('channel', models.CharField(blank=True, help_text='By telephone, mail, in person …', max_length=100)),
                ('contacted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('question', models.TextField(help_text='What was asked or pointed out.')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting for an answer'), ('answered', 'Answered'), ('no_answer', 'No answer'), ('declined', 'Declined to answer'), ('corrected', 'They corrected it')], default='waiting', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interventions', to='reviews.review')),
            ],
            options={
                'ordering': ['review', '-contacted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='reviews.comment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Recheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('date', 'Its re-check date has come'), ('edition', 'A source that it cites has a newer edition')], max_length=7)),
                ('due_on', models.DateField(help_text='The re-check date, or the day the newer edition came in.')),
                ('reason', models.TextField(help_text='In a sentence, for the reviewer.')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.CharField(blank=True, choices=[('stands', 'It still stands'), ('replaced', 'A correction or retraction was published')], help_text='Empty: still to be done.', max_length=8)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='Why it still stands.')),
                ('again_on', models.DateField(blank=True, help_text='When to look again after that.', null=True)),
                ('citation', models.ForeignKey(blank=True, help_text='What the newer edition is of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.citation')),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='reviews.review')),
                ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='reviews.verdict')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_says_something'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'answered', 'no_answer', 'declined', 'corrected'])), name='intervention_known'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['answered', 'corrected']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='intervention_answer_is_dated'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contacted', ''), _negated=True), models.Q(('question', ''), _negated=True)), name='intervention_of_somebody'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['person', '-id'], name='mention_unread'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('comment', 'person'), name='mentioned_once'),
        ),
        migrations.AddIndex(
            model_name='recheck',
            index=models.Index(condition=models.Q(('outcome', '')), fields=['due_on', 'id'], name='recheck_open'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.UniqueConstraint(fields=('verdict', 'cause', 'due_on', 'citation'), name='recheck_raised_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cause', 'date'), ('citation', None)), models.Q(('cause', 'edition'), ('citation__isnull', False)), _connector='OR'), name='recheck_of_an_edition_names_it'),
        ),
        migrations.AddConstraint(
            model_name='recheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None), ('outcome', '')), models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('outcome', 'stands'), models.Q(('note', ''), _negated=True)), models.Q(('done_at__isnull', False), ('outcome', 'replaced')), _connector='OR'), name='recheck_done_by_somebody'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
            ],
            options={
                'ordering': ['-published_at', '-pk'],
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('reviews.verdict',),
        ),
        append_only("reviews_comment"),
        frozen_columns("reviews_mention", ["comment_id", "person_id"]),
        frozen_columns(
            "reviews_intervention",
            ["review_id", "contacted", "channel", "contacted_at", "question", "recorded_by_id"],
        ),
        frozen_columns(
            "reviews_recheck", ["review_id", "verdict_id", "cause", "due_on", "citation_id", "reason", "raised_at"]
        ),
        audited("reviews_comment", on=("INSERT",), part_of=REVIEW),
        audited("reviews_cannedexplanation"),
        audited("reviews_intervention", part_of=REVIEW),
        audited("reviews_recheck", on=("UPDATE", "DELETE"), part_of=REVIEW),
    ]
