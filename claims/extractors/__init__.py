"""Which extractor finds the claims: the built-in rules, a chat model by URL, or one that another package brings.

A package offers one under the entry-point group `claimtracker.extractors`; see docs/how-to/choose-an-extractor.md.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import entry_points

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings

from claims.extraction.languages import Language, detect
from claims.extraction.types import Extraction
from claims.extractors.base import BrokenExtractor, Extractor, ExtractorFailed
from claims.extractors.chat import ChatExtractor
from claims.extractors.listing import listed
from claims.extractors.rules import RulesExtractor
from claims.extractors.verifying import verified

__all__ = ("BrokenExtractor", "Extractor", "ExtractorFailed", "configured", "find_claims")

logger = logging.getLogger(__name__)

GROUP = "claimtracker.extractors"
BUILT_IN: dict[str, Callable[[], Extractor]] = {"rules": RulesExtractor, "chat": ChatExtractor}


def configured() -> Extractor:
    """The extractor that the setting EXTRACTOR names. Raises BrokenExtractor."""
    name = settings.EXTRACTOR
    if name in BUILT_IN:
        return BUILT_IN[name]()
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(sorted({*BUILT_IN, *offered}))
        raise BrokenExtractor(f"EXTRACTOR is “{name}”, which no installed package offers. There are: {known}.")
    try:
        made: Extractor = offered[name].load()()
    except Exception as error:
        raise BrokenExtractor(f"The extractor “{name}” cannot be loaded: {type(error).__name__}: {error}") from error
    return made


def find_claims(text: str, *, declared_language: str = "") -> Extraction:
    """Find the claims of normalised `text` with the configured extractor, and verify every one of them.

    Where that one fails, the built-in rules do the work, and a note says so. Of more than MOST_CLAIMS the most
    check-worthy are listed, and a note says how many were left out.
    """
    return listed(_found(text, detect(text, declared=declared_language)))


def _found(text: str, language: Language) -> Extraction:
    if settings.EXTRACTOR == "rules":
        return RulesExtractor().extract(text, language)
    try:
        return verified(text, configured().extract(text, language))
    except (ExtractorFailed, BrokenExtractor) as failure:
        logger.warning("The extractor “%s” failed: %s", settings.EXTRACTOR, failure)
        reason = str(failure)
    except SoftTimeLimitExceeded:
        raise  # what is left of the worker's time is too little for the rules: the next attempt has all of it
    except Exception as error:
        # A stranger's code: whatever it raises costs its own answer, not the article.
        logger.exception("The extractor “%s” failed", settings.EXTRACTOR)
        reason = f"{type(error).__name__}: {error}"
    instead = RulesExtractor().extract(text, language)
    note = f"The extractor “{settings.EXTRACTOR}” failed, so the built-in rules were used. {reason}"
    return replace(instead, notes=(note, *instead.notes))
