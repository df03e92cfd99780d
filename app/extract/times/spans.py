"""Spans counted from a day or within a year: "the last 3 months", "Q3 2019", "the first week of May"."""

from __future__ import annotations

import re
from datetime import date

from app.domain.claim import Precision
from app.extract.figures.numbers import WORDS as SMALL
from app.extract.times import calendar
from app.extract.times.days import said_year, whole_month, whole_year
from app.extract.times.pattern import WEEKDAYS
from app.extract.times.words import ORDINALS, Around, Point, count_of, day_number, month_number


def decade(match: re.Match[str], around: Around) -> Point | None:
    """Read "the 1990s", "the '80s", "the nineties"."""
    del around
    if match["decade"]:
        year = 1900 + int(match["decade"])
    elif match["tens"]:
        year = (
            1900
            + SMALL[
                {"twenties": "twenty", "thirties": "thirty", "forties": "forty", "fifties": "fifty"}.get(
                    match["tens"].lower()
                )
                or match["tens"].lower().removesuffix("ies") + "y"
            ]
        )
    elif match["shortly"] or match["plain"]:
        year = 1900 + int(match["shortly"] or match["plain"])
    else:
        year = int(match["full"])
    length = 99 if match["full"] and year % 100 == 0 else 9
    return Point(date(year, 1, 1), date(year + length, 12, 31), Precision.SPAN, match.end())


def part_of_year(match: re.Match[str], around: Around) -> Point | None:
    """Read "Q3 2019", "the first half of next year", "the third quarter"."""
    word = (match["ordinal"] or match["digit"]).lower()
    number = ORDINALS.get(word) or int(word[0])
    is_half = (match["kind"] or "").lower() in {"h", "half"}
    of_them = 2 if is_half else 4
    number = of_them if number < 0 else number
    year = said_year(match, around)
    if number > of_them or (year is None and around.day is None):
        return None
    give = calendar.half if is_half else calendar.quarter
    if year is None and around.day is not None:
        year = around.day.year + {"last": -1, "next": 1}.get((match["of"] or "").lower(), 0)
        if not match["of"] and not around.ahead and give(year, number)[0] > around.day:
            year -= 1
    assert year is not None
    return Point(*give(year, number), Precision.SPAN, match.end())


def unit(match: re.Match[str], around: Around) -> Point | None:
    """Read "last quarter", "this decade"; several of them are a span."""
    if around.day is None:
        return None
    unit, rel = match["unit"].lower(), match["rel"].lower().rpartition(" ")[2]
    if rel in {"previous", "following"}:
        return None  # seen from the time that the text tells of
    before = match.string[max(0, match.start() - 4) : match.start()] + match[0]
    runs = rel == "past" or (
        rel in {"last", "next"} and re.search(r"\bthe\s(?:last|next)\b", before, re.IGNORECASE)
    )
    if (runs and unit in {"week", "month", "year"}) or (unit == "decade" and rel in {"last", "past"}):
        if rel == "next":
            return Point(
                around.day + calendar.DAY, calendar.away(around.day, unit, 1), Precision.SPAN, match.end()
            )
        return Point(calendar.away(around.day, unit, -1), around.day, Precision.SPAN, match.end())
    shift = {"last": -1, "past": -1, "this": 0, "current": 0}.get(rel, 1)
    precision = Precision(unit) if unit in {"week", "month", "year"} else Precision.SPAN
    return Point(*calendar.unit_around(around.day, unit, shift), precision, match.end())


def units(match: re.Match[str], around: Around) -> Point | None:
    """Read "the last 3 months", "the next two days": they end or begin with the day of publication."""
    if around.day is None:
        return None
    unit, count = match["unit"].lower(), count_of(match["count"] or match["count2"] or "few")
    rel = (match["rel"] or match["rel2"]).lower()
    if count > 1 and match[0][-1] not in "sS":
        return None  # "we will be 3 next week"
    back = rel in {"last", "past", "previous"}
    if unit == "quarter" or (unit == "decade" and not back):
        first, last = calendar.unit_around(around.day, unit, -count if back else 1, count)
    elif back:
        first, last = _away(around.day, match, -count), around.day
    else:
        first, last = around.day + calendar.DAY, _away(around.day, match, count)
    return Point(first, last, Precision.SPAN, match.end())


def _away(day: date, match: re.Match[str], count: int) -> date:
    if match["working"]:
        return calendar.workdays_from(day, count)
    return calendar.away(day, match["unit"].lower(), count)


def within(match: re.Match[str], around: Around) -> Point | None:
    """Read "within nine months"."""
    if around.day is None:
        return None
    last = _away(around.day, match, count_of(match["count"]))
    return Point(around.day, last, Precision.SPAN, match.end())


def in_time(match: re.Match[str], around: Around) -> Point | None:
    """Read "in two weeks" as a day to come, where the words look ahead or say "time"."""
    if around.day is None or not (match["time"] or (around.ahead and match["unit"].lower() != "year")):
        return None  # "700,000 jobs in seven years" takes so long
    found = _away(around.day, match, count_of(match["count"]))
    return Point(found, found, Precision.DAY, match.end())


