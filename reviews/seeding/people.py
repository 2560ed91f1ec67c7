"""Made-up people who graded and approved: nobody can sign in as them."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from claimtracker.people.roles import EDITOR, REVIEWER

REVIEWERS, EDITORS = 20, 4
PREFIX = "seeded-"


@dataclass(frozen=True, slots=True)
class Desk:
    """The ids of those who grade and those who approve."""

    reviewers: list[int]
    editors: list[int]


@transaction.atomic
def seeded_people() -> Desk:
    """The made-up people, made where they are not there yet."""
    record_actor(None)
    return Desk(_people(REVIEWER, REVIEWERS), _people(EDITOR, EDITORS))


def _people(role: str, number: int) -> list[int]:
    group = Group.objects.get(name=role)
    found = []
    for each in range(1, number + 1):
        person, is_new = User.objects.get_or_create(
            username=f"{PREFIX}{role}-{each}",
            defaults={"first_name": f"Seeded {role}", "last_name": str(each), "is_active": False, "password": "!"},
        )
        if is_new:
            person.groups.add(group)
        found.append(person.pk)
    return found
