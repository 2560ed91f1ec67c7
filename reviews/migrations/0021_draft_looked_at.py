"""A draft keeps which evidence its author looked at."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0015_blind_double_grading")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="looked_at",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                help_text="Keys of the evidence that the person says they looked at.",
                size=None,
            ),
        ),
    ]
