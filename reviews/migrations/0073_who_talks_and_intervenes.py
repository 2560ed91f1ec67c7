"""Who comments, reads the corrections log, puts interventions on record, and keeps the canned explanations."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ("view_comment", "view_mention", "view_intervention", "view_recheck", "view_cannedexplanation", "view_correction", "add_comment")
KEEP = ("add_cannedexplanation", "change_cannedexplanation")
GRANTS = {
    "reviewer": (*READ, "add_intervention"),
    "editor": (*READ, *KEEP, "add_intervention"),
    "admin": (*READ, *KEEP),
}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *(permissions.get(content_type__app_label="reviews", codename=codename) for codename in wanted)
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0072_comments_interventions_rechecks")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
