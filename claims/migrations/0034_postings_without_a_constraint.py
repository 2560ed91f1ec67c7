"""Postings name their term without a foreign key's check: it took two fifths of the time of an import."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0033_drop_the_text_search_column'),
    ]

    operations = [
        migrations.AlterField(
            model_name='posting',
            name='term',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.indexedterm'),
        ),
    ]
