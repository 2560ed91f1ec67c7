"""Filling the reference library is a scope of its own. Choices live in Python: no table changes."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("apikeys", "0003_audit_keys_of_people")]

    operations = [
        migrations.AlterField(
            model_name="apikey",
            name="scopes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("claims:read", "Read articles, claims and evidence"),
                        ("claims:write", "Send articles in"),
                        ("library:write", "Fill the reference library"),
                        ("reviews:write", "Grade claims"),
                        ("verdicts:read", "Read published verdicts"),
                    ],
                    max_length=20,
                ),
                size=None,
            ),
        ),
    ]
