"""Words around figures: what measures them, what bounds them, what shows that they count nothing."""

from __future__ import annotations

from app.domain.claim import Comparator


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CODES = (
    "USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|RUB|AUD|CAD|NZD|HKD|SGD|BRL|MXN|ZAR|SEK|NOK|DKK|PLN|CZK|HUF|KRW|ILS|AED|SAR"
    "|NGN|KES|UAH|PKR|IDR|THB|PHP|VND|EGP|COP|CLP|ARS|TWD|MYR"
)
"""Codes of currencies, as a pattern."""

CURRENCIES = {
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "chf": "CHF",
    "rs": "rupees",
    "s$": "SGD",
    "mex$": "MXN",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "₴": "UAH",
    "₿": "bitcoin",
} | {code.lower(): {"RMB": "CNY"}.get(code, code) for code in CODES.split("|")}
"""Marks before a figure that say it is money, and codes on either side of it."""

_UNITS = """
USD: dollar dollars usd
EUR: euro euros eur
GBP: pound pounds gbp
JPY: yen
CNY: yuan rmb renminbi
CHF: chf
PLN: zloty zlotys zloties
HUF: forint forints
ILS: shekel shekels
SAR: riyal riyals
AED: dirham dirhams
THB: baht
IDR: rupiah
MYR: ringgit
UAH: hryvnia hryvnias
NGN: naira
BDT: taka
BRL: reais
dinars: dinar dinars
guilders: guilder guilders
pesetas: peseta pesetas
bitcoin: bitcoin bitcoins btc
INR: rupee rupees
RUB: ruble rubles rouble roubles
crowns: crown crowns
pesos: peso pesos
francs: franc francs
cents: cent cents
pence: pence penny
kroner: krone kroner kronor krona
rand: rand
lira: lira
shillings: shilling shillings
km: km kilometre kilometres kilometer kilometers
mi: mile miles
m: metre metres meter meters
cm: cm centimetre centimetres centimeter centimeters
mm: mm millimetre millimetres millimeter millimeters
ft: foot feet ft
inch: inch inches
yd: yard yards
nm: nanometre nanometres nanometer nanometers
t: tonne tonnes
ton: ton tons
kg: kg kilo kilos kilogram kilograms kilogramme kilogrammes
g: gram grams gramme grammes
mg: mg milligram milligrams
oz: ounce ounces oz
lb: lb lbs
acre: acre acres
ha: hectare hectares ha
degree: degree degrees
l: litre litres liter liters
ml: ml millilitre millilitres milliliter milliliters
pint: pint pints
quart: quart quarts
knot: knots
gal: gallon gallons
barrel: barrel barrels
MW: MW megawatt megawatts
GW: GW gigawatt gigawatts
kW: kW kilowatt kilowatts
kWh: kWh
MWh: MWh
GWh: GWh
volt: volt volts
watt: watt watts
horsepower: horsepower
MB: megabyte megabytes mb
GB: gigabyte gigabytes gb
TB: terabyte terabytes tb
calorie: calorie calories
mph: mph
km/h: kph kmph km/h km/hr
fortnight: fortnight fortnights
%: percent %
second: second seconds
minute: minute minutes
hour: hour hours
day: day days
week: week weeks
month: month months
year: year years
decade: decade decades
century: century centuries
"""


def _units() -> dict[str, str]:
    table = {}
    for line in _UNITS.strip().splitlines():
        unit, _, words = line.partition(": ")
        table.update(dict.fromkeys(words.lower().split(), unit))
    return table


UNITS = _units()
"""Nouns after a figure that say what it is measured in."""

GLUED = {
    "°": "degree",
    "C": "°C",
    "F": "°F",
    "km²": "square km",
    "km2": "square km",
    "m²": "square m",
    "m2": "square m",
    "t": "t",
    "l": "l",
    "€": "EUR",
    "£": "GBP",
    "元": "CNY",
    "円": "JPY",
}
"""Units that mean what they do only where they are written to the figure."""

HYPHENED_UNITS = {word: unit for word, unit in UNITS.items() if word.isalpha() and not word.endswith("s")} | {
    "pound": "lb"
}
"""Units of "a 500-pound bomb", "a three-day strike"."""
HYPHENED = "|".join(sorted(HYPHENED_UNITS, key=len, reverse=True))

