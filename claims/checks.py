"""System checks of what claims are found with."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from claims.extractors import BrokenExtractor, configured


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
