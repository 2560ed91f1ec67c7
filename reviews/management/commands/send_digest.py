"""`manage.py send_digest --preview`: one ISO week's published verdicts as the mail that they will be sent in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews.digests.content import content_of
from reviews.digests.message import compose
from reviews.digests.period import IsoWeek, UnknownWeek

BAD_INPUT = 2


class Command(BaseCommand):
    help = "Show the digest of one ISO week's published verdicts, in the desk's time zone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--preview", action="store_true", help="Show the digest instead of sending it.")
        parser.add_argument("--week", metavar="2026-W47", help="The ISO week; without it, this week.")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--html", action="store_true", help="Print the HTML instead of the text.")
        where.add_argument(
            "--output", metavar="DIR", type=Path, help="Write digest.txt, digest.html and digest.eml into this folder."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["preview"]:
            raise CommandError(
                "There is nobody to send it to: this desk has no subscriptions yet. "
                "Add --preview to see the digest as it would be sent."
            )
        zone = timezone.get_default_timezone()
        try:
            week = IsoWeek.parse(options["week"]) if options["week"] is not None else IsoWeek.of(timezone.now(), zone)
        except UnknownWeek as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        message = compose(content_of(week, zone), zone)
        if options["output"]:
            self._write(message, Path(options["output"]))
        else:
            self.stdout.write(html_of(message) if options["html"] else str(message.body))

    def _write(self, message: EmailMultiAlternatives, folder: Path) -> None:
        parts = {
            "digest.txt": str(message.body).encode(),
            "digest.html": html_of(message).encode(),
            "digest.eml": message.message().as_bytes(),
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in parts.items():
                (folder / name).write_bytes(data)
        except OSError as error:
            raise CommandError(
                f"Cannot write into {folder}: {error.strerror}. Give --output a folder that you may write to.",
                returncode=BAD_INPUT,
            ) from error
        self.stdout.write(f"{message.subject}\nWritten to {folder}: {', '.join(parts)}")


def html_of(message: EmailMultiAlternatives) -> str:
    """The message's HTML part."""
    return next(str(content) for content, media_type in message.alternatives if media_type == "text/html")
