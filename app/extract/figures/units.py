"""What a figure is measured in, where the unit is a word after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.extract.figures.nouns import NEXT, following, is_plural
from app.extract.figures.pattern import words_before
from app.extract.figures.words import DATING_AFTER, DATING_BEFORE, DURATIONS, UNITS

if TYPE_CHECKING:
    from app.extract.figures.pattern import Reading

_POINTS = re.compile(r"[\s-]percentage[\s-]points?\b")
_AREA = re.compile(r"\s(?P<power>square|cubic|sq|nautical)\s(?P<word>[^\W\d_]+)", re.IGNORECASE)
_CELSIUS = re.compile(r"\s(?P<scale>Celsius|Fahrenheit|[CF]\b)")
_MILLION = 1_000_000


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
    if match["minus"] and reading.unit in {"°C", "°F", "degree", "%"}:
        reading.value = -reading.value


def is_dating(text: str, reading: Reading, end: int) -> bool:
    """Tell whether a number of days or years dates something: "two days ago", "the last ten years"."""
    before = words_before(text, reading.match.start())
    after = following(text, reading.stop, end).lower()
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
    elif noun and noun["word"].lower() in UNITS:
        reading.unit, reading.stop = UNITS[noun["word"].lower()], noun.end()
