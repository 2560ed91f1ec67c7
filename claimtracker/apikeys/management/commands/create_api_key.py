"""Issue an API key from the terminal."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User

READABLE = {Scope.CLAIMS_READ: "claims/", Scope.VERDICTS_READ: "verdicts/"}


class Command(BaseCommand):
    help = "Issue an API key to a service user. The key is printed once and cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", required=True, help="The service user that the key acts as.")
        parser.add_argument("--create-user", action="store_true", help="Make the service user if there is none.")
        parser.add_argument("--name", required=True, help="Which program uses the key, for example “CMS”.")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            metavar="SCOPE",
            help=f"What the key may do; repeat for several: {', '.join(Scope.values)}.",
        )

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        user = self._user(options["user"], may_create=options["create_user"])
        try:
            _, key = keys.issue(user=user, name=options["name"], scopes=options["scope"])
        except keys.InvalidApiKeyRequest as error:
            raise CommandError(str(error)) from error
        self.stdout.write(key)
        self.stderr.write("Keep it now: it is not stored and cannot be shown again. Try it:")
        self.stderr.write(
            f"  curl -H 'Authorization: Bearer {key}' {settings.DESK_URL}/api/v1/{_readable(options['scope'])}"
        )

    def _user(self, name: str, *, may_create: bool) -> User:
        user = User.objects.filter(username=name).first()
        if user is None and not may_create:
            raise CommandError(f"There is no user “{name}”. Add --create-user to make this service user.")
        if user is None:
            user = User(username=name, kind=User.Kind.SERVICE)
            user.set_unusable_password()
            try:
                user.full_clean(exclude=["password"])
            except ValidationError as error:
                raise CommandError(f"“{name}” cannot be a user name. {' '.join(error.messages)}") from error
            user.save()
        return user


def _readable(scopes: list[str]) -> str:
    """An address below /api/v1/ that a key of these scopes may read."""
    return next((path for scope, path in READABLE.items() if scope in scopes), "")
