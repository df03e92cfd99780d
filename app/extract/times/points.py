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
    REL,
    SPELT_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
    Around,
    Point,
    weekday_number,
)

_Reader = Callable[[re.Match[str], Around], Point | None]
_Patterns = list[tuple[re.Pattern[str], _Reader]]

_NTH = r"(?P<nth>(?i:first|second|third|fourth|fifth|last|final)|[1-5](?:st|nd|rd|th))"
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
        r"(?:the\s)?(?:(?P<full>1[5-9]\d0|20[0-9]0)\s?s|[’'](?P<shortly>[2-9]0)s|(?P<tens>(?i:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?i:ies)))\b",
        spans.decade,
    ),
    (rf"(?P<year>{YEAR})[\s-]?(?P<kind>[QqHh])(?P<digit>[1-4])\b(?P<ordinal>)(?P<of>)", spans.part_of_year),
    (
        rf"(?P<kind>[Qq])(?P<digit>[1-4])\b(?!-)(?:\s(?:of\s)?(?P<year>{YEAR}))?(?P<ordinal>)(?P<of>)",
        spans.part_of_year,
    ),
    (
        rf"(?:the\s)?(?:(?P<ordinal>(?i:first|second|third|fourth|last|final))|(?P<digit>[1-4](?:st|nd|rd|th)))[\s-](?P<kind>(?i:quarter|half))\s(?:(?:of|in)\s)?(?:the\syear\s)?(?:(?P<year>{YEAR})|(?P<of>(?i:last|this|next|the))\syear\b)",
        spans.part_of_year,
    ),
    (
        rf"(?P<weekday>{WEEKDAY}),?\s(?:of\s)?(?P<week>(?i:last|this|next))\sweek\b(?P<week2>)(?P<coming>)",
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
        rf"(?P<weekday>{WEEKDAY})\s(?:the\s)?(?P<number>{DAY})(?!\s?[%:]|[:/.]\d|,\d|\s(?:of|{MONTH}|[a-z]+s\b))",
        days.weekday_of_month,
    ),
    (
        rf"(?:the\s)?{_NTH}\s(?P<what>(?i:weekend|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\s(?:of|in)\s(?:(?P<month>{MONTH})(?:{OF_YEAR})?|(?P<rel>(?i:last|this|next|the))\s(?P<unit>(?i:month|year))\b)",
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
        rf"(?:the\s)?(?:{REL}\s(?P<count>{COUNT})|(?P<count2>{COUNT})\s(?P<rel2>(?i:last|previous|next|coming|upcoming)))\s{UNIT}\b",
        spans.units,
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
    (rf"(?i:within)\s(?:the\s)?(?:next\s)?(?P<count>{COUNT})\s{UNIT}\b(?!\sof)", spans.within),
    (rf"(?i:in)\s(?P<count>{COUNT})\s{UNIT}\b(?P<time>[’']?s?[’']?\stime\b)?", spans.in_time),
    (
        r"(?P<single>(?i:the\sday\s(?:before\syesterday|after\stomorrow)|today(?!['’]s)|yesterday|tomorrow|tonight))\b",
        days.single,
    ),
    (rf"(?i:(?:calendar\s)?year|calendar\syear)\s(?:of\s)?(?P<year>{YEAR})", days.whole_year),
]
"""Times that stand by themselves wherever they are, the more telling first."""
_AFTER_A_WORD: list[tuple[str, _Reader]] = [
    (
        r"(?P<one>\d\d?)(?P<sign>[/-])(?P<two>\d\d?)(?P<year>)(?![\d/%]|\s?[a-z]*\s?(?:percent|vote|win|defeat))",
        days.digits,
    ),
    (rf"(?:the\s)?(?P<month>{MONTH})(?!\sof\s[A-Z])(?P<year>)(?P<short>)", days.whole_month),
    (rf"(?:(?P<rel>(?i:last|this|next|previous))\s)?(?P<weekday>{WEEKDAY})", days.bare_weekday),
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
    (
        re.compile(HOLIDAY.pattern + r"\sweekend\b(?:\s(?P<later>20\d\d)\b)?", re.IGNORECASE),
        days.holiday_weekend,
    ),
    (HOLIDAY, days.holiday),
]
_LED = _compiled(_AFTER_A_WORD)
_DATES = [one for one in (*_ALONE, *_LED) if one[1] in {days.joined, days.digits, days.day_and_month}]
_BESIDE = re.compile(rf"(?:(?i:last|this|next)\s)?(?P<weekday>{WEEKDAY})(?:,\s|\s|-)\(?(?:the\s)?")


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
    return _first(_ALONE, text, at, end, around) or (_first(_LED, text, at, end, around) if led else None)


def _first(listed: _Patterns, text: str, at: int, end: int, around: Around) -> Point | None:
    for pattern, read in listed:
        match = pattern.match(text, at, end)
        found = match and read(match, around)
        if found:
            return found
    return None
