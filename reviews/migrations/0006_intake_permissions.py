"""Everybody sees what is being read; editors and admins choose the feeds that the desk follows."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["view_submission", "view_feed", "view_feedentry", "view_site"]
GRANTS = {
    "reviewer": READ,
    "editor": [*READ, "add_feed", "change_feed"],
    "admin": [*READ, "add_feed", "change_feed"],
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
        ("reviews", "0004_role_permissions"),
        ("claims", "0009_audit_feeds"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
