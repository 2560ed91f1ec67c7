"""The reference library: what documents it holds; a text or figures sent in as JSON."""

from typing import Any

from django.core.validators import URLValidator
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.library.importers.base import Details, LibraryDataError, ReadDocument
from claims.library.importers.figures import COLUMNS, as_row, read_rows
from claims.library.importers.text import read_text
from claims.library.importing import import_documents
from claims.models import ReferenceDocument
from claims.querysets import counted_documents
from claimtracker.api.fields import MomentField, WordsField
from claimtracker.api.problems import refusals
from claimtracker.apikeys.models import Scope

MOST_FIGURES = 5000
EXAMPLE = {
    "id": 9,
    "title": "Population estimates",
    "publisher": "Office for Statistics",
    "edition": "2024",
    "url": "https://statistics.example/population",
    "licence": "CC BY 4.0",
    "as_of": "2024-07-01",
    "imported_at": "2026-03-02T09:00:00Z",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "passages": 0,
    "figures": 1,
}
NEW_EXAMPLE = {
    **{name: EXAMPLE[name] for name in ("title", "publisher", "edition", "url", "licence")},
    "figures": [{"measure": "population_total", "place": "Examplia", "value": "5200000", "as_of": "2024-07-01"}],
}


class DocumentSerializer(serializers.ModelSerializer[ReferenceDocument]):
    """A document of the library, and how much it holds."""

    imported_at = MomentField()
    passages = serializers.IntegerField(source="passages_count")
    figures = serializers.IntegerField(source="figures_count")

    class Meta:
        model = ReferenceDocument
        fields = tuple(EXAMPLE)


class NewDocumentSerializer(serializers.Serializer[ReferenceDocument]):
    """A document on its way in: a text, or figures."""

    title = WordsField(max_length=300)
    publisher = WordsField(max_length=200)
    edition = WordsField(required=False, default="", allow_blank=True, max_length=100)
    url = WordsField(
        required=False, default="", allow_blank=True, max_length=2000, validators=[URLValidator(["http", "https"])]
    )
    licence = WordsField(required=False, default="", allow_blank=True, max_length=200)
    place = WordsField(
        required=False, default="", allow_blank=True, max_length=200, help_text="The country that a text is about."
    )
    as_of = serializers.DateField(required=False, allow_null=True, default=None)
    text = WordsField(
        required=False, trim_whitespace=False, help_text="The whole text, paragraphs between empty lines."
    )
    figures = serializers.ListField(
        child=serializers.DictField(),
        required=False,
        max_length=MOST_FIGURES,
        help_text=f"Objects with {', '.join(COLUMNS[:9])}; measure, place, value and as_of are required.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("text")) == bool(attrs.get("figures")):
            raise ValidationError({"text": "Send a text or figures: one of the two."})
        return attrs


def _document(given: dict[str, Any]) -> ReadDocument:
    text, rows = given.pop("text", ""), given.pop("figures", [])
    details = Details(**given)
    if text:
        return read_text(text, "The text", details)
    named = ((f"figure {number}", as_row(row)) for number, row in enumerate(rows, start=1))
    documents = read_rows(named, "The figures", details)
    if len(documents) > 1:
        raise LibraryDataError("Some figures name another document. Send a request for each document.")
    return documents[0]


@extend_schema_view(
    get=extend_schema(
        operation_id="library_documents",
        tags=["library"],
        summary="Documents of the reference library",
        description="By title. Needs the scope `claims:read`.",
        responses={200: DocumentSerializer(many=True), **refusals(400)},
        examples=[OpenApiExample("Document", EXAMPLE, response_only=True, status_codes=["200"])],
    ),
    post=extend_schema(
        operation_id="send_library_document",
        tags=["library"],
        summary="Put a document into the reference library",
        description=(
            "A text is cut into passages; figures are checked, and one bad figure refuses all. The same document again "
            "changes nothing; the same title, publisher, edition and address with other content takes its place. Needs "
            "the scope `library:write`."
        ),
        request=NewDocumentSerializer,
        responses={
            201: OpenApiResponse(DocumentSerializer, "Stored; Location has the document's address."),
            200: OpenApiResponse(DocumentSerializer, "It was there already; nothing was changed."),
            **refusals(400, 413, 415),
        },
        examples=[
            OpenApiExample("New document", NEW_EXAMPLE, request_only=True),
            OpenApiExample("Document", EXAMPLE, response_only=True, status_codes=["200", "201"]),
        ],
    ),
)
class DocumentListView(generics.ListAPIView[ReferenceDocument]):
    """GET: all documents. POST: put one in."""

    queryset = counted_documents()
    serializer_class = DocumentSerializer
    read_scope = Scope.CLAIMS_READ
    write_scope = Scope.LIBRARY_WRITE
    write_permission = "claims.add_libraryupload"

    def post(self, request: Request) -> Response:
        sent = NewDocumentSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            document = _document(dict(sent.validated_data))
        except LibraryDataError as refusal:
            raise ValidationError({"text" if sent.validated_data.get("text") else "figures": str(refusal)}) from refusal
        imported = import_documents(iter([document]), progress=lambda _done, _total: None)
        stored = counted_documents().get(key=document.key)
        return Response(
            DocumentSerializer(stored).data,
            status=status.HTTP_201_CREATED if imported.documents else status.HTTP_200_OK,
            headers={"Location": reverse("library-document-detail", [stored.pk], request=request)},
        )


@extend_schema_view(
    get=extend_schema(
        operation_id="library_document_detail",
        tags=["library"],
        summary="A document of the reference library",
        description="Needs the scope `claims:read`.",
        responses={200: DocumentSerializer, **refusals(400, 404)},
        examples=[OpenApiExample("Document", EXAMPLE, response_only=True, status_codes=["200"])],
    )
)
class DocumentView(generics.RetrieveAPIView[ReferenceDocument]):
    """GET: one document."""

    queryset = counted_documents()
    serializer_class = DocumentSerializer
    read_scope = Scope.CLAIMS_READ
