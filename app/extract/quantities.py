"""Figures in a text: what they bound, what they count, in what they are measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Comparator, Quantity
from app.extract.figures.nouns import counted_after, following, noun_group, of_one
from app.extract.figures.numbers import FIGURE, VAGUE, read_spelt
from app.extract.figures.pattern import (
    PATTERN,
    Reading,
    begins_with_from,
    both_ends,
    is_marked,
    is_range,
    printed_unit,
)
from app.extract.figures.shares import read_one_in_four, read_part
from app.extract.figures.uncounted import counts_nothing
from app.extract.figures.units import is_dating, measure
from app.extract.figures.words import ADDRESSES, COMPARATORS, DURATIONS, MULTIPLES, RACES, SCORES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_AFTER = {
    "more": Comparator.AT_LEAST,
    "above": Comparator.AT_LEAST,
    "over": Comparator.AT_LEAST,
    "greater": Comparator.AT_LEAST,
    "higher": Comparator.AT_LEAST,
    "+": Comparator.AT_LEAST,
    "so": Comparator.ABOUT,
    "-odd": Comparator.ABOUT,
    "fewer": Comparator.AT_MOST,
    "less": Comparator.AT_MOST,
    "below": Comparator.AT_MOST,
    "under": Comparator.AT_MOST,
    "lower": Comparator.AT_MOST,
    "smaller": Comparator.AT_MOST,
}

AMOUNT = re.compile(
    r"(?:\d|\b(?:hundred|thousand|million|billion|trillion|dollars|euros|pounds|percent|per\scent|points?|jobs))\s\Z"
)
"""What ends an amount."""
_COUNTING = frozenset({None, "%", "percentage point"})
"""Units beside which something is counted."""
_MORE_THAN = re.compile(
    rf"\s(?:more|fewer|less|higher|lower)\s(?:[\w’'-]+\s){{0,3}}?than\b(?!\s{FIGURE})", re.IGNORECASE
)
"""What makes a figure a difference: "a million more votes than"."""
_TIMES = re.compile(
    r"\s(?P<times>times)\s(?:(?P<than>as\s(?:many|much)|more|fewer|less)|(?:the|its|their))\b", re.IGNORECASE
)
"""What makes "three times" a multiple, not how often."""


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Find the figures of a stretch of text; the spans count in the whole text."""
    return tuple(_found(text, start, len(text) if end is None else end))


def _found(text: str, start: int, end: int) -> Iterator[Quantity]:
    at = start
    while match := PATTERN.search(text, at, end):
        if match["to"] and not is_range(text, match):
            alone = PATTERN.match(text, match.start(), match.start("to"))
            if not alone or (begins_with_from(match) and not is_marked(alone, "1")):
                at = match.end("to")  # "rose from 10 to 15 percent" says 15 percent
                continue
            match = alone
        reading = read_part(text, match, end) if match["share"] else _read(text, match, end)
        if reading:
            yield _quantity(text, reading)
        at = reading.end if reading else match.end()


def _read(text: str, match: re.Match[str], end: int) -> Reading | None:
    """Read a figure with what it measures or counts; None where it does neither."""
    second: Decimal | None = None
    if match["to"]:
        value, second = both_ends(match)
    else:
        value = read_spelt(match["figure1"], match["scale1"]).value
    if not is_marked(match, "1", "2"):
        share = read_one_in_four(text, match, value, end) if second is None else None
        if share:
            return share
        if counts_nothing(text, match, value, second):
            return None
    reading = Reading(match, value, match.end(), match.end(), second, printed_unit(match))
    if times := _TIMES.match(text, reading.stop, end):
        reading.unit, reading.stop = "times", times.end("times")
        if times["than"]:
            reading.counted, stop = noun_group(text, times.end(), end)
            reading.stop = stop if reading.counted else times.end()
        return reading
    if following(text, reading.stop, end).lower() in MULTIPLES:
        return None
    measure(text, reading, end)
    if is_dating(text, reading, end):
        return None
    _count(text, reading, end)
    return None if _is_score(reading) or _is_name(reading) or _is_difference(text, reading, end) else reading


def _count(text: str, reading: Reading, end: int) -> None:
    """Add what is counted."""
    if reading.unit not in _COUNTING:
        return
    reading.counted, reading.stop = counted_after(text, reading.stop, end)
    if (
        reading.counted
        and reading.second is None
        and reading.value == 1
        and following(text, reading.end, end) != "of"
    ):
        counted = of_one(reading.counted)
        reading.stop -= len(reading.counted) - len(counted)
        reading.counted = counted


def _is_difference(text: str, reading: Reading, end: int) -> bool:
    """Tell whether a figure is by how much another is passed: "a million more votes than", "$5 more than"."""
    if reading.unit in {"%", "percentage point"} or reading.second is not None:
        return False
    return any(_MORE_THAN.match(text, at, end) for at in (reading.end, reading.stop))


def _is_score(reading: Reading) -> bool:
    """Tell whether two figures are the score of a match: "a 2-3 defeat"."""
    last = (reading.counted or "").lower().rpartition(" ")[2]
    return reading.is_dashed and reading.unit is None and (last in SCORES or not reading.counted)


def _is_name(reading: Reading) -> bool:
    """Tell whether a figure is part of a name: "10 Downing Street", "a 5K race", "3M said"."""
    words = (reading.counted or "").split()
    if (reading.match["scale1"] or "") in {"K", "M", "B"} and reading.unit is None:
        return not words or words[-1].lower() in RACES
    return bool(words) and words[-1].lower() in ADDRESSES and all(word[0].isupper() for word in words)


def _quantity(text: str, reading: Reading) -> Quantity:
    match = reading.match
    comparator = _comparator(text, reading)
    low, high = _bounds(comparator, reading.value, reading.second)
    start = match.start() if reading.second is not None or not match["range"] else match.end("range")
    return Quantity(
        words=text[start : reading.stop],
        figure=match["share"] or match["figure1"],
        comparator=comparator,
        span=Span(start, reading.stop),
        value=reading.value if reading.second is None else None,
        minimum=low,
        maximum=high,
        minimum_included=comparator is not Comparator.MORE_THAN,
        maximum_included=comparator is not Comparator.FEWER_THAN,
        unit=reading.unit,
        counted=reading.counted,
    )


def _comparator(text: str, reading: Reading) -> Comparator:
    match = reading.match
    if reading.second is not None:
        return Comparator.BETWEEN
    if match["after"]:
        return _AFTER[match["after"].lower().split()[-1]]
    for kind in COMPARATORS:
        if match[kind.name.lower()]:
            return Comparator.EXACTLY if _is_during(text, reading) else kind
    if match["share"]:  # "a third" is seldom meant to the second decimal
        return Comparator.EXACTLY if reading.value == int(reading.value) else Comparator.ABOUT
    vague = match["figure1"].lower().split()[-1] in VAGUE
    return Comparator.AT_LEAST if vague else Comparator.EXACTLY


def _is_during(text: str, reading: Reading) -> bool:
    """Tell whether "over" says how long an amount takes: "$84 billion over 10 years"."""
    match = reading.match
    return (
        reading.unit in DURATIONS
        and match[0].lower().startswith("over ")
        and bool(AMOUNT.search(text, max(0, match.start() - 40), match.start()))
    )


def _bounds(
    comparator: Comparator, value: Decimal, second: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    if second is not None:
        return min(value, second), max(value, second)
    if comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}:
        return value, None
    if comparator in {Comparator.FEWER_THAN, Comparator.AT_MOST}:
        return None, value
    if comparator is Comparator.EXACTLY:
        return value, value
    return None, None
