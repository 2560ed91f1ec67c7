"""The posting index ranks passages; the text-search column with its index is not asked any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0032_index_the_passages_that_are_there")]

    operations = [
        migrations.RemoveIndex(
            model_name='referencepassage',
            name='passage_search',
        ),
        migrations.RemoveField(
            model_name='referencepassage',
            name='search',
        ),
    ]
