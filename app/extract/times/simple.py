"""Times of one pattern: "on Thursday", "9 July", "since March", "two weeks ago", "by the end of the year"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.ahead import looks_ahead, tense_of
from app.extract.times.calendar import DAY, DECEMBER, SATURDAY, WEEK
from app.extract.times.pattern import COUNTS, MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

_FEW = 3
_HOURS = 24

_LISTED = re.compile(rf"\b(last|next|this)\s(?:{'|'.join(WEEKDAYS)})\s(?:and|or)\s\Z", re.IGNORECASE)
"""What stands before the other day of "next Monday or Tuesday"."""

Read = tuple[date | None, date | None, Precision]


def read_simple(match: re.Match[str], day: date | None) -> Read | None:
    """Read one time of the pattern; 31 June is none, nor is what falls before the year 1."""
    fixed = next((reader for name, reader in _FIXED.items() if match[name]), None)
    relative = next((reader for name, reader in _RELATIVE.items() if match[name]), None)
    read: Read | None = None
    try:
        if fixed is not None:
            read = fixed(match, day)
        elif relative is not None and day is not None:
            read = relative(match, day)
    except (OverflowError, ValueError):
        return None
    return read


def _is_ahead(match: re.Match[str]) -> bool:
    return looks_ahead(match.string, match.start())


def _iso(match: re.Match[str], day: date | None) -> Read | None:
    del day
    found = date.fromisoformat(match["iso"])
    return found, found, Precision.DAY


def _day_month(
    day_group: str, month_group: str, year_group: str
) -> Callable[[re.Match[str], date | None], Read | None]:
    def read(match: re.Match[str], day: date | None) -> Read | None:
        number = int(re.sub(r"\D", "", match[day_group]))
        month = _month(match[month_group])
        year = int(match[year_group]) if match[year_group] else None
        if year:
            found: date | None = date(year, month, number)
        else:
            found = _nearest(match, day, month, number) if day else None
        return (found, found, Precision.DAY) if found else None

    return read


def _nearest(match: re.Match[str], day: date, month: int, number: int = 1) -> date | None:
    whole = match["dmy"] is None and match["mdy"] is None
    tense = tense_of(match.string, match.start())
    return calendar.nearest(day, month, number, tense=tense, whole=whole and number == 1)


def _month(name: str) -> int:
    spelt = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(spelt))


def _last_weekday(day: date, name: str) -> date:
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(name.lower())) % 7)


def _weekday(match: re.Match[str], day: date) -> Read:
    """Read a weekday as the latest one up to the day of publication, the coming one, or the next week's."""
    found = _last_weekday(day, match["name"])
    which = (match["which"] or "").lower()
    if not which and (other := _LISTED.search(match.string, max(0, match.start() - 24), match.start())):
        which = other[1].lower()
    if which == "next":
        found = calendar.unit_around(day, "week", 1)[0] + WEEKDAYS.index(match["name"].lower()) * DAY
    elif which == "last" and found == day:
        found -= WEEK
    elif which == "this":
        found = calendar.unit_around(day, "week", 0)[0] + WEEKDAYS.index(match["name"].lower()) * DAY
    if which in {"", "this"} and found < day and _is_ahead(match):
        found += WEEK
    return found, found, Precision.DAY


def _deadline(match: re.Match[str], day: date) -> Read:
    found = _last_weekday(day, match["deadline_day"])
    if found != day and (match["deadline"].lower().startswith("by") or _is_ahead(match)):
        found += WEEK
    return None, found, Precision.SPAN


def _since(match: re.Match[str], day: date | None) -> Read | None:
    """Read where a time began; it goes on, so that it has no end."""
    first: date | None = None
    if match["since_bare"]:
        first = date(int(match["since_bare"]), 1, 1)
    elif match["since_year"]:
        first = date(int(match["since_year"]), _month(match["since_month"]), 1)
    elif day is not None:
        if match["since_day"]:
            first = _last_weekday(day, match["since_day"])
        elif match["since_yesterday"]:
            first = day - DAY
        elif match["since_weekend"]:
            first = _weekend_around(day, 0, ahead=False)[0]
        elif match["since_last"]:
            first = calendar.unit_around(day, match["since_unit"], -1)[0]
        else:
            months = (
                calendar.dated(year, _month(match["since_month"]), 1) for year in (day.year, day.year - 1)
            )
            first = next((one for one in months if one and one <= day), None)
    return (first, None, Precision.SPAN) if first else None


def _in_month(match: re.Match[str], day: date | None) -> Read | None:
    month = _month(match["m3"])
    if match["y3"]:
        first: date | None = date(int(match["y3"]), month, 1)
    elif day is None:
        first = None
    elif match["month_which"]:
        first = _which_month(match["month_which"], day, month)
    else:
        first = _nearest(match, day, month)
    if first is None:
        return None
    first, last = calendar.whole_month(first)
    how = match["month_how"].lower()
    if how in {"by", "until"} or ("late" in how and _is_ahead(match)):
        return None, last, Precision.SPAN
    if "early" in how and _is_ahead(match):
        return first, None, Precision.SPAN
    return first, last, Precision.MONTH


def _which_month(which: str, day: date, month: int) -> date | None:
    """Give last, this or next month of a name."""
    years = {
        "last": (day.year, day.year - 1),
        "this": (day.year,),
        "next": (day.year, day.year + 1),
    }[which.lower()]
    own = day.replace(day=1)
    found = (calendar.dated(year, month, 1) for year in years)
    fits = [
        one
        for one in found
        if one and (which.lower() != "last" or one < own) and (which.lower() != "next" or one > own)
    ]
    return next(iter(fits), None)


