"""The units that a number in the news may carry, as UCUM codes or plain words."""

import re
from decimal import Decimal

from claims.extraction.quantities.currencies import money_after

_TABLE: tuple[tuple[str, str], ...] = (
    (r"(?:percentage|per[-\s]?cent(?:age)?)[-\s]points?|pp\b|ppts?\b", "percentage_point"),
    (r"%[-\s]points?", "percentage_point"),
    (r"%|per[-\s]?cent\b|pct\b|pc\b", "percent"),
    (r"basis[-\s]points?|bps\b", "percentage_point/100"),
    (r"(?:square|sq\.?)[- ](?:kilomet(?:re|er)s?|kms?)|km²|km2\b", "km2"),
    (r"(?:square|sq\.?)[- ](?:miles?|mi)\b", "[smi_us]"),
    (r"(?:square|sq\.?)[- ](?:met(?:re|er)s?|m)\b|m²|m2\b|sqm\b", "m2"),
    (r"(?:square|sq\.?)[- ](?:feet|foot|ft)\b", "[sft_i]"),
    (r"cubic[- ]met(?:re|er)s?|m³|m3\b", "m3"),
    (r"cubic[- ]kilomet(?:re|er)s?|km³", "km3"),
    (r"cubic[- ](?:feet|foot)|cu ft", "[cft_i]"),
    (r"(?:micrograms?|[µμ]g)(?: per cubic met(?:re|er)|/m³|/m3)", "ug/m3"),
    (r"kilomet(?:re|er)s? (?:per|an) hour|km/h|km an hour|kmph|kph", "km/h"),
    (r"miles? (?:per|an) hour|mph", "[mi_i]/h"),
    (r"met(?:re|er)s? (?:per|a) second|m/s", "m/s"),
    (r"megabits? (?:per|a) second|Mbps|Mbit/s|Mb/s", "Mbit/s"),
    (r"gigabits? (?:per|a) second|Gbps|Gbit/s", "Gbit/s"),
    (r"kilomet(?:re|er)s?|kms?\b", "km"),
    (r"centimet(?:re|er)s?|cms?\b", "cm"),
    (r"millimet(?:re|er)s?|mm\b", "mm"),
    (r"nautical[- ]miles?", "[nmi_i]"),
    (r"miles?", "[mi_i]"),
    (r"met(?:re|er)s?|m\b", "m"),
    (r"feet|foot|ft\b", "[ft_i]"),
    (r"(?<=\d)in(?=\b(?! [A-Z]))", "[in_i]"),
    (r"microns?|micromet(?:re|er)s?", "um"),
    (r"inch(?:es)?", "[in_i]"),
    (r"yards?", "[yd_i]"),
    (r"light[- ]years?", "[ly]"),
    (r"hectares?|ha\b", "har"),
    (r"acres?", "[acr_us]"),
    (r"kilograms?|kilogrammes?|kilos?|kgs?\b", "kg"),
    (r"milligrams?|mg\b", "mg"),
    (r"micrograms?|[µμ]g\b", "ug"),
    (r"gram(?:me)?s?|g\b", "g"),
    (r"(?:metric[- ])?tonnes?|metric[- ]tons?", "t"),
    (r"short[- ]tons?", "[ston_av]"),
    (r"tons?", "t"),
    (r"pounds?|lbs?\b", "[lb_av]"),
    (r"ounces?|oz\b", "ounce"),
    (r"millilit(?:re|er)s?|m[lL]\b", "mL"),
    (r"lit(?:re|er)s?", "L"),
    (r"barrels?", "[bbl_us]"),
    (r"gallons?", "[gal_us]"),
    (r"bushels?", "[bu_us]"),
    (r"(?:°|degrees?\s)?\s?(?:C(?![\w.-]|\s[A-Z])|Celsius|centigrade)", "Cel"),
    (r"(?:°|degrees?\s)\s?(?:F(?![\w.-])|Fahrenheit)|Fahrenheit", "[degF]"),
    (r"degrees?|°", "degree"),
    (r"kilowatt[- ]hours?|kWh", "kW.h"),
    (r"megawatt[- ]hours?|MWh", "MW.h"),
    (r"gigawatt[- ]hours?|GWh", "GW.h"),
    (r"terawatt[- ]hours?|TWh", "TW.h"),
    (r"gigawatts?|GW\b", "GW"),
    (r"megawatts?|MW\b", "MW"),
    (r"kilowatts?|kW\b", "kW"),
    (r"terabytes?|TB\b", "TBy"),
    (r"gigabytes?|GB\b", "GBy"),
    (r"megabytes?|MB\b", "MBy"),
    (r"decibels?|dB\b", "dB"),
    (r"knots?", "[kn_i]"),
    (r"volts?", "V"),
    (r"(?:kilo)?calories|kcal\b", "[Cal]"),
    (r"milliseconds?", "ms"),
    (r"seconds|(?<=-)second|(?<=one )second", "s"),
    (r"minutes?|mins?\b", "min"),
    (r"hours?|hrs?\b", "h"),
    (r"days?", "d"),
    (r"weeks?", "wk"),
    (r"months?", "mo"),
    (r"decades?", "a*10"),
    (r"centur(?:y|ies)", "a*100"),
    (r"years?|yrs?\b", "a"),
    (r"points?", "point"),
)
_LASTING = (
    r"(?:more|extra|additional|further|full|whole|long|consecutive|straight|successive|working|calendar|other"
    r"|following|"
    r"previous|past|last|next|coming|preceding|remaining)"
)
_UNIT_AFTER = re.compile(
    rf"(?:[\s\u00a0-](?:{_LASTING}\s(?=second|minute|hour|day|week|month|year|mile|met|kilom|percentage|hectare"
    rf"|ton))?)?"
    rf"(?:{'|'.join(f'(?P<u{row}>{pattern})' for row, (pattern, _) in enumerate(_TABLE))})(?![A-Za-z])"
)
_PRECIOUS = re.compile(r"\b(?:gold|silver|platinum|palladium|bullion)\b", re.IGNORECASE)
_WARMTH = re.compile(
    r"temperatur|heat|warm|cold|therm|mercury|cool|freez|frost|hot\b|weather|Celsius|Fahrenheit", re.IGNORECASE
)
_FAHRENHEIT = re.compile(r"Fahrenheit|°\s?F\b")
_RATED = re.compile(
    r"%|per\s?cent|\b(?:polls?|polling|surveys?|votes?|turnout|approval|support|lead(?:s|ing)?|rates?|share"
    r"|margin|swing|"
    r"ahead|behind|ratings?|popularity|majority|forecast|inflation|yields?|growth|GDP)\b",
    re.IGNORECASE,
)
_INDEXED = re.compile(
    r"\b(?:index|Dow|Nikkei|FTSE|Nasdaq|S&P|Dax|table|league|game|licence|license|scored|rebounds|season|match"
    r"|champion\w*"
    r"|closed at|plan)\b"
)
DURATIONS = frozenset({"ms", "s", "min", "h", "d", "wk", "mo", "a"})


