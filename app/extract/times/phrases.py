"""Times made of times: "from March to May", "before Friday", "two weeks after Easter", "mid-June"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.offsets import Phrase, read_offset
from app.extract.times.points import read_point, read_whole
from app.extract.times.words import DAY, MONTH, WEEKDAY, YEAR, Around, Point

_LEAD = re.compile(
    r"(?i:in|on|of|at|over|during|throughout|for|around|as\s(?:early|late|recently|far\sback)\sas|circa|as\sof|back\sto)\s(?:the\s)?|=",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"between\s(?:the\s)?", re.IGNORECASE)
_FROM = re.compile(r"from\s(?:the\s)?", re.IGNORECASE)
_JOINT = re.compile(
    r"\s?(?:[-–—~]|\bto\b|\bthrough\b|\buntil\b|\btill\b|\bthru\b)\s?(?:the\s)?", re.IGNORECASE
)
_AND = re.compile(r"\sand\s(?:the\s)?|\s?[-–~]\s?|\s(?:to|through)\s", re.IGNORECASE)
LISTED = re.compile(r",?\s(?:and|or)\s|,\s(?=\d)")
"""What joins the times of a list."""

_NOW = re.compile(r"(?:now|date|the\spresent)\b", re.IGNORECASE)
_PART = re.compile(
    r"(?:the\s)?(?P<part>beginning|start|middle|end|early|mid|late)(?P<of>\sof\s(?:the\s)?|[\s-])",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?:the\s)?(?:(?P<unit>year|quarter|month)(?:[’']s)?[\s-]end|(?P<short>(?-i:EO[YMW])))\b", re.IGNORECASE
)
_THIRDS = {"beginning": 0, "start": 0, "early": 0, "middle": 1, "mid": 1}
_BOUND = re.compile(
    r"(?:(?P<before>before|prior\sto|earlier\sthan|ahead\sof)|(?P<until>until|till|by|through|no\slater\sthan|up\sto)"
    r"|(?P<early>as\s(?:early|soon)\sas)|(?P<late>as\slate\sas)"
    r"|(?P<after>after|later\sthan|year\s(?:is\s)?(?:greater|later)\sthan)"
    r"|(?P<since>since|starting|beginning|effective|commencing|no\searlier\sthan))\s(?:on\s|from\s|in\s)?(?:the\s)?",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s(?:on(?:wards?)?|forwards?)\b(?!\s[A-Z0-9])")
_UNIT_BEFORE = re.compile(r"(?:second|minute|hour|day|week|fortnight|month|year)s?\s\Z", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"to\sdate\b(?=\s?(?:[.,;:)!?”\"]|\Z))", re.IGNORECASE)
_LATER = re.compile(r"\s(?:or|and)\s(?:later\b|after\b(?!\s\w))|\sonwards?\b", re.IGNORECASE)
_YEARS = re.compile(
    rf"(?P<first>{YEAR})(?:\s?[-–~]\s?|\s(?:to|through)\s)(?P<last>{YEAR})(?![-–/]\d|\s[a-z]+s\b)"
)
_SHORT_YEARS = re.compile(
    r"(?P<first>(?:1[6-9]|20)\d\d)[-–/](?P<last>\d\d)(?![\w%]|[-–/:.,]\d|\s(?:win|loss|defeat|victory|lead|vote))"
)
_TO = r"(?:\s?[-–~]\s?|\s(?:to|(?P<apart>and)|through|until|till)\s)(?:the\s)?"
_DAYS_OF = re.compile(
    rf"(?:the\s)?(?P<one>{DAY}){_TO}(?P<two>{DAY})\s(?:of\s)?(?P<month>{MONTH})(?P<year>,?\s(?:of\s)?{YEAR})?"
)
_MONTH_DAYS = re.compile(
    rf"(?P<month>{MONTH})\s(?:the\s)?(?P<one>{DAY}){_TO}(?P<two>{DAY})(?!\s?%|[:/.]\d|\s{MONTH})(?P<year>,?\s(?:of\s)?{YEAR})?"
)
_SLASHES = re.compile(
    r"(?P<one>\d\d?/\d\d?)\s?[-–]\s?(?P<two>\d\d?/\d\d?)(?:(?:,\s|/)(?P<year>20\d\d))?(?![\d/])"
)
_WEEKDAY_TO_WEEKDAY = re.compile(
    rf"(?P<one>{WEEKDAY})(?:\s(?:to|through)\s|\s?[-–]\s?)(?P<two>{WEEKDAY})\b(?P<year>)"
)
_MONTH_TO_MONTH = re.compile(rf"(?P<first>{MONTH})\s(?:to|through|until)\s(?=(?:{MONTH}))")
_EN_MONTHS = re.compile(rf"(?P<first>{MONTH})\s?[-–]\s?(?=(?:{MONTH})\s)")


def read_phrase(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read the time that begins here."""
    for read in (_between, _from_to, _to_date, _days, read_offset, _bound, _part, _plain):
        if phrase := read(text, at, end, around):
            return phrase
    if lead := _LEAD.match(text, at, end):
        for read in (_days, read_offset, _part):
            if phrase := read(text, lead.end(), end, around):
                return phrase
        return _plain(text, lead.end(), end, around, led=True)
    return None


