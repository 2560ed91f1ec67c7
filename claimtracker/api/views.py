"""The root of the API, and the answer to addresses that do not exist."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claimtracker.api.problems import MEDIA_TYPE, PROBLEM, REFUSALS

ADDRESSES = {
    "articles": "article-list",
    "claims": "claim-list",
    "verdicts": "verdict-list",
    "schema": "api-schema",
    "docs": "api-docs",
}


class RootView(APIView):
    """Where everything is."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="root",
        summary="The addresses of this API",
        description="Needs no key.",
        auth=[],
        responses={200: OpenApiTypes.OBJECT, (406, MEDIA_TYPE): PROBLEM},
        examples=[
            OpenApiExample(
                "Addresses",
                {name: f"https://desk.example/api/v1/{name}/" for name in ADDRESSES},
                response_only=True,
                status_codes=["200"],
            )
        ],
    )
    def get(self, request: Request) -> Response:
        return Response({name: reverse(target, request=request) for name, target in ADDRESSES.items()})


@extend_schema(exclude=True)
class NowhereView(APIView):
    """Whatever the method: 404 in the shape of every other refusal."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound(f"{REFUSALS[404]} Every address ends in a slash; GET {reverse('api-root')} lists them.")
