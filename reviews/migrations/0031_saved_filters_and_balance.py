"""People's own lists, and the right to see how claims are selected."""

import django.db.models.deletion
from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

SEE_BALANCE = ("editor", "admin")


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here one is needed now.
    create_permissions(installed_apps.get_app_config("reviews"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    see = permissions.get(content_type__app_label="reviews", codename="view_selectionbalance")
    for group in apps.get_model("auth", "Group").objects.using(database).filter(name__in=SEE_BALANCE):
        group.permissions.add(see)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0021_draft_looked_at"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SelectionBalance",
            fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))],
            options={
                "verbose_name": "selection balance",
                "verbose_name_plural": "selection balance",
                "managed": False,
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(help_text="The query string of the list's address.", max_length=1000)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="saved_filters", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("person", "name"), name="filter_named_once_a_person"),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
