"""What a caller may do: each view names the scope that reading and writing need."""

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from claimtracker.apikeys.models import ApiKey


class HasScope(BasePermission):
    """Lets a caller through who has the view's `read_scope` (safe methods) or `write_scope` (others).

    An API key has the scopes it was issued with. A person signed in to the admin may read everything here; to
    write they need the Django permission named by the view's `write_permission`. Raises MethodNotAllowed for a
    method that the view does not have, so that nobody is told to get a scope for it.
    """

    message: str
    code = "missing_scope"

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if request.method not in view.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        reading = request.method in SAFE_METHODS
        if isinstance(request.auth, ApiKey):
            scope: str = view.read_scope if reading else view.write_scope
            self.message = f"This needs the scope {scope}; the key “{request.auth.name}” does not have it."
            return scope in request.auth.scopes
        self.message = "This is for people of the desk: ask its admin to make you one of its staff."
        if not request.user.is_staff:
            return False
        if reading:
            return True
        self.message = (
            f"This needs the permission {view.write_permission}; ask the desk's admin for a role that has it."
        )
        return bool(request.user.has_perm(view.write_permission))
