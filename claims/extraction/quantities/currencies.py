"""Money: the marks, codes and names of currencies, and whose dollars, pesos or francs are meant (ISO 4217)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.gazetteer import COUNTRY_ADJECTIVES, COUNTRY_NAMES
from claims.extraction.places import countries
from claims.extraction.words import word_set


def _pairs(listed: str, between: str, inside: str) -> dict[str, str]:
    """Read a table that is written as a text, so that it stays readable."""
    return {name: code for pair in listed.split(between) for name, code in [pair.rsplit(inside, 1)]}


CODES = word_set(
    "AED AFN AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC "
    "CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK "
    "JMD JOD JPY KES KGS KHR KRW KWD KZT LAK LBP LKR LRD LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SCR SDG SEK SGD SLE SOS SRD SSP SYP "
    "SZL THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND XAF XOF YER ZAR ZMW"
)
_MARKS = _pairs(
    "$=USD US$=USD A$=AUD AU$=AUD C$=CAD CA$=CAD NZ$=NZD HK$=HKD S$=SGD NT$=TWD R$=BRL J$=JMD TT$=TTD N$=NAD "
    "MX$=MXN £=GBP E£=EGP LE=EGP €=EUR ¥=JPY CN¥=CNY RMB=CNY ₹=INR Rs=INR Rs.=INR Re=INR ₩=KRW ₦=NGN N=NGN ₽=RUB "
    "₺=TRY ₴=UAH ₪=ILS ₱=PHP ₫=VND ₸=KZT ฿=THB ₵=GHS GH₵=GHS GH¢=GHS ₾=GEL ৳=BDT RM=MYR Rp=IDR KSh=KES Ksh=KES "
    "Sh=KES TSh=TZS USh=UGX SFr=CHF Fr.=CHF R=ZAR K=ZMW",
    " ",
    "=",
)
_LETTERS = frozenset({"R", "N", "K", "Re", "Sh", "LE"})
"""Marks that begin the names of things too: money only with a scale, groups or decimals."""

_TABLE = """
dollar dollars buck bucks|USD
euro euros|EUR
pound pounds|GBP|Egypt EGP,Lebanon LBP,Sudan SDG,Syria SYP,South Sudan SSP
rupee rupees|INR|Pakistan PKR,Sri Lanka LKR,Nepal NPR,Mauritius MUR,Seychelles SCR
rupiah rupiahs|IDR
rouble roubles ruble rubles|RUB|Belarus BYN
yen|JPY
yuan renminbi|CNY
won|KRW
naira|NGN
rand rands|ZAR
shilling shillings|KES|Uganda UGX,Tanzania TZS,Somalia SOS
franc francs|CHF|Rwanda RWF,Burundi BIF,Guinea GNF,Djibouti DJF,Democratic Republic of the Congo CDF
peso pesos|MXN|Argentina ARS,Chile CLP,Colombia COP,Philippines PHP,Uruguay UYU,Cuba CUP,Dominican Republic DOP
lira liras lire|TRY
hryvnia hryvnias|UAH
zloty zlotys zlotych złoty złotych|PLN
krona kronor kronas|SEK|Iceland ISK
krone kroner|NOK|Denmark DKK
crown crowns||Norway NOK,Denmark DKK,Czechia CZK,Sweden SEK
koruna korunas koruny|CZK
krónur kronur|ISK
forint forints|HUF
lev leva levs|BGN
leu lei|RON|Moldova MDL
dinar dinars|RSD|Iraq IQD,Kuwait KWD,Jordan JOD,Algeria DZD,Tunisia TND,Libya LYD,Bahrain BHD
dirham dirhams|AED|Morocco MAD
riyal riyals|SAR|Qatar QAR,Yemen YER,Iran IRR,Oman OMR
rial rials toman tomans|IRR|Oman OMR,Yemen YER
shekel shekels|ILS
kwacha|ZMW|Malawi MWK
cedi cedis|GHS
birr|ETB
pula|BWP
metical meticals meticais|MZN
kwanza kwanzas|AOA
ariary|MGA
leone leones|SLE
dalasi dalasis|GMD
reais reals|BRL
soles|PEN
boliviano bolivianos|BOB
bolivares bolívares|VES
guarani guaranis guaranies guaraníes|PYG
quetzal quetzals quetzales|GTQ
lempira lempiras|HNL
gourde gourdes|HTG
baht|THB
dong|VND
ringgit|MYR
taka takas|BDT
kyat kyats|MMK
kip|LAK
riel riels|KHR
tugrik tugriks|MNT
tenge|KZT
som soms|KGS
soum soums|UZS
somoni somonis|TJS
manat manats|AZN|Turkmenistan TMT
lari|GEL
dram drams|AMD
afghani afghanis|AFN
denar denars|MKD
lek leks|ALL
cent cents|USD/100
pence|GBP/100
paise|INR/100
kopeck kopecks kopek kopeks|RUB/100
"""
_DOLLARS = _pairs(
    "Australia AUD,Canada CAD,New Zealand NZD,Hong Kong HKD,Singapore SGD,Taiwan TWD,Jamaica JMD,Namibia NAD,"
    "Fiji FJD,Liberia LRD,Guyana GYD,Barbados BBD,Bahamas BSD,Belize BZD,Suriname SRD,Brunei BND,"
    "United States USD,Trinidad and Tobago TTD",
    ",",
    " ",
)
"""Only by the name or adjective before the word: dollars without more are those of the United States."""


_CITIES = _pairs(
    "Manila=Philippines,Bogotá=Colombia,Bogota=Colombia,Medellín=Colombia,Santiago=Chile,Buenos Aires=Argentina,"
    "Montevideo=Uruguay,Havana=Cuba,Islamabad=Pakistan,Karachi=Pakistan,Lahore=Pakistan,Peshawar=Pakistan,"
    "Colombo=Sri Lanka,Kathmandu=Nepal,Cairo=Egypt,Beirut=Lebanon,Khartoum=Sudan,Juba=South Sudan,Damascus=Syria,"
    "Kampala=Uganda,Dar es Salaam=Tanzania,Dodoma=Tanzania,Mogadishu=Somalia,Kigali=Rwanda,Conakry=Guinea,"
    "Kinshasa=Democratic Republic of the Congo,Goma=Democratic Republic of the Congo,Copenhagen=Denmark,"
    "Oslo=Norway,Prague=Czechia,Stockholm=Sweden,Reykjavik=Iceland,Baghdad=Iraq,Amman=Jordan,Algiers=Algeria,"
    "Tunis=Tunisia,Tripoli=Libya,Rabat=Morocco,Casablanca=Morocco,Doha=Qatar,Sanaa=Yemen,Muscat=Oman,Tehran=Iran,"
    "Lilongwe=Malawi,Blantyre=Malawi,Minsk=Belarus,Chisinau=Moldova,Ashgabat=Turkmenistan",
    ",",
    "=",
)
"""Whose money a story speaks of that names a city and no country."""


@dataclass(frozen=True, slots=True)
class _Name:
    default: str
    parts: int
    """How many of these make one: a hundred cents."""
    owners: dict[str, str]
    """The countries that have one of their own, and its code."""


def _names() -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for row in _TABLE.strip().split("\n"):
        forms, code, owners = f"{row}|".split("|")[:3]
        default, _, parts = code.partition("/")
        owned = dict(owner.rsplit(" ", 1) for owner in owners.split(",") if owner)
        names |= dict.fromkeys(forms.split(), _Name(default, int(parts or 1), owned))
    return names


_NAMES = _names()
_WORD = "|".join(sorted(_NAMES, key=len, reverse=True))
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z0-9])(?:{'|'.join(re.escape(mark) for mark in sorted(_MARKS, key=len, reverse=True))})"
    rf"|\b(?:{'|'.join(sorted(CODES))}))\s?$"
)
_AFTER = re.compile(
    r"[\s\u00a0-]?(?:(?P<symbol>[€£₽₴₺₹](?!\d)|p(?![\w])|zł\b)"
    rf"|(?<!\d)(?P<code>{'|'.join(sorted(CODES))})\b"
    r"|(?P<owner>(?:[A-Z][\w.]+ ){0,2}|euro )"
    rf"(?P<word>(?i:{_WORD}))(?P<sterling> sterling)?(?!\w))"
)
_ANY_NAME = re.compile(rf"\b(?:{_WORD})(?!\w)", re.IGNORECASE)
_EXCHANGED = re.compile(
    r"\s(?:to|against|per|on)\s(?:(?:the|one|a)\s)?(?:US\s|U\.S\.\s)?(?:dollar|euro|pound|greenback)\b"
)
_WEIGHT = re.compile(r"\b(?:weigh\w*|weight|heav(?:y|ier)|lighter|lost|tall)\b")
_LARGE = re.compile(r"(?:000|illion|thousand|bn|tn)$")
"""So end sums in won: "nine won medals" gives no sum."""
_MATTER = re.compile(r"\sof\s[a-z]")
_SYMBOLS = {"p": "GBP", "zł": "PLN"}


def money_before(sentence: str, position: int) -> tuple[str, int, bool] | None:
    """Return the code of the mark that ends at `position`, where it begins, and whether it may be mere letters."""
    if position == 0:
        return None
    begin = max(0, position - 6)
    found = _BEFORE.search(sentence, begin, position)
    if not found:
        return None
    mark = found[0].strip()
    return _MARKS.get(mark, mark), found.start(), mark in _LETTERS


def money_after(sentence: str, position: int) -> tuple[str, Decimal, int] | None:
    """Return the code of the currency named at `position`, the part of it that one is, and where the name ends."""
    found = _AFTER.match(sentence, position)
    if not found:
        return _exchanged(sentence, position)
    if found["code"]:
        return found["code"], Decimal(1), found.end()
    if found["symbol"]:
        return _symbol(sentence, found)
    return _named(sentence, position, found)


def _symbol(sentence: str, found: re.Match[str]) -> tuple[str, Decimal, int] | None:
    """A mark after the number: "12 €", "95p" with the p glued to it."""
    symbol = found["symbol"]
    if symbol == "p" and not sentence[found.start()].isalpha():
        return None
    factor = Decimal("0.01") if symbol == "p" else Decimal(1)
    return _SYMBOLS.get(symbol, _MARKS.get(symbol, "")), factor, found.end()


def _named(sentence: str, position: int, found: re.Match[str]) -> tuple[str, Decimal, int] | None:
    """A currency by its name, unless the word means something else here."""
    word = found["word"].lower()
    if word.startswith("pound") and not found["sterling"] and _is_weight(sentence, found):
        return None
    if word == "won" and not _LARGE.search(sentence, max(0, position - 12), position):
        return None
    name = _NAMES[word]
    code = _whose(sentence, found["owner"].strip(), name)
    return (code, Decimal(1) / name.parts, found.end()) if code else None


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


def _is_weight(sentence: str, found: re.Match[str]) -> bool:
    """Pounds of cocaine, a 500-pound bomb, and whatever weighs."""
    weighed = found[0].startswith("-") or _MATTER.match(sentence, found.end()) or _WEIGHT.search(sentence)
    return bool(weighed) and not found["owner"]


def _whose(sentence: str, owner: str, name: _Name) -> str:
    """The code by the owner that stands before the name, else by the only country of the sentence that has its own."""
    if owner == "euro":
        return "EUR"
    if owner == "CFA":
        central = any(place.name in {"Cameroon", "Chad", "Gabon", "Congo"} for place in countries(sentence))
        return "XAF" if central else "XOF"
    country = COUNTRY_ADJECTIVES.get(owner) or COUNTRY_NAMES.get(owner) or ""
    if name.default == "USD":
        return _DOLLARS.get(country, "USD")
    if country in name.owners:
        return name.owners[country]
    if country or not name.owners:
        return name.default
    named = {place.name for place in countries(sentence)}
    named |= {country for city, country in _CITIES.items() if city in sentence}
    named |= {country for adjective, country in COUNTRY_ADJECTIVES.items() if adjective in sentence}
    own = {name.owners[country] for country in named if country in name.owners}
    return own.pop() if len(own) == 1 else name.default


def _exchanged(sentence: str, position: int) -> tuple[str, Decimal, int] | None:
    """ "The Pakistani rupee fell to 287 to the dollar": the number is of the currency named before it."""
    if not _EXCHANGED.match(sentence, position):
        return None
    named = list(_ANY_NAME.finditer(sentence, max(0, position - 120), position))
    if not named:
        return None
    name = _NAMES[named[0][0].lower()]
    before = sentence[max(0, named[0].start() - 24) : named[0].start()].split()
    code = _whose(sentence, before[-1] if before else "", name)
    return (code, Decimal(1), position) if code else None
