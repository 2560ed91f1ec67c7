"""Do several things at the same moment, each on a database connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")


def at_once(*actions: Callable[[], Answer]) -> list[Answer | Exception]:
    """What each action returned or raised, in their order."""
    barrier = threading.Barrier(len(actions))

    def act(action: Callable[[], Answer]) -> Answer | Exception:
        barrier.wait(30)
        try:
            return action()
        except Exception as raised:  # noqa: BLE001 - handed to the test, which says which it expects
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(act, actions))
