"""What each source answered, and asking it anew. Found, nothing found and failed are three different answers."""

from typing import cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.lookup_shapes import (
    DETAIL_EXAMPLE,
    EXAMPLE,
    LookupDetailSerializer,
    LookupSerializer,
    NewLookupSerializer,
)
from claims.lookup.opening import LookupRefused, look_again, retry_now
from claims.models import Claim, Source, SourceLookup
from claims.tasks import look_up
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope
from claimtracker.doorbell import ring
from claimtracker.people.models import User

SHOWN = SourceLookup.objects.select_related("source", "requested_by")


class _LookupView(generics.GenericAPIView[SourceLookup]):
    queryset = SHOWN
    read_scope = Scope.CLAIMS_READ
    write_scope = Scope.CLAIMS_WRITE
    write_permission = "claims.look_up_again"


@extend_schema_view(
    get=extend_schema(
        operation_id="claim_lookups",
        tags=["look-ups"],
        summary="The look-ups of a claim",
        description="Newest first. Needs the scope `claims:read`.",
        responses={200: LookupSerializer(many=True), **refusals(400, 404)},
        examples=[OpenApiExample("Look-up", EXAMPLE, response_only=True, status_codes=["200"])],
    ),
    post=extend_schema(
        operation_id="look_up_again",
        tags=["look-ups"],
        summary="Look a claim up again",
        description=(
            "Asks one source anew, about the newest wording. `changes` edits texts of the query, each named by its "
            "JSON pointer as `query` of a former look-up has it. Needs the scope `claims:write`."
        ),
        request=NewLookupSerializer,
        responses={
            201: OpenApiResponse(LookupSerializer, "It is due; Location has its address."),
            **refusals(400, 404, 413, 415),
        },
        examples=[
            OpenApiExample("Again", {"source": "wikipedia", "changes": {"/search": "Tajiks"}}, request_only=True),
            OpenApiExample("Look-up", EXAMPLE, response_only=True, status_codes=["201"]),
        ],
    ),
)
class ClaimLookupsView(_LookupView, generics.ListAPIView[SourceLookup]):
    """GET: the look-ups of one claim. POST: look it up again."""

    serializer_class = LookupSerializer

    def get_queryset(self) -> QuerySet[SourceLookup]:
        if getattr(self, "swagger_fake_view", False):
            return super().get_queryset().none()
        claim = get_object_or_404(Claim.objects.only("pk"), pk=self.kwargs["pk"])
        return super().get_queryset().filter(claim=claim)

    def post(self, request: Request, pk: int) -> Response:
        claim = get_object_or_404(Claim, pk=pk)
        sent = NewLookupSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        source = Source.objects.filter(name=sent.validated_data["source"]).first()
        if source is None:
            known = ", ".join(Source.objects.values_list("name", flat=True))
            raise _refusal("source", f"No source is called “{sent.validated_data['source']}”. There are: {known}.")
        try:
            row = look_again(claim, source, cast("User", request.user), changes=sent.validated_data.get("changes"))
        except LookupRefused as refusal:
            raise _refusal("source", str(refusal)) from refusal
        ring(look_up, row.pk)
        address = reverse("lookup-detail", [row.pk], request=request)
        return Response(
            LookupSerializer(SHOWN.get(pk=row.pk)).data,
            status=status.HTTP_201_CREATED,
            headers={"Location": address},
        )


@extend_schema_view(
    get=extend_schema(
        operation_id="lookup_detail",
        tags=["look-ups"],
        summary="A look-up",
        description="With what it brought that the answer before did not. Needs the scope `claims:read`.",
        responses={200: LookupDetailSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Look-up", DETAIL_EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class LookupView(_LookupView, generics.RetrieveAPIView[SourceLookup]):
    """GET: one look-up."""

    serializer_class = LookupDetailSerializer


@extend_schema_view(
    post=extend_schema(
        operation_id="retry_lookup",
        tags=["look-ups"],
        summary="Try a failed look-up again now",
        description="Also one that was given up, with its attempts anew. Needs the scope `claims:write`.",
        request=None,
        responses={200: LookupSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Look-up", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class RetryLookupView(_LookupView):
    """POST: make a failed look-up due now."""

    serializer_class = LookupSerializer

    def post(self, _request: Request, pk: int) -> Response:
        row = get_object_or_404(SHOWN, pk=pk)
        try:
            retry_now(row)
        except LookupRefused as refusal:
            raise _refusal("non_field_errors", str(refusal)) from refusal
        ring(look_up, row.pk)
        return Response(LookupSerializer(SHOWN.get(pk=row.pk)).data)


def _refusal(field: str, message: str) -> ValidationError:
    return ValidationError({field: ErrorDetail(message, code="refused")})
