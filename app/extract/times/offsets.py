"""Times counted from others: "two weeks before Easter", "3 days from now", "the first ten days of May"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.points import read_point, read_whole
from app.extract.times.words import COUNT, UNIT, WEEKDAY, Around, Point, count_of, weekday_number

if TYPE_CHECKING:
    from datetime import date


class Phrase(NamedTuple):
    """A time from one day to another, either of them perhaps open, up to `end`."""

    earliest: date | None
    latest: date | None
    precision: Precision
    end: int


_OFFSET = re.compile(
    rf"(?:(?P<bound>(?i:more|less|fewer))\sthan\s)?(?P<count>{COUNT})\s{UNIT}\s(?P<way>(?i:before|from|after))\s(?:the\s)?"
)
_RUNNING = re.compile(
    rf"(?:for\s(?P<count>{COUNT})\s{UNIT},?\sfrom|(?P<count2>{COUNT})\s(?P<unit2>day|week|month|year)s?,?\s(?:starting|beginning))"
    r"\s(?:on\s)?(?:the\s)?"
)
_FIRST_DAYS = re.compile(
    rf"(?:the\s)?(?P<which>(?i:first|last|final))\s(?P<count>{COUNT})\s{UNIT}\sof\s(?:the\s)?"
)
_BESIDE = re.compile(r"(?i:the\s(?P<unit>day|week|month|year)\s(?P<way>before|after))\s(?:the\s)?")
_ENDED = re.compile(
    rf"(?:the\s)?(?:(?P<count>{COUNT})\s)?(?:(?:fiscal|financial)\s)?(?P<unit>(?:day|week|month|quarter|year))s?"
    r"\s(?i:to|through|ended|ending)"
    r"\s(?:on\s)?(?:the\s)?(?:end\sof\s)?"
)
_FROM_NOW = re.compile(rf"(?P<count>{COUNT})\s{UNIT}\s(?i:from\snow|hence)\b")
_AGO = re.compile(
    rf"(?P<count>{COUNT})\s{UNIT}\sand\s(?P<count2>{COUNT})\s(?P<unit2>day|week|month|year)s?\sago\b"
)
_LONG_AGO = re.compile(
    rf"(?:(?P<bound>(?i:more|less|over|under))\s(?:than\s)?)?(?P<count>{COUNT})\s{UNIT}\sago\b"
)
_ON_WEEKDAY = re.compile(rf"\s(?:on\s)?(?P<weekday>{WEEKDAY})")
_WEEK_ON = re.compile(
    rf"(?P<count>(?i:an?|one|two|three))\sweeks?\s(?:on|from)\s(?P<weekday>{WEEKDAY})"
    rf"|(?:on\s)?(?P<weekday2>{WEEKDAY})\sweek\b"
)
_WEEK_FROM = re.compile(
    r"(?:(?:the\s)?week(?P<end>end)?\s(?:of|beginning|starting|commencing)\s|w/c\s)(?:on\s)?(?:the\s)?",
    re.IGNORECASE,
)


def read_offset(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read the time that begins here, if it is counted from another."""
    for read in (
        _ago,
        _long_ago,
        _week_on,
        _beside,
        _first_days,
        _ended,
        _from_now,
        _running,
        _counted,
        _week_of,
    ):
        if phrase := read(text, at, end, around):
            return phrase
    return None


def _day_after(
    text: str, match: re.Match[str] | None, end: int, around: Around, *, led: bool
) -> Point | None:
    """Read the day that stands after some words."""
    point = read_point(text, match.end(), end, around, led=led) if match else None
    return point if point and point.precision is Precision.DAY else None


def _one(found: date, end: int) -> Phrase:
    return Phrase(found, found, Precision.DAY, end)


def _ago(text: str, at: int, end: int, around: Around) -> Phrase | None:
    ago = _AGO.match(text, at, end)
    if not ago or not around.day:
        return None
    first = calendar.away(around.day, ago["unit"].lower(), -count_of(ago["count"]))
    return _one(calendar.away(first, ago["unit2"].lower(), -count_of(ago["count2"])), ago.end())


