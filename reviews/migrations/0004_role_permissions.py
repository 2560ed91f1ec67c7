"""What each role may do, exactly as much as its work needs."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = [
    *(("claims", f"view_{model}") for model in (
        "article", "articlerevision", "outlet", "claim", "claimant", "claimwording", "appearance", "quantity",
        "source", "sourcelookup", "evidence", "referencedocument", "referencepassage", "referencefigure",
    )),
    *(("reviews", f"view_{model}") for model in (
        "review", "assignment", "draft", "proposal", "transition", "verdict", "citation", "rating", "ratingscale",
        "deskpolicy",
    )),
]
GRANTS = {
    "reviewer": [
        *READ, ("claims", "add_article"), ("reviews", "grade_claim"), ("reviews", "dismiss_claim"),
    ],
    "editor": [
        *READ, ("claims", "add_article"), ("reviews", "grade_claim"), ("reviews", "dismiss_claim"),
        ("reviews", "approve_verdict"),
    ],
    "admin": [
        *READ,
        *((app, f"{verb}_{model}") for app, model in (
            ("people", "user"), ("apikeys", "apikey"),
        ) for verb in ("view", "add", "change")),
        ("claims", "change_source"), ("claims", "change_claimant"), ("claims", "change_outlet"),
        ("reviews", "add_ratingscale"), ("reviews", "change_ratingscale"), ("reviews", "add_rating"),
        ("reviews", "change_rating"), ("reviews", "add_deskpolicy"), ("audit", "view_auditentry"),
        ("auth", "view_group"),
    ],
}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    for label in ("auth", "people", "apikeys", "audit", "claims", "reviews"):
        create_permissions(installed_apps.get_app_config(label), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *(permissions.get(content_type__app_label=app, codename=codename) for app, codename in wanted)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0003_rating_scale"),
        ("claims", "0004_embedded_library_source"),
        ("apikeys", "0002_audit_keys"),
        ("people", "0002_roles"),
        ("audit", "0003_record_changes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
