"""What the endpoints share by which claims are corrected: refusals in the API's shape, the bell, and the answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from rest_framework import status as http
from rest_framework.exceptions import APIException, ErrorDetail, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims import tasks
from claims.api.claim_shapes import ClaimSerializer
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.models import Claim
from claims.querysets import claims_in_full
from claimtracker.doorbell import ring
from claimtracker.people.models import User


class Conflict(APIException):
    """409: the claim is not, or no longer, in the state that the request takes."""

    status_code = http.HTTP_409_CONFLICT
    default_code = "conflict"


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal of the service into the API's own, with the pointer to the value at fault."""
    try:
        yield
    except NotPermitted as refused:
        raise PermissionDenied(str(refused), code=refused.code) from refused
    except ClaimMoved as refused:
        raise Conflict(str(refused), code=refused.code) from refused
    except CorrectionRefused as refused:
        details: Any = [ErrorDetail(str(refused), code=refused.code)]
        for name in reversed((refused.field or "non_field_errors").split(".")):
            details = {name: details}
        raise ValidationError(details) from refused


def person_of(request: Request) -> User:
    """Who acts: a person signed in, or the service user of the key."""
    return cast("User", request.user)


def answer(claims: Sequence[Claim], *, status: int = http.HTTP_200_OK, many: bool = False) -> Response:
    """The claims as they are now; a worker is rung for what the correction left due."""
    for claim in claims:
        ring(tasks.follow_up, claim.pk)
    rows = claims_in_full().in_bulk([claim.pk for claim in claims])
    bodies = [ClaimSerializer(rows[claim.pk]).data for claim in claims]
    return Response(bodies if many else bodies[0], status=status)
