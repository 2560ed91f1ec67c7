from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "claimtracker.audit"
    label = "audit"

    def ready(self) -> None:
        from claimtracker import checks  # noqa: F401 - registers the system checks
