"""The library's own small library, for asking it as a source."""

from tests.claims.library.conftest import few_entries, small_library

__all__ = ("few_entries", "small_library")
