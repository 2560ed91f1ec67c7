"""Rules of the database: texts, words and evidence never change, hashes and anchors are true."""

from django.db import migrations

from claimtracker.audit.operations import append_only, audited, frozen_columns

TRUE_HASH = """
ALTER TABLE claims_articlerevision ADD CONSTRAINT revision_hash_is_of_its_text
    CHECK (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'));
"""

HONEST_ANCHOR = """
CREATE FUNCTION claims_refuse_false_anchor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.exact IS DISTINCT FROM (
        SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM claims_articlerevision WHERE id = NEW.revision_id
    ) THEN
        RAISE EXCEPTION 'The words of this appearance do not stand at % to % of the revision', NEW.start, NEW."end"
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER honest_anchor BEFORE INSERT OR UPDATE OF exact, start, "end", revision_id ON claims_appearance
    FOR EACH ROW EXECUTE FUNCTION claims_refuse_false_anchor();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_articles_claims_lookups_library"),
        ("audit", "0003_record_changes"),
    ]

    operations = [
        migrations.RunSQL(
            TRUE_HASH, "ALTER TABLE claims_articlerevision DROP CONSTRAINT revision_hash_is_of_its_text"
        ),
        migrations.RunSQL(
            HONEST_ANCHOR,
            "DROP TRIGGER honest_anchor ON claims_appearance; DROP FUNCTION claims_refuse_false_anchor()",
        ),
        frozen_columns("claims_articlerevision", ["article_id", "number", "text", "text_sha256"]),
        append_only("claims_claimwording"),
        append_only("claims_quantity"),
        append_only("claims_snapshot"),
        append_only("claims_evidence"),
        audited("claims_claim", on=("UPDATE", "DELETE")),
        audited("claims_claimant", on=("UPDATE", "DELETE")),
        audited("claims_appearance", on=("UPDATE", "DELETE")),
        audited("claims_source"),
    ]
