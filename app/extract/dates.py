"""Times in a text, read against the day of publication: "on Thursday", "9 July", "since March"."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import TimeRange
from app.extract.times.ahead import looks_ahead
from app.extract.times.anaphora import REACH, Before, Placed, find_told
from app.extract.times.pattern import PATTERN
from app.extract.times.search import NEAR, Stretch, find_phrases, stretch_of
from app.extract.times.simple import read_simple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
JOINT = re.compile(r",?\s(?:(?:of|in)\s)?")
SENTENCE = re.compile(r"[.!?”]\s|\n")


def find_times(text: str, day: date | None, start: int = 0, end: int | None = None) -> tuple[TimeRange, ...]:
    """Find the times in a stretch of text; without a day, only those that say theirs in full.

    A time that is seen from another ("the following week") may be seen from one before the stretch.
    """
    stop = len(text) if end is None else end
    return tuple(
        TimeRange(
            words=text[begin:close],
            precision=precision,
            earliest=earliest,
            latest=latest,
            span=Span(begin, close),
        )
        for begin, close, (earliest, latest, precision) in _read(
            text, day, stretch_of(text, start, stop), partial(_before, text, day, start)
        )
    )


def _read(
    text: str,
    day: date | None,
    stretch: Stretch,
    before: Callable[[], Before],
    *,
    is_near: bool = True,
) -> list[Placed]:
    """Read the times of a stretch; those far from the others are not seen from the day of publication."""
    fixed = _fixed(text, day, stretch)
    own = [one for one in fixed if not _is_none(text, one.begin, one.close)]
    told = list(find_told(text, stretch, day if is_near else None, own, before))
    parts = [part for one in fixed for whole in told if (part := _part_of(text, one, whole))]
    return _longest([*parts, *told, *own])


def _fixed(text: str, day: date | None, stretch: Stretch) -> list[Placed]:
    """Read the times that are seen from none but the day of publication."""
    simple = [
        Placed(match.start(), match.end(), read)
        for begin, close in _around(stretch)
        for match in PATTERN.finditer(text, begin, close)
        if (read := read_simple(match, day)) is not None
    ]
    made = [
        Placed(begin, phrase.end, (phrase.earliest, phrase.latest, phrase.precision))
        for begin, phrase in find_phrases(text, day, stretch, is_ahead=looks_ahead)
    ]
    return _longest([*simple, *made])


def _around(stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Give the parts of a stretch in which a word of time stands near."""
    begin = close = stretch.start
    for anchor in stretch.anchors:
        if anchor.start() - NEAR > close:
            yield begin, close
            begin = anchor.start() - NEAR
        close = min(anchor.end() + NEAR, stretch.end)
    yield begin, close


def _part_of(text: str, one: Placed, whole: Placed) -> Placed | None:
    """Read what lies within a time that is seen from another: "in September of that year"."""
    first, last, _ = whole.read
    if not first or not last or one.read == whole.read or not JOINT.fullmatch(text, one.close, whole.begin):
        return None
    for found in _fixed(text, last, stretch_of(text, one.begin, one.close)):
        begin, end, _ = found.read
        if begin and end and first <= begin <= end <= last:
            return Placed(found.begin, whole.close, found.read)
    return None


def _before(text: str, day: date | None, start: int) -> Before:
    """Read the times that stand shortly before a stretch."""
    near = max(0, start - REACH)
    if near and (sentence := SENTENCE.search(text, near, start)):
        near = sentence.end()
    times = _read(text, day, stretch_of(text, near, start), lambda: Before((), near), is_near=False)
    return Before(times, near)


def _is_none(text: str, begin: int, close: int) -> bool:
    """Tell whether words of time name no time that the day of publication tells."""
    near = max(0, begin - LONG)
    return bool(
        IN_NAME.search(text, near, close)
        or AGAIN.search(text, near, begin)
        or (ELSEWHEN.match(text, close) and not FULL_YEAR.search(text, begin, close))
    )


def _longest(placed: list[Placed]) -> list[Placed]:
    """Choose the longer reading where two share words; of equals the first."""
    chosen: list[Placed] = []
    for one in sorted(placed, key=lambda placed: placed.begin):
        if not chosen or one.begin >= chosen[-1].close:
            chosen.append(one)
        elif one.close - one.begin > chosen[-1].close - chosen[-1].begin:
            chosen[-1] = one
    return chosen
