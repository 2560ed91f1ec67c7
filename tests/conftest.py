"""Fixtures for every test: the database as it is in production, people with their roles, claims to work on."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import TransactionTestCase

from claims.models import Claim
from claimtracker.people.models import User
from tests.support.browser import browser, sign_in
from tests.support.builders import build_claim, build_evidence
from tests.support.database import TestDatabase

__all__ = ("browser", "sign_in")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that another PostgreSQL can be tried with these tests alone."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "django_db_setup"}:
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[TestDatabase]:
    """Replaces pytest-django's: see tests/support/database.py."""
    database = TestDatabase()
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock():
        database.make_template()
        database.switch_to_fresh_clone()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: database.switch_to_fresh_clone())
    yield database
    patch.undo()
    with django_db_blocker.unblock():
        database.remove()


def _person(name: str, *roles: str) -> User:
    first, last = name.split()
    user = User.objects.create(username=first.lower(), first_name=first, last_name=last, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def reviewer(db: None) -> User:
    return _person("Ana Reyes", "reviewer")


@pytest.fixture
def second_reviewer(db: None) -> User:
    return _person("Rui Costa", "reviewer")


@pytest.fixture
def editor(db: None) -> User:
    return _person("Ed Okafor", "editor")


@pytest.fixture
def desk_admin(db: None) -> User:
    return _person("Ada Lind", "admin")


@pytest.fixture
def stranger(db: None) -> User:
    """Signed in, without any role."""
    return _person("Sam Stone")


@pytest.fixture
def service(db: None) -> User:
    return User.objects.create(username="cms", kind=User.Kind.SERVICE)


@pytest.fixture
def make_claim(db: None) -> Callable[..., Claim]:
    """Builds a claim with an article, an appearance, a wording and a quantity; see tests/support/builders.py."""
    return build_claim


@pytest.fixture
def make_evidence(db: None) -> Callable[..., object]:
    return build_evidence
