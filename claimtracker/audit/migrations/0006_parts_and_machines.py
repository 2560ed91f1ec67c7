"""Entries tell of which row theirs is a part; bytes can be left out; and what machines make can be told apart."""

from django.db import migrations

# A trigger's arguments: “part_of:TABLE:COLUMN” and “without:COLUMN”. The bytes go before the row is made JSON of: an
# upload's would be doubled. The rest is as in 0003.
RECORD_CHANGE = """
CREATE OR REPLACE FUNCTION claimtracker_record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    secrets text[] := ARRAY['password', 'digest', 'last_login', 'last_used_at'];
    left_out text[] := '{}';
    blank jsonb := '{}';
    part_of text[];
    argument text;
    before jsonb;
    after jsonb;
    changed jsonb;
    secret text;
    body text;
    salt bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
    entry bigint;
BEGIN
    FOREACH argument IN ARRAY coalesce(TG_ARGV, '{}') LOOP
        IF argument LIKE 'part_of:%' THEN
            part_of := string_to_array(argument, ':');
        ELSIF argument LIKE 'without:%' THEN
            left_out := left_out || split_part(argument, ':', 2);
            blank := blank || jsonb_build_object(split_part(argument, ':', 2), NULL);
        END IF;
    END LOOP;
    IF TG_OP <> 'INSERT' THEN
        IF left_out <> '{}' THEN
            OLD := jsonb_populate_record(OLD, blank);
        END IF;
        before := to_jsonb(OLD) - secrets - left_out;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF left_out <> '{}' THEN
            NEW := jsonb_populate_record(NEW, blank);
        END IF;
        after := to_jsonb(NEW) - secrets - left_out;
    END IF;
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
    changed := coalesce(after, before);
    body := jsonb_build_object('before', before, 'after', after)::text;
    INSERT INTO audit_auditentry (
        at, transaction, database_role, actor_id, origin, "table", "row", action, subject_table, subject_row,
        payload_digest)
    VALUES (
        clock_timestamp(), pg_current_xact_id()::text::bigint, session_user,
        nullif(current_setting('claimtracker.actor', true), '')::bigint,
        coalesce(current_setting('claimtracker.origin', true), ''),
        TG_TABLE_NAME, coalesce(changed->>'id', changed->>part_of[3], ''), lower(TG_OP),
        coalesce(part_of[2], ''), coalesce(changed->>part_of[3], ''),
        sha256(salt || convert_to(body, 'UTF8')))
    RETURNING id INTO entry;
    INSERT INTO audit_auditpayload (entry_id, salt, body) VALUES (entry, salt, body);
    RETURN NULL;
END $$;
"""

MACHINE_WORKS = """
CREATE FUNCTION claimtracker_machine_works() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('claimtracker.actor', true), '') = ''
       AND coalesce(current_setting('claimtracker.origin', true), '') ~ '^(task|command):'
$$;
COMMENT ON FUNCTION claimtracker_machine_works() IS
    'Whether a task or a command writes in nobody''s name: what it makes carries its own provenance.';
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_seal_the_trail")]

    operations = [
        # Going back leaves the function: it takes triggers without arguments as well.
        migrations.RunSQL(RECORD_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(MACHINE_WORKS, "DROP FUNCTION claimtracker_machine_works()"),
    ]
