"""Editors and admins fill the reference library and take documents out; reviewers read what was sent in."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ("view_libraryupload",)
FILL = (*READ, "add_libraryupload", "delete_referencedocument")
GRANTS = {"reviewer": READ, "editor": FILL, "admin": FILL}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("claims"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *(permissions.get(content_type__app_label="claims", codename=codename) for codename in wanted)
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_who_may_look_up_again"), ("claims", "0035_library_uploads")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
