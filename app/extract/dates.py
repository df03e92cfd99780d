"""Times in a text, read against the day of publication: "on Thursday", "9 July", "since March"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import TimeRange
from app.extract.times.ahead import looks_ahead
from app.extract.times.pattern import PATTERN
from app.extract.times.phrases import ANCHOR, find_phrases
from app.extract.times.simple import Read, read_simple

if TYPE_CHECKING:
    from datetime import date

IN_NAME = re.compile(r"\b[A-Z][\w&.’'-]* (?:Today|Tonight|Tomorrow|Now)\Z")
"""A word of time that ends a name: "USA Today"."""
ELSEWHEN = re.compile(
    r",?\s(?:(?:of|in)\s)?(?:(?:that|(?:the|that)\s(?:same|following|previous|next|prior))\s(?:week|month|year)"
    r"|the\s(?:week|month|year)\s(?:before|after)(?!\slast))\b|\sof\s(?:each|every)\b"
)
"""What follows a time that is seen from another: "in September of that year"."""
AGAIN = re.compile(r"\b(?:each|every|most|any)\s\Z", re.IGNORECASE)
"""What stands before a time that comes again and again."""
FULL_YEAR = re.compile(r"\d{4}")
LONG = 40
"""Characters before a time in which a name that it ends is looked for."""
_Placed = tuple[int, int, "Read"]


def find_times(text: str, day: date | None, start: int = 0, end: int | None = None) -> tuple[TimeRange, ...]:
    """Find the times in a stretch of text; without a day, only those that say theirs in full."""
    stop = len(text) if end is None else end
    if ANCHOR.search(text, start, stop) is None:
        return ()
    simple = [
        (match.start(), match.end(), read)
        for match in PATTERN.finditer(text, start, stop)
        if (read := read_simple(match, day)) is not None
    ]
    made = [
        (begin, phrase.end, (phrase.earliest, phrase.latest, phrase.precision))
        for begin, phrase in find_phrases(text, day, start, stop, is_ahead=looks_ahead)
    ]
    return tuple(
        TimeRange(
            words=text[begin:close],
            precision=precision,
            earliest=earliest,
            latest=latest,
            span=Span(begin, close),
        )
        for begin, close, (earliest, latest, precision) in _longest(simple, made)
        if not _is_none(text, begin, close)
    )


def _is_none(text: str, begin: int, close: int) -> bool:
    """Tell whether words of time name no time that the day of publication tells."""
    near = max(0, begin - LONG)
    return bool(
        IN_NAME.search(text, near, close)
        or AGAIN.search(text, near, begin)
        or (ELSEWHEN.match(text, close) and not FULL_YEAR.search(text, begin, close))
    )


def _longest(simple: list[_Placed], made: list[_Placed]) -> list[_Placed]:
    """Choose the longer reading where two share words; of equals the simple one."""
    chosen: list[_Placed] = []
    for one in sorted([*simple, *made], key=lambda placed: placed[0]):
        if not chosen or one[0] >= chosen[-1][1]:
            chosen.append(one)
        elif one[1] - one[0] > chosen[-1][1] - chosen[-1][0]:
            chosen[-1] = one
    return chosen
