"""Files on their way into the reference library: rows that a worker takes, bytes that are dropped at the end."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0034_postings_without_a_constraint'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LibraryUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_attempt_at', models.DateTimeField(blank=True, default=django.utils.timezone.now, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('attempt_token', models.UUIDField(blank=True, null=True)),
                ('failure', models.TextField(blank=True, help_text='What went wrong at the last attempt.')),
                ('name', models.CharField(max_length=255, verbose_name='file')),
                ('kind', models.CharField(blank=True, help_text='Empty: told by the file itself.', max_length=20)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('edition', models.CharField(blank=True, max_length=100)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='URL')),
                ('licence', models.CharField(blank=True, max_length=200)),
                ('as_of', models.DateField(blank=True, help_text='The day that it speaks of.', null=True)),
                ('place', models.CharField(blank=True, help_text='The country that it is about, if it is one.', max_length=200)),
                ('data', models.BinaryField(help_text='Dropped once it is imported or refused.', null=True)),
                ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('due', 'Due'), ('running', 'Running'), ('done', 'Done'), ('given_up', 'Given up')], default='due', max_length=10)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('documents', models.PositiveIntegerField(default=0, help_text='Stored or replaced.')),
                ('unchanged', models.PositiveIntegerField(default=0, help_text='Were there already.')),
                ('passages', models.PositiveIntegerField(default=0)),
                ('figures', models.PositiveIntegerField(default=0)),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('state', 'due')), fields=['next_attempt_at'], name='upload_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('data__isnull', True), models.Q(('state__in', ['done', 'given_up']), _negated=True), _connector='OR'), name='upload_bytes_dropped_at_end'), models.CheckConstraint(condition=models.Q(('data__isnull', False), models.Q(('state__in', ['due', 'running']), _negated=True), _connector='OR'), name='upload_bytes_kept_until_end')],
            },
        ),
    ]
