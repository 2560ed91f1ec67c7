"""docs/reference/roles.md says exactly what each role may do in the database."""

from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst

from claimtracker.people.roles import ROLES
from tests.claimtracker.docs.pages import page

HEAD = ("What", "Permission", *ROLES)


def granted() -> list[tuple[str, ...]]:
    """A row for each permission that some role has: its name, its code, and “yes” for each role."""
    permissions = Permission.objects.filter(group__name__in=ROLES).select_related("content_type").distinct()
    have = {role: set(Group.objects.get(name=role).permissions.values_list("pk", flat=True)) for role in ROLES}
    return sorted(
        (
            capfirst(each.name.removeprefix("Can ")),
            f"`{each.content_type.app_label}.{each.codename}`",
            *("yes" if each.pk in have[role] else "" for role in ROLES),
        )
        for each in permissions
    )


def test_the_table_is_what_the_database_grants(db: None) -> None:
    documented = [tuple(row) for row in page("docs/reference/roles.md").rows() if row[1].startswith("`")]
    wanted = granted()
    table = "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |").replace("|  |", "| |") for row in wanted)
    assert documented == wanted, f"the table must read:\n{table}"


def test_there_are_no_other_roles(db: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
