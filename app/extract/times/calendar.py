"""Days, weeks, months, quarters and years reckoned from one another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from app.extract.times.ahead import Tense

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NEAR_FUTURE = timedelta(days=31)
"""A day without a year is the latest that is not further ahead than this, where words look back."""
FAR_FUTURE = timedelta(days=91)
DECEMBER = 12
HOURS = 24
_THURSDAY = 3
SATURDAY = 5

Span = tuple[date, date]


def dated(year: int, month: int, number: int = 1) -> date | None:
    """Give a day, if there is one of that number."""
    valid = 0 < year <= date.max.year and 1 <= month <= DECEMBER
    return date(year, month, number) if valid and 1 <= number <= monthrange(year, month)[1] else None


def whole_month(first: date) -> Span:
    """Give the first and the last day of the month that begins so."""
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def whole_year(year: int) -> Span:
    """Give the first and the last day of a year."""
    return date(year, 1, 1), date(year, DECEMBER, 31)


def months_from(day: date, shift: int) -> date:
    """Give the first day of the month so many months away."""
    months = day.year * 12 + day.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)


def away(day: date, unit: str, count: int) -> date:
    """Give the day so many units away; 31 January and a month is the last day of February."""
    if unit == "hour":
        return day + (count // HOURS if count < 0 else -(-count // HOURS)) * DAY
    if unit in {"day", "week", "fortnight"}:
        return day + count * {"day": DAY, "week": WEEK, "fortnight": 2 * WEEK}[unit]
    first = months_from(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def unit_around(day: date, unit: str, shift: int, count: int = 1) -> Span:
    """Give the week, month, quarter or year (or several) so many of them away from the one of a day."""
    if unit == "day":
        return day + shift * DAY, day + (shift + count - 1) * DAY
    if unit in {"week", "fortnight"}:
        weeks = 1 if unit == "week" else 2
        monday = day - timedelta(days=day.weekday()) + shift * weeks * WEEK
        return monday, monday + count * weeks * WEEK - DAY
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + SATURDAY * DAY + shift * WEEK
        return saturday, saturday + DAY
    length = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    months = day.year * 12 + day.month - 1
    begin = months - months % length + shift * length
    first = date(begin // 12, begin % 12 + 1, 1)
    return first, months_from(first, count * length) - DAY


def quarter(year: int, number: int) -> Span:
    """Give a quarter of a year."""
    first = date(year, 3 * number - 2, 1)
    return first, months_from(first, 3) - DAY


def half(year: int, number: int) -> Span:
    """Give a half of a year."""
    first = date(year, 6 * number - 5, 1)
    return first, months_from(first, 6) - DAY


def workdays_from(day: date, count: int) -> date:
    """Give the day so many days from Monday to Friday away."""
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < SATURDAY
    return day


def weekend_by(day: date) -> Span:
    """Give the weekend that a day lends its name: the one it touches, else that of its week."""
    if day.weekday() in {0, SATURDAY, SATURDAY + 1}:
        saturday = day - (day.weekday() + 2) % 7 * DAY
        return saturday, max(day, saturday + DAY)
    return unit_around(day, "weekend", 0)


def third(first: date, last: date, number: int) -> Span:
    """Give the beginning (0), the middle (1) or the end (2) of a week, month, quarter or year."""
    if (first, last) == whole_month(first):
        tenth, twentieth = first.replace(day=10), first.replace(day=20)
        return ((first, tenth), (tenth, twentieth), (twentieth + DAY, last))[number]
    days = (last - first + DAY).days
    one, two = first + days // 3 * DAY, first + days * 2 // 3 * DAY
    if (first, last) == whole_year(first.year):
        one, two = first.replace(month=5), first.replace(month=9)
    return ((first, one - DAY), (one, two - DAY), (two, last))[number]


def middle(first: date, last: date) -> date:
    """Give the day in the middle."""
    return first + (last - first + DAY) // 2


def week_within(first: date, last: date, number: int) -> Span:
    """Give a week by its number within a month or year, or the last (-1); its Thursday lies inside."""
    if number > 0:
        thursday = first + timedelta(days=(_THURSDAY - first.weekday()) % 7) + (number - 1) * WEEK
    else:
        thursday = last - timedelta(days=(last.weekday() - _THURSDAY) % 7)
    monday = thursday - _THURSDAY * DAY
    return monday, monday + 6 * DAY


def weekday_within(first: date, last: date, weekday: int, number: int) -> date | None:
    """Give the second Friday, or the last (-1), of a month or year."""
    if number > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7) + (number - 1) * WEEK
        return found if found <= last else None
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def nearest(day: date, month: int, number: int = 1, *, tense: Tense, whole: bool = False) -> date | None:
    """Give the latest such day that is not far ahead of the day of publication, or the next that comes.

    Unless words look back, three months are not far: a year is told of a day that is not of this year.
    """
    if tense is Tense.AHEAD:
        since = day.replace(day=1) if whole else day
        coming = (dated(year, month, number) for year in range(day.year, day.year + 9))
        return next((one for one in coming if one and one >= since), None)
    known = (dated(year, month, number) for year in range(day.year + 1, day.year - 9, -1))
    latest = day + (NEAR_FUTURE if tense is Tense.BACK else FAR_FUTURE)
    return next((one for one in known if one and one <= latest), None)
