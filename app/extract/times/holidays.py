"""Days that are called by a name: Easter is the western one, Thanksgiving and its like the American ones."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter

from app.extract.times.calendar import DAY, NEAR_FUTURE, weekday_within, whole_month

_NOVEMBER = 11
_THURSDAY = 3
_FIXED = {
    r"new\syear": (1, 1),
    r"epiphany": (1, 6),
    r"burns\snight": (1, 25),
    r"groundhog\sday": (2, 2),
    r"(?:international\s)?women[’']s\sday": (3, 8),
    r"world\shealth\sday": (4, 7),
    r"st\.?\sgeorge[’']s\sday": (4, 23),
    r"anzac\sday": (4, 25),
    r"cinco\sde\smayo": (5, 5),
    r"canada\sday": (7, 1),
    r"all\ssaints[’']?\sday": (11, 1),
    r"(?:bonfire|guy\sfawkes)\snight": (11, 5),
    r"(?:armistice|remembrance)\sday": (11, 11),
    r"st\.?\sandrew[’']s\sday": (11, 30),
    r"world\saids\sday": (12, 1),
    r"human\srights\sday": (12, 10),
    r"new\syear[’']?s\sday": (1, 1),
    r"new\syear[’']?s\seve": (12, 31),
    r"valentine[’']?s\sday": (2, 14),
    r"(?:st\.?|saint)\spatrick(?:[’']?s\sday)?": (3, 17),
    r"april\sfools?[’']?s?\sday": (4, 1),
    r"earth\sday": (4, 22),
    r"(?:may|international\sworkers[’'])\sday": (5, 1),
    r"juneteenth": (6, 19),
    r"bastille\sday": (7, 14),
    r"halloween": (10, 31),
    r"veterans[’']?\sday": (11, 11),
    r"christmas\seve": (12, 24),
    r"christmas(?:\sday)?": (12, 25),
    r"boxing\sday": (12, 26),
}
_AROUND_EASTER = {
    r"(?:shrove|fat)\stuesday|mardi\sgras": -47,
    r"pentecost|whit\ssunday": 49,
    r"trinity\ssunday": 56,
    r"corpus\schristi": 60,
    r"ash\swednesday": -46,
    r"palm\ssunday": -7,
    r"(?:maundy|holy)\sthursday": -3,
    r"good\sfriday": -2,
    r"easter\smonday": 1,
    r"easter(?:\ssunday)?": 0,
    r"ascension\sday": 39,
    r"whit\smonday": 50,
}
_WEEKDAYS = {
    r"(?:mlk|martin\sluther\sking(?:\sjr\.?)?)\sday": (1, 0, 3),
    r"presidents[’']?\sday": (2, 0, 3),
    r"memorial\sday": (5, 0, -1),
    r"father[’']s\sday": (6, 6, 3),
    r"labor\sday": (9, 0, 1),
    r"columbus\sday": (10, 0, 2),
    r"thanksgiving(?:\sday)?": (11, 3, 4),
}
_AFTER_THANKSGIVING = {r"black\sfriday": 1, r"cyber\smonday": 4, r"giving\stuesday": 5}

_NAMES = "|".join([*_AROUND_EASTER, *_FIXED, *_WEEKDAYS, *_AFTER_THANKSGIVING])
HOLIDAY = re.compile(
    rf"(?<!merry\s)(?<!happy\s)(?:(?P<rel>last|this|next)\s)?(?P<name>{_NAMES})(?![\w-])(?!['’]s\s)"
    r"(?!\s(?!(?:in|on|at|and|or|but|when|with|to|the|this|last|next|early|late|morning|evening|night|weekend|of)\b)[a-z])"
    r"(?:,?\s(?:(?:in|of)\s)?(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
"""The name of a day, perhaps with its year."""


def _in_year(name: str, year: int) -> date | None:
    """Give the day of a name in a year."""
    for pattern, (month, number) in _FIXED.items():
        if re.fullmatch(pattern, name, re.IGNORECASE):
            return date(year, month, number)
    for pattern, days in _AROUND_EASTER.items():
        if re.fullmatch(pattern, name, re.IGNORECASE):
            return easter(year) + timedelta(days=days)
    for pattern, (month, weekday, number) in _WEEKDAYS.items():
        if re.fullmatch(pattern, name, re.IGNORECASE):
            return weekday_within(*whole_month(date(year, month, 1)), weekday, number)
    thanksgiving = weekday_within(*whole_month(date(year, _NOVEMBER, 1)), _THURSDAY, 4)
    later = next(
        days for pattern, days in _AFTER_THANKSGIVING.items() if re.fullmatch(pattern, name, re.IGNORECASE)
    )
    return thanksgiving and thanksgiving + later * DAY


def _is_new_year(match: re.Match[str]) -> bool:
    """Tell whether the first day is meant: not "in the New Year", a new year, or another calendar's."""
    before = match.string[max(0, match.start() - 20) : match.start()]
    if re.search(r"\b(?:before|after|until|till|by)\s\Z", before):
        return True
    return match["name"].istitle() and not re.search(r"(?:\bin(?:\sthe)?|\b[A-Z][a-z]+)\s\Z", before)


def read_holiday(match: re.Match[str], day: date | None, *, ahead: bool) -> date | None:
    """Give the day in its year; without one, the latest not far ahead, or the next where words look ahead."""
    if match["name"].lower() == "new year" and not _is_new_year(match):
        return None
    if match["year"]:
        return _in_year(match["name"], int(match["year"]))
    if day is None:
        return None
    found = [one for year in range(day.year - 1, day.year + 2) if (one := _in_year(match["name"], year))]
    if rel := (match["rel"] or "").lower():
        past = [one for one in found if one < day]
        near = [one for one in found if one.year == day.year]
        return {"last": past[-1:], "next": [one for one in found if one > day], "this": near}[rel][0]
    if ahead:
        return next((one for one in found if one >= day), None)
    return next((one for one in reversed(found) if one <= day + NEAR_FUTURE), None)
