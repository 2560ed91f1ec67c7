"""Find the claimant of a name, or file a new one."""

from claims.models import Claimant


def claimant_named(name: str) -> Claimant | None:
    """The claimant with this name or alias, made where there is none; None without a name."""
    if not name:
        return None
    by_alias = Claimant.objects.filter(aliases__contains=[name]).first()
    return by_alias or Claimant.objects.get_or_create(name=name[:200])[0]
