from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "claimtracker.audit"
    label = "audit"
