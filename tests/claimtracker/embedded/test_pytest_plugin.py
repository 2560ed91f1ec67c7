"""A test run has servers and settings of its own."""

import os

from claimtracker import settings
from claimtracker.embedded.pytest_plugin import SETTINGS_VARIABLES


def test_every_variable_that_the_settings_read_is_kept_out_of_the_tests() -> None:
    assert set(SETTINGS_VARIABLES) == set(settings.env.scheme)


def test_the_settings_lead_to_the_run_s_own_servers() -> None:
    assert settings.DATABASES["default"]["USER"] != settings.DATABASES["owner"]["USER"]
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    assert settings.SECRET_KEY == "tests-only"
