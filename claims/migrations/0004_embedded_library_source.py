"""The embedded reference library is the one source that is on from the start: it needs no network."""

from django.db import migrations


def add_library(apps, schema_editor):
    apps.get_model("claims", "Source").objects.using(schema_editor.connection.alias).get_or_create(
        name="library",
        defaults={
            "title": "Reference library",
            "enabled": True,
            "primary": False,
            "needs_network": False,
            "licence": "as stated with each document",
        },
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_honest_anchors_and_frozen_words")]

    operations = [migrations.RunPython(add_library, migrations.RunPython.noop)]
