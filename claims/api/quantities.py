"""What a claim counts."""

from rest_framework import serializers

from claims.models import Quantity
from claimtracker.api.fields import FigureField


class QuantitySerializer(serializers.ModelSerializer[Quantity]):
    """A quantity as stated; its figures are strings of digits, so that nothing is rounded."""

    value = FigureField()
    upper = FigureField(allow_null=True, help_text="The upper end of a range.")

    class Meta:
        model = Quantity
        fields = (
            "text",
            "value",
            "upper",
            "comparator",
            "unit",
            "counted",
            "population",
            "place",
            "period",
            "approximate",
        )
