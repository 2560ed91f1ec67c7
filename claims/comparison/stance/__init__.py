"""A claim beside a text: does the text speak for it or against it, and which words say so?"""

from claims.comparison.stance.suggesting import TextSuggestion, suggest

__all__ = ("TextSuggestion", "suggest")