def _named_month(match: re.Match[str], day: date) -> Read | None:
    first = _which_month(match["which_one"], day, _month(match["m7"]))
    return (*calendar.whole_month(first), Precision.MONTH) if first else None


def _bare_month(match: re.Match[str], day: date | None) -> Read:
    del day
    return (*calendar.whole_month(date(int(match["y8"]), _month(match["m6"]), 1)), Precision.MONTH)


def _months(match: re.Match[str], day: date | None) -> Read | None:
    """Read "from March to June"; without a year the last month is the nearest."""
    begin, end = _month(match["m4"]), _month(match["m5"])
    last = date(int(match["y7"]), end, 1) if match["y7"] else None
    if last is None and day is not None:
        last = _nearest(match, day, end)
    if last is None:
        return None
    first = calendar.dated(last.year - (begin > end), begin)
    return (first, calendar.whole_month(last)[1], Precision.SPAN) if first else None


def _in_year(match: re.Match[str], day: date | None) -> Read:
    del day
    year = int(match["y4"])
    if match["year_how"].lower() in {"by", "until"}:
        return None, date(year, DECEMBER, 31), Precision.SPAN
    return date(year, 1, 1), date(year, DECEMBER, 31), Precision.YEAR


def _years(match: re.Match[str], day: date | None) -> Read | None:
    del day
    first, last = int(match["y5"]), int(match["y6"])
    return (date(first, 1, 1), date(last, DECEMBER, 31), Precision.SPAN) if first <= last else None


def _decade(match: re.Match[str], day: date | None) -> Read | None:
    del day
    first = int(match["first_year"])
    if first % 10:
        return None
    return date(first, 1, 1), date(first + (99 if first % 100 == 0 else 9), DECEMBER, 31), Precision.SPAN


def _end(match: re.Match[str], day: date | None) -> Read | None:
    """Read "by the end of the year": a last day; "at the end of May": its last third."""
    whole: calendar.Span | None = None
    if match["end_year"]:
        whole = calendar.whole_year(int(match["end_year"]))
    elif match["end_month"] and match["end_in"]:
        whole = calendar.whole_month(date(int(match["end_in"]), _month(match["end_month"]), 1))
    elif day is not None and match["end_month"]:
        month = _nearest(match, day, _month(match["end_month"]))
        whole = calendar.whole_month(month) if month else None
    elif day is not None:
        shift = {"last": -1, "next": 1}.get(match["end_rel"], 0)
        whole = calendar.unit_around(day, match["end_unit"], shift)
    if whole is None:
        return None
    first, last = calendar.third(*whole, 2)
    return (first if match["end_how"].lower() == "at" else None), last, Precision.SPAN


def _ago(match: re.Match[str], day: date) -> Read | None:
    word = match["n"].lower()
    count = int(word) if word.isdigit() else COUNTS.get(word, 2 if word.startswith("a c") else 1)
    unit = match["unit"]
    if unit == "day":
        found = day - timedelta(days=count)
        return found, found, Precision.DAY
    return (*calendar.unit_around(day, unit, -count), Precision(unit))


def _period(match: re.Match[str], day: date) -> Read:
    shift = {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
    if match["what"] == "weekend":
        return _weekend_around(day, shift, ahead=_is_ahead(match))
    first, last = calendar.unit_around(day, match["what"], shift)
    how = match["period"].lower()
    if how.startswith("earlier") and shift == 0:
        return first, max(first, day - DAY), Precision.SPAN
    if how.startswith("later") and shift == 0:
        return day, last, Precision.SPAN
    return first, last, Precision(match["what"])


def _weekend(match: re.Match[str], day: date) -> Read:
    return _weekend_around(day, 0, ahead=_is_ahead(match))


def _weekend_around(day: date, shift: int, *, ahead: bool) -> Read:
    """Give a weekend; without "last" or "next" the one that was, unless the words look ahead."""
    saturday = day - timedelta(days=day.weekday()) + SATURDAY * DAY + shift * WEEK
    if shift == 0 and day.weekday() < SATURDAY and not ahead:
        saturday -= WEEK
    return saturday, saturday + DAY, Precision.SPAN


def _recent(match: re.Match[str], day: date) -> Read:
    """Read a span that ends with the day of publication: "in the last three days"."""
    word = (match["how_many"] or "").lower()
    many = match["lately"] is not None or word in {"few", "several"}
    count = int(word) if word.isdigit() else COUNTS.get(word, _FEW if many else 1)
    unit = match["span"] or match["lately"]
    if unit == "hour":
        return day - timedelta(days=-(-count // _HOURS)), day, Precision.SPAN
    return calendar.away(day, unit, -count), day, Precision.SPAN


def _today(match: re.Match[str], day: date) -> Read:
    found = day + {"yesterday": -1, "tomorrow": 1}.get(match["today"].lower(), 0) * DAY
    return found, found, Precision.DAY


_FIXED: dict[str, Callable[[re.Match[str], date | None], Read | None]] = {
    "iso": _iso,
    "dmy": _day_month("d1", "m1", "y1"),
    "mdy": _day_month("d2", "m2", "y2"),
    "since": _since,
    "month": _in_month,
    "months": _months,
    "bare_month": _bare_month,
    "year": _in_year,
    "years": _years,
    "decade": _decade,
    "end": _end,
}
"""Times that may say their year."""

_RELATIVE: dict[str, Callable[[re.Match[str], date], Read | None]] = {
    "weekday": _weekday,
    "deadline": _deadline,
    "which_month": _named_month,
    "ago": _ago,
    "period": _period,
    "weekend": _weekend,
    "recent": _recent,
    "today": _today,
}
"""Times that mean nothing without the day of publication."""
