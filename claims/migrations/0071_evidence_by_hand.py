"""Pages, documents and interviews that people bring as evidence."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from claimtracker.audit.operations import append_only, audited


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0065_audit_what_people_do"),
        ('audit', '0007_redaction'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='interview', serialize=False, to='claims.evidence')),
                ('interviewee', models.CharField(max_length=200)),
                ('capacity', models.CharField(help_text='As what they speak: office, profession, witness of what.', max_length=200)),
                ('held_on', models.DateField()),
                ('consent', models.CharField(choices=[('on_record', 'On the record, by name'), ('unnamed', 'May be quoted, not named'), ('background', 'Background only, not for publication')], max_length=10)),
                ('consent_on', models.DateField(help_text='When they gave it.')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('consent__in', ['on_record', 'unnamed', 'background'])), name='interview_consent_known'), models.CheckConstraint(condition=models.Q(models.Q(('interviewee', ''), _negated=True), models.Q(('capacity', ''), _negated=True)), name='interview_with_somebody')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceCapture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_attempt_at', models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('attempt_token', models.UUIDField(blank=True, null=True)),
                ('failure', models.TextField(blank=True, help_text='What went wrong at the last attempt.')),
                ('kind', models.CharField(choices=[('page', 'Web page'), ('document', 'Document')], max_length=8)),
                ('url', models.CharField(blank=True, max_length=2000, verbose_name='URL')),
                ('name', models.CharField(blank=True, max_length=255, verbose_name='file')),
                ('data', models.BinaryField(help_text="The document's bytes, until the snapshot has them.", null=True)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('as_of', models.DateField(blank=True, help_text='The day that it speaks of.', null=True)),
                ('quote', models.TextField(help_text='The words that count.')),
                ('verbatim', models.BooleanField(default=True, help_text="Are these its own words? Otherwise the person's summary.")),
                ('stance', models.CharField(choices=[('consistent', 'Consistent'), ('differs', 'Differs'), ('not_comparable', 'Not comparable'), ('no_suggestion', 'No suggestion')], default='no_suggestion', max_length=14)),
                ('remark', models.CharField(blank=True, help_text='How it bears on the claim.', max_length=500)),
                ('state', models.CharField(choices=[('due', 'Due'), ('running', 'Running'), ('done', 'Done'), ('given_up', 'Given up')], default='due', max_length=10)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='HTTP status')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='claims.claim')),
                ('evidence', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='capture', to='claims.evidence')),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='captures', to='claims.snapshot')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['due', 'running'])), fields=['next_attempt_at'], name='capture_open_work')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('data', None), ('kind', 'page'), models.Q(('url', ''), _negated=True)), models.Q(('kind', 'document'), models.Q(('name', ''), _negated=True)), _connector='OR'), name='capture_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('data', None), ('evidence__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='capture_done_has_evidence'), models.CheckConstraint(condition=models.Q(('stance__in', ['consistent', 'differs', 'no_suggestion'])), name='capture_stance_of_a_person')],
            },
        ),
        append_only("claims_interview"),
        audited("claims_interview", on=("INSERT",), part_of=("claims_evidence", "evidence_id")),
    ]
