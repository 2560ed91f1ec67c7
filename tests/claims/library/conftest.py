"""A small library: the starter figures and the Factbook's entries of a few countries."""

import pytest

from claims.library import factbook
from claims.library.importing import load_factbook, load_starter

FEW = {"af", "ti", "pk", "ke"}


@pytest.fixture
def few_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [entry for entry in factbook.entries() if entry.code in FEW]
    monkeypatch.setattr(factbook, "entries", lambda: few)


@pytest.fixture
def small_library(db: None, few_entries: None) -> None:
    load_starter()
    load_factbook(lambda _done, _total: None)
