"""Who issued and revoked which key is on record."""

from django.db import migrations

from claimtracker.audit.operations import audited


class Migration(migrations.Migration):
    dependencies = [("apikeys", "0001_initial"), ("audit", "0003_record_changes")]

    operations = [audited("apikeys_apikey")]
