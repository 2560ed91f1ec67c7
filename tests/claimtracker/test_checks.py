"""The operator is told what they should know: one database role for everything, private servers in reach."""

import pytest
from django.core.checks import run_checks
from django.db import connections
from pytest_django.fixtures import Settings

from claimtracker.checks import application_role_cannot_rewrite, private_servers_may_be_reached


@pytest.mark.django_db
def test_two_roles_give_no_warning() -> None:
    assert application_role_cannot_rewrite(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_the_owner_as_application_role_is_warned_of_and_told_what_to_do() -> None:
    application, owner = connections["default"], connections["owner"]
    saved = {name: application.settings_dict[name] for name in ("USER", "PASSWORD")}
    application.close()
    application.settings_dict.update({name: owner.settings_dict[name] for name in saved})
    try:
        [warning] = [message for message in run_checks(databases=["default"]) if message.id == "claimtracker.W001"]
    finally:
        application.close()
        application.settings_dict.update(saved)
    for table in ("reviews_verdict", "events_event", "claims_evidence", "audit_auditpayload"):
        assert table in warning.msg
    assert "deploy/roles.sql" in str(warning.hint)


@pytest.mark.parametrize(
    ("allowed", "ids"),
    [
        ([], []),
        (["models.internal:8080"], ["claimtracker.I001"]),
        (["models.internal:8080", "models.internal"], ["claimtracker.E001"]),
    ],
)
def test_what_may_be_reached_inside_is_told_and_what_cannot_match_is_refused(
    allowed: list[str], ids: list[str], settings: Settings
) -> None:
    settings.OUTBOUND_ALLOW = allowed
    assert [message.id for message in private_servers_may_be_reached()] == ids