DURATIONS = frozenset(
    {"fortnight", "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
"""Units of time: with "ago" or "last" they date something and measure nothing."""

DATING_BEFORE = _words(
    "last past next previous coming recent first final every each within ago another these those following"
)
DATING_AFTER = _words("ago later earlier old before after since on from")
"""Words beside a number of days or years that make it a date or an age."""

MULTIPLES = _words("times fold")
ADDRESSES = _words("street avenue road lane drive square boulevard court place way row terrace crescent")
"""What a number with capitals after it stands in: "10 Downing Street"."""
RACES = _words("race run runs runner runners course event")
"""What "5K" is no number of."""
SCORES = _words(
    "draw win victory defeat loss lead vote majority score scoreline tie thrashing drawn aggregate"
)
"""What a pair of figures is where it is no range: "a 2-1 win"."""

LABELS = _words(
    "page chapter article section clause paragraph number no route flight room phase level tier stage step "
    "item figure table grade category magnitude version type line platform gate terminal highway junction "
    "channel episode season round volume verse rule bill case appendix option district ward zone block unit "
    "age aged ages proposition prop amendment interstate"
)
"""Nouns before a number that it only numbers: "page 3"."""

DETERMINERS = _words("the these those all both his her its their our my other last first next this that any")
"""Words that make a number without a noun point at some already named: "the two"."""

YEARS_AFTER = _words(
    "the its their his her early late mid in since by until during before after between circa s "
    "spring summer autumn fall winter"
)
"""Words after which four digits are a year, whatever follows."""

MORE = _words("more other others further additional extra new")
"""Words between a number and what it counts."""

CHANGES = _words(
    "rose rise risen rises rising fell fall fallen falls falling grew grow grown grows increased increase "
    "increases increasing decreased decrease dropped drop drops raised raise raises cut cuts cutting lowered "
    "lower reduced reduce reduces climbed climb declined decline jumped slid up down changed shrank slipped "
    "slowed widened narrowed went gone moved upgraded downgraded revised doubled tripled extended"
)
"""Words before "from 10 to 15" that make it a change, not a range."""

NOT_HALVES = _words("first second other better latter each a and in later early last final")
"""Words before "half" that make it a part of a match, a year or a day, not a share."""

NOT_PARTS = _words("in for per last next this each")
"""Words before "a third" or "a quarter" that make it a place in a row or three months."""

IN_A_ROW = _words("last past next previous first final consecutive straight recent latest")
"""Words before "three quarters" that make them parts of a year."""

MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec"
)
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")

STOPS = _words(
    "in on at of for from to by with about into onto over under after before during since until near across "
    "against among between through within without around as than that which who whom whose where when while "
    "if because though although but and or nor so yet were was is are be been being has have had do does did "
    "will would can could may might shall should must not the a an this these those his her its their our "
    "your my he she it they we i you them us him said says say told and/or per each there here also still "
    "now then only just even more less out up down off away back left fled died killed held lost won took "
    "went came fell rose remain remained remains live lived comprising apiece altogether overall today "
    "yesterday tomorrow ago later earlier alike both either according last next"
)
"""Words that are no part of what is counted."""

PAST = _words(
    "got paid made gave saw told met began became thought knew ran led drew beat sent spent sold bought "
    "brought wrote spoke stood"
)
"""Verbs that end what is counted: "one candidate got"."""

DONE = PAST | _words(
    "cast learned captured supported opposed believed called asked agreed decided wanted needed voted "
    "reported showed scored ended started opened closed used"
)
"""Verbs that are counted only before a noun of many: "two learned of it", "two used cars"."""

PLURALS = _words("people men women children police personnel staff crew troops cattle sheep fish")
"""Nouns of many without an "s"."""

COMPARATORS = {
    Comparator.NEARLY: (
        r"nearly|almost|approaching|close\ (?:to|on)|(?:just|a\ little|slightly)\ (?:under|short\ of)"
        r"|just\ shy\ of|not\ quite"
    ),
    Comparator.AT_LEAST: (
        r"at\ least|(?:no|not)\ (?:fewer|less|lower|smaller)\ than|a\ minimum\ of|as\ (?:few|little|low)\ as"
        r"|at\ minimum|(?:greater|more|higher|larger)\ (?:than\ )?or\ equal\ (?:to|than)|>=|≥|⩾"
    ),
    Comparator.AT_MOST: (
        r"at\ (?:the\ )?most|up\ to|as\ many\ as|as\ much\ as|a\ maximum\ of|not\ exceeding"
        r"|(?:no|not)\ (?:more|higher|larger|greater)\ than|as\ high\ as"
        r"|(?:less|fewer|lower|smaller)\ (?:than\ )?or\ equal\ (?:to|than)|<=|≤|⩽"
    ),
    Comparator.MORE_THAN: (
        r"(?:ADVERB\ )?(?:(?:more|greater|higher|larger|bigger)\ than|over|above|upwards?\ of|in\ excess\ of"
        r"|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|north\ of)|>"
    ),
    Comparator.FEWER_THAN: (r"(?:ADVERB\ )?(?:(?:fewer|less|lower|smaller)\ than|under|below)|<"),
    Comparator.ABOUT: (
        r"about|some|around|roughly|approximately|an\ estimated|estimated|circa|closer\ to|more\ like"
        r"|in\ the\ (?:region|order)\ of|on\ the\ order\ of|[~∼≈]"
    ),
}
"""What stands before a figure and bounds it, as patterns; the first that fits counts."""

ADVERBS = r"(?:just|well|far|slightly|much|even|significantly|considerably|a\ little|a\ bit)"
