"""The desk's Celery application with short waits, so that a test sees time-outs, leases and pauses come to an end.

`celery -A tests.support.quick_worker worker` runs it. Nothing else than the lengths of time differs from the desk's.
"""

from datetime import timedelta

import django
from django.conf import settings

from claimtracker.celery import app

django.setup()

from claims import tasks, work  # noqa: E402 - models can be imported only once Django is set up
from claims.lookup import circuit  # noqa: E402
from claims.sources.access import HttpAccess  # noqa: E402
from claimtracker.outbound import Timeouts  # noqa: E402

__all__ = ("app",)

LEASE_SECONDS = 15

# In the desk's own order: request < soft limit < hard limit < lease.
HttpAccess.__init__.__kwdefaults__["timeout"] = Timeouts(connect=2, read=2.5, total=4)
app.conf.task_soft_time_limit, app.conf.task_time_limit = 12, 13
settings.WORK_LEASE_SECONDS = LEASE_SECONDS
# A source that fails is tried again after the test's first part, and not in the middle of it.
work.FIRST_DELAY = timedelta(minutes=1)
circuit.FIRST_PAUSE = circuit.LONGEST_PAUSE = timedelta(seconds=1)
tasks.SWEEP_GRACE = timedelta(seconds=1)
