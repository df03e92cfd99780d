"""Times in a text, read against the day of publication: "on Thursday", "9 July", "since March"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Precision, TimeRange

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
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
]
COUNTS = {
    word: number for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven"], 1)
}
NEAR_FUTURE = timedelta(days=31)
"""A day without a year is the latest that is not further ahead than this."""
RECENT = timedelta(days=28)
WEEK = timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 1000, 2100

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH = rf"(?:(?:{_MONTHS})\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PART = r"(?:early\s|late\s|mid-)?"
_PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:(?P<dmy>(?:on\s)?(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?))
    | (?:(?P<mdy>(?:on\s)?(?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?:,?\s(?P<y2>{_YEAR}))?))(?!\d)
    | (?P<weekday>(?:(?:earlier|late|early|later)\s)?(?:on\s)?
        (?:(?P<which>last|next|this|the\sprevious|the\sfollowing)\s)?(?P<name>{_WEEKDAY})
        (?:\s(?:morning|afternoon|evening|night))?)
    | (?P<since>since\s(?:{_PART}(?P<since_month>{_MONTH})(?:\s(?P<since_year>{_YEAR}))?
        |(?P<since_bare>{_YEAR})|(?P<since_day>{_WEEKDAY})))
    | (?P<month>(?:in|during|by|until)\s{_PART}(?P<m3>{_MONTH})(?:\s(?P<y3>{_YEAR}))?)
    | (?P<year>(?:in|during|by|until|of)\s(?P<y4>{_YEAR}))
    | (?P<ago>(?P<n>\d+|one|two|three|four|five|six|seven|a)\s(?P<unit>day|week|month|year)s?\sago)
    | (?P<period>(?:earlier\s|later\s|early\s|late\s)?
        (?P<rel>this|last|next)\s(?P<what>week|month|year|weekend))
    | (?P<recent>(?:in|over|during|for)\s(?:the\s)?
        (?:last|past|recent)\s(?:few\s)?(?P<span>day|week|month|year)s?)
    | (?P<today>today|yesterday|tomorrow|tonight)
    )\b""",
    re.VERBOSE,
)


def find_times(text: str, day: date | None, start: int = 0, end: int | None = None) -> tuple[TimeRange, ...]:
    """Find the times in a stretch of text; without a day, only those that say theirs in full."""
    found = []
    for match in _PATTERN.finditer(text, start, len(text) if end is None else end):
        read = _read(match, day)
        if read is not None:
            earliest, latest, precision = read
            found.append(
                TimeRange(
                    words=match[0],
                    precision=precision,
                    earliest=earliest,
                    latest=latest,
                    span=Span(*match.span()),
                )
            )
    return tuple(found)


Read = tuple[date | None, date | None, Precision]


def _read(match: re.Match[str], day: date | None) -> Read | None:
    for name, reader in _READERS.items():
        if match[name]:
            return reader(match, day)
    return None


def _iso(match: re.Match[str], day: date | None) -> Read | None:
    del day
    try:
        found = date.fromisoformat(match["iso"])
    except ValueError:
        return None
    return found, found, Precision.DAY


def _day_month(
    day_group: str, month_group: str, year_group: str
) -> Callable[[re.Match[str], date | None], Read | None]:
    def read(match: re.Match[str], day: date | None) -> Read | None:
        number = int(re.sub(r"\D", "", match[day_group]))
        month = _month(match[month_group])
        year = int(match[year_group]) if match[year_group] else None
        if year is None and day is None:
            return None
        found = _dated(year, month, number) if year else _nearest(day, month, number)
        return (found, found, Precision.DAY) if found else None

    return read


def _dated(year: int, month: int, number: int) -> date | None:
    return date(year, month, number) if number <= monthrange(year, month)[1] else None


def _nearest(day: date | None, month: int, number: int) -> date | None:
    """Give the latest such day that is not far ahead of the day of publication."""
    assert day is not None
    for year in (day.year + 1, day.year, day.year - 1, day.year - 2, day.year - 3, day.year - 4):
        found = _dated(year, month, number) if year > 0 else None
        if found and found <= day + NEAR_FUTURE:
            return found
    return None


def _month(name: str) -> int:
    return next(
        number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3])
    )


