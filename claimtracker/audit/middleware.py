"""Give each request an id that the audit trail shows as its origin."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from claimtracker.audit.context import origin_of_work


class AuditOriginMiddleware:
    """Sets the origin of work to `request:<id>`; the same id goes back in the X-Request-ID header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        token = origin_of_work.set(f"request:{request_id}")
        try:
            response = self.get_response(request)
        finally:
            origin_of_work.reset(token)
        response["X-Request-ID"] = request_id
        return response
