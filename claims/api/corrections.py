"""Correct a claim: reword it, split it, drop it, restore it."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.claim_shapes import EXAMPLE, ClaimSerializer, DropSerializer, NewWordingSerializer, SplitSerializer
from claims.api.correcting import answer, person_of, refusing
from claims.curation.access import PERMISSION
from claims.curation.dropping import drop, restore
from claims.curation.rewording import reword
from claims.curation.splitting import Part, split
from claims.models import Claim
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope

FIRST_HALF = "Tajiks make up more than 46% of Afghanistan's population."
SECOND_HALF = "Tajiks were absent."


class _CorrectionView(generics.GenericAPIView[Claim]):
    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    pagination_class = None
    read_scope = Scope.CLAIMS_READ
    write_scope = Scope.CLAIMS_WRITE
    write_permission = PERMISSION

    def claim_id(self) -> int:
        """The claim of the address. Raises Http404."""
        return int(get_object_or_404(Claim.objects.only("pk"), pk=self.kwargs["pk"]).pk)


class WordingsView(_CorrectionView):
    """POST: a further wording."""

    @extend_schema(
        operation_id="reword_claim",
        tags=["claims"],
        summary="Reword a claim",
        description=(
            "Its figures are read anew from the words, and every source is asked again; earlier wordings are kept. "
            "Needs the scope `claims:write`."
        ),
        request=NewWordingSerializer,
        responses={201: OpenApiResponse(ClaimSerializer, "Stored."), **refusals(400, 404, 409, 413, 415)},
        examples=[
            OpenApiExample("Wording", {"text": FIRST_HALF, "seen": 1}, request_only=True),
            OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        claim_id = self.claim_id()
        sent = NewWordingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with refusing():
            claim = reword(person_of(request), claim_id, **sent.validated_data)
        return answer([claim], status=status.HTTP_201_CREATED)


class SplitView(_CorrectionView):
    """POST: two claims of one."""

    @extend_schema(
        operation_id="split_claim",
        tags=["claims"],
        summary="Split a claim into two",
        description=(
            "Each part has a wording, a stretch of the claim's words, or both. The whole claim is dropped; restoring "
            "it undoes the split. Answers with the two. Needs the scope `claims:write`."
        ),
        request=SplitSerializer,
        responses={201: OpenApiResponse(ClaimSerializer(many=True), "Split."), **refusals(400, 404, 409, 413, 415)},
        examples=[
            OpenApiExample("Parts", {"parts": [{"text": FIRST_HALF}, {"text": SECOND_HALF}]}, request_only=True),
            OpenApiExample("Claims", EXAMPLE | {"split_from": 11}, response_only=True, status_codes=["201"]),
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        claim_id = self.claim_id()
        sent = SplitSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with refusing():
            made = split(person_of(request), claim_id, [Part(**part) for part in sent.validated_data["parts"]])
        return answer(made, status=status.HTTP_201_CREATED, many=True)


class DropView(_CorrectionView):
    """POST: no claim to check."""

    @extend_schema(
        operation_id="drop_claim",
        tags=["claims"],
        summary="Drop a claim",
        description=(
            "It is hidden in every revision, leaves the queue, and does not come back when the article is read "
            "again. Needs the scope `claims:write`."
        ),
        request=DropSerializer,
        responses={200: OpenApiResponse(ClaimSerializer, "Dropped."), **refusals(400, 404, 409, 413, 415)},
        examples=[
            OpenApiExample("Reason", {"reason": "A headline, not a claim."}, request_only=True),
            OpenApiExample(
                "Claim",
                EXAMPLE | {"dropped": "A headline, not a claim.", "appearances": []},
                response_only=True,
                status_codes=["200"],
            ),
        ],
    )
    def post(self, request: Request, pk: int) -> Response:
        claim_id = self.claim_id()
        sent = DropSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with refusing():
            claim = drop(person_of(request), claim_id, **sent.validated_data)
        return answer([claim])


class RestoreView(_CorrectionView):
    """POST: a claim after all."""

    @extend_schema(
        operation_id="restore_claim",
        tags=["claims"],
        summary="Restore a dropped claim",
        description=(
            "It is shown and queued again; where it was split, its parts are dropped. Takes no body. Needs the scope "
            "`claims:write`."
        ),
        request=None,
        responses={200: OpenApiResponse(ClaimSerializer, "Restored."), **refusals(400, 404, 409)},
        examples=[OpenApiExample("Claim", EXAMPLE, response_only=True, status_codes=["200"])],
    )
    def post(self, request: Request, pk: int) -> Response:
        claim_id = self.claim_id()
        with refusing():
            claim = restore(person_of(request), claim_id)
        return answer([claim])
