"""Find the claimant of a name, or file a new one."""

from collections.abc import Iterable

from claims.models import Claimant

LONGEST_NAME = 200


def claimant_named(name: str) -> Claimant | None:
    """The claimant with this name or alias, made where there is none; None without a name."""
    return claimants_named([name]).get(name)


def claimants_named(names: Iterable[str]) -> dict[str, Claimant]:
    """The claimants with these names or aliases, made where there are none; an empty name has none."""
    wanted = {name for name in names if name}
    by_alias = {
        alias: claimant
        for claimant in Claimant.objects.filter(aliases__overlap=list(wanted)).order_by("-name")
        for alias in claimant.aliases
    }
    cut = {name: name[:LONGEST_NAME] for name in sorted(wanted - by_alias.keys())}
    by_name = _by_name(cut.values())
    missing = dict.fromkeys(name for name in cut.values() if name not in by_name)
    if missing:
        # In one order, so that two workers with the same names wait for each other and do not lock each other out.
        Claimant.objects.bulk_create((Claimant(name=name) for name in missing), ignore_conflicts=True)
        by_name |= _by_name(missing)
    return {name: by_alias.get(name) or by_name[cut[name]] for name in wanted}


def _by_name(names: Iterable[str]) -> dict[str, Claimant]:
    return {claimant.name: claimant for claimant in Claimant.objects.filter(name__in=list(names))}
