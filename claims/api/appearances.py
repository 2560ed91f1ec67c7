"""Where a claim's words stand, with the selectors of the W3C Web Annotation data model."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from claims.models import Appearance


class TextQuoteSelectorSerializer(serializers.Serializer[Appearance]):
    """The words themselves, and what stands around them."""

    type = serializers.ChoiceField(["TextQuoteSelector"])
    exact = serializers.CharField()
    prefix = serializers.CharField()
    suffix = serializers.CharField()


class TextPositionSelectorSerializer(serializers.Serializer[Appearance]):
    """The words' place in the revision's text, in code points: `exact` is the text from start up to end."""

    type = serializers.ChoiceField(["TextPositionSelector"])
    start = serializers.IntegerField()
    end = serializers.IntegerField()


SELECTOR = PolymorphicProxySerializer(
    component_name="Selector",
    serializers={
        "TextQuoteSelector": TextQuoteSelectorSerializer,
        "TextPositionSelector": TextPositionSelectorSerializer,
    },
    resource_type_field_name="type",
    many=True,
)


class AppearanceSerializer(serializers.ModelSerializer[Appearance]):
    """One sighting of a claim. The text that the selectors count in is at /articles/{article}/revisions/{revision}/."""

    article = serializers.IntegerField(source="revision.article_id", help_text="The article's id.")
    revision = serializers.IntegerField(source="revision.number", help_text="The revision's number.")
    text_sha256 = serializers.CharField(
        source="revision.text_sha256", help_text="Of the revision's text in UTF-8: what the selectors are true of."
    )
    selector = serializers.SerializerMethodField()

    class Meta:
        model = Appearance
        fields = (
            "article",
            "revision",
            "text_sha256",
            "selector",
            "anchor_state",
            "attribution_cue",
            "origin",
        )

    @extend_schema_field(SELECTOR)
    def get_selector(self, appearance: Appearance) -> list[dict[str, Any]]:
        return [
            {
                "type": "TextQuoteSelector",
                "exact": appearance.exact,
                "prefix": appearance.prefix,
                "suffix": appearance.suffix,
            },
            {"type": "TextPositionSelector", "start": appearance.start, "end": appearance.end},
        ]
