"""The trigger function that records changes, and the append-only rule for what it records."""

from django.db import migrations

from claimtracker.audit.operations import append_only

# SECURITY DEFINER with a fixed search path: the application's role may not write audit rows by itself.
# Of a secret the trail tells that it changed, never what it is; the times of a mere log-in or key use stay out.
# The times inside a payload are UTC whatever the session's zone is, so that the hashed bytes do not depend on it.
RECORD_CHANGE = """
CREATE FUNCTION claimtracker_record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    secrets text[] := ARRAY['password', 'digest', 'last_login', 'last_used_at'];
    before jsonb := CASE TG_OP WHEN 'INSERT' THEN NULL ELSE to_jsonb(OLD) - secrets END;
    after jsonb := CASE TG_OP WHEN 'DELETE' THEN NULL ELSE to_jsonb(NEW) - secrets END;
    changed jsonb := coalesce(after, before);
    secret text;
    body text;
    salt bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
    entry bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        FOREACH secret IN ARRAY ARRAY['password', 'digest'] LOOP
            IF to_jsonb(OLD)->secret IS DISTINCT FROM to_jsonb(NEW)->secret THEN
                after := after || jsonb_build_object(secret, 'changed');
            END IF;
        END LOOP;
    END IF;
    IF before = after THEN
        RETURN NULL;
    END IF;
    body := jsonb_build_object('before', before, 'after', after)::text;
    INSERT INTO audit_auditentry (at, transaction, database_role, actor_id, origin, "table", "row", action, payload_digest)
    VALUES (
        clock_timestamp(), pg_current_xact_id()::text::bigint, session_user,
        nullif(current_setting('claimtracker.actor', true), '')::bigint,
        coalesce(current_setting('claimtracker.origin', true), ''),
        TG_TABLE_NAME, coalesce(changed->>'id', ''),
        lower(TG_OP), sha256(salt || convert_to(body, 'UTF8')))
    RETURNING id INTO entry;
    INSERT INTO audit_auditpayload (entry_id, salt, body) VALUES (entry, salt, body);
    RETURN NULL;
END $$;
"""

WRITE_BY_TRIGGER_ONLY = """
DO $$
DECLARE
    target regclass;
    grantee regrole;
BEGIN
    FOR target, grantee IN
        SELECT DISTINCT pg_class.oid::regclass, acl.grantee::regrole
        FROM pg_class, aclexplode(relacl) AS acl
        WHERE pg_class.oid IN ('audit_auditentry'::regclass, 'audit_auditpayload'::regclass)
          AND acl.grantee <> 0 AND acl.grantee <> relowner
    LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM %s', target, grantee);
    END LOOP;
END $$;
"""

# Who may attach the function to a table of their own could write the trail by it.
NOT_FOR_OTHERS_TRIGGERS = """
DO $$
DECLARE
    grantee regrole;
BEGIN
    REVOKE EXECUTE ON FUNCTION claimtracker_record_change() FROM PUBLIC;
    FOR grantee IN
        SELECT DISTINCT acl.grantee::regrole
        FROM pg_proc, aclexplode(proacl) AS acl
        WHERE pg_proc.oid = 'claimtracker_record_change()'::regprocedure
          AND acl.grantee <> 0 AND acl.grantee <> proowner
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION claimtracker_record_change() FROM %s', grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_auditentry_auditpayload")]

    operations = [
        append_only("audit_auditentry"),
        append_only("audit_auditpayload"),
        migrations.RunSQL(WRITE_BY_TRIGGER_ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(RECORD_CHANGE, "DROP FUNCTION claimtracker_record_change()"),
        migrations.RunSQL(NOT_FOR_OTHERS_TRIGGERS, migrations.RunSQL.noop),
    ]
