"""Keep what a source was asked with in secret out of what is stored of its answer."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, quote_plus

from claims.sources.base import Answer, Connector, Hit

SECRET_LENGTH = 4
"""A shorter one is no key, and would be found in every other word."""


def without_secrets(answer: Answer, source: Connector, options: Mapping[str, str]) -> Answer:
    """The answer as it may be stored: a server may echo the key, in an address or in a text that is quoted."""
    names = {
        form: f"[{option.name}]"
        for option in source.options
        if option.secret and len(options[option.name]) >= SECRET_LENGTH
        for form in _forms(options[option.name])
    }
    body = answer.body
    for form, name in names.items():
        body = body.replace(form.encode(), name.encode())
    if body == answer.body:
        return answer  # what it found, it found in there
    return replace(answer, body=body, hits=tuple(_hidden(hit, names) for hit in answer.hits))


def _forms(secret: str) -> set[str]:
    """The secret as it is, as an address has it, and as JSON has it that escapes the slash."""
    return {secret, quote_plus(secret), quote(secret, safe=""), secret.replace("/", "\\/")}


def _hidden(hit: Hit, names: Mapping[str, str]) -> Hit:
    told = {field: getattr(hit, field) for field in ("title", "publisher", "edition", "url", "quote", "reason")}
    for form, name in names.items():
        told = {field: text.replace(form, name) for field, text in told.items()}
    return replace(hit, **told)
