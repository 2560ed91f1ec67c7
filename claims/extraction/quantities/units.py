"""The units that a number in the news may carry, as ISO 4217 and UCUM codes or plain words."""

import re
from decimal import Decimal

_MARKS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "₩": "KRW",
    "₦": "NGN",
    "₽": "RUB",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₱": "PHP",
}
_CODES = (
    "USD EUR GBP JPY CNY INR PKR AFN RUB TRY UAH CHF AUD CAD NZD SEK NOK DKK PLN BRL ZAR NGN KES GHS EGP "
    "ILS SAR AED KRW"
)
_PREFIX = "|".join(re.escape(mark) for mark in sorted(_MARKS, key=len, reverse=True))
CURRENCY_BEFORE = re.compile(rf"(?:(?<![A-Za-z])(?:{_PREFIX})|\b(?:{_CODES.replace(' ', '|')}))\s?$")

_SUFFIXES: tuple[tuple[str, str, int], ...] = (
    (r"(?:percentage|per\s?cent) points?|pp\b|ppts?\b", "percentage_point", 1),
    (r"%|per\s?cent\b|percent\b|pct\b", "percent", 1),
    (r"basis points?", "percentage_point/100", 1),
    (r"(?:US|U\.S\.) dollars?|dollars?|USD", "USD", 1),
    (r"Australian dollars?", "AUD", 1),
    (r"Canadian dollars?", "CAD", 1),
    (r"euros?|EUR", "EUR", 1),
    (r"(?:pounds? sterling|British pounds?|GBP)", "GBP", 1),
    (r"(?:Indian )?rupees?|INR", "INR", 1),
    (r"Pakistani rupees?", "PKR", 1),
    (r"r(?:o)?ubles?", "RUB", 1),
    (r"yen\b", "JPY", 1),
    (r"yuan|renminbi", "CNY", 1),
    (r"naira", "NGN", 1),
    (r"rand\b", "ZAR", 1),
    (r"(?:Kenyan )?shillings?", "KES", 1),
    (r"Swiss francs?", "CHF", 1),
    (r"(?:Turkish )?lira", "TRY", 1),
    (r"hryvnias?", "UAH", 1),
    (r"zloty(?:s|ch)?", "PLN", 1),
    (r"square kilomet(?:re|er)s?|sq\.? km|km²|km2", "km2", 1),
    (r"square miles?|sq\.? miles?", "[smi_us]", 1),
    (r"square met(?:re|er)s?|sq\.? m\b|m²|m2\b", "m2", 1),
    (r"square (?:feet|foot)|sq\.? ft", "[sft_i]", 1),
    (r"cubic met(?:re|er)s?|m³", "m3", 1),
    (r"kilomet(?:re|er)s? (?:per|an) hour|km/h|kmph|kph", "km/h", 1),
    (r"miles (?:per|an) hour|mph", "[mi_i]/h", 1),
    (r"met(?:re|er)s per second|m/s", "m/s", 1),
    (r"kilomet(?:re|er)s?|kms?\b", "km", 1),
    (r"centimet(?:re|er)s?|cm\b", "cm", 1),
    (r"millimet(?:re|er)s?|mm\b", "mm", 1),
    (r"nautical miles?", "[nmi_i]", 1),
    (r"miles?", "[mi_i]", 1),
    (r"met(?:re|er)s?|m\b", "m", 1),
    (r"feet|foot|ft\b", "[ft_i]", 1),
    (r"inch(?:es)?", "[in_i]", 1),
    (r"hectares?|ha\b", "har", 1),
    (r"acres?", "[acr_us]", 1),
    (r"kilograms?|kilos?|kgs?\b", "kg", 1),
    (r"milligrams?|mg\b", "mg", 1),
    (r"micrograms?|µg\b", "ug", 1),
    (r"grams?|g\b", "g", 1),
    (r"(?:metric )?tonnes?|metric tons?", "t", 1),
    (r"tons?", "[ston_av]", 1),
    (r"lbs?\b", "[lb_av]", 1),
    (r"lit(?:re|er)s?", "L", 1),
    (r"millilit(?:re|er)s?|ml\b", "mL", 1),
    (r"barrels?", "[bbl_us]", 1),
    (r"gallons?", "[gal_us]", 1),
    (r"°\s?C|degrees (?:Celsius|centigrade|C\b)|Celsius|(?<=\d)C\b", "Cel", 1),
    (r"°\s?F|degrees (?:Fahrenheit|F\b)|Fahrenheit", "[degF]", 1),
    (r"kilowatt[- ]hours?|kWh", "kW.h", 1),
    (r"megawatt[- ]hours?|MWh", "MW.h", 1),
    (r"terawatt[- ]hours?|TWh", "TW.h", 1),
    (r"gigawatts?|GW\b", "GW", 1),
    (r"megawatts?|MW\b", "MW", 1),
    (r"kilowatts?|kW\b", "kW", 1),
    (r"seconds?", "s", 1),
    (r"minutes?|mins?\b", "min", 1),
    (r"hours?|hrs?\b", "h", 1),
    (r"days?", "d", 1),
    (r"weeks?", "wk", 1),
    (r"months?", "mo", 1),
    (r"decades?", "a", 10),
    (r"centur(?:y|ies)", "a", 100),
    (r"years?", "a", 1),
)
UNIT_AFTER = re.compile(
    r"(?P<gap>\s|[\u00a0-])?(?:"
    + "|".join(f"(?P<u{number}>{pattern})" for number, (pattern, _, _) in enumerate(_SUFFIXES))
    + r")(?![A-Za-z])"
)


def currency_before(text: str) -> tuple[str, int] | None:
    """Return the ISO code of the currency mark that `text` ends in, and where the mark begins."""
    found = CURRENCY_BEFORE.search(text)
    if not found:
        return None
    mark = found[0].strip()
    return _MARKS.get(mark, mark), found.start()


def unit_after(sentence: str, position: int) -> tuple[str, Decimal, int] | None:
    """Return the unit written at `position`, the factor that brings the number to it, and where it ends."""
    found = UNIT_AFTER.match(sentence, position)
    if not found or not found.lastgroup:
        return None
    written = next(name for name in found.groupdict() if name != "gap" and found[name])
    _, unit, factor = _SUFFIXES[int(written[1:])]
    if unit == "percentage_point/100":
        return "percentage_point", Decimal("0.01"), found.end()
    return unit, Decimal(factor), found.end()


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()
