"""The chain over the entries, the record of redactions, and of which row an entry's row is a part."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_record_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditRedaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('actor_id', models.BigIntegerField(help_text='The user who redacted; empty: only the operator is known.', null=True)),
                ('reason', models.TextField()),
                ('legal_basis', models.CharField(help_text='For example “GDPR, Article 17(1)(a)”.', max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('first_position', models.BigIntegerField()),
                ('last_position', models.BigIntegerField()),
                ('seen_to', models.BigIntegerField()),
                ('settled_to', models.BigIntegerField()),
                ('transaction', models.BigIntegerField()),
                ('hash', models.BinaryField(help_text="sha256(the last entry's hash ‖ the seal's bytes).", max_length=32)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='AuditSealedEntry',
            fields=[
                ('position', models.BigIntegerField(help_text='1, 2, 3 …, in the order of sealing.', primary_key=True, serialize=False)),
                ('hash', models.BinaryField(help_text="sha256(the hash before ‖ the entry's bytes).", max_length=32)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='auditentry',
            name='audit_entry_of_row',
        ),
        migrations.AddField(
            model_name='auditentry',
            name='subject_row',
            field=models.CharField(blank=True, db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='auditentry',
            name='subject_table',
            field=models.CharField(blank=True, db_default='', help_text="Of which table's row this row is a part, if of any.", max_length=63),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='actor_id',
            field=models.BigIntegerField(help_text='The user who acted; empty: the system.', null=True),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='origin',
            field=models.CharField(blank=True, help_text='The request, task or command that acted.', max_length=200),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['table', 'row', 'id'], name='audit_entry_of_row'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(condition=models.Q(('subject_table', ''), _negated=True), fields=['subject_table', 'subject_row', 'id'], name='audit_entry_of_subject'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['actor_id', 'id'], name='audit_entry_of_actor'),
        ),
        migrations.AddField(
            model_name='auditredaction',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='redaction', to='audit.auditentry'),
        ),
        migrations.AddField(
            model_name='auditsealedentry',
            name='entry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='audit.auditentry'),
        ),
    ]
