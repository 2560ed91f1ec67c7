"""Extend the hash chain over the audit trail, afterwards and in batches, so that it costs the desk nothing."""

from django.db import connection

BATCH = 5_000
"""Entries a seal. Each seal is a transaction of its own: one that is cut short leaves the others in place."""


class SealingInsideTransaction(RuntimeError):
    """Sealing was asked for inside a transaction: what that one wrote would be sealed before it is committed."""


def seal() -> int:
    """Give every committed entry that has none a place in the chain. Returns how many.

    Safe to run twice, and at once: of two sealers, the second finds the lock taken and returns 0. Raises
    SealingInsideTransaction.
    """
    if connection.in_atomic_block:
        raise SealingInsideTransaction("Seal outside of atomic(): every seal is a transaction of its own.")
    total = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT claimtracker_seal_audit(%s)", [BATCH])
            (sealed,) = cursor.fetchone() or (0,)
            total += sealed
            if sealed < BATCH:
                return total