def nth_of(match: re.Match[str], around: Around) -> Point | None:
    """Read "the first week of May", "the last Friday in October 2019", "the second weekend of June"."""
    number = ORDINALS.get(match["nth"].lower()) or day_number(match["nth"])
    if match["month"]:
        whole = whole_month(match, around)
    elif match["year"]:
        whole = whole_year(match, around)
    else:
        rel = {"last": -1, "next": 1}.get((match["rel"] or "").lower(), 0)
        whole = None
        if around.day:
            span = calendar.unit_around(around.day, match["unit"].lower(), rel)
            whole = Point(*span, Precision.SPAN, match.end())
    if not whole:
        return None
    what = match["what"].lower()
    if what in {"day", "month"}:
        return _counted_within(whole, what, number, match.end())
    if what == "week":
        return Point(*calendar.week_within(whole.first, whole.last, number), Precision.WEEK, match.end())
    found = calendar.weekday_within(
        whole.first, whole.last, 5 if what == "weekend" else WEEKDAYS.index(what), number
    )
    last = found and (found + calendar.DAY if what == "weekend" else found)
    precision = Precision.SPAN if what == "weekend" else Precision.DAY
    return Point(found, last, precision, match.end()) if found and last else None


def _counted_within(whole: Point, unit: str, number: int, end: int) -> Point | None:
    """Read "the last day of May", "the ninth month of next year"."""
    if number > 0:
        first = calendar.away(whole.first, unit, number - 1)
    else:
        first = calendar.away(whole.last + calendar.DAY, unit, -1)
    last = calendar.away(first, unit, 1) - calendar.DAY
    return Point(first, last, Precision(unit), end) if last <= whole.last else None


def iso_week(match: re.Match[str], around: Around) -> Point | None:
    """Read "2019-W12"."""
    del around
    monday = date.fromisocalendar(int(match["year"]), int(match["digits"]), 1)
    return Point(monday, monday + 6 * calendar.DAY, Precision.WEEK, match.end())


def century(match: re.Match[str], around: Around) -> Point | None:
    """Read "the 19th century", "the last century", the first year of which ends with 01."""
    if match["nth"]:
        number = day_number(match["nth"])
    elif around.day:
        number = (around.day.year + 99) // 100 + {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
    else:
        return None
    return Point(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), Precision.SPAN, match.end())


def so_far(match: re.Match[str], around: Around) -> Point | None:
    """Read "so far this year", "this year so far"."""
    if around.day is None:
        return None
    first = calendar.unit_around(around.day, (match["unit"] or match["unit2"]).lower(), 0)[0]
    return Point(first, around.day, Precision.SPAN, match.end())


def before_last(match: re.Match[str], around: Around) -> Point | None:
    """Read "the week before last"."""
    if around.day is None:
        return None
    unit = match["unit"].lower()
    precision = Precision.SPAN if unit == "weekend" else Precision(unit)
    return Point(*calendar.unit_around(around.day, unit, -2), precision, match.end())


def numbered_week(match: re.Match[str], around: Around) -> Point | None:
    """Read "week 3 of 2027"."""
    year = said_year(match, around)
    if year is None and around.day is not None:
        year = around.day.year + {"last": -1, "next": 1}.get((match["rel"] or "").lower(), 0)
    if year is None or not 1 <= int(match["digits"]) <= 53:  # noqa: PLR2004  # weeks of a year
        return None
    first, last = calendar.week_within(*calendar.whole_year(year), int(match["digits"]))
    return Point(first, last, Precision.WEEK, match.end())


def named_month(match: re.Match[str], around: Around) -> Point | None:
    """Read "this May", "last December"."""
    if around.day is None:
        return None
    own, month = around.day.replace(day=1), month_number(match["month"])
    shift = {"last": month >= own.month and -1, "this": 0, "next": int(month <= own.month)}[
        match["rel"].lower()
    ]
    first = date(own.year + shift, month, 1)
    return Point(*calendar.whole_month(first), Precision.MONTH, match.end())


def week_after_next(match: re.Match[str], around: Around) -> Point | None:
    """Read "the week after next"."""
    if around.day is None:
        return None
    return Point(*calendar.unit_around(around.day, "week", 2), Precision.WEEK, match.end())


def to_date(match: re.Match[str], around: Around) -> Point | None:
    """Read "the year to date"."""
    first = around.day and calendar.unit_around(around.day, match["unit"].lower(), 0)[0]
    return Point(first, around.day, Precision.SPAN, match.end()) if first and around.day else None


def within_unit(match: re.Match[str], around: Around) -> Point | None:
    """Read "earlier in the week", "later in the year"."""
    if around.day is None:
        return None
    first, last = calendar.unit_around(around.day, match["unit"].lower(), 0)
    if match["when"].lower() == "earlier":
        return Point(first, max(first, around.day - calendar.DAY), Precision.SPAN, match.end())
    return Point(around.day, last, Precision.SPAN, match.end())


def working_week(match: re.Match[str], around: Around) -> Point | None:
    """Read "next working week"."""
    if around.day is None:
        return None
    shift = {"last": -1, "next": 1}.get(match["rel"].lower(), 0)
    monday = calendar.unit_around(around.day, "week", shift)[0]
    return Point(monday, monday + 4 * calendar.DAY, Precision.SPAN, match.end())


def season(match: re.Match[str], around: Around) -> Point | None:
    """Read "last summer", "the winter of 2019": a winter begins in December; as north of the equator."""
    name, rel = match["season"].lower(), match["rel"].lower().rpartition(" ")[2]
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    if match["year"]:
        year = int(match["year"])
    elif around.day is not None:
        begins = [date(around.day.year + shift, month, 1) for shift in (-2, -1, 0, 1)]
        ended = [one for one in begins if calendar.away(one, "quarter", 1) <= around.day]
        coming = next(one for one in begins if one > around.day)
        whole = [one for one in begins if one <= around.day and one not in ended]  # the one that is now
        if rel == "last":
            first = ended[-1]
        elif rel == "this":
            near = whole or ([coming] if around.ahead or coming.year == around.day.year else ended[-1:])
            first = near[0]
        else:
            first = coming
        year = first.year
    else:
        return None
    first = date(year, month, 1)
    return Point(first, calendar.away(first, "quarter", 1) - calendar.DAY, Precision.SPAN, match.end())
