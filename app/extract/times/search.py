"""Where times stand in a text, and in lists of them: "in 2007 and 2009", "June 18 and 25"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.claim import Precision
from app.extract.times import calendar
from app.extract.times.offsets import Phrase
from app.extract.times.phrases import LISTED, read_phrase
from app.extract.times.points import read_point
from app.extract.times.words import DAY, YEAR, Around, Point, day_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

_SECOND = re.compile(
    rf"\sand\s(?:the\s)?(?P<number>{DAY})(?=[.,;:)”]|\Z|\s(?:in|at|for|to|with|but|when)\b)(?P<year>,?\s(?:of\s)?{YEAR})?"
)
"""The other day of "June 18 and 25"; in "on June 18 and 25 people" there is none."""

_WORDS = (
    r"(?:last|next|past|coming|upcoming|so|to(?=\sdate)|\w{3,6}teenth|quarter|weekend|[fc]y\s?(?:19|20)\d\d|fiscal|financial|over|under|circa|epiphany|father[’']s|women[’']s|anzac|canada|armistice|remembrance|world|human|international|pentecost|trinity|corpus|shrove|mardi|fat|cyber|giving|bonfire|guy|groundhog|cinco|burns|all|this|current|previous|calendar|year|month|week|couple|few|several|within"
    r"|early|mid|late|middle|start|end|beginning|later|earlier|more|less|fewer|prior|as|no|up|now|w/c"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirty|forty|fifty|nineteen|twenty|\w{3,6}teen"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|twentieth|thirtieth|final"
    r"|twenty-\w+|thirty-first|jan\w*|feb\w*|mar\d*|march|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|mon|monday|tue\w*|wed\w*|thu\w*|fri|friday|sat|saturday|sun|sunday|today|tomorrow|tmrw|eo[ymw]|tonight|yesterday|\w{4,6}ties"
    r"|spring|summer|autumn|winter|fall(?=\sof)|[qh][1-4]|christmas|easter|new|good|boxing|halloween|thanksgiving|black|labor|memorial|veterans|valentine\w*"
    r"|st|saint|ash|palm|maundy|holy|ascension|whit|mlk|martin|presidents|columbus|earth|juneteenth|bastille|day"
    r"|an?(?=\s(?:day|week|month|year|decade|fortnight|couple|few)))\b"
)

HEAD = re.compile(
    r"(?<![\w$€£.:/])(?:(?i:"
    r"(?:in|on|of|at|over|during|throughout|for|around|the|between|from|before|until|till|by|after|since|back\sto"
    r"|through|ahead\sof"
    rf"|starting|beginning|effective|commencing)\s(?:(?:the|in|on|from)\s)?(?={_WORDS}|[\d’'])|{_WORDS})"
    r"|(?=[\d=’']))"
)
"""Where a time may begin."""

ANCHOR = re.compile(
    r"\b(?:\d(?:\d{3}|\d?[/.-]\d|0\s?[’']?s\b|\d?(?:st|nd|rd|th)\b)"
    r"|(?:week|workweek|fortnight|month|quarter|year|decade|day|hour|spring|summer|autumn|winter|fall\b|night|morning|afternoon|evening|to(?:day|night|morrow)|yesterday|tmrw|eo[ymw]\b|w/c"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|christmas|easter|new\syear|halloween|thanksgiving|patrick|nineteen\s|two\sthousand\s)"
    r"|[qh][1-4]\b|[1-4][qh]\d\d|half|century|(?:20|19)\d\d-w|[fc]y(?=\s?\d)|\sdate\b|eve\b|epiphany|pentecost|mardi|corpus|mayo|(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b)",
    re.IGNORECASE,
)
"""A word without which no time is told."""

NEAR = 48
"""Characters from the beginning of a time to its first such word."""


class Stretch(NamedTuple):
    """A part of a text with the words in it without which no time is told."""

    start: int
    end: int
    anchors: Sequence[re.Match[str]]


def stretch_of(text: str, start: int, end: int) -> Stretch:
    """Find the words of time in a part of a text."""
    return Stretch(start, end, list(ANCHOR.finditer(text, start, end)))


def find_phrases(
    text: str,
    day: date | None,
    stretch: Stretch,
    *,
    is_ahead: Callable[[str, int], bool],
) -> list[tuple[int, Phrase]]:
    """Find the times in a stretch of text with where they begin; no two share a character."""
    found: list[tuple[int, Phrase]] = []
    at, end, anchors = stretch
    left = iter(anchors)
    anchor = next(left, None)
    while anchor is not None:
        if anchor.start() < at:
            anchor = next(left, None)
            continue
        head = HEAD.search(text, max(at, anchor.start() - NEAR), min(end, anchor.end() + NEAR))
        if head is None or head.start() > anchor.start():
            at = anchor.end()
            continue
        around = Around(day, is_ahead(text, head.start()), text, head.start())
        try:
            phrase = read_phrase(text, head.start(), end, around)
        except (OverflowError, ValueError):  # before the first year, or after the last
            phrase = None
        if phrase and not re.match(r"\w", text[phrase.end : phrase.end + 1]):
            found.append((head.start(), phrase))
            at = phrase.end
            for begin, more in _also(text, phrase, end, around):
                found.append((begin, more))
                at = more.end
        else:
            at = head.start() + 1
    return found


def _also(text: str, phrase: Phrase, end: int, around: Around) -> Iterator[tuple[int, Phrase]]:
    """Read what goes on a list: "in 2007 and 2009", "11/20, 11/22 or 11/25"."""
    while phrase.precision is not Precision.SPAN and (joint := LISTED.match(text, phrase.end, end)):
        point = _second(text, phrase, end) or read_point(text, joint.end(), end, around, led=True)
        if (
            point is None
            or point.precision is not phrase.precision
            or text[point.end : point.end + 1].isalnum()
        ):
            return
        phrase = Phrase(point.first, point.last, point.precision, point.end)
        yield joint.end(), phrase


def _second(text: str, phrase: Phrase, end: int) -> Point | None:
    """Read the second day of "June 18 and 25"."""
    second, first = _SECOND.match(text, phrase.end, end), phrase.earliest
    if not first or not second or phrase.precision is not Precision.DAY or not text[phrase.end - 1].isdigit():
        return None
    year = int(second["year"][-4:]) if second["year"] else first.year
    found = calendar.dated(year, first.month, day_number(second["number"]))
    return Point(found, found, Precision.DAY, second.end()) if found else None
