"""What happened stays what happened."""

from django.db import migrations

from claimtracker.audit.operations import append_only


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("audit", "0001_append_only_functions")]

    operations = [append_only("events_event"), append_only("events_eventreceipt")]
