"""Reviewers and editors may have claims looked up again; every role may read what came back."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTS = {
    "reviewer": ["look_up_again", "view_snapshot"],
    "editor": ["look_up_again", "view_snapshot"],
    "admin": ["look_up_again", "view_snapshot"],
}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("claims"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *permissions.filter(content_type__app_label="claims", codename__in=wanted)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0008_cited_snapshots_are_kept"),
        ("claims", "0025_lookups_asked_again"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
