"""Which passages have which words, for ranking by rarity: BM25 in SQL."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0025_lookups_asked_again'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexedCollection',
            fields=[
                ('collection', models.SmallIntegerField(choices=[(1, 'Passages of the reference library')], primary_key=True, serialize=False)),
                ('items', models.PositiveIntegerField(default=0)),
                ('words', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='IndexedTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.SmallIntegerField(choices=[(1, 'Passages of the reference library')])),
                ('lexeme', models.CharField(max_length=255)),
                ('items', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.BigIntegerField(help_text='The id of the passage.')),
                ('frequency', models.PositiveSmallIntegerField()),
                ('length', models.PositiveIntegerField()),
            ],
        ),
        migrations.AddIndex(
            model_name='referencepassage',
            index=models.Index(fields=['place'], name='passage_by_place'),
        ),
        migrations.AddConstraint(
            model_name='indexedterm',
            constraint=models.UniqueConstraint(fields=('collection', 'lexeme'), name='term_indexed_once'),
        ),
        migrations.AddField(
            model_name='posting',
            name='term',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.indexedterm'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['item'], name='posting_by_item'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('term', 'item'), include=('frequency', 'length'), name='posting_once'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('frequency__gt', 0)), name='posting_not_empty'),
        ),
    ]
