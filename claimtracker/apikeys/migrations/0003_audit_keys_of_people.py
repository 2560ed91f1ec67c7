"""A key's changes show in the history of the service user that it acts as, too."""

from django.db import migrations

from claimtracker.audit.operations import audited


class Migration(migrations.Migration):
    dependencies = [("apikeys", "0002_audit_keys"), ("audit", "0007_redaction")]

    operations = [audited("apikeys_apikey", part_of=("people_user", "user_id"))]
