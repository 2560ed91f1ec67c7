"""Retention never drops the bytes behind evidence that a draft, a proposal or a verdict cites."""

from django.db import migrations

KEEP_CITED = """
CREATE FUNCTION reviews_keep_cited_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_evidence AS evidence
        WHERE evidence.snapshot_id = OLD.snapshot_id AND (
            EXISTS (SELECT FROM reviews_draftcitation WHERE evidence_id = evidence.id)
            OR EXISTS (SELECT FROM reviews_proposalcitation WHERE evidence_id = evidence.id)
            OR EXISTS (SELECT FROM reviews_citation WHERE evidence_id = evidence.id)
        )
    ) THEN
        RAISE EXCEPTION 'The snapshot % is behind cited evidence and is kept', OLD.snapshot_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_cited BEFORE UPDATE ON claims_snapshotbody
    FOR EACH ROW WHEN (NEW.body IS NULL) EXECUTE FUNCTION reviews_keep_cited_snapshot();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0006_intake_permissions"),
        ("claims", "0023_snapshot_bodies_apart"),
    ]

    operations = [
        migrations.RunSQL(
            KEEP_CITED,
            "DROP TRIGGER keep_cited ON claims_snapshotbody; DROP FUNCTION reviews_keep_cited_snapshot()",
        ),
    ]
