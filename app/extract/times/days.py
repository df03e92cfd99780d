"""Single days, months and years: "9 July 2020", "10/1/2018", "Friday next week", "the 15th"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.holidays import read_holiday
from app.extract.times.pattern import MONTHS
from app.extract.times.words import (
    Around,
    Point,
    count_of,
    day_number,
    month_number,
    weekday_number,
    year_number,
)

if TYPE_CHECKING:
    import re


def said_year(match: re.Match[str], around: Around) -> int | None:
    """Give the year that the words say, if they do."""
    groups = match.groupdict()
    if said := groups.get("year") or groups.get("dashed"):
        return year_number(said)
    if groups.get("short"):
        return century(int(groups["short"]), around)
    if groups.get("near_year") and around.day:
        return around.day.year + {"last": -1, "next": 1}.get(groups["near_year"].lower(), 0)
    return None


def century(short: int, around: Around) -> int:
    """Give the year of two digits that is at most twenty years ahead."""
    latest = (around.day.year if around.day else 2020) % 100 + 20
    return (2000 if short <= latest else 1900) + short


def one_day(match: re.Match[str], around: Around, month: int, number: int) -> Point | None:
    """Give the day of a month in its year, or in the nearest."""
    year = said_year(match, around)
    if year is not None:
        found = calendar.dated(year, month, number)
    elif around.day is not None:
        found = calendar.nearest(around.day, month, number, tense=around.tense)
    else:
        found = None
    return Point(found, found, Precision.DAY, match.end(), guessed=year is None) if found else None


def day_and_month(match: re.Match[str], around: Around) -> Point | None:
    """Read "9 July 2020", "May 5"."""
    return one_day(match, around, month_number(match["month"]), day_number(match["number"]))


def digits(match: re.Match[str], around: Around) -> Point | None:
    """Read "10/1/2018"; the month comes first where it can, as the longest stretch of English does."""
    first, second = int(match["one"]), int(match["two"])
    month, number = (first, second) if first <= len(MONTHS) else (second, first)
    if month > len(MONTHS) or (match["one"], match["two"]) == ("9", "11"):
        return None
    year = match["year"]
    if year and len(year) < len("2018"):
        full = century(int(year), around)
        found = calendar.dated(full, month, number)
        return Point(found, found, Precision.DAY, match.end()) if found else None
    return one_day(match, around, month, number)


def near_digits(match: re.Match[str], around: Around) -> Point | None:
    """Read "next 5/12", "this 5/12"."""
    found = digits(match, around)
    if not found or around.day is None:
        return None
    listed = [
        one
        for year in range(around.day.year - 8, around.day.year + 9)
        if (one := calendar.dated(year, found.first.month, found.first.day))
    ]
    near = {
        "last": [one for one in listed if one < around.day][-1:],
        "this": [one for one in listed if one.year == around.day.year],
        "next": [one for one in listed if one > around.day],
    }[match["rel"].lower()]
    return Point(near[0], near[0], Precision.DAY, match.end()) if near else None


def whole_month(match: re.Match[str], around: Around) -> Point | None:
    """Read "May 2020", or the nearest May."""
    year, month = said_year(match, around), month_number(match["month"])
    first = (
        calendar.dated(year, month)
        if year is not None
        else around.day and calendar.nearest(around.day, month, tense=around.tense, whole=True)
    )
    return (
        Point(*calendar.whole_month(first), Precision.MONTH, match.end(), guessed=year is None)
        if first
        else None
    )


def whole_year(match: re.Match[str], around: Around) -> Point | None:
    """Read a year."""
    del around
    return Point(*calendar.whole_year(year_number(match["year"])), Precision.YEAR, match.end())


def weekday(match: re.Match[str], around: Around) -> Point | None:
    """Read a weekday with its week: "Friday next week", "next week on Monday", "this coming Friday"."""
    if around.day is None:
        return None
    number = weekday_number(match["weekday"])
    week = (match["week"] or match["week2"] or "").lower()
    coming = (match["coming"] or "").lower()
    if week:
        shift = {"last": -1, "previous": -1, "past": -1, "this": 0}.get(week, 1)
        found = calendar.unit_around(around.day, "week", shift)[0] + number * calendar.DAY
    elif coming:
        found = around.day + ((number - around.day.weekday() - 1) % 7 + 1) * calendar.DAY
    else:
        return None
    return Point(found, found, Precision.DAY, match.end())


def weekday_of_month(match: re.Match[str], around: Around) -> Point | None:
    """Read "Monday the 13th": the nearest month in which that day falls so."""
    weekday = weekday_number(match["weekday"])
    if around.day is None:
        return None
    number = day_number(match["number"])
    shifts = range(13) if around.ahead else range(1, -13, -1)
    months = (calendar.months_from(around.day, shift) for shift in shifts)
    fits = (calendar.dated(month.year, month.month, number) for month in months)
    found = next((one for one in fits if one and one.weekday() == weekday), None)
    return Point(found, found, Precision.DAY, match.end()) if found else None


def single(match: re.Match[str], around: Around) -> Point | None:
    """Read "today", "the day after tomorrow"."""
    if around.day is None:
        return None
    words = match["single"].lower()
    if match.string[max(0, match.start() - 3) : match.start()].lower() == "of ":
        return None  # "the leaders of tomorrow"
    shift = {"yesterday": -1, "tomorrow": 1, "tmrw": 1}.get(words, 0)
    if words.startswith("the day "):
        shift = -2 if words.startswith("the day before") else 2
    found = around.day + shift * calendar.DAY
    return Point(found, found, Precision.DAY, match.end())


def part_of_day(match: re.Match[str], around: Around) -> Point | None:
    """Read "last night", "this morning"."""
    if around.day is None:
        return None
    found = around.day - calendar.DAY if match["part"].lower().startswith("last") else around.day
    return Point(found, found, Precision.DAY, match.end())


def day_of_month(match: re.Match[str], around: Around) -> Point | None:
    """Read "the 15th", "the 21st of next month"."""
    if around.day is None:
        return None
    number = day_number(match["number"])
    rel = (match["rel"] or "").lower()
    shifts = {"last": (-1,), "next": (1,), "this": (0,), "the": (0,)}.get(
        rel, (0, 1) if around.ahead else (0, -1)
    )
    months = (calendar.months_from(around.day, shift) for shift in shifts)
    found = [one for month in months if (one := calendar.dated(month.year, month.month, number))]
    if not rel:
        found = [one for one in found if (one >= around.day if around.ahead else one <= around.day)]
    return Point(found[0], found[0], Precision.DAY, match.end()) if found else None


def bare_weekday(match: re.Match[str], around: Around) -> Point | None:
    """Read a weekday that a word leads in: the last one up to the day of publication, or the coming one."""
    if around.day is None:
        return None
    number = weekday_number(match["weekday"])
    rel = (match["rel"] or "").lower()
    found = around.day - (around.day.weekday() - number) % 7 * calendar.DAY
    if rel == "next":
        found = calendar.unit_around(around.day, "week", 1)[0] + number * calendar.DAY
    elif rel == "last" and found == around.day:
        found -= calendar.WEEK
    elif rel == "this":
        found = calendar.unit_around(around.day, "week", 0)[0] + number * calendar.DAY
    if rel in {"", "this"} and around.ahead and found < around.day:
        found += calendar.WEEK
    return Point(found, found, Precision.DAY, match.end())


def holiday(match: re.Match[str], around: Around) -> Point | None:
    """Read a day by its name."""
    found = read_holiday(match, around.day, ahead=around.ahead)
    return Point(found, found, Precision.DAY, match.end(), guessed=not match["year"]) if found else None


def weekday_before_last(match: re.Match[str], around: Around) -> Point | None:
    """Read "two Sundays ago", "the Saturday before last"."""
    if around.day is None:
        return None
    weeks = count_of(match["count"]) if match["count"] else 2
    back = (around.day.weekday() - weekday_number(match["weekday"] or match["weekday2"]) - 1) % 7 + 1
    found = around.day - back * calendar.DAY - (weeks - 1) * calendar.WEEK
    return Point(found, found, Precision.DAY, match.end())


def month_in_digits(match: re.Match[str], around: Around) -> Point | None:
    """Read "12/2019", "2015-12"; "2009-10" may be a season."""
    del around
    year, month = int(match["year"]), int(match["digits"])
    first = calendar.dated(year, month)
    if not first or (match["sign"] and (year + 1) % 100 <= month):
        return None
    return Point(*calendar.whole_month(first), Precision.MONTH, match.end())


def joined(match: re.Match[str], around: Around) -> Point | None:
    """Read ISO days and those with a month between signs: "2020-07-01", "Sep-23-2020", "20160704"."""
    del around
    month = int(match["digits"]) if match["digits"] else month_number(match["month"])
    found = calendar.dated(int(match["year"]), month, int(match["number"]))
    return Point(found, found, Precision.DAY, match.end()) if found else None
