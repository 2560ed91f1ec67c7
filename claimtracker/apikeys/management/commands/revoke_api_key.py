"""Revoke an API key from the terminal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey


class Command(BaseCommand):
    help = "Revoke an API key, now and for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("prefix", help="The eight characters after ct_ in the key, as the admin lists them.")

    def handle(self, *_args: Any, **options: Any) -> None:
        prefix = options["prefix"].removeprefix("ct_").partition("_")[0]
        key = ApiKey.objects.filter(prefix=prefix).first()
        if key is None:
            known = ", ".join(ApiKey.objects.filter(revoked_at=None).values_list("prefix", flat=True))
            raise CommandError(f"There is no key ct_{prefix}_…. Keys in force: {known or 'none'}.")
        if key.revoked_at:
            self.stdout.write(f"{key} was revoked already, at {key.revoked_at:%Y-%m-%d %H:%M} UTC.")
            return
        keys.revoke(key, actor=None)
        self.stdout.write(f"{key} is revoked.")
