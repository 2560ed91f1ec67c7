"""A claimed figure beside a found one: do they speak of the same thing, and if so, do they agree?

Plain values in, a suggestion with its reason out; no database.
"""

from claims.comparison.comparing import compare
from claims.comparison.types import ClaimedFigure, Comparison, FoundFigure, Measure, Obstacle, Tolerance

__all__ = ("ClaimedFigure", "Comparison", "FoundFigure", "Measure", "Obstacle", "Tolerance", "compare")
