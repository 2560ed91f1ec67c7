"""Keys from the terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey
from claimtracker.people.models import User


def _create(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("create_api_key", *arguments, stdout=out, stderr=err)
    return out.getvalue().strip(), err.getvalue()


def test_the_key_alone_is_printed_and_works(service: User) -> None:
    key, hint = _create("--user=cms", "--name=CMS", "--scope=claims:read", "--scope=verdicts:read")
    found = keys.find(key)
    assert found is not None
    assert (found.user, found.name, found.scopes) == (service, "CMS", ["claims:read", "verdicts:read"])
    assert f"curl -H 'Authorization: Bearer {key}' http://testserver/api/v1/" in hint


@pytest.mark.parametrize(
    ("scope", "path"), [("claims:read", "claims/"), ("verdicts:read", "verdicts/"), ("claims:write", "")]
)
def test_the_hint_shows_an_address_that_the_key_may_read(service: User, scope: str, path: str) -> None:
    _, hint = _create("--user=cms", "--name=CMS", f"--scope={scope}")
    assert hint.rstrip().endswith(f"http://testserver/api/v1/{path}")


def test_the_service_user_is_made_when_asked_for(db: None) -> None:
    key, _ = _create("--user=archive", "--create-user", "--name=Archive", "--scope=claims:read")
    user = User.objects.get(username="archive")
    assert keys.find(key) is not None
    assert user.kind == User.Kind.SERVICE
    assert not user.has_usable_password()
    assert not user.is_staff


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--user=nobody", "--name=x", "--scope=claims:read"], "--create-user"),
        (["--user=ana", "--name=x", "--scope=claims:read"], "is a person"),
        (["--user=cms", "--name=x", "--scope=claims:burn"], "claims:burn is no scope"),
        (["--user=cms", "--name=x"], "Choose from claims:read"),
        (["--user=new", "--create-user", "--name=x", "--scope=claims:burn"], "claims:burn is no scope"),
    ],
)
def test_a_refusal_says_what_to_do_and_changes_nothing(
    service: User, reviewer: User, arguments: list[str], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        _create(*arguments)
    assert not ApiKey.objects.exists()
    assert User.objects.count() == 2


def test_a_revoked_key_lets_nobody_in(service: User) -> None:
    row, key = keys.issue(user=service, name="CMS", scopes=["claims:read"])
    out = StringIO()
    call_command("revoke_api_key", row.prefix, stdout=out)
    assert keys.find(key) is None
    call_command("revoke_api_key", f"ct_{row.prefix}_", stdout=out)
    assert "is revoked" in out.getvalue()
    assert "was revoked already" in out.getvalue()


def test_revoking_what_is_no_key_names_those_in_force(service: User) -> None:
    row, _ = keys.issue(user=service, name="CMS", scopes=["claims:read"])
    with pytest.raises(CommandError, match=row.prefix):
        call_command("revoke_api_key", "00000000")


@pytest.mark.parametrize(
    ("user", "name", "says"),
    [
        ("no spaces please", "CMS", "cannot be a user name"),
        ("cms", "x" * 101, "101 characters"),
        ("cms", " ", "0 char"),
    ],
)
def test_a_name_that_cannot_be_stored_is_refused_in_words(db: None, user: str, name: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        _create(f"--user={user}", "--create-user", f"--name={name}", "--scope=claims:read")
    assert not User.objects.exists()
