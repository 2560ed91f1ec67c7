"""Who cites a piece of evidence holds its snapshot's bytes until that is committed: retention waits, and then sees it.

Without that, a citation and a drop in the same moment saw nothing of each other, and both stood. `FOR SHARE` conflicts
with the lock of an UPDATE; the trigger `keep_cited` looks for citations after that lock, in a snapshot of its own.
"""

from django.db import migrations

HOLD = """
CREATE FUNCTION reviews_hold_cited_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM claims_snapshotbody
        WHERE snapshot_id = (SELECT snapshot_id FROM claims_evidence WHERE id = NEW.evidence_id)
        FOR SHARE;
    RETURN NEW;
END $$;
"""
TABLES = ("reviews_draftcitation", "reviews_proposalcitation", "reviews_citation")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0051_audit_every_step")]

    operations = [
        migrations.RunSQL(HOLD, "DROP FUNCTION reviews_hold_cited_snapshot()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER hold_cited BEFORE INSERT OR UPDATE OF evidence_id ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION reviews_hold_cited_snapshot()",
                f"DROP TRIGGER hold_cited ON {table}",
            )
            for table in TABLES
        ),
    ]
