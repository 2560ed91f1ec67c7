"""Request bodies: JSON, no larger than the desk takes."""

import json
from typing import IO, Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from claimtracker.api.problems import BodyTooLarge


class BoundedJSONParser(BaseParser):
    """Reads at most settings.DATA_UPLOAD_MAX_MEMORY_SIZE bytes.

    Raises BodyTooLarge, and ParseError for what is no JSON or nests too deep to be read. It is no JSONParser of DRF's,
    because DRF has Django read the body for those, and Django refuses a large one with a page instead of a problem.
    """

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLarge(
                f"The body has more than {limit:,} bytes, the most that this desk takes. Send an article's parts as "
                "articles of their own, or have MAX_ARTICLE_CHARACTERS raised."
            )
        try:
            return json.loads(body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise ParseError(f"The body is not JSON that can be read: {error}.", code="malformed_json") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
