"""Who had a claim looked up again, with what edits, and what became of earlier attempts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0024_snapshots_without_bytes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='sourcelookup',
            options={'ordering': ['claim', 'source', 'number'], 'permissions': [('look_up_again', 'Can have claims looked up again')]},
        ),
        migrations.AddField(
            model_name='sourcelookup',
            name='earlier_attempts',
            field=models.JSONField(blank=True, default=list, help_text='What became of the attempts before the last: number, asked_at, failure.'),
        ),
        migrations.AddField(
            model_name='sourcelookup',
            name='edits',
            field=models.JSONField(blank=True, default=dict, help_text='What that person changed in the query: JSON pointer to [planned, asked].'),
        ),
        migrations.AddField(
            model_name='sourcelookup',
            name='requested_by',
            field=models.ForeignKey(blank=True, help_text='Who wanted it looked up again; empty: the desk itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requested_lookups', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='sourcelookup',
            name='asked_at',
            field=models.DateTimeField(blank=True, help_text='When the last attempt began.', null=True),
        ),
        migrations.AlterField(
            model_name='sourcelookup',
            name='note',
            field=models.TextField(blank=True, help_text='The outcome in words, or what it waits for.'),
        ),
    ]
