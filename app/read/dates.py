"""Dates as outlets write them: ISO 8601, RFC 2822, and "9 July 2021" in English."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from app.errors import Malformed

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*"
    r"(?P<half>[ap]\.?m\.?)?\s*(?P<zone>GMT|UTC|Z)?)?"
)
_WRITTEN = tuple(
    re.compile(_WEEKDAY + form + _TIME, re.IGNORECASE)
    for form in (rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}", rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}")
)
LONGEST = 60
"""Characters of the longest date that anybody writes, weekday, time and zone included."""
_DAY_LENGTH = len("2021-07-09")
_NOON = 12


def read_date(words: str | None, *, origin: str) -> date | datetime | None:
    """Read a day or a moment; None for nothing, Malformed with the words for what is no date.

    >>> read_date("July 9, 2021", origin="")
    datetime.date(2021, 7, 9)
    """
    stripped = " ".join((words or "").split())
    if not stripped:
        return None
    found = None
    if len(stripped) <= LONGEST:
        found = _iso(stripped) or _written(stripped) or _mail(stripped)
    if found is None:
        message = (
            f"the date of publication is {stripped[:LONGEST]!r}; expected one like 2021-07-09, "
            f"2021-07-09T10:30:00+02:00, 9 July 2021 or Fri, 09 Jul 2021 10:30:00 GMT"
        )
        raise Malformed(message, origin=origin)
    return found


def _iso(words: str) -> date | datetime | None:
    joined = re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)", "", words)
    try:
        return date.fromisoformat(joined) if len(joined) <= _DAY_LENGTH else datetime.fromisoformat(joined)
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    if not re.search(r"\d{1,2}:\d{2}", words):  # the mail parser makes something of nearly everything
        return None
    try:
        return parsedate_to_datetime(words)
    except (ValueError, OverflowError):  # the latter for a time zone beyond all clocks
        return None


def _written(words: str) -> date | datetime | None:
    match = next((found for form in _WRITTEN if (found := form.fullmatch(words))), None)
    if match is None:
        return None
    month = MONTHS.index(match["month"][:3].lower()) + 1
    try:
        day = date(int(match["year"]), month, int(match["day"]))
        return day if match["hour"] is None else _moment(day, match)
    except ValueError:
        return None


def _moment(day: date, match: re.Match[str]) -> datetime:
    hour = int(match["hour"])
    half = (match["half"] or "").lower()
    if half and hour <= _NOON:  # "13:30 pm" is written, too, and needs no help
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    offset = "+00:00" if match["zone"] else ""
    return datetime.fromisoformat(f"{day}T{hour:02}:{match['minute']}:{match['second'] or '00'}{offset}")
