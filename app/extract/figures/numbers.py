"""Numbers as they are spelt, in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple


def _words(listed: str) -> list[str]:
    return listed.split()


_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
WORDS = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
"""Small numbers by their words."""

SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "k": 1_000,
}
VAGUE = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
"""The least that a plural of a number word can mean."""

_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_HUNDREDTH = Decimal("0.01")

_WORD = rf"(?:{'|'.join([*_ONES[1:], *_TENS])}|hundred|thousand|million|billion|trillion|dozen)"
_JOINT = r"(?:[\s-]|(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s)"
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?|\d{1,18}(?:\.\d{1,15})?)"
"""A number in digits; what is longer is an identifier, and no text may make reading it slow."""
FIGURE = (
    rf"(?:{DIGITS}"
    r"|half\sa\s(?:dozen|million|billion)|a\s(?:hundred|thousand|million|billion|trillion|dozen)\b"
    rf"|{_WORD}\b(?:{_JOINT}{_WORD}\b){{0,6}}"
    r"|(?:an?\s)?(?:tens|hundreds|thousands)\sof\s(?:thousands|millions|billions)(?=\sof\b)"
    rf"|(?:an?\s)?(?:{'|'.join(VAGUE)})(?=\sof\b))"
)
"""A number in digits or words, without its scale where that is set apart: "1.2" of "1.2 million"."""

SHARE = (
    r"(?:half(?!\sa\s(?:dozen|million|billion)\b)"
    r"|(?:an?|one|two|three|four|five|nine)[\s-](?:third|quarter|fifth|sixth|eighth|tenth)s?)"
)
"""A part of a whole in words."""


class Spelt(NamedTuple):
    """A number as its digits or first words and its scale: "1.2 million" is 1.2 and 1,000,000."""

    bare: Decimal
    factor: int

    @property
    def value(self) -> Decimal:
        """Give the number, without a decimal point where it needs none."""
        value = self.bare * self.factor
        return Decimal(int(value)) if value == int(value) else value


def read_spelt(figure: str, scale: str | None = None) -> Spelt:
    """Part a number from the scale that its last word gives, so that "two to three million" can share it."""
    factor = SCALES[scale.lower()] if scale else 1
    plain = figure.lower().replace(",", "").strip()
    if plain[0].isdigit():
        return Spelt(Decimal(plain), factor)
    last = re.split(r"[\s-]+", plain)[-1]
    value = read_number(figure)
    if last in SCALES and value % SCALES[last] == 0:
        return Spelt(value / SCALES[last], SCALES[last] * factor)
    return Spelt(value, factor)


def read_number(figure: str) -> Decimal:
    """Read digits or words as a number: "1,000", "two hundred and six", "a dozen", "half a million"."""
    plain = figure.lower().replace(",", "").strip()
    if plain[0].isdigit():
        return Decimal(plain)
    parts = [part for part in re.split(r"[\s-]+", plain) if part not in {"a", "an", "and", "of"}]
    if parts[0] == "half":
        return Decimal(SCALES[parts[-1]]) / 2
    if parts[-1] in VAGUE:
        scale = SCALES[parts[-1].removesuffix("s")] if len(parts) > 1 else 1
        return Decimal(VAGUE[parts[0]] * scale)
    total = current = 0
    for part in parts:
        if part in WORDS:
            current += WORDS[part]
        elif part in {"hundred", "dozen"}:
            current = max(current, 1) * SCALES[part]
        else:
            total, current = total + max(current, 1) * SCALES[part], 0
    return Decimal(total + current)


def read_share(words: str) -> Decimal:
    """Read a part of a whole in per cent: "half" is 50, "two-thirds" 66.67."""
    first, _, last = re.sub(r"[\s-]+", " ", words.lower()).rpartition(" ")
    return percent(WORDS.get(first, 1), _PARTS[last.removesuffix("s")])


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Give a part of a whole in per cent, with two decimals where it needs them."""
    exact = Decimal(100) * part / whole
    return Decimal(int(exact)) if exact == int(exact) else exact.quantize(_HUNDREDTH)
