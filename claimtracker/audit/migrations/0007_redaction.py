"""A payload may be emptied once its redaction is on record, and never changed otherwise."""

from django.db import migrations

from claimtracker.audit.operations import audited

# Not to the application's role: UPDATE on the table stays taken away from it, and so does INSERT on redactions.
KEEP_PAYLOAD = """
CREATE FUNCTION claimtracker_keep_payload() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.entry_id = OLD.entry_id AND NEW.body = '' AND NEW.salt = ''
       AND EXISTS (SELECT FROM audit_auditredaction WHERE entry_id = OLD.entry_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on % refused: these rows are append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'To take personal data out, use manage.py redact_audit.';
END $$;
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON audit_auditpayload
    FOR EACH ROW EXECUTE FUNCTION claimtracker_keep_payload();
"""

KEEP_ALL = """
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON audit_auditpayload
    FOR EACH ROW EXECUTE FUNCTION claimtracker_refuse_change();
DROP FUNCTION claimtracker_keep_payload();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_parts_and_machines")]

    operations = [
        migrations.RunSQL(KEEP_PAYLOAD, KEEP_ALL),
        audited("audit_auditredaction", part_of=("audit_auditentry", "entry_id")),
    ]
