"""Times that are seen from another one: "the following week", "that day", "two years later"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.ahead import PAST, looks_ahead
from app.extract.times.pattern import WEEKDAYS
from app.extract.times.seen import PARTS, Seen, read_seen, unit_of
from app.extract.times.words import COUNT, MONTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.extract.times.search import Stretch
    from app.extract.times.simple import Read

_UNITS = "weekend|week|fortnight|month|quarter|year"
_WEEKDAY = "|".join(name.capitalize() for name in WEEKDAYS)
_CLOSES = (
    r"(?=\s?(?:[.,;:!?)”\"—–\n]|\Z)"
    r"|\s(?:and|but|while|when|at|in|from)\s(?!(?:the\s\w+\s)?(?:after|before)\b))"
)
"""The end of a clause: "the day before the vote" is seen from the vote."""
_ALONE = r"(?![\w-]|['’]s\b|\sof\b|\sand\sa\shalf\b)"
_YEAR_BEFORE = (
    r"(?:last\syear|a\syear\s(?:ago|earlier|before)"
    r"|(?:in\s)?the\s(?:year\sbefore|(?:previous|prior)\syear))\b"
)

_UNIT = re.compile(rf"(?<=\s)(?:{_UNITS}|{PARTS}|{_WEEKDAY})s?\b")
_TOLD = re.compile(
    rf"""(?<![\w-])(?:(?P<lead>(?i:by|until|till|since|before|after|in|on|during|throughout|over|for|at))\s)?(?:
      (?:(?P<part>(?i:earlier|later))\s(?:on\s)?)?(?P<same>(?i:that(?:\ssame|\svery)?|(?:the\s(?:very\s)?)?same))\s
        (?P<unit>(?i:{_UNITS}|{PARTS})){_ALONE}(?!\s(?:is|was|has|comes|came)\b)
        (?P<year_before>\s{_YEAR_BEFORE})?
    | (?:(?i:the|that)\s|(?<=\b(?i:for)\s)|(?<=\b(?i:in|on|or)\s)|(?<=\b(?i:than)\s))
        (?P<which>(?i:following|next|previous|preceding|prior|ensuing))\s
        (?:(?P<weekday>{_WEEKDAY})(?:\s(?:{PARTS}))?\b
          |(?:(?P<many>{COUNT})\s(?=\w+s\b))?(?P<unit2>(?i:{_UNITS}|{PARTS}))(?(many)s|){_ALONE})
    | (?i:the)\s(?P<unit3>(?i:{_UNITS}|{PARTS}))\s(?P<beside>(?i:before|after|earlier|prior)){_CLOSES}
    | (?<!\b(?i:or)\s)(?P<count>{COUNT})\s(?P<unit4>(?i:day|week|month|year))s?\s
        (?P<away>(?i:later|earlier)(?!\sthan)|(?i:afterwards?\b)|(?i:before|after){_CLOSES})
    | (?<=[fF]or\s)(?i:the)\s(?P<running>(?i:day|week|month|quarter|year)){_CLOSES}
    | (?<=[iI]n\s)(?i:the)\s(?P<running2>(?i:week|month|quarter)){_CLOSES}
    | (?i:the)\s(?P<running3>fortnight){_CLOSES}
    )""",
    re.VERBOSE,
)
_EVENT = re.compile(r"\s(?:that|as|when|in\swhich)\b")
_CLAUSE = re.compile(r"\s(?:(?:I|you|he|she|it|we|they|the|his|her|its|their|an?)\b|[A-Z])")
"""What makes "the same day" that of something told elsewhere: "as", "she lost"."""
_APPOSED = re.compile(
    r"\s?(?:[,(—–-]\s?)?(?:(?:just|only|about|nearly|almost|less\sthan|more\sthan|back)\s)?"
)
"""What stands between two names of one time: "in May, just two weeks later"."""
_COMPARED = re.compile(r"\b(?:from|than|with|to)\s\Z")
"""What stands before a time that figures are only compared with."""
_YEAR = re.compile(
    r"(?<![\w$€£,.-])(?:1[89]|20)\d\d(?![\w-]|[,.]\d"
    r"|\s(?:[A-Z]\w+\s){0,4}(?:Act|Law|Bill|Treaty|Accords?|Agreement)\b)"
)
_DATED = re.compile(r"\d|month|quarter|year|decade|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
"""Words of a time that tells more than a day near the day of publication."""
_CLOSED = {
    "day": re.compile(_WEEKDAY),
    "week": re.compile(_WEEKDAY),
    "month": re.compile(MONTH),
    "quarter": re.compile(MONTH),
    "year": re.compile(r"\d"),
}
"""What an open time ("since March") must say, if another is seen from where it begins or ends."""
REACH = 700
"""Characters in which the time is looked for that another is seen from."""
_BACK, _AHEAD = 40, 24
"""Characters from the beginning of such a time to its unit, and from there to what follows it."""
_BESIDE = 60
"""Characters at most from a time to "the same day that ...", if the two are one."""


class Placed(NamedTuple):
    """A time that was read, and where its words stand."""

    begin: int
    close: int
    read: Read


class Before(NamedTuple):
    """The times that stand shortly before a stretch, and from where on they were read."""

    times: Sequence[Placed]
    start: int


def find_told(
    text: str,
    stretch: Stretch,
    day: date | None,
    known: Sequence[Placed],
    before: Callable[[], Before],
) -> Iterator[Placed]:
    """Find the times that are seen from another, each from the nearest before it that fits.

    Where no time at all stands before in the text, they are seen from the day of publication.
    """
    start = stretch.start
    seen_from: list[Placed] = []  # those of the told from which others may be seen
    further: Before | None = None
    for match in _matches(text, stretch):
        if _is_named_twice(text, match, known):
            continue
        near = [one for one in known if one.close <= match.start()]
        if not match["year_before"]:
            near += seen_from
        seen = _nearest(text, match, [*near, *_years(text, match, start, match.start())])
        if seen is None:
            further = further or before()
            seen = _nearest(text, match, [*further.times, *_years(text, match, further.start, start)])
            if day and further.start == 0 and not near and not further.times:
                seen = Seen(day, day, is_told=False)
        try:
            read = seen and read_seen(match, seen)
        except (OverflowError, ValueError):  # before the first year, or after the last
            read = None
        if read and seen and not (day and _is_past(text, match, day, seen) and _begin(read) > day):
            found = Placed(match.start(), match.end(), read)
            if not match["year_before"] and not _COMPARED.search(text, max(0, found.begin - 6), found.begin):
                seen_from.append(found)
            yield found


def _matches(text: str, stretch: Stretch) -> Iterator[re.Match[str]]:
    at, end, anchors = stretch
    for anchor in anchors:
        word = anchor.start() >= at and _UNIT.match(text, anchor.start())
        match = word and _TOLD.search(text, max(at, word.start() - _BACK), word.end() + _AHEAD)
        if word and match and match.start() <= word.start() < match.end() <= end:
            at = match.end()
            yield match


def _is_named_twice(text: str, match: re.Match[str], known: Sequence[Placed]) -> bool:
    """Tell whether another name of the time stands beside: "in May, two weeks later", "that day in 2014"."""
    return any(
        _APPOSED.fullmatch(text, match.end(), one.begin)
        if one.begin >= match.end()
        else match["away"] and _APPOSED.fullmatch(text, one.close, match.start())
        for one in known
        if one.close <= match.start() or one.begin >= match.end()
    )


def _years(text: str, match: re.Match[str], start: int, end: int) -> list[Placed]:
    """Give the years that stand by themselves, from which "that year" may be seen: "his 2004 speech"."""
    if unit_of(match) != "year":
        return []
    return [
        Placed(*year.span(), (*calendar.whole_year(int(year[0])), Precision.YEAR))
        for year in _YEAR.finditer(text, start, end)
    ]


def _is_past(text: str, match: re.Match[str], day: date, seen: Seen) -> bool:
    """Tell whether what is told has been, so that its time cannot be to come."""
    if not seen.is_told:
        return bool(PAST.search(text, max(0, match.start() - _BESIDE), match.end() + _BACK))
    return seen.first <= day and not looks_ahead(text, match.start())


def _begin(read: Read) -> date:
    return read[0] or read[1] or date.min


def _nearest(text: str, match: re.Match[str], times: Sequence[Placed]) -> Seen | None:
    """Give the nearest time that lies within one such unit.

    A month or a year is rather seen from a date than from "on Tuesday", which says when somebody spoke.
    """
    unit = unit_of(match)
    whole = "week" if unit in {"weekend", "fortnight"} else unit
    is_event = _EVENT.match(text, match.end()) or (
        (match["same"] or "").startswith(("the", "same")) and _CLAUSE.match(text, match.end())
    )
    second: Seen | None = None
    for begin, close, (earliest, latest, _) in sorted(times, reverse=True):
        if match.start() - close > (_BESIDE if is_event else REACH):
            continue
        first, last = earliest or latest, latest or earliest
        if not first or not last:
            continue
        if not (earliest and latest) and not _CLOSED[whole].search(text, begin, close):
            continue  # "since 1986" tells no day
        if calendar.unit_around(first, whole, 0) != calendar.unit_around(last, whole, 0):
            continue
        seen = Seen(first, last, is_told=True)
        if whole in {"day", "week"} or _DATED.search(text, begin, close):
            return seen
        second = second or seen
    return second
