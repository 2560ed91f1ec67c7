"""The functions behind `claimtracker.audit.operations`: refusing changes to what is append-only."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION claimtracker_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: these rows are append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Record a new row instead: a correction, a retraction or a redaction.';
END $$;
"""

# Privileges are revoked from whoever has them, because only the operator knows how the application's role is named.
MAKE_APPEND_ONLY = """
CREATE FUNCTION claimtracker_make_append_only(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    grantee regrole;
BEGIN
    EXECUTE format('CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s '
                   'FOR EACH ROW EXECUTE FUNCTION claimtracker_refuse_change()', target);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION claimtracker_refuse_change()', target);
    FOR grantee IN
        SELECT DISTINCT acl.grantee::regrole
        FROM pg_class, aclexplode(relacl) AS acl
        WHERE pg_class.oid = target AND acl.grantee <> 0 AND acl.grantee <> relowner
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %s', target, grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION claimtracker_refuse_change()"),
        migrations.RunSQL(MAKE_APPEND_ONLY, "DROP FUNCTION claimtracker_make_append_only(regclass)"),
    ]