def _edge(text: str, at: int, end: int, around: Around, *, opens: bool = False) -> Point | None:
    """Read one end of a range: a time, "the end of June", "now"."""
    if now := _NOW.match(text, at, end):
        return Point(around.day, around.day, Precision.DAY, now.end()) if around.day else None
    if closing := _AT_END.match(text, at, end):
        whole = _closing(text, closing, around)
        return Point(whole.last, whole.last, Precision.DAY, closing.end()) if whole else None
    if part := _PART.match(text, at, end):
        inner = read_whole(text, part.end(), end, around)
        word = part["part"].lower()
        third = _part(text, at, end, around) if word in {"early", "mid", "late"} else None
        if third and third.earliest and third.latest and inner:
            return Point(third.earliest, third.latest, Precision.SPAN, third.end, inner.guessed)
        if inner and inner.precision is not Precision.DAY:
            after = inner.last + calendar.DAY if opens else inner.last  # "from the end of May"
            day = inner.first if word in {"beginning", "start", "early"} else after
            if word in {"middle", "mid"}:
                day = calendar.middle(inner.first, inner.last)
            return Point(day, day, Precision.DAY, inner.end, inner.guessed)
        return None
    return read_point(text, at, end, around, led=True)


def _closing(text: str, closing: re.Match[str], around: Around) -> Point | None:
    """Read the unit of "the year end", "EOY"."""
    if not closing["short"]:
        return read_whole(text, closing.start(), closing.end("unit"), around)
    unit = {"Y": "the year", "M": "the month", "W": "the week"}[closing["short"][-1]]
    return read_whole(unit, 0, len(unit), around)


def _joined(first: Point | None, last: Point | None) -> Phrase | None:
    """Join two times; the first takes its year from the last, or begins before it."""
    if first is None or last is None:
        return None
    begin, close = first.first, last.last
    if close < begin <= close + calendar.WEEK and last.precision is Precision.DAY and not last.guessed:
        close += calendar.WEEK  # "from next Monday to Friday"
    if first.guessed:
        years = range(close.year, close.year - 2, -1)
        fits = (calendar.dated(year, begin.month, begin.day) for year in years)
        begin = next((one for one in fits if one and one <= close), begin)
    elif last.guessed and close < begin:
        close = calendar.dated(begin.year + (close.month < begin.month), close.month, close.day) or close
    return Phrase(begin, close, Precision.SPAN, last.end) if begin <= close else None


def _between(text: str, at: int, end: int, around: Around) -> Phrase | None:
    lead = _BETWEEN.match(text, at, end)
    if not lead:
        return None
    if days := _days(text, lead.end(), end, around, is_range=True):
        return days
    first = _edge(text, lead.end(), end, around, opens=True)
    joint = first and _AND.match(text, first.end, end)
    return _joined(first, joint and _edge(text, joint.end(), end, around))


def _from_to(text: str, at: int, end: int, around: Around) -> Phrase | None:
    lead = _FROM.match(text, at, end)
    if not lead:
        return None
    if days := _days(text, lead.end(), end, around):
        return days
    first = _edge(text, lead.end(), end, around, opens=True)
    joint = first and _JOINT.match(text, first.end, end)
    if joined := _joined(first, joint and _edge(text, joint.end(), end, around)):
        return joined
    return _opened(text, at, end, around, first) if first else None


def _opened(text: str, at: int, end: int, around: Around, first: Point) -> Phrase | None:
    """Read "from 2013 and 2016" as two years, "from Monday on" as a time without an end."""
    listed = LISTED.match(text, first.end, end)
    other = listed and read_point(text, listed.end(), end, around, led=True)
    if other and other.precision is first.precision:
        return Phrase(first.first, first.last, first.precision, first.end)
    onwards = _ONWARDS.match(text, first.end, end)
    counted = _UNIT_BEFORE.search(text, max(0, at - len("fortnights ")), at)  # "two days from today"
    if onwards or (around.ahead and not counted and first.precision is not Precision.SPAN):
        return Phrase(first.first, None, Precision.SPAN, onwards.end() if onwards else first.end)
    return None


def _to_date(text: str, at: int, end: int, around: Around) -> Phrase | None:
    now = _UP_TO_NOW.match(text, at, end)
    return Phrase(None, around.day, Precision.SPAN, now.end()) if now and around.day else None


