"""An appearance knows which one of an earlier revision it continues."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_embedded_library_source")]

    operations = [
        migrations.AddField(
            model_name="appearance",
            name="continues",
            field=models.ForeignKey(
                blank=True,
                help_text="The appearance in an earlier revision whose words these are.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="continued_by",
                to="claims.appearance",
            ),
        ),
        migrations.AddConstraint(
            model_name="appearance",
            constraint=models.UniqueConstraint(fields=("continues",), name="appearance_continued_once"),
        ),
    ]
