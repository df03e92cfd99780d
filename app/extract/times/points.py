"""One time by itself: "9 July 2020", "the third quarter", "Friday next week", "the last week of May"."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.claim import Precision
from app.extract.times import calendar, days, spans
from app.extract.times.holidays import HOLIDAY
from app.extract.times.words import (
    CARDINALS,
    COUNT,
    DAY,
    MONTH,
    OF_YEAR,
    PART_OF_DAY,
    REL,
    SHORT_UNIT,
    SPELT_YEAR,
    WEEKDAY,
    YEAR,
    Around,
    Point,
    weekday_number,
)

_Reader = Callable[[re.Match[str], Around], Point | None]
_Patterns = list[tuple[re.Pattern[str], _Reader]]

_NTH = r"(?P<nth>(?i:first|second|third|fourth|fifth|last|final)|\d\d?(?:st|nd|rd|th))"
_ANYWHERE: list[tuple[str, _Reader]] = [
    (
        rf"(?P<year>(?:19|20)\d\d)(?P<sign>[-/.])(?:(?P<digits>\d\d?)|(?P<month>{MONTH}))(?P=sign)(?P<number>\d\d?)",
        days.joined,
    ),
    (
        r"(?P<year>(?:19|20)\d\d)(?P<digits>0[1-9]|1[0-2])(?P<number>0[1-9]|[12]\d|3[01])(?P<month>)",
        days.joined,
    ),
    (
        rf"(?P<month>{MONTH})(?P<sign>[-/])(?P<number>\d\d?)(?P=sign)(?P<year>(?:19|20)\d\d)(?P<digits>)",
        days.joined,
    ),
    (
        rf"(?P<number>\d\d?)(?P<sign>[-/])(?P<month>{MONTH})(?P=sign)(?P<year>(?:19|20)\d\d)(?P<digits>)",
        days.joined,
    ),
    (
        rf"(?P<month>{MONTH})(?P<sign>[-/])(?P<year>(?:19|20)\d\d)(?P=sign)(?P<number>\d\d?)(?P<digits>)",
        days.joined,
    ),
    (r"(?P<one>\d\d?)(?P<sign>[-/.])(?P<two>\d\d?)(?P=sign)(?P<year>(?:19|20)\d\d)", days.digits),
    (r"(?P<one>\d\d?)(?P<sign>/)(?P<two>\d\d?)(?P=sign)(?P<year>\d\d)", days.digits),
    (
        r"(?P<rel>(?i:last|this|next))\s(?P<one>\d\d?)(?P<sign>/)(?P<two>\d\d?)(?P<year>)(?=\s?(?:[.,;:!?)]|$))",
        days.near_digits,
    ),
    (
        rf"(?P<month>{MONTH})(?:,?\s(?:the\s)?|[-/](?=\d)|(?=\d))(?P<number>{DAY}|(?i:{CARDINALS}))(?![-/]\d|\s(?:percent|per|million|people))(?:{OF_YEAR})?",
        days.day_and_month,
    ),
    (
        rf"(?:the\s)?(?P<number>{DAY}|(?i:{CARDINALS}))(?:\sday)?(?:\s(?:of\s)?|(?<=\d)(?=[A-Z]))(?P<month>{MONTH})(?:{OF_YEAR})?",
        days.day_and_month,
    ),
    (
        rf"(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)(?P<month>{MONTH})(?:{OF_YEAR}|[-/](?P<dashed>{YEAR}))",
        days.whole_month,
    ),
    (rf"(?P<year>{YEAR})\s(?!March|May)(?P<month>{MONTH})", days.whole_month),
    (
        r"(?:the\s)?(?:(?P<full>1[5-9]\d0|20[0-9]0)\s?[’']?s|[’'](?P<shortly>[2-9]0)s|(?P<plain>[5-9]0)[’']s|(?P<tens>(?i:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?i:ies))|(?:early|mid|late)[\s-](?P<decade>[2-9]0)s)\b",
        spans.decade,
    ),
    (r"(?P<year>(?:19|20)\d\d)-?W(?P<digits>0[1-9]|[1-4]\d|5[0-3])\b", spans.iso_week),
    (
        rf"(?:the\s)?(?:(?P<nth>{DAY})|(?P<rel>(?i:last|this|next)))[\s-](?i:century)\b(?!\sBC)",
        spans.century,
    ),
    (rf"(?P<year>{YEAR})[\s-]?(?P<kind>[QqHh])(?P<digit>[1-4])\b(?P<ordinal>)(?P<of>)", spans.part_of_year),
    (
        rf"(?P<kind>[Qq])(?P<digit>[1-4])\b(?!-)(?:\s(?:of\s)?(?P<year>{YEAR}))?(?P<ordinal>)(?P<of>)",
        spans.part_of_year,
    ),
    (rf"(?P<kind>H)(?P<digit>[12])\s(?:of\s)?(?P<year>{YEAR})(?P<ordinal>)(?P<of>)", spans.part_of_year),
    (
        r"(?P<digit>[1-4])(?P<kind>[QH])(?:\s?(?P<year>(?:19|20)\d\d)|[’']?(?P<short>\d\d))\b(?P<ordinal>)(?P<of>)",
        spans.part_of_year,
    ),
    (
        (
            r"(?P<ordinal>(?i:first|second|third|fourth))-(?P<kind>(?i:quarter|half))\b(?P<digit>)(?P<of>)(?P<year>)"
            r"(?=\s(?:net|operating|gross|pre-?tax|results?|profits?|earnings|revenues?|sales|loss(?:es)?|growth"
            r"|gdp|income|output|production|figures|deliveries|shipments)\b)"
        ),
        spans.part_of_year,
    ),
    (
        rf"(?:the\s)?(?:(?P<ordinal>(?i:first|second|third|fourth|last|final))|(?P<digit>[1-4](?:st|nd|rd|th)))[\s-](?P<kind>(?i:quarter|half))\s(?:(?:of|in)\s)?(?:the\syear\s)?(?:(?P<year>{YEAR})|(?P<of>(?i:last|this|next|the))\syear\b)",
        spans.part_of_year,
    ),
    (
        rf"(?P<weekday>{WEEKDAY})(?:\s{PART_OF_DAY})?,?\s(?:of\s)?(?P<week>(?i:last|this|next))\sweek\b(?P<week2>)(?P<coming>)",
        days.weekday,
    ),
    (
        rf"(?P<week>(?i:last|this|next|previous))\sweek\s?(?:on\s|[-–,]\s?|)(?P<weekday>(?:{WEEKDAY}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b))(?P<week2>)(?P<coming>)",
        days.weekday,
    ),
    (
        rf"(?:(?i:this|the)\s)?(?P<coming>(?i:coming|upcoming))\s(?P<weekday>{WEEKDAY})(?P<week>)(?P<week2>)",
        days.weekday,
    ),
    (
        rf"(?P<weekday>{WEEKDAY})\s(?:the\s)?(?P<number>{DAY})(?!\s?[%:]|[-–:/.]\d|,\d|\s(?:of|{MONTH}|[a-z]+s\b))",
        days.weekday_of_month,
    ),
    (
        rf"(?:the\s)?{_NTH}\s(?P<what>(?i:weekend|week|month|day|monday|tuesday|wednesday|thursday|friday|saturday|sunday))(?:\s{PART_OF_DAY})?\s(?:of|in)\s(?:(?P<month>{MONTH})(?:{OF_YEAR})?|(?P<rel>(?i:last|this|next|the))\s(?P<unit>(?i:month|year))\b)",
        spans.nth_of,
    ),
    (
        rf"(?:the\s)?{_NTH}\s(?P<what>(?i:week))\s(?:of|in)\s(?P<year>{YEAR})(?P<month>)(?P<rel>)",
        spans.nth_of,
    ),
    (
        rf"(?i:week)\s(?P<digits>\d\d?)\s(?i:of)\s(?:(?P<year>{YEAR})|(?P<rel>(?i:last|this|next|the))\syear\b)",
        spans.numbered_week,
    ),
    (
        rf"(?:the\s)?(?:{REL}\s(?P<count>{COUNT})|(?P<count2>{COUNT})\s(?P<rel2>(?i:last|previous|next|coming|upcoming)))\s{SHORT_UNIT}\b",
        spans.units,
    ),
    (
        r"(?:the\s)?(?P<rel>(?i:coming))\s(?P<unit>(?i:day|week|month|year))s\b(?P<count>)(?P<count2>)(?P<rel2>)(?P<working>)",
        spans.units,
    ),
    (
        r"(?i:so\sfar\sthis\s(?P<unit>week|month|quarter|year)|this\s(?P<unit2>week|month|quarter|year)\sso\sfar)\b",
        spans.so_far,
    ),
    (r"(?i:(?:the\s)?(?P<unit>weekend|week|month|year)\sbefore\slast)\b", spans.before_last),
    (
        rf"(?:the\s)?(?P<weekday>{WEEKDAY})\sbefore\slast\b|(?P<count>{COUNT})\s(?P<weekday2>{WEEKDAY})s\sago\b",
        days.weekday_before_last,
    ),
    (
        rf"(?:the\s)?{REL}\s(?:calendar\s|financial\s)?(?P<unit>quarter|decade|fortnight|week|month|year)\b(?!['’]s\s\w+\sof)",
        spans.unit,
    ),
    (rf"(?P<rel>(?i:last|this|next))\s(?P<month>{MONTH})", spans.named_month),
    (
        rf"(?:the\s)?(?P<number>{DAY})(?:\sday)?(?:\sof)?\s(?P<rel>(?i:last|this|next|the))\smonth\b",
        days.day_of_month,
    ),
    (
        (
            r"(?P<rel>(?i:last|this|next|the\scoming))\s"
            r"(?P<season>(?i:spring|summer|autumn|winter)|fall(?!\s(?:in|of|by)\b))\b(?P<year>)"
        ),
        spans.season,
    ),
    (
        rf"(?:the\s)?(?P<season>(?i:spring|summer|autumn|winter)|[Ff]all(?=\sof))\s(?:of\s)?(?P<year>{YEAR})(?P<rel>)",
        spans.season,
    ),
    (
        r"(?P<part>(?i:last\snight|this\s(?:morning|afternoon|evening)|earlier\stoday|later\stoday))\b",
        days.part_of_day,
    ),
    (r"(?i:the\sweek\safter\snext)\b", spans.week_after_next),
    (r"(?i:(?P<unit>year|month)[\s-]to[\s-]date)\b", spans.to_date),
    (r"(?P<when>(?i:earlier|later))\s(?:on\s)?in\sthe\s(?P<unit>week|month|year)\b", spans.within_unit),
    (r"(?P<rel>(?i:last|this|next))\s(?i:work(?:ing\s)?week)\b", spans.working_week),
    (rf"(?i:within)\s(?:the\s)?(?:next\s)?(?P<count>{COUNT})\s{SHORT_UNIT}\b(?!\sof)", spans.within),
    (rf"(?i:in)\s(?P<count>{COUNT})\s{SHORT_UNIT}\b(?P<time>[’']?s?[’']?\stime\b)?", spans.in_time),
    (
        r"(?P<single>(?i:the\sday\s(?:before\syesterday|after\stomorrow)|today(?!['’]s)|yesterday|tomorrow|tmrw|tonight))\b",
        days.single,
    ),
    (
        rf"(?i:(?:(?:calendar|fiscal|financial)\s)?year\s(?:of\s)?|(?:calendar|fiscal)\s|[cf]y\s?)(?P<year>{YEAR})(?!\s?[-/]\s?\d)",
        days.whole_year,
    ),
    (rf"(?P<year>{YEAR})(?=\s(?:or|and)\slater\b|\sonwards?\b)", days.whole_year),
]
"""Times that stand by themselves wherever they are, the more telling first."""
_AFTER_A_WORD: list[tuple[str, _Reader]] = [
    (
        r"(?P<one>\d\d?)(?P<sign>[/])(?P<two>\d\d?)(?P<year>)(?![\d/%]|\s?[a-z]*\s?(?:percent|vote|win|defeat))",
        days.digits,
    ),
    (r"(?P<digits>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?P<sign>)(?![\d/])", days.month_in_digits),
    (r"(?P<year>20\d\d)(?P<sign>-)(?P<digits>0[1-9]|1[0-2])(?![\d-])", days.month_in_digits),
    (rf"(?:the\s)?(?P<month>{MONTH})(?!\sof\s[A-Z])(?P<year>)(?P<short>)", days.whole_month),
    (rf"(?:(?P<rel>(?i:last|this|next))\s)?(?P<weekday>{WEEKDAY})", days.bare_weekday),
    (r"(?:the\s)?(?P<number>\d\d?(?:st|nd|rd|th))(?P<rel>)(?=\s?(?:[.,;!?)]|$))", days.day_of_month),
    (
        (
            rf"(?<!the\s)(?<!over\s)(?<!around\s)(?<!at\s)(?<!on\s)(?P<year>{YEAR}|{SPELT_YEAR})"
            r"(?!\s?[-–]\s?\d|\s(?:people|men|women|children|feet|[a-z]{3,}s)\b)"
        ),
        days.whole_year,
    ),
    (
        r"(?:the\s)?(?P<ordinal>(?i:first|second|third|fourth))\s(?P<kind>(?i:quarter))\b(?P<digit>)(?P<of>)(?P<year>)",
        spans.part_of_year,
    ),
]
"""Times that only "in", "since", "between" and the like tell from other numbers and names."""


def _compiled(listed: list[tuple[str, _Reader]]) -> _Patterns:
    return [(re.compile(pattern), read) for pattern, read in listed]


_ALONE = [
    *_compiled(_ANYWHERE),
    (HOLIDAY, days.holiday),
]
_LED = _compiled(_AFTER_A_WORD)
_DATES = [one for one in (*_ALONE, *_LED) if one[1] in {days.joined, days.digits, days.day_and_month}]
_BESIDE = re.compile(rf"(?:(?i:last|this|next)\s)?(?P<weekday>{WEEKDAY})(?:,\s|\s|-)\(?(?:the\s)?")


_ON = re.compile(rf"\son\s(?P<weekday>{WEEKDAY})")
"""The day of a week: "the first week of May, on Friday"."""
_WEEKEND = re.compile(r"\sweekend\b")
_RUNNING = re.compile(
    r"(?:the\s)?(?P<unit>week|month|quarter|year)\b(?!\s(?:(?:19|20)\d\d|before|after|to|end)|[’']s\b)",
    re.IGNORECASE,
)
"""A unit that is said without a name: "the end of the year"."""


def _on_weekday(point: Point, weekday: int, text: str) -> Point:
    """Take the year in which the day falls on the weekday that is named, and the bracket that closes."""
    stop = point.end + (text[point.end : point.end + 1] == ")")
    shifts = (0, -1, 1) if point.guessed else (0,)
    fits = (calendar.away(point.first, "year", shift) for shift in shifts)
    found = next((one for one in fits if one.weekday() == weekday), point.first)
    return Point(found, found, Precision.DAY, stop, point.guessed)


def read_point(text: str, at: int, end: int, around: Around, *, led: bool) -> Point | None:
    """Read the time that begins here; one that is led in by a word may be a bare month or year."""
    if beside := _BESIDE.match(text, at, end):
        inner = _first(_DATES, text, beside.end(), end, around)
        if inner:
            return _on_weekday(inner, weekday_number(beside["weekday"]), text)
    found = _first(_ALONE, text, at, end, around) or (_first(_LED, text, at, end, around) if led else None)
    weekend = _WEEKEND.match(text, found.end, end) if found and found.precision is Precision.DAY else None
    on = _ON.match(text, found.end, end) if found and found.precision is Precision.WEEK else None
    if found and on:
        day = found.first + weekday_number(on["weekday"]) * calendar.DAY
        return Point(day, day, Precision.DAY, on.end())
    if found and weekend:
        return Point(*calendar.weekend_by(found.first), Precision.SPAN, weekend.end())
    return found


def read_whole(text: str, at: int, end: int, around: Around) -> Point | None:
    """Read the week, month or year of which a part is told: "May", "last year", "the year"."""
    running = _RUNNING.match(text, at, end)
    if running is None or around.day is None:
        return read_point(text, at, end, around, led=True)
    unit = running["unit"].lower()
    precision = Precision.SPAN if unit == "quarter" else Precision(unit)
    return Point(*calendar.unit_around(around.day, unit, 0), precision, running.end())


def _first(listed: _Patterns, text: str, at: int, end: int, around: Around) -> Point | None:
    for pattern, read in listed:
        match = pattern.match(text, at, end)
        found = match and read(match, around)
        if found:
            return found
    return None
