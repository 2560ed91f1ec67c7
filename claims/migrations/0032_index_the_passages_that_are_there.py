"""Passages that a desk has already are indexed, in batches."""

from django.db import migrations

BATCH = 2000
INDEX = """
    WITH texts AS (
        SELECT id AS item, to_tsvector('english', place || ' ' || heading || ' ' || text) AS vector
        FROM claims_referencepassage WHERE id = ANY (%(items)s)
    ), words AS (
        SELECT item, left(lexeme, 255) AS lexeme, sum(cardinality(positions))::int AS frequency
        FROM texts, unnest(vector) AS u (lexeme, positions, weights) GROUP BY 1, 2
    ), lengths AS (
        SELECT item, sum(frequency)::int AS length FROM words GROUP BY item
    ), terms AS (
        INSERT INTO claims_indexedterm AS known (collection, lexeme, items)
        SELECT 1, lexeme, count(*) FROM words GROUP BY lexeme ORDER BY lexeme
        ON CONFLICT (collection, lexeme) DO UPDATE SET items = known.items + excluded.items
        RETURNING id, lexeme
    ), counted AS (
        INSERT INTO claims_indexedcollection AS known (collection, items, words)
        SELECT 1, count(*), coalesce(sum(length), 0) FROM lengths
        ON CONFLICT (collection) DO UPDATE
        SET items = known.items + excluded.items, words = known.words + excluded.words
    )
    INSERT INTO claims_posting (term_id, item, frequency, length)
    SELECT terms.id, words.item, least(words.frequency, 32767), lengths.length
    FROM words JOIN terms USING (lexeme) JOIN lengths USING (item)
"""


def index_passages(apps, schema_editor):
    passages = apps.get_model("claims", "ReferencePassage").objects.using(schema_editor.connection.alias)
    ids = list(passages.order_by("pk").values_list("pk", flat=True))
    with schema_editor.connection.cursor() as cursor:
        for start in range(0, len(ids), BATCH):
            cursor.execute(INDEX, {"items": ids[start : start + BATCH]})


class Migration(migrations.Migration):
    dependencies = [("claims", "0031_posting_index")]

    operations = [migrations.RunPython(index_passages, migrations.RunPython.noop)]
