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
    "lakh": 100_000,
    "crore": 10_000_000,
    "bln": 1_000_000_000,
    "mln": 1_000_000,
    "b": 1_000_000_000,
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
_HALF = Decimal("0.5")

VULGAR = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
}
"""Parts of one, as single characters."""

_WORD = rf"(?:{'|'.join([*_ONES[1:], *_TENS])}|hundred|thousand|million|billion|trillion|dozen|lakh|crore)"
_JOINT = r"(?:[\s-]|(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s)"
_MARKS = "".join(VULGAR)
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,15})?|\d{1,2}(?:,\d\d){1,5},\d{3}(?:\.\d{1,15})?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,6}|\d{1,18}(?:\.\d{1,15})?)"
)
"""A number in digits; what is longer is an identifier, and no text may make reading it slow."""
FIGURE = (
    rf"(?:{DIGITS}(?:\s?[{_MARKS}]|\s[1-9]/[2-9](?![\d/])|\sand\sa\shalf\b)?|[{_MARKS}]"
    r"|half\s(?:an?\s)?(?:dozen|million|billion|trillion)"
    r"|(?:a\s)?quarter\s(?:of\sa\s)?(?:million|billion|trillion)|a\s(?:hundred|thousand|million|billion|trillion|dozen)\b"
    rf"|{_WORD}\b(?:{_JOINT}{_WORD}\b){{0,6}}(?:\spoint(?:\s(?:{'|'.join(_ONES[:10])})\b){{1,4}}"
    r"|[\s-]and[\s-]a[\s-]half\b)?"
    r"|(?:an?\s)?(?:tens|hundreds|thousands)\sof\s(?:thousands|millions|billions)(?=\sof\b)"
    rf"|(?:an?\s)?(?:{'|'.join(VAGUE)})(?=\sof\b))"
)
"""A number in digits or words, without its scale where that is set apart: "1.2" of "1.2 million"."""

SHARE = (
    r"(?:half(?!\s(?:an?\s)?(?:dozen|million|billion|trillion)\b)"
    r"|(?!a\squarter\s(?:of\sa\s)?(?:million|billion|trillion)\b)(?:an?|one|two|three|four|five|nine)[\s-](?:third|quarter|fifth|sixth|eighth|tenth)s?)"
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
    plain = figure.lower().strip()
    if plain[0].isdigit() or plain in VULGAR:
        return Spelt(_digits(plain), factor)
    last = re.split(r"[\s-]+", plain)[-1]
    value = read_number(figure)
    if last in SCALES and value % SCALES[last] == 0:
        return Spelt(value / SCALES[last], SCALES[last] * factor)
    return Spelt(value, factor)


def read_number(figure: str) -> Decimal:
    """Read digits or words as a number: "1,000", "two hundred and six", "a dozen", "half a million"."""
    plain = figure.lower().strip()
    if plain[0].isdigit() or plain in VULGAR:
        return _digits(plain)
    if plain.endswith("half"):
        return read_number(re.sub(r"[\s-]and[\s-]a[\s-]half$", "", plain)) + _HALF
    whole, _, decimals = plain.partition(" point ")
    if decimals:
        spelt = "".join(str(WORDS[word]) for word in decimals.split())
        return read_number(whole) + Decimal(f"0.{spelt}")
    parts = [part for part in re.split(r"[\s-]+", plain) if part not in {"a", "an", "and", "of"}]
    if parts[0] in {"half", "quarter"}:
        return Decimal(SCALES[parts[-1]]) / _PARTS[parts[0]]
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


def _digits(plain: str) -> Decimal:
    """Read digits with what may follow them: "12,34,567", "2½", "10 1/2", "3 and a half"."""
    digits = re.match(r"[\d,.\u00a0\u2009\u202f]*", plain)
    assert digits is not None
    whole = Decimal(re.sub(r"[^\d.]", "", digits[0]) or "0")
    rest = plain[digits.end() :].strip()
    if rest in VULGAR:
        return whole + VULGAR[rest]
    if "/" in rest:  # the blank before the fraction was taken for one between digits, or stands in the rest
        above, _, below = rest.partition("/")
        return whole + Decimal(above) / Decimal(below)
    return whole + _HALF if rest else whole


def read_share(words: str) -> Decimal:
    """Read a part of a whole in per cent: "half" is 50, "two-thirds" 66.67."""
    first, _, last = re.sub(r"[\s-]+", " ", words.lower()).rpartition(" ")
    return percent(WORDS.get(first, 1), _PARTS[last.removesuffix("s")])


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Give a part of a whole in per cent, with two decimals where it needs them."""
    exact = Decimal(100) * part / whole
    return Decimal(int(exact)) if exact == int(exact) else exact.quantize(_HUNDREDTH)
