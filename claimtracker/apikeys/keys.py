"""Issue, check and revoke API keys."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from claimtracker.apikeys.models import ApiKey, Scope
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User

LONGEST_NAME = 100
_KEY = re.compile(r"ct_(?P<prefix>[0-9a-f]{8})_(?P<secret>[\w-]+)", re.ASCII)


class InvalidApiKeyRequest(ValueError):
    """A key cannot be issued as asked; the message says why."""


def _digest(secret: str) -> bytes:
    # A random 256-bit secret needs no slow hash: there is nothing to guess.
    return hashlib.sha256(secret.encode()).digest()


@transaction.atomic
def issue(
    *,
    user: User,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None = None,
    actor: User | None = None,
) -> tuple[ApiKey, str]:
    """Make a key for a service user. Returns the row and the key itself, which is never shown again.

    Raises InvalidApiKeyRequest for an unknown scope, no scope, a user who is a person, or a name that is empty or
    longer than LONGEST_NAME.
    """
    length = len(name.strip())
    if not 0 < length <= LONGEST_NAME:
        raise InvalidApiKeyRequest(
            f"The name has {length} characters, 1 to {LONGEST_NAME} are taken. Name the program that uses it."
        )
    wanted = list(dict.fromkeys(scopes))
    unknown = sorted(set(wanted) - set(Scope.values))
    if unknown or not wanted:
        raise InvalidApiKeyRequest(
            f"{', '.join(unknown) or 'An empty list'} is no scope. Choose from {', '.join(Scope.values)}."
        )
    if user.kind != User.Kind.SERVICE:
        raise InvalidApiKeyRequest(
            f"{user.username} is a person. API keys belong to service users: make one of kind “service” first."
        )
    record_actor(actor.pk if actor else None)
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=user, name=name, prefix=prefix, digest=_digest(secret), scopes=wanted, expires_at=expires_at
    )
    return key, f"ct_{prefix}_{secret}"


def find(presented: str) -> ApiKey | None:
    """The usable key that `presented` is, or None. Remembers the use, at most once a minute."""
    parts = _KEY.fullmatch(presented)
    if parts is None:
        return None
    key = ApiKey.objects.usable().select_related("user").filter(prefix=parts["prefix"]).first()
    if key is None or not hmac.compare_digest(bytes(key.digest), _digest(parts["secret"])):
        return None
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > timedelta(minutes=1):
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


@transaction.atomic
def revoke(key: ApiKey, *, actor: User | None) -> None:
    """End the key now. Revoking twice changes nothing."""
    record_actor(actor.pk if actor else None)
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now())
