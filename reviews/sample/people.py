"""Three sample people, one for each role, with passwords made once and never stored in clear."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from claimtracker.people.roles import ADMIN, EDITOR, REVIEWER


@dataclass(frozen=True, slots=True)
class Login:
    """A new person's way in; the password exists here only."""

    role: str
    username: str
    password: str


SAMPLE_PEOPLE = (
    (ADMIN, "ada", "Ada", "Lind"),
    (REVIEWER, "ana", "Ana", "Reyes"),
    (EDITOR, "ed", "Ed", "Okafor"),
)


@transaction.atomic
def make_sample_people() -> list[Login]:
    """Make the sample people on a desk where nobody is yet. Returns their logins; none where people exist."""
    if User.objects.exists():
        return []
    record_actor(None)
    logins = []
    for role, username, first_name, last_name in SAMPLE_PEOPLE:
        password = secrets.token_urlsafe(9)
        user = User.objects.create_user(
            username,
            password=password,
            first_name=first_name,
            last_name=last_name,
            is_staff=True,
            is_superuser=role == ADMIN,
        )
        user.groups.add(Group.objects.get(name=role))
        logins.append(Login(role, username, password))
    return logins
