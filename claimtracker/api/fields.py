"""Values as the API writes them."""

from datetime import UTC
from decimal import Decimal
from typing import Any

from rest_framework import serializers


class MomentField(serializers.DateTimeField):
    """A point in time, always in UTC: programs read it, whatever zone the desk or the caller lives in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)


class WordsField(serializers.CharField):
    """Text that must come as a JSON string: the number 5 is no article, and DRF would make one of it."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class FigureField(serializers.DecimalField):
    """A figure as a JSON string of plain decimal digits, for example "78.4".

    A string and not a number: most JSON readers turn numbers into binary floating point, and a figure that is
    compared to the last digit must arrive as it was printed.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=30, decimal_places=6, coerce_to_string=True, **kwargs)

    def to_representation(self, value: Decimal) -> str:
        # Not Decimal.normalize(), which rounds to the 28 digits of the usual context.
        digits = f"{value:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
