from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AuditConfig(AppConfig):
    name = "claimtracker.audit"
    label = "audit"

    def ready(self) -> None:
        from claimtracker import checks  # noqa: F401 - registers the system checks
        from claimtracker.audit.context import watch_connection

        connection_created.connect(watch_connection, dispatch_uid="claimtracker.audit")
