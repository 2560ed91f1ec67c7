from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def make_source_rows(using: str, apps: Any, **_kwargs: Any) -> None:
    """Every connector gets its row when the database is migrated, as Django's own permissions do."""
    if "sourcecircuit" not in apps.all_models["claims"]:
        return  # migrated to an earlier state, which knows no circuits
    from claims.lookup.source_rows import sync_sources

    sync_sources(using)


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        from claims import checks  # noqa: F401 - registers the system checks

        post_migrate.connect(make_source_rows, sender=self, dispatch_uid="claims.make_source_rows")
