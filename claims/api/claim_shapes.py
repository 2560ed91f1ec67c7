"""How claims look in JSON, on the way in and on the way out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api import evidence
from claims.api.appearances import AppearanceSerializer
from claims.api.lookup_shapes import EXAMPLE as LOOKUP_EXAMPLE
from claims.api.lookup_shapes import LookupSerializer
from claims.api.quantities import QuantitySerializer
from claims.models import Claim
from claimtracker.api.fields import WordsField

EXAMPLE: dict[str, Any] = {
    "id": 12,
    "text": "Tajiks make up more than 46% of Afghanistan's population.",
    "kind": "quantity",
    "check_worthiness": 0.83,
    "verifiability": 0.95,
    "selection_reason": "It gives a share in percent.",
    "claimant": None,
    "language": "en",
    "topic": "",
    "found_at": "2026-03-02T09:00:04Z",
    "wording": 1,
    "dropped": "",
    "split_from": None,
    "appearances": [
        {
            "article": 5,
            "revision": 1,
            "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "Tajiks, more than 46% of the population,",
                    "prefix": "The council met. ",
                    "suffix": " were absent.",
                },
                {"type": "TextPositionSelector", "start": 17, "end": 57},
            ],
            "anchor_state": "exact",
            "attribution_cue": "",
            "origin": "machine",
        }
    ],
    "quantities": [
        {
            "text": "more than 46%",
            "value": "46",
            "upper": None,
            "comparator": "more_than",
            "unit": "percent",
            "counted": "Tajiks",
            "population": "the population",
            "place": "Afghanistan",
            "period": "",
            "approximate": False,
        }
    ],
    "lookups": [LOOKUP_EXAMPLE],
    "evidence": [evidence.EXAMPLE],
}


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """A claim in full, in the words of the desk."""

    text = serializers.SerializerMethodField(help_text="The claim on its own feet, in its newest wording.")
    claimant = serializers.CharField(
        source="claimant.name", allow_null=True, help_text="Who says it; null: the article itself."
    )
    wording = serializers.SerializerMethodField(help_text="The number of its newest wording.")
    dropped = serializers.SerializerMethodField(help_text="Why it was dropped; empty: it stands.")
    split_from = serializers.IntegerField(
        source="split_from_id", allow_null=True, help_text="The claim that a person split into this one and another."
    )
    appearances = serializers.SerializerMethodField()
    quantities = serializers.SerializerMethodField(help_text="What the newest wording counts.")
    lookups = LookupSerializer(many=True)
    evidence = evidence.EvidenceSerializer(many=True)

    class Meta:
        model = Claim
        fields = (
            "id",
            "text",
            "kind",
            "check_worthiness",
            "verifiability",
            "selection_reason",
            "claimant",
            "language",
            "topic",
            "found_at",
            "wording",
            "dropped",
            "split_from",
            "appearances",
            "quantities",
            "lookups",
            "evidence",
        )

    def get_text(self, claim: Claim) -> str:
        return next((wording.text for wording in reversed(claim.wordings.all())), "")

    def get_wording(self, claim: Claim) -> int:
        return next((wording.number for wording in reversed(claim.wordings.all())), 0)

    def get_dropped(self, claim: Claim) -> str:
        reasons = [appearance.suppressed_reason for appearance in claim.appearances.all()]
        return reasons[-1] if reasons and all(reasons) else ""

    @extend_schema_field(AppearanceSerializer(many=True))
    def get_appearances(self, claim: Claim) -> list[object]:
        shown = [appearance for appearance in claim.appearances.all() if not appearance.suppressed_reason]
        return list(AppearanceSerializer(shown, many=True).data)

    @extend_schema_field(QuantitySerializer(many=True))
    def get_quantities(self, claim: Claim) -> list[object]:
        newest = next(reversed(claim.wordings.all()), None)
        return list(QuantitySerializer(newest.quantities.all() if newest else (), many=True).data)


LARGEST = 2**31 - 1


class PlaceSerializer(serializers.Serializer[Claim]):
    """A stretch of a revision's text; both ends or none."""

    start = serializers.IntegerField(required=False, min_value=0, max_value=LARGEST, help_text="In code points.")
    end = serializers.IntegerField(
        required=False, min_value=0, max_value=LARGEST, help_text="In code points; the first one behind the words."
    )

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        for given, missing in (("start", "end"), ("end", "start")):
            if given in sent and missing not in sent:
                raise serializers.ValidationError(
                    {missing: f"“{given}” comes with “{missing}”: send both, or neither."}, code="required"
                )
        return sent


class NewClaimSerializer(PlaceSerializer):
    """Words of an article that make a claim: by their place, or as they stand in the text once."""

    revision = serializers.IntegerField(
        min_value=1, max_value=LARGEST, help_text="The number of the revision whose words they are."
    )
    exact = WordsField(
        required=False,
        allow_blank=True,
        help_text="The words. Without `start` and `end` they must stand in the text once; with them they are checked.",
    )
    text = WordsField(
        required=False,
        allow_blank=True,
        help_text="The claim as a sentence of its own; without it, the words themselves.",
    )


class NewWordingSerializer(serializers.Serializer[Claim]):
    """A better wording."""

    text = WordsField(help_text="The claim as a sentence of its own, at most 2,000 characters.")
    seen = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text="The number of the wording you improve on; refused where there is a newer one.",
    )


class PartSerializer(PlaceSerializer):
    """One of the two claims: its wording, its stretch of the claim's words, or both."""

    text = WordsField(required=False, allow_blank=True, help_text="Without it, the words of the stretch.")


class SplitSerializer(serializers.Serializer[Claim]):
    """The two claims that are made of one."""

    parts = serializers.ListField(child=PartSerializer(), min_length=2, max_length=2)


class DropSerializer(serializers.Serializer[Claim]):
    """Why it is no claim to check."""

    # The service refuses an empty one, and says what is asked for.
    reason = WordsField(allow_blank=True, help_text="At most 300 characters, and not empty.")
