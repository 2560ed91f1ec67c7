"""One refusal shape: RFC 9457 problem details, with a code and, where a value is at fault, what points to it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from drf_spectacular.utils import OpenApiResponse, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.exceptions import PermissionDenied as ApiPermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"

PROBLEM = inline_serializer(
    "Problem",
    {
        "type": serializers.CharField(help_text="Always about:blank: `code` tells refusals apart."),
        "title": serializers.CharField(help_text="The HTTP status in words."),
        "status": serializers.IntegerField(help_text="The HTTP status."),
        "code": serializers.CharField(help_text="The rule that was broken, for programs."),
        "detail": serializers.CharField(help_text="What is wrong and what to do, for people."),
        "errors": inline_serializer(
            "ProblemError",
            {
                "pointer": serializers.CharField(
                    required=False, help_text="A JSON pointer to the value of the body that is at fault."
                ),
                "parameter": serializers.CharField(
                    required=False, help_text="The name of the query parameter that is at fault."
                ),
                "code": serializers.CharField(),
                "detail": serializers.CharField(),
            },
            many=True,
            required=False,
            help_text="Every value at fault; only with code “invalid”.",
        ),
    },
)
"""The schema of a refusal, for drf-spectacular."""

REFUSALS = {
    400: "The request is malformed, or has a value that cannot be taken.",
    401: "No API key was sent, or one that is unknown, expired or revoked.",
    403: "The key lacks the scope; `detail` names it.",
    404: "There is nothing at this address.",
    406: "The answer is JSON, and the Accept header rules it out.",
    409: "It is not, or no longer, in the state that this takes; `detail` says why.",
    413: "The body is larger than this desk takes.",
    415: "The body is not declared as application/json.",
}


class BodyTooLarge(APIException):
    """413: the body has more bytes than settings.DATA_UPLOAD_MAX_MEMORY_SIZE."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "body_too_large"


def refusals(*statuses: int) -> dict[tuple[int, str], OpenApiResponse]:
    """The refusals an operation may answer with, for `extend_schema(responses=…)`; 401, 403 and 406 go with all."""
    return {
        (status, MEDIA_TYPE): OpenApiResponse(PROBLEM, REFUSALS[status])
        for status in sorted({401, 403, 406, *statuses})
    }


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: the response for `error`, None where it is no refusal but a fault of ours."""
    response = exception_handler(error, context)
    if response is None:
        return None
    # What DRF answers for is its own exception or one of two of Django's, told apart by their status.
    if not isinstance(error, APIException):
        not_found = response.status_code == HTTPStatus.NOT_FOUND
        error = NotFound("There is nothing at this address.") if not_found else ApiPermissionDenied()
    if isinstance(error, ValidationError):
        # Safe methods have no body, so what is invalid about them are query parameters.
        errors = list(_at_fault(error.get_full_details(), in_body=context["request"].method not in SAFE_METHODS))
        code, detail, more = "invalid", errors[0]["detail"], {"errors": errors}
    else:
        code, detail, more = str(error.get_codes()), str(error.detail), {}
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "code": code,
        "detail": detail,
        **more,
    }
    response.content_type = MEDIA_TYPE
    return response


def _at_fault(details: Any, *, in_body: bool) -> Iterator[dict[str, str]]:
    for path, leaf in _leaves(details, ()):
        place = (
            {"pointer": "".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in path)}
            if in_body
            else {"parameter": ".".join(path)}
        )
        yield {**place, "code": str(leaf["code"]), "detail": str(leaf["message"])}


def _leaves(details: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield path, details
    elif isinstance(details, dict):
        for name, inner in details.items():
            yield from _leaves(inner, path if name == "non_field_errors" else (*path, str(name)))
    else:
        for index, inner in enumerate(details):
            is_leaf = set(inner) == {"message", "code"}
            yield from _leaves(inner, path if is_leaf else (*path, str(index)))
