"""The bytes were copied to their own table; a migration apart, because PostgreSQL alters no table with checks pending."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_snapshot_bodies_apart")]

    operations = [
        migrations.RemoveField(
            model_name='snapshot',
            name='body',
        ),
    ]
