"""Who calls the API: an API key in the Authorization header, or a person signed in to the admin."""

from django.http import HttpRequest
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey
from claimtracker.people.models import User


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer ct_<prefix>_<secret>`; `request.auth` is then the ApiKey."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, presented = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.keyword.lower():
            return None
        key = keys.find(presented.strip())
        if key is None:
            raise AuthenticationFailed(
                "This API key is unknown, expired or revoked. Ask the desk's admin for a new one."
            )
        return key.user, key

    def authenticate_header(self, request: Request | HttpRequest) -> str:
        return self.keyword


class ApiKeyScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the key."""

    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "An API key of the desk: `ct_…`."}
