#!/usr/bin/env python
"""Django's command line. Against the embedded servers use `./run manage …`, which sets the environment."""

import os
import sys

from django.core.management import execute_from_command_line

from claimtracker.audit.context import name_the_command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtracker.settings")
    name_the_command(sys.argv)
    execute_from_command_line(sys.argv)
