"""Month and weekday names, and the patterns of a printed date."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBER |= {name[:3]: number for name, number in MONTH_NUMBER.items()} | {"sept": 9}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1\d{3}|20\d{2})"
CLOCK = (
    r"(?:[01]?\d|2[0-3])(?::|\.(?=[0-5]\d\s?(?:[ap]\.?m\b|GMT|BST|UTC|IST|CES?T)))[0-5]\d(?::[0-5]\d)?"
    r"(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?"
)
DATE = (
    rf"(?:{DAY}(?:\s+of)?\s+{MONTH}(?:,?\s+{YEAR})?\b"
    rf"|{MONTH}\s+{DAY}\b(?:,?\s+{YEAR}\b)?|{MONTH},?\s+{YEAR}\b|\b{YEAR}-[01]\d-[0-3]\d)"
)
