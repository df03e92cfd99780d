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
        if not IN_NAME.search(text, max(0, begin - LONG), close)
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
