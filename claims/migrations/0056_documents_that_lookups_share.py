"""Whole documents, such as feeds of fact-checks, are kept once and shared by the look-ups of their source."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0051_postings_without_a_number"),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(help_text='The address that was asked.', max_length=2000)),
                ('came_from', models.CharField(help_text='The address after redirects.', max_length=8192)),
                ('http_status', models.PositiveSmallIntegerField(verbose_name='HTTP status')),
                ('etag', models.CharField(blank=True, max_length=1000, verbose_name='ETag')),
                ('last_modified', models.CharField(blank=True, max_length=200)),
                ('fetched_at', models.DateTimeField(help_text='When these bytes came.')),
                ('confirmed_at', models.DateTimeField(help_text='When its server last said that they still stand.')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='claims.snapshot')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='claims.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'url'), name='document_kept_once')],
            },
        ),
    ]
