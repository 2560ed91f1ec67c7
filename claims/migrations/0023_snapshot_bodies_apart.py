"""The bytes of snapshots in a table of their own, so that they can be dropped while the hash stays for ever."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0022_source_circuits"),
        ("audit", "0001_append_only_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name='SnapshotBody',
            fields=[
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='content', serialize=False, to='claims.snapshot')),
                ('body', models.BinaryField(help_text='zlib-compressed; null: dropped.', null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name='snapshotbody',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', None), ('dropped_at__isnull', False)), models.Q(('body__isnull', False), ('dropped_at', None)), _connector='OR'), name='snapshot_body_or_when_dropped'),
        ),
        migrations.RunSQL(
            """
            INSERT INTO claims_snapshotbody (snapshot_id, body)
            SELECT sha256, body FROM claims_snapshot
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION claims_only_drop_or_restore_body() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.snapshot_id <> OLD.snapshot_id OR (NEW.body IS NULL) = (OLD.body IS NULL) THEN
                    RAISE EXCEPTION 'The bytes of snapshot % may be dropped, never changed', OLD.snapshot_id
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER only_drop_or_restore BEFORE UPDATE ON claims_snapshotbody
                FOR EACH ROW EXECUTE FUNCTION claims_only_drop_or_restore_body();
            CREATE TRIGGER keep_rows BEFORE DELETE ON claims_snapshotbody
                FOR EACH ROW EXECUTE FUNCTION claimtracker_refuse_change();
            CREATE TRIGGER keep_table BEFORE TRUNCATE ON claims_snapshotbody
                FOR EACH STATEMENT EXECUTE FUNCTION claimtracker_refuse_change();
            """,
            """
            DROP TRIGGER keep_table ON claims_snapshotbody;
            DROP TRIGGER keep_rows ON claims_snapshotbody;
            DROP TRIGGER only_drop_or_restore ON claims_snapshotbody;
            DROP FUNCTION claims_only_drop_or_restore_body();
            """,
        ),
    ]
