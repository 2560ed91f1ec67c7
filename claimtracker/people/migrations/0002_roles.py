"""The three roles of a desk, as groups; each app grants them the permissions that it defines."""

from django.db import migrations

from claimtracker.audit.operations import audited

ROLES = ("reviewer", "editor", "admin")


def make_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name in ROLES:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("audit", "0003_record_changes")]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        audited("people_user"),
        audited("people_user_groups"),
        audited("people_user_user_permissions"),
        audited("auth_group_permissions"),
    ]
