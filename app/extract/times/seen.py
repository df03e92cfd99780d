"""What "the following week", "that day" or "two years later" come to, seen from a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.ahead import looks_ahead
from app.extract.times.calendar import DAY, SATURDAY
from app.extract.times.words import count_of, weekday_number

if TYPE_CHECKING:
    from datetime import date

    from app.extract.times.simple import Read

PARTS = "day|night|morning|afternoon|evening"
"""Words for a day, or for a part of it."""
_VAGUE = re.compile(r"few|several|couple", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|into|of|through|to|from|about|this)\s\Z")


class Seen(NamedTuple):
    """The time that another is seen from; it is not told if it is the day of publication."""

    first: date
    last: date
    is_told: bool


def unit_of(match: re.Match[str]) -> str:
    """Give the unit in which the words count; a weekday is a day, as is a night."""
    names = ("unit", "unit2", "unit3", "unit4", "running", "running2", "running3")
    unit = next((match[name] for name in names if match[name]), "day").lower()
    return "day" if unit in PARTS.split("|") else unit


def read_seen(match: re.Match[str], seen: Seen) -> Read | None:
    """Give the time that the words mean, seen from another."""
    if match["same"]:
        found = _same(match, seen)
    elif match["which"]:
        found = _beside(match, seen, 1 if match["which"].lower() in {"following", "next", "ensuing"} else -1)
    elif match["beside"]:
        found = _next_to(unit_of(match), seen, 1 if match["beside"].lower() == "after" else -1)
    elif match["away"]:
        found = _away(match, seen)
    else:
        found = _whole(unit_of(match), seen.first)
    return found and _bounded((match["lead"] or "").lower(), found)


def _bounded(lead: str, found: Read) -> Read | None:
    """Leave the end open that "by", "since", "before" or "after" leaves so."""
    first, last, _ = found
    if lead in {"by", "until", "till"}:
        return None, last, Precision.SPAN
    if lead == "since":
        return first, None, Precision.SPAN
    if lead == "before" and first:
        return None, first - DAY, Precision.SPAN
    if lead == "after" and last:
        return last + DAY, None, Precision.SPAN
    return found


def _whole(unit: str, day: date, shift: int = 0) -> Read:
    precision = Precision(unit) if unit in {"day", "week", "month", "year"} else Precision.SPAN
    return (*calendar.unit_around(day, unit, shift), precision)


def _next_to(unit: str, seen: Seen, shift: int) -> Read:
    """Give the unit before or after; from a Tuesday, the following weekend is that of the week."""
    if unit == "weekend" and seen.first.weekday() < SATURDAY and shift > 0:
        shift = 0
    return _whole(unit, seen.first, shift)


def _same(match: re.Match[str], seen: Seen) -> Read | None:
    """Read "that day", "the same week", "later that year"."""
    unit = unit_of(match)
    if not seen.is_told and unit in {"day", "year"}:
        return None  # "that day will come"
    if unit == "weekend":
        return (*calendar.weekend_by(seen.first), Precision.SPAN)
    first, last, precision = _whole(unit, seen.first)
    if match["year_before"]:
        if not seen.is_told:
            return None  # figures are seldom of the month in which they are told
        first, last, precision = _whole(unit, calendar.away(seen.first, "year", -1))
    if not first or not last or not match["part"] or (first, last) == (seen.first, seen.last):
        return first, last, precision
    if match["part"].lower() == "earlier":
        return first, seen.first, Precision.SPAN
    return seen.last, last, Precision.SPAN


def _beside(match: re.Match[str], seen: Seen, sign: int) -> Read | None:
    """Read "the following Monday", "the previous year", "the following two weeks"."""
    lead, is_next = (match["lead"] or "").lower(), match["which"].lower() == "next"
    if is_next and not _is_narrated(match, lead):
        return None
    if match["weekday"]:
        return _weekday(weekday_number(match["weekday"]), seen, sign)
    if match["many"]:
        return _several(match, seen, sign)
    unit = unit_of(match)
    if lead == "over" and sign > 0 and unit in {"week", "month", "year"}:
        return seen.last + DAY, calendar.away(seen.last, unit, 1), Precision.SPAN
    return _next_to(unit, seen, sign)


def _is_narrated(match: re.Match[str], lead: str) -> bool:
    """Tell whether "the next" is that of a story: "over the next year" begins with the day of publication."""
    if match["weekday"] or match["many"]:
        return False
    text, at = match.string, match.start()
    led = bool(lead) or _WITHIN.search(text, max(0, at - 9), at)
    return unit_of(match) == "day" or not (led or looks_ahead(text, at))


def _several(match: re.Match[str], seen: Seen, sign: int) -> Read | None:
    if (sign < 0 and not seen.is_told) or _VAGUE.search(match["many"]):
        return None
    unit, count = unit_of(match), count_of(match["many"])
    if unit not in {"day", "week", "fortnight"}:
        return (*calendar.unit_around(seen.first, unit, 1 if sign > 0 else -count, count), Precision.SPAN)
    if sign > 0:
        return seen.last + DAY, calendar.away(seen.last, unit, count), Precision.SPAN
    return calendar.away(seen.first, unit, -count), seen.first - DAY, Precision.SPAN


def _weekday(number: int, seen: Seen, sign: int) -> Read:
    """Give the first such day after or before another; from the day of publication, that of another week."""
    if not seen.is_told:
        found = calendar.unit_around(seen.first, "week", sign)[0] + number * DAY
    elif sign > 0:
        found = seen.last + ((number - seen.last.weekday() - 1) % 7 + 1) * DAY
    else:
        found = seen.first - ((seen.first.weekday() - number - 1) % 7 + 1) * DAY
    return found, found, Precision.DAY


def _away(match: re.Match[str], seen: Seen) -> Read | None:
    """Read "two days later", "a year earlier"."""
    if not seen.is_told or _VAGUE.search(match["count"]):
        return None
    unit = unit_of(match)
    sign = 1 if match["away"].lower().startswith(("later", "after")) else -1
    found = calendar.away(seen.first, unit, sign * count_of(match["count"]))
    return _whole(unit, found)