def unit_after(sentence: str, position: int) -> tuple[str, Decimal, int] | None:
    """Return the unit written at `position`, the factor that brings the number to it, and where it ends."""
    money = money_after(sentence, position)
    if money:
        return money
    found = _UNIT_AFTER.match(sentence, position)
    if not found or not found.lastgroup:
        return None
    unit = _TABLE[int(found.lastgroup[1:])][1]
    code, _, times = unit.partition("*")
    code, _, parts = code.partition("/") if unit == "percentage_point/100" else (code, "", "")
    by_context = _BY_CONTEXT.get(code)
    if by_context:
        code = by_context(sentence)
    return (code, Decimal(times or 1) / Decimal(parts or 1), found.end()) if code else None


def _points(sentence: str) -> str:
    """Points of a rate, a share or a poll; those of an index or a game are counted."""
    return "percentage_point" if _RATED.search(sentence) and not _INDEXED.search(sentence) else ""


def _degrees(sentence: str) -> str:
    """Degrees of heat, unless nothing speaks of heat."""
    if not _WARMTH.search(sentence):
        return ""
    return "[degF]" if _FAHRENHEIT.search(sentence) else "Cel"


def _ounces(sentence: str) -> str:
    return "[oz_tr]" if _PRECIOUS.search(sentence) else "[oz_av]"


_BY_CONTEXT = {"point": _points, "degree": _degrees, "ounce": _ounces}
