"""Give each request an id that the audit trail shows as its origin, and its user as who acts."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from claimtracker.audit.context import actor_of_work, origin_of_work


class AuditOriginMiddleware:
    """Sets the origin of work to `request:<id>`; the same id goes back in the X-Request-ID header.

    The user is asked for when something is written: the API finds out who calls only inside its view.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        origin = origin_of_work.set(f"request:{request_id}")
        actor = actor_of_work.set(lambda: getattr(getattr(request, "user", None), "pk", None))
        try:
            response = self.get_response(request)
        finally:
            actor_of_work.reset(actor)
            origin_of_work.reset(origin)
        response["X-Request-ID"] = request_id
        return response
