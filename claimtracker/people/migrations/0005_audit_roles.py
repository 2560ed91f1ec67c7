"""What a role may do, and who has it, is on record: as a part of the role's and of the person's history."""

from django.db import migrations

from claimtracker.audit.operations import BY_HAND, audited

PERSON = ("people_user", "user_id")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_roles"),
        ("audit", "0007_redaction"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        audited("people_user_groups", part_of=PERSON),
        audited("people_user_user_permissions", part_of=PERSON),
        audited("auth_group"),
        audited("auth_group_permissions", part_of=("auth_group", "group_id")),
        audited("auth_permission", on=["UPDATE", "DELETE"]),
        # Django makes the permissions itself, after each migration.
        audited("auth_permission", on=["INSERT"], when=BY_HAND, name="audited_by_hand"),
    ]
