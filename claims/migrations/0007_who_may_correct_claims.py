"""Every role of the desk may correct what the software found."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("reviewer", "editor", "admin")


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here one is needed now.
    create_permissions(installed_apps.get_app_config("claims"), verbosity=0, using=database)
    permission = apps.get_model("auth", "Permission").objects.using(database)
    curate = permission.get(content_type__app_label="claims", codename="curate_claim")
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=ROLES):
        group.permissions.add(curate)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_who_corrects_claims"),
        ("people", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
