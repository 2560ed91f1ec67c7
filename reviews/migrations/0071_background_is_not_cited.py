"""Reviewers and editors bring evidence; what was told as background is cited by nobody."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

NOT_CITED = """
CREATE FUNCTION reviews_refuse_background() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_interview WHERE evidence_id = NEW.evidence_id AND consent = 'background'
    ) THEN
        RAISE EXCEPTION 'Evidence % was told as background, not for publication: it is not cited', NEW.evidence_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_background BEFORE INSERT ON reviews_proposalcitation
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_background();
CREATE TRIGGER refuse_background BEFORE INSERT ON reviews_citation
    FOR EACH ROW EXECUTE FUNCTION reviews_refuse_background();
"""
CITED_AGAIN = """
DROP TRIGGER refuse_background ON reviews_citation;
DROP TRIGGER refuse_background ON reviews_proposalcitation;
DROP FUNCTION reviews_refuse_background();
"""
READ = ("view_evidencecapture", "view_interview")
BRING = (*READ, "add_evidence")
GRANTS = {"reviewer": BRING, "editor": BRING, "admin": ("view_evidencecapture",)}


def grant(apps, schema_editor):
    database = schema_editor.connection.alias
    # Django makes permissions after all migrations have run; here they are needed now.
    create_permissions(installed_apps.get_app_config("claims"), verbosity=0, using=database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for role, wanted in GRANTS.items():
        groups.get(name=role).permissions.add(
            *(permissions.get(content_type__app_label="claims", codename=codename) for codename in wanted)
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0056_citing_keeps_retention_waiting"), ("claims", "0071_evidence_by_hand")]

    operations = [
        migrations.RunSQL(NOT_CITED, CITED_AGAIN),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
