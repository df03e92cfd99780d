"""Parts of a whole, in per cent: "two-thirds of pupils", "one in four adults"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.extract.figures.nouns import NEXT, counted_after, following, noun_group
from app.extract.figures.numbers import DIGITS, percent, read_share, read_spelt
from app.extract.figures.pattern import Reading, words_before
from app.extract.figures.words import DURATIONS, IN_A_ROW, NOT_HALVES, NOT_PARTS, STOPS, UNITS

if TYPE_CHECKING:
    from decimal import Decimal

_PART_OF = re.compile(
    rf"\s(?:in|out\sof|of(?=\s(?:10|ten|100)\s[a-z]+s\b))\s(?:every\s)?(?P<whole>{DIGITS}|two|three|four|five|six|seven|eight|nine|ten)\b(?!-)",
    re.IGNORECASE,
)
_LARGEST_WHOLE = 1000
"""The largest number in "one in a number" that still is a share."""
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our"})


def read_part(text: str, match: re.Match[str], end: int) -> Reading | None:
    """Read a share in words, but neither "the first half" nor "a third man"."""
    words = match["share"].lower()
    last = next(reversed(words_before(text, match.start("share"))), "")
    word = following(text, match.end(), end).lower()
    names_it = bool(word) and word not in STOPS - {"a", "an"}
    if words == "half":
        if last in NOT_HALVES or names_it:
            return None
    elif (not words.endswith("s") and (last in NOT_PARTS or names_it)) or (
        words.endswith("quarters") and last in IN_A_ROW
    ):
        return None
    reading = Reading(match, read_share(words), match.end(), match.end(), unit="%")
    if word == "of":
        reading.counted, reading.stop = counted_after(text, reading.stop, end)
    elif word in _DETERMINERS and (determiner := NEXT.match(text, reading.stop, end)):
        reading.counted, stop = noun_group(text, determiner.end(), end)
        reading.stop = stop if reading.counted else reading.stop
    return reading


def read_one_in_four(text: str, match: re.Match[str], value: Decimal, end: int) -> Reading | None:
    """Read "one in four adults"; "two in three days" and "one in the back" are no shares."""
    whole = _PART_OF.match(text, match.end(), end)
    if not whole:
        return None
    parts = read_spelt(whole["whole"]).value
    word = following(text, whole.end(), end).lower()
    if not value < parts <= _LARGEST_WHOLE or word in STOPS - {"of"} or not word:
        return None
    if UNITS.get(word) in DURATIONS:
        return None
    counted, stop = counted_after(text, whole.end(), end)
    return Reading(match, percent(value, parts), whole.end(), stop, unit="%", counted=counted)