def _days(text: str, at: int, end: int, around: Around, *, is_range: bool = False) -> Phrase | None:
    """Read "3 to 12 September", "November 18-19", "2014-2018", "Jan-Feb 2017".

    Of "18 and 25 June" only the first, unless "between" makes it a range.
    """
    if years := _years(text, at, end):
        return years
    if match := _MONTH_DAYS.match(text, at, end) or _DAYS_OF.match(text, at, end):
        return _days_of_month(match, around, is_range=is_range)
    if pair := _SLASHES.match(text, at, end) or _WEEKDAY_TO_WEEKDAY.match(text, at, end):
        year = f"/{pair['year']}" if pair["year"] else ""
        both = [read_point(f"{pair[one]}{year}", 0, 99, around, led=True) for one in ("one", "two")]
        phrase = _joined(*both)
        return phrase and phrase._replace(end=pair.end())
    if pair := _MONTH_TO_MONTH.match(text, at, end):
        return _joined(
            read_point(pair["first"], 0, 99, around, led=True),
            read_point(text, pair.end(), end, around, led=True),
        )
    if months := _EN_MONTHS.match(text, at, end):
        last_one = read_point(text, months.end(), end, around, led=True)
        first_one = read_point(
            months["first"], 0, 99, Around(around.day or date(2000, 1, 1), ahead=False), led=True
        )
        return _joined(first_one, last_one)
    return None


def _days_of_month(match: re.Match[str], around: Around, *, is_range: bool) -> Phrase | None:
    year = match["year"] or ""
    first, last = (
        read_point(f"{match['month']} {match[one]}{year}", 0, 99, around, led=True) for one in ("one", "two")
    )
    if first and last and last.first < first.first and match.re is _DAYS_OF:
        first = replace(first, first=calendar.away(first.first, "month", -1))
    if first and match["apart"] and not is_range:
        return Phrase(first.first, first.first, Precision.DAY, match.end("one"))
    phrase = _joined(first, last)
    return phrase and phrase._replace(end=match.end())


def _years(text: str, at: int, end: int) -> Phrase | None:
    """Read "2014-2018", "1914-18", "2019/20"."""
    years = _YEARS.match(text, at, end) or _SHORT_YEARS.match(text, at, end)
    if not years:
        return None
    first = int(years["first"])
    last = int(years["first"][: -len(years["last"])] + years["last"])
    return (
        Phrase(date(first, 1, 1), date(last, 12, 31), Precision.SPAN, years.end()) if first < last else None
    )


def _bound(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "before 2018", "until Friday", "after May", "since 9 July": one end is open."""
    lead = _BOUND.match(text, at, end)
    if not lead or _NOW.match(text, lead.end(), end):
        return None
    if (lead["early"] or lead["late"]) and not around.ahead:
        return None  # "as late as 2015" it was still so
    point = _edge(text, lead.end(), end, around)
    if not point or re.match(r"['’]s\b", text[point.end : point.end + 2]):
        return None
    first: date | None = None
    last: date | None = None
    if lead["before"]:
        last = point.first - calendar.DAY
    elif lead["until"] or lead["late"]:
        last = point.last
    elif lead["after"]:
        opened = _PART.match(text, lead.end(), end)  # what is after the beginning of May is in May
        in_it = opened and opened["part"].lower() in {"beginning", "start"}
        first = point.last if in_it else point.last + calendar.DAY
    elif lead["early"]:
        first = point.first
    else:
        first = _since(text, lead, point, end, around)
    return Phrase(first, last, Precision.SPAN, point.end)


def _since(text: str, lead: re.Match[str], point: Point, end: int, around: Around) -> date:
    """Give the day from which on it was so: "since early May", "starting on Monday"."""
    part = _part(text, lead.end(), end, around)
    first = part.earliest if part and part.earliest else point.first
    if point.guessed and around.day and first > around.day and lead["since"].lower() == "since":
        first = calendar.dated(first.year - 1, first.month, first.day) or first
    return first


def _part(text: str, at: int, end: int, around: Around) -> Phrase | None:
    """Read "mid-June", "the end of 2000", "early next year": a third of a month or year."""
    if closing := _AT_END.match(text, at, end):
        whole = _closing(text, closing, around)
        if whole is None:
            return None
        return Phrase(*calendar.third(whole.first, whole.last, 2), Precision.SPAN, closing.end())
    part = _PART.match(text, at, end)
    point = part and read_whole(text, part.end(), end, around)
    if not part or not point or point.precision not in {Precision.WEEK, Precision.MONTH, Precision.YEAR}:
        return None
    number = _THIRDS.get(part["part"].lower(), 2)
    return Phrase(*calendar.third(point.first, point.last, number), Precision.SPAN, point.end)


def _plain(text: str, at: int, end: int, around: Around, *, led: bool = False) -> Phrase | None:
    point = read_point(text, at, end, around, led=led)
    if not point:
        return None
    joint = _JOINT.match(text, point.end, end)
    if joint and (joined := _joined(point, _edge(text, joint.end(), end, around))):
        return joined
    if later := _LATER.match(text, point.end, end):
        return Phrase(point.first, None, Precision.SPAN, later.end())
    return Phrase(point.first, point.last, point.precision, point.end)
