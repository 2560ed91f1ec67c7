"""System checks of what claims are found with."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError

from claims.comparison.stance.cross_encoder import problem
from claims.extractors import BrokenExtractor, configured
from claims.lookup.source_rows import destination, missing_options
from claims.models import Source
from claims.sources import connector
from claims.sources.base import UnknownConnector


@checks.register(checks.Tags.compatibility)
def extractor_can_be_loaded(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse an EXTRACTOR that does not exist or lacks its settings; tell where article text is sent."""
    try:
        configured()
    except BrokenExtractor as error:
        hint = "Set EXTRACTOR to one of them, or install the package that brings it."
        return [checks.Error(str(error), hint=hint, id="claims.E001")]
    if settings.EXTRACTOR != "chat":
        return []
    if urlsplit(settings.CHAT_URL).scheme not in {"http", "https"} or not settings.CHAT_MODEL:
        return [
            checks.Error(
                "EXTRACTOR is “chat”, which needs CHAT_URL (http or https) and CHAT_MODEL.",
                hint="For example CHAT_URL=http://models.internal:8080/v1 CHAT_MODEL=small-instruct.",
                id="claims.E002",
            )
        ]
    host = urlsplit(settings.CHAT_URL).netloc.rpartition("@")[2]
    return [checks.Info(f"The text of every article is sent to {host} (EXTRACTOR=chat).", id="claims.I001")]


@checks.register(checks.Tags.compatibility)
def stance_model_can_be_loaded(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse a STANCE_MODEL whose packages or files are missing; its weights are not loaded for that."""
    trouble = problem(Path(settings.STANCE_MODEL)) if settings.STANCE_MODEL else ""
    hint = "Correct it, or leave STANCE_MODEL empty for the light model that ships."
    return [checks.Error(trouble, hint=hint, id="claims.E003")] if trouble else []


@checks.register(checks.Tags.database)
def sources_can_be_asked(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Tell what an enabled source lacks, and which of them claims' words leave this machine for."""
    if "default" not in (databases or ()):
        return []
    try:
        enabled = list(Source.objects.filter(enabled=True))
    except DatabaseError:
        return []  # that the database does not answer, or is not migrated, is told elsewhere
    return [message for source in enabled for message in _about(source)]


def _about(source: Source) -> Iterator[checks.CheckMessage]:
    try:
        its_connector = connector(source.name)
    except UnknownConnector as error:
        hint = "Switch it off in the admin, or install the version of Claim Tracker that has it."
        yield checks.Warning(f"The source “{source}” is on, and cannot be asked: {error}", hint=hint, id="claims.W001")
        return
    for missing in missing_options(its_connector, source.options):
        yield checks.Warning(f"The source is on: {missing.problem}", hint=missing.remedy, id="claims.W002")
    if source.needs_network:
        yield checks.Info(
            f"Every claim's words are sent to {destination(its_connector, source.options)} (source {source.name}).",
            hint="Switch the source off in the admin where they must not leave.",
            id="claims.I002",
        )
