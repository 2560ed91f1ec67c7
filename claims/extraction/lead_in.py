"""What runs into a paragraph before its first sentence: an agency's date line, a live blog's time, quote marks."""

import re

from claims.extraction.months import MONTH, WEEKDAY, YEAR

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}"
_NAMED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_REGION = r",\s+[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*){0,2}"
_DAY = rf"(?:,|\s[–—-])\s+(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})\b(?:,?\s+{YEAR})?"
_AGENCY = r"\s*(?:\([A-Z][\w .&/-]{1,40}\)|,\s+[A-Z]{2,6}(?=\s+[-–—]))"
_DASH, _OPENS = r"\s*[-–—]{1,2}\s+", r"(?=[A-Z\d“\"‘'£$€])"
LEAD_IN = re.compile(
    rf"(?:>\s*)*+(?:{_CAPITALS}(?:{_REGION})??(?:{_DAY})?(?:{_AGENCY})?{_DASH}"
    rf"|{_CAPITALS}(?:{_REGION})??(?:{_DAY}(?:{_AGENCY})?|{_AGENCY}):\s+"
    rf"|{_NAMED}(?:(?:{_REGION})??(?:{_DAY}(?:{_AGENCY})?|{_AGENCY})(?:{_DASH}|:\s+)|{_REGION}{_DASH})"
    rf"|(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}})?\s?(?::|\s[-–—])\s+){_OPENS}|(?:>\s*)++"
)
"""What stands before a line's first sentence: an agency's date line ("LIMA, May 3 (Nordpress) -", "Lagos, Nigeria –"),
a live blog's time ("13.05:"), the marks of a quoted mail (">")."""