def _weekday(match: re.Match[str], day: date | None) -> Read | None:
    """Read a weekday as the latest one up to the day of publication, or the coming one after "next"."""
    if day is None:
        return None
    number = WEEKDAYS.index(match["name"].lower())
    back = (day.weekday() - number) % 7
    found = day - timedelta(days=back)
    which = (match["which"] or "").lower()
    if which == "next" or which.endswith("following"):
        found += WEEK
    elif which == "last" and back == 0:
        found -= WEEK
    return found, found, Precision.DAY


def _since(match: re.Match[str], day: date | None) -> Read | None:
    if match["since_bare"]:
        return date(int(match["since_bare"]), 1, 1), day, Precision.SPAN
    if match["since_day"]:
        if day is None:
            return None
        back = (day.weekday() - WEEKDAYS.index(match["since_day"].lower())) % 7
        return day - timedelta(days=back), day, Precision.SPAN
    month = _month(match["since_month"])
    if match["since_year"]:
        return date(int(match["since_year"]), month, 1), day, Precision.SPAN
    first = _nearest(day, month, 1) if day else None
    return (first, day, Precision.SPAN) if first else None


def _in_month(match: re.Match[str], day: date | None) -> Read | None:
    month = _month(match["m3"])
    if match["y3"]:
        first: date | None = date(int(match["y3"]), month, 1)
    else:
        first = _nearest(day, month, 1) if day else None
    if first is None:
        return None
    last = first.replace(day=monthrange(first.year, month)[1])
    if match["month"].lower().startswith(("by", "until")):
        return None, last, Precision.SPAN
    return first, last, Precision.MONTH


def _in_year(match: re.Match[str], day: date | None) -> Read | None:
    del day
    year = int(match["y4"])
    if match["year"].lower().startswith(("by", "until")):
        return None, date(year, 12, 31), Precision.SPAN
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _ago(match: re.Match[str], day: date | None) -> Read | None:
    if day is None:
        return None
    word = match["n"].lower()
    count = int(word) if word.isdigit() else COUNTS.get(word, 1)
    unit = match["unit"]
    if unit == "day" and count <= 3650:  # noqa: PLR2004 - ten years
        found = day - timedelta(days=count)
        return found, found, Precision.DAY
    if unit == "week" and count <= 520:  # noqa: PLR2004 - ten years
        monday = day - timedelta(days=7 * count + day.weekday())
        return monday, monday + timedelta(days=6), Precision.WEEK
    if unit == "year" and count < day.year:
        return date(day.year - count, 1, 1), date(day.year - count, 12, 31), Precision.YEAR
    if unit == "month":
        months = day.year * 12 + day.month - 1 - count
        if months // 12 > 0:
            first = date(months // 12, months % 12 + 1, 1)
            return first, first.replace(day=monthrange(first.year, first.month)[1]), Precision.MONTH
    return None


def _period(match: re.Match[str], day: date | None) -> Read | None:
    if day is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
    what = match["what"]
    if what in {"week", "weekend"}:
        monday = day - timedelta(days=day.weekday()) + shift * WEEK
        if what == "weekend":
            if shift == 0 and day.weekday() < 5:  # noqa: PLR2004 - Saturday
                monday -= WEEK
            return monday + timedelta(days=5), monday + timedelta(days=6), Precision.SPAN
        return monday, monday + timedelta(days=6), Precision.WEEK
    if what == "year":
        year = day.year + shift
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    months = day.year * 12 + day.month - 1 + shift
    first = date(months // 12, months % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1]), Precision.MONTH


def _recent(match: re.Match[str], day: date | None) -> Read | None:
    if day is None:
        return None
    back = {"day": timedelta(days=3), "week": WEEK, "month": timedelta(days=31), "year": timedelta(days=366)}
    is_one = re.search(r"(?:last|past)\s(?:day|week|month|year)$", match["recent"]) is not None
    reach = back[match["span"]] if is_one else max(RECENT, back[match["span"]] * 3)
    return day - reach, day, Precision.SPAN


def _today(match: re.Match[str], day: date | None) -> Read | None:
    if day is None:
        return None
    found = day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match["today"].lower(), 0))
    return found, found, Precision.DAY


_READERS: dict[str, Callable[[re.Match[str], date | None], Read | None]] = {
    "iso": _iso,
    "dmy": _day_month("d1", "m1", "y1"),
    "mdy": _day_month("d2", "m2", "y2"),
    "weekday": _weekday,
    "since": _since,
    "month": _in_month,
    "year": _in_year,
    "ago": _ago,
    "period": _period,
    "recent": _recent,
    "today": _today,
}
