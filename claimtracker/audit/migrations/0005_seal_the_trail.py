"""The sealer: the one function that extends the hash chain, and the append-only rule for what it writes."""

from django.db import migrations

from claimtracker.audit.operations import append_only

# SECURITY DEFINER with a fixed search path: the application's role extends the chain by this function alone.
#
# Rows become visible in another order than their ids were handed out in, so there is no "sealed up to id n": what has
# no place in the chain yet is looked for among the ids above `settled_to`, and whatever commits late finds its place
# in a later seal. `settled_to` only keeps that search short. It may rise to what an earlier seal had seen as soon as
# every transaction has ended that could hold a lower id: an id is handed out by a transaction that has its own number
# already (the trigger fires after a write); the earlier sealer got its number after it had looked, so it is higher
# than all of those; and the horizon is the lowest number that is still at work. The seal that raises `settled_to`
# has itself just looked at all ids up to there, so after a restore into another cluster, whose transactions are
# numbered anew, nothing is skipped either.
SEAL = """
CREATE FUNCTION claimtracker_seal_audit(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    the_lock CONSTANT bigint := 7220185416530972;
    horizon bigint;
    newest audit_auditseal;
    settled bigint;
    entry audit_auditentry;
    last_id bigint;
    link bytea;
    sealed integer := 0;
    seal audit_auditseal;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'Sealing takes a transaction of its own that has written nothing yet, at READ COMMITTED'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    IF NOT pg_try_advisory_xact_lock(the_lock) THEN
        RETURN 0;
    END IF;
    horizon := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    SELECT * INTO newest FROM audit_auditseal ORDER BY number DESC LIMIT 1;
    settled := coalesce(newest.settled_to, 0);
    link := coalesce(newest.hash, decode(repeat('00', 32), 'hex'));
    seal.number := coalesce(newest.number, 0) + 1;
    seal.first_position := coalesce(newest.last_position, 0) + 1;
    FOR entry IN
        SELECT e.* FROM audit_auditentry e
        WHERE e.id > settled
          AND NOT EXISTS (SELECT FROM audit_auditsealedentry s WHERE s.entry_id = e.id AND s.entry_id > settled)
        ORDER BY e.id LIMIT most
    LOOP
        link := sha256(link || convert_to(jsonb_build_array(
            seal.first_position + sealed, entry.id,
            to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            entry.transaction, entry.database_role, entry.actor_id, entry.origin, entry."table", entry."row",
            entry.action, entry.subject_table, entry.subject_row, encode(entry.payload_digest, 'hex'))::text, 'UTF8'));
        INSERT INTO audit_auditsealedentry ("position", entry_id, hash)
        VALUES (seal.first_position + sealed, entry.id, link);
        sealed := sealed + 1;
        last_id := entry.id;
    END LOOP;
    IF sealed = 0 THEN
        RETURN 0;
    END IF;
    seal.at := clock_timestamp();
    seal.last_position := seal.first_position + sealed - 1;
    seal.seen_to := CASE WHEN sealed = most THEN last_id ELSE greatest(last_id, newest.seen_to) END;
    seal.settled_to := greatest(settled, least(seal.seen_to, coalesce((
        SELECT s.seen_to FROM audit_auditseal s
        WHERE s.transaction < horizon AND s.number > newest.number - 100
        ORDER BY s.number DESC LIMIT 1), 0)));
    seal.transaction := pg_current_xact_id()::text::bigint;
    seal.hash := sha256(link || convert_to(jsonb_build_array(
        seal.number, to_char(seal.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        seal.first_position, seal.last_position, seal.seen_to, seal.settled_to, seal.transaction)::text, 'UTF8'));
    INSERT INTO audit_auditseal SELECT seal.*;
    RETURN sealed;
END $$;
"""

WRITTEN_BY_FUNCTIONS_ONLY = """
DO $$
DECLARE
    target regclass;
    grantee regrole;
BEGIN
    FOR target, grantee IN
        SELECT DISTINCT pg_class.oid::regclass, acl.grantee::regrole
        FROM pg_class, aclexplode(relacl) AS acl
        WHERE pg_class.oid IN (
            'audit_auditsealedentry'::regclass, 'audit_auditseal'::regclass, 'audit_auditredaction'::regclass
        ) AND acl.grantee <> 0 AND acl.grantee <> relowner
    LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM %s', target, grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_seals_and_redactions")]

    operations = [
        append_only("audit_auditsealedentry"),
        append_only("audit_auditseal"),
        append_only("audit_auditredaction"),
        migrations.RunSQL(WRITTEN_BY_FUNCTIONS_ONLY, migrations.RunSQL.noop),
        migrations.RunSQL(SEAL, "DROP FUNCTION claimtracker_seal_audit(integer)"),
    ]
