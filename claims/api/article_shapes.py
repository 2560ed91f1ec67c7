"""How articles look in JSON, on the way in and on the way out."""

from dataclasses import replace
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claims.choices import WorkState
from claims.models import Article, ArticleRevision
from claims.reading import Document, read_text
from claimtracker.api.fields import MomentField, WordsField

REVISION_EXAMPLE: dict[str, Any] = {
    "number": 1,
    "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "retrieved_at": "2026-03-02T09:00:00Z",
    "state": "done",
    "extraction": "Its claims have been found.",
    "error": "",
    "next_attempt_at": None,
    "text": "The council met. Tajiks, more than 46% of the population, were absent.",
}
ARTICLE_EXAMPLE = {
    "id": 5,
    "title": "Council debates representation",
    "outlet": "The Examplia Courier",
    "byline": "Ida Holt",
    "dateline": "",
    "canonical_url": "https://courier.example/2026/council",
    "language": "en",
    "published_at": "2026-03-02T07:30:00Z",
    "received_at": "2026-03-02T09:00:00Z",
    "submitted_by": "cms",
    "claims_count": 1,
    "revisions": [{name: value for name, value in REVISION_EXAMPLE.items() if name != "text"}],
}
NEW_ARTICLE_EXAMPLE = {
    "text": REVISION_EXAMPLE["text"],
    "title": "Council debates representation",
    "outlet": "The Examplia Courier",
    "byline": "Ida Holt",
    "published_at": "2026-03-02T07:30:00Z",
    "canonical_url": "https://courier.example/2026/council",
    "language": "en",
}
WAYS_IN = ("text", "url", "html")
NEW_ADDRESS_EXAMPLE = {"url": "https://courier.example/2026/council"}


class RevisionSerializer(serializers.ModelSerializer[ArticleRevision]):
    """One state of an article's text, and how far the search for its claims is."""

    retrieved_at = MomentField()
    extraction = serializers.SerializerMethodField(help_text="How far the search for claims is, in words.")
    error = serializers.CharField(source="failure", help_text="What went wrong at the last attempt; empty: nothing.")
    next_attempt_at = MomentField(allow_null=True, help_text="When it is tried next; null: it is not.")

    class Meta:
        model = ArticleRevision
        fields: tuple[str, ...] = (
            "number",
            "text_sha256",
            "retrieved_at",
            "state",
            "extraction",
            "error",
            "next_attempt_at",
        )

    def get_extraction(self, revision: ArticleRevision) -> str:
        if revision.state == WorkState.DUE and revision.failure:
            return "The search for claims failed and will be tried again."
        return {
            WorkState.DUE: "Waits for the search for claims.",
            WorkState.RUNNING: "Its claims are being looked for.",
            WorkState.DONE: "Its claims have been found.",
            WorkState.GIVEN_UP: "The search for claims failed and was given up.",
        }[WorkState(revision.state)]


class RevisionTextSerializer(RevisionSerializer):
    """A revision with its text."""

    class Meta(RevisionSerializer.Meta):
        fields = (*RevisionSerializer.Meta.fields, "text")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """An article, its revisions, and how many claims it makes."""

    outlet = serializers.CharField(source="outlet.name", allow_null=True)
    published_at = MomentField(allow_null=True)
    received_at = MomentField()
    submitted_by = serializers.CharField(
        source="submitted_by.username", allow_null=True, help_text="Who sent it in; null: the desk itself."
    )
    claims_count = serializers.IntegerField()
    revisions = RevisionSerializer(many=True)

    class Meta:
        model = Article
        fields = (
            "id",
            "title",
            "outlet",
            "byline",
            "dateline",
            "canonical_url",
            "language",
            "published_at",
            "received_at",
            "submitted_by",
            "claims_count",
            "revisions",
        )


class NewArticleSerializer(serializers.Serializer[Article]):
    """An article on its way in: its text, or where the text is to be read from."""

    text = WordsField(
        required=False,
        trim_whitespace=False,
        help_text="The whole text, at most MAX_ARTICLE_CHARACTERS long (500,000 unless the desk says otherwise).",
    )
    url = WordsField(
        required=False, max_length=2000, help_text="Instead of `text`: the address of a page, which is fetched."
    )
    html = WordsField(
        required=False, trim_whitespace=False, help_text="Instead of `text`: a page, whose article is read."
    )
    title = WordsField(required=False, allow_blank=True, max_length=500)
    outlet = WordsField(required=False, allow_blank=True, max_length=200, help_text="Who published it.")
    byline = WordsField(required=False, allow_blank=True, max_length=500)
    published_at = MomentField(required=False, allow_null=True)
    canonical_url = serializers.URLField(
        required=False, allow_blank=True, max_length=2000, help_text="The article's own address, http or https."
    )
    language = serializers.RegexField(
        r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z", required=False, max_length=35, help_text="A BCP 47 tag."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        sent = [name for name in WAYS_IN if name in attrs]
        if not sent:
            raise serializers.ValidationError({"text": ErrorDetail("Send text, url or html.", code="required")})
        if len(sent) > 1:
            only_one = f"There is “{sent[0]}” already. Send one of text, url and html."
            raise serializers.ValidationError({sent[1]: ErrorDetail(only_one, code="conflict")})
        return attrs

    @property
    def given(self) -> dict[str, Any]:
        """What the sender says about the article, without what was left empty."""
        return {name: value for name, value in self.validated_data.items() if name not in WAYS_IN and value}

    def document(self) -> Document:
        """The valid article, with what was left out or sent empty as its first lines give it."""
        return replace(read_text(self.validated_data["text"]), **self.given)
