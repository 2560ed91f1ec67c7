"""The SQL in docs/reference/audit.md proves the chain by hand, as it says."""

import re
from collections.abc import Callable

import pytest
from django.db import connection

from claims.models import Claimant
from claimtracker.audit import sealing
from claimtracker.audit.models import AuditSealedEntry
from tests.claimtracker.docs.pages import page

CHAIN, PAYLOADS = re.findall(r"```sql\n(.*?)```", page("docs/reference/audit.md").text, flags=re.DOTALL)


def answer(query: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found


@pytest.mark.django_db(transaction=True)
def test_the_documented_queries_find_the_first_broken_row(
    tamper: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 50)
    Claimant.objects.create(name="Orla Finn")
    sealing.seal()
    assert answer(CHAIN) == answer(PAYLOADS) == []
    victim = AuditSealedEntry.objects.get(position=51).entry_id
    tamper("UPDATE audit_auditpayload SET body = body || ' ' WHERE entry_id = %s", victim)
    assert answer(PAYLOADS) == [(victim,)]
    tamper("UPDATE audit_auditentry SET actor_id = 4711 WHERE id = %s", victim)
    assert answer(CHAIN) == [(51, victim)]
