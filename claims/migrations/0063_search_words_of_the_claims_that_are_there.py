"""Index the claims that came before the triggers, a batch a transaction: the desk works on meanwhile."""

from django.db import migrations

BATCH = 5000


def index(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM claims_claim")
        newest = cursor.fetchone()[0]
        for begin in range(0, newest, BATCH):
            cursor.execute(
                "SELECT claims_index_words(ARRAY(SELECT id FROM claims_claim WHERE id > %s AND id <= %s))",
                [begin, begin + BATCH],
            )
        cursor.execute("ANALYZE claims_claimsearch")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0062_keep_search_words")]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
