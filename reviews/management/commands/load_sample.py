"""Fill a new desk, once: the reference library, three people, one article."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims.tasks import extract_revision
from claimtracker.doorbell import ring
from reviews.sample.article import take_in_sample
from reviews.sample.people import make_sample_people


class Command(BaseCommand):
    help = (
        "Load the reference library, three sample people and one sample article. "
        "Does nothing where they, or people and articles of your own, are there already."
    )

    def handle(self, **options: Any) -> None:
        call_command("load_library", stdout=self.stdout, verbosity=options["verbosity"])
        if taken := take_in_sample():
            ring(extract_revision, taken.revision.pk)
            self.stdout.write(f"Took the sample article in: {taken.article}")
        if logins := make_sample_people():
            self.stdout.write("Sign in as (shown once; change the passwords in the admin):")
            for login in logins:
                self.stdout.write(f"  {login.role:<9} user {login.username:<4} password {login.password}")
