"""What a figure is measured in, where the unit is a word after it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from app.extract.figures.nouns import NEXT, following, is_plural
from app.extract.figures.numbers import FIGURE, read_spelt
from app.extract.figures.pattern import in_millions, words_before
from app.extract.figures.words import DATING_AFTER, DATING_BEFORE, DURATIONS, UNITS

if TYPE_CHECKING:
    from app.extract.figures.pattern import Reading

_POINTS = re.compile(r"[\s-]percentage[\s-]points?\b")
_AREA = re.compile(r"\s(?P<power>square|cubic|sq|nautical)\s(?P<word>[^\W\d_]+)", re.IGNORECASE)
_CELSIUS = re.compile(r"\s(?P<scale>Celsius|Fahrenheit|[CF]\b)")
_METRIC_TONS = re.compile(r"\smetric\s(?:tonnes|tons?)\b", re.IGNORECASE)
_SPEED = re.compile(r"\s(?:an|per)\shour\b", re.IGNORECASE)
_SPEEDS = {"mi": "mph", "km": "km/h"}
_WON = re.compile(r"\s(?:South\sKorean\s)?won\b")
_NATIONAL = re.compile(
    r"\s(?P<nation>U\.?S\.?|[A-Z][a-z]+(?:\s(?:Kong|Zealand))?|(?i:us|swiss|dutch|french|finnish|chinese|canadian|turkish))"
    r"\s(?P<word>(?i:dollars?|francs?|guilders?|yuan|pounds?|rupees?|pesos?|lira|rand|rou?bles?|crowns?|kron\w+))\b"
)
_NATIONS = {
    ("canadian", "USD"): "CAD",
    ("australian", "USD"): "AUD",
    ("hong kong", "USD"): "HKD",
    ("new zealand", "USD"): "NZD",
    ("singapore", "USD"): "SGD",
    ("swiss", "francs"): "CHF",
    ("mexican", "pesos"): "MXN",
    ("turkish", "lira"): "TRY",
}
_SMALLER = re.compile(
    rf"(?:,|\sand)?\s(?P<figure>{FIGURE})(?:\s(?P<word>[^\W\d_]+)|(?<=\s\d\d)(?=[.,;!?]?\s*$))", re.IGNORECASE
)
_PARTS_OF = {
    ("USD", "cents"): 100,
    ("EUR", "cents"): 100,
    ("GBP", "pence"): 100,
    ("ft", "inch"): 12,
    ("lb", "oz"): 16,
    ("year", "month"): 12,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of a smaller unit make one of the larger."""
_EXACT = Decimal("0.000001")
_MILLION = 1_000_000
_LONG_AGO = 1000
"""Years that no calendar names: "6,200 years ago" is an amount."""


def measure(text: str, reading: Reading, end: int) -> None:
    """Add the unit that follows the figure, or that belongs to what is written to it."""
    match = reading.match
    if reading.unit is None and (match["scale2"] or match["scale1"]) == "m":
        if not is_plural(following(text, reading.stop, end)) and not _is_unit(text, reading, end):
            _read_metres(reading)
        else:
            _read_noun(text, reading, end)
    elif reading.unit is None:
        _read_noun(text, reading, end)
    if reading.unit == "degree" and (celsius := _CELSIUS.match(text, reading.stop, end)):
        reading.unit, reading.stop = f"°{celsius['scale'][0]}", celsius.end()
    if in_millions(match):
        reading.value *= _MILLION
        reading.second = reading.second and reading.second * _MILLION
    if reading.second is None:
        _add_smaller(text, reading, end)
    if match["minus"] and reading.unit is not None:
        reading.value = -reading.value


def is_dating(text: str, reading: Reading, end: int) -> bool:
    """Tell whether a number of days or years dates something: "two days ago", "the last ten years"."""
    before = words_before(text, reading.match.start())
    after = following(text, reading.stop, end).lower()
    if after == "ago" and reading.unit == "year" and reading.value >= _LONG_AGO:
        return False
    return reading.unit in DURATIONS and (
        bool(before and before[-1] in DATING_BEFORE) or after in DATING_AFTER
    )


def _is_unit(text: str, reading: Reading, end: int) -> bool:
    return following(text, reading.stop, end).lower() in UNITS


def _read_metres(reading: Reading) -> None:
    """Read "a 3m wall" as metres; "3m people" are three million."""
    reading.unit, reading.value = "m", reading.value / _MILLION
    if reading.second is not None:
        reading.second /= _MILLION


def _read_noun(text: str, reading: Reading, end: int) -> None:
    noun = NEXT.match(text, reading.stop, end)
    area = _AREA.match(text, reading.stop, end)
    points = _POINTS.match(text, reading.stop, end)
    if points:
        reading.unit, reading.stop = "percentage point", points.end()
    elif area and area["word"].lower() in UNITS:
        power = "square" if area["power"].lower() == "sq" else area["power"].lower()
        reading.unit, reading.stop = f"{power} {area['word'].lower()}", area.end()
    elif ton := _METRIC_TONS.match(text, reading.stop, end):
        reading.unit, reading.stop = "t", ton.end()
    elif noun and (word := noun["word"].lower().rstrip("’'")) in UNITS:
        reading.unit, reading.stop = UNITS[word], noun.start("word") + len(word)
        speed = _SPEED.match(text, reading.stop, end)
        if speed and reading.unit in _SPEEDS:
            reading.unit, reading.stop = _SPEEDS[reading.unit], speed.end()
    elif money := _NATIONAL.match(text, reading.stop, end):
        unit = UNITS[money["word"].lower()]
        reading.unit = _NATIONS.get((money["nation"].lower(), unit), unit)
        reading.stop = money.end()
    elif (reading.match["scale2"] or reading.match["scale1"]) and (
        won := _WON.match(text, reading.stop, end)
    ):
        reading.unit, reading.stop = "KRW", won.end()


def _add_smaller(text: str, reading: Reading, end: int) -> None:
    """Add what follows in the next smaller unit: "5 feet 2 inches", "two years and three months"."""
    more = _SMALLER.match(text, reading.stop, end)
    if not more or not reading.unit:
        return
    word = (more["word"] or "").lower()
    smaller = {"": "cents", "in": "inch"}.get(word) or UNITS.get(word, "")
    parts = _PARTS_OF.get((reading.unit, smaller))
    added = read_spelt(more["figure"]).value
    if parts and added < parts:
        reading.value = (reading.value + added / parts).quantize(_EXACT).normalize()
        reading.end = reading.stop = more.end()