def _long_ago(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "more than two years ago", "less than a week ago", "a decade ago", "a week ago on Monday"."""
    ago = _LONG_AGO.match(text, at, end)
    if not ago or not around.day:
        return None
    unit, count = ago["unit"].lower(), count_of(ago["count"])
    found = calendar.away(around.day, unit, -count)
    if bound := (ago["bound"] or "").lower():
        early, late = (None, found) if bound in {"more", "over"} else (found, around.day)
        return Phrase(early, late, Precision.SPAN, ago.end())
    if unit == "week" and (on := _ON_WEEKDAY.match(text, ago.end(), end)):
        back = (around.day.weekday() - weekday_number(on["weekday"])) % 7 * calendar.DAY
        return _one(found - back, on.end())
    if unit == "fortnight":
        return Phrase(*calendar.unit_around(found, "week", 0), Precision.WEEK, ago.end())
    if unit == "decade":
        first, last = calendar.away(found, "year", -2 * count), calendar.away(found, "year", 2 * count)
        return Phrase(first, min(last, around.day), Precision.SPAN, ago.end())
    return None


def _week_on(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "a week on Tuesday", "Tuesday week": the one after the coming."""
    on = _WEEK_ON.match(text, at, end)
    if not on or not around.day:
        return None
    to_come = (weekday_number(on["weekday"] or on["weekday2"]) - around.day.weekday() - 1) % 7 + 1
    weeks = count_of(on["count"]) if on["count"] else 1
    return _one(around.day + to_come * calendar.DAY + weeks * calendar.WEEK, on.end())


def _beside(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "the day before Easter", "the week after 9 May" as seven days, "the year before 2015"."""
    beside = _BESIDE.match(text, at, end)
    other = read_point(text, beside.end(), end, around, led=True) if beside else None
    if not beside or not other:
        return None
    unit, sign = beside["unit"].lower(), 1 if beside["way"].lower() == "after" else -1
    if other.precision is Precision(unit):
        return Phrase(*calendar.unit_around(other.first, unit, sign), other.precision, other.end)
    if other.precision is not Precision.DAY:
        return None
    if sign > 0:
        return Phrase(
            other.last + calendar.DAY, calendar.away(other.last, unit, 1), Precision.SPAN, other.end
        )
    return Phrase(calendar.away(other.first, unit, -1), other.first - calendar.DAY, Precision.SPAN, other.end)


def _first_days(text: str, at: int, end: int, around: Around) -> Phrase | None:
    some = _FIRST_DAYS.match(text, at, end)
    whole = read_whole(text, some.end(), end, around) if some else None
    if not some or not whole or whole.precision is Precision.DAY:
        return None
    unit, count = some["unit"].lower(), count_of(some["count"])
    if some["which"].lower() == "first":
        last = calendar.away(whole.first, unit, count) - calendar.DAY
        return Phrase(whole.first, last, Precision.SPAN, whole.end)
    first = calendar.away(whole.last + calendar.DAY, unit, -count)
    return Phrase(first, whole.last, Precision.SPAN, whole.end)


def _ended(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "the three months to the end of June"."""
    ended = _ENDED.match(text, at, end)
    whole = read_point(text, ended.end(), end, around, led=True) if ended else None
    if not ended or not whole:
        return None
    after = calendar.away(whole.last + calendar.DAY, ended["unit"], -count_of(ended["count"] or "a"))
    return Phrase(after, whole.last, Precision.SPAN, whole.end)


def _from_now(text: str, at: int, end: int, around: Around) -> Phrase | None:
    now = _FROM_NOW.match(text, at, end)
    if not now or not around.day:
        return None
    return _one(calendar.away(around.day, now["unit"].lower(), count_of(now["count"])), now.end())


def _running(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "for 3 days from today", "two weeks starting on 20 May"."""
    running = _RUNNING.match(text, at, end)
    begin = _day_after(text, running, end, around, led=True)
    if not running or not begin:
        return None
    unit, count = running["unit"] or running["unit2"], running["count"] or running["count2"]
    last = calendar.away(begin.first, unit.lower(), count_of(count)) - calendar.DAY
    return Phrase(begin.first, last, Precision.SPAN, begin.end)


def _counted(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "two weeks before Easter"; "more than" leaves one end open."""
    offset = _OFFSET.match(text, at, end)
    point = _day_after(text, offset, end, around, led=False)
    if not offset or not point:
        return None
    sign = -1 if offset["way"].lower() == "before" else 1
    found = calendar.away(point.first, offset["unit"].lower(), sign * count_of(offset["count"]))
    bound = (offset["bound"] or "").lower()
    if bound == "more":
        early, late = (None, found) if sign < 0 else (found, None)
        return Phrase(early, late, Precision.SPAN, point.end)
    if bound:
        return Phrase(min(found, point.first), max(found, point.first), Precision.SPAN, point.end)
    return _one(found, point.end)


def _week_of(text: str, at: int, end: int, around: Around) -> Phrase | None:
    lead = _WEEK_FROM.match(text, at, end)
    point = lead and read_point(text, lead.end(), end, around, led=True)
    if not point or point.precision is not Precision.DAY:
        return None
    if lead and lead["end"]:
        return Phrase(*calendar.weekend_by(point.first), Precision.SPAN, point.end)
    return Phrase(*calendar.unit_around(point.first, "week", 0), Precision.WEEK, point.end)
