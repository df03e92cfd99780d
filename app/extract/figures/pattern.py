"""How figures are written: what bounds them, their currency, scale and unit, and ranges of two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.extract.figures.numbers import FIGURE, SHARE, Spelt, read_spelt
from app.extract.figures.words import (
    ADVERBS,
    CHANGES,
    CODES,
    COMPARATORS,
    CURRENCIES,
    GLUED,
    HYPHENED,
    HYPHENED_UNITS,
    UNITS,
)

if TYPE_CHECKING:
    from decimal import Decimal

_BOUNDS = "|".join(
    f"(?P<{kind.name.lower()}>{words.replace('ADVERB', ADVERBS)})" for kind, words in COMPARATORS.items()
)
_CURRENCY = (
    rf"(?:(?-i:(?:U\.?S\.?|NZ|HK|Mex)\s?|[ACRS]|)\$\s?|(?:{CODES})\s?\$\s?"
    rf"|[€£¥₹₩₽₺₪₫₦₱₴₿]\s?|(?-i:(?:{CODES}|Rs\.?)\s?))"
)
_SCALE = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore|bn|tn|mn|bln|mln|(?-i:(?<=\d)[mkKMB]))"
)
_GLUED = (
    r"\s?°\s?[CF]?|(?-i:(?<=\d)(?:"
    r"km/hr?|kmph|km²|km2|m²|m2|km|kg|mm|cm|ml|mph|kph|[kMGT]Wh|[kMG]W|lbs?|ft|ha|kt|ppm|[kMGT]?Hz|[kMGT]B|[CFtl]"
    rf"))(?!\w)|(?-i:\s?M?(?:{CODES}))(?!\w)|\s?[€£元円](?!\s?\d)|-(?:{HYPHENED})\b(?!-old)(?:-[a-z]+){{0,2}}"
)


def _element(number: int) -> str:
    """Write the pattern of one figure with its currency, scale and unit."""
    return (
        rf"(?P<currency{number}>{_CURRENCY})?(?P<figure{number}>{FIGURE})"
        rf"(?:[\s-]?(?P<scale{number}>{_SCALE})\b)?"
        rf"(?P<percent{number}>\s?%|[\s-]per\s?cent\b|\spc\b)?(?P<glued{number}>{_GLUED})?"
    )


PATTERN = re.compile(
    rf"""(?<![\w.,:$€£¥₹/-])
    (?:(?:{_BOUNDS})(?:(?<=[>=<≥≤⩾⩽~∼≈])\s?|\s(?:a\stotal\sof\s)?))?
    (?P<range>between\s|from\s)?
    (?P<minus>minus\s|negative\s|(?<!\S)[-−]\s?(?=\d))?
    (?:(?P<share>{SHARE})\b
      |{_element(1)}(?:(?P<to>\s?[-–—]\s?|\sto\s|\sand\s|\sor\s){_element(2)})?)
    (?P<after>\s(?:or|and)\s(?:more|above|over|greater|higher|fewer|less|below|under|lower|smaller)\b(?!\s(?:than|or))
      |\sor\sso\b|-odd\b|\+)?
    (?![\w/°]|[.,:]\d|[-–]\w)""",
    re.VERBOSE | re.IGNORECASE,
)
"""One figure or a range of two, or a share in words, with what bounds it."""

DASHES = frozenset("-–—")
_BEFORE = 48
"""Characters before a figure that say what it is."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEARS = (["in"], ["of"], ["since"], ["by"], ["for"])
_NEAR = 5
"""Words before "from 10 to 15" in which a change is named."""


@dataclass(slots=True)
class Reading:
    """A figure while its surroundings are read: it ends at `end`, all words that it rests on at `stop`."""

    match: re.Match[str]
    value: Decimal
    end: int
    stop: int
    second: Decimal | None = None
    unit: str | None = None
    counted: str | None = None

    @property
    def is_dashed(self) -> bool:
        """Tell whether two figures are joined by a dash, as scores are."""
        return (self.match["to"] or "").strip() in DASHES


def words_before(text: str, at: int) -> list[str]:
    """Give the words that stand shortly before, in small letters."""
    return re.findall(r"[a-z]+(?:-[a-z]+)*", text[max(0, at - _BEFORE) : at].lower())


def begins_with_from(match: re.Match[str]) -> bool:
    """Tell whether a match begins with "from"."""
    return (match["range"] or "").lower().startswith("from")


def is_range(text: str, match: re.Match[str]) -> bool:
    """Tell a range from two figures that only stand side by side: "rose from 10 to 15" is a change."""
    joint = match["to"].strip().lower()
    if (
        joint == "to"
        and _YEAR.fullmatch(match["figure1"])
        and words_before(text, match.start())[-1:] in _OF_YEARS
    ):
        return False  # "cut deaths in 2025 to 86,000"
    if match["percent1"] and not match["percent2"]:
        return False  # "rose 8 % to $12 billion"
    low, high = both_ends(match)
    if low > high and match["percent1"] and match["percent2"]:
        return False  # "leads by 43 percent to 38 percent"
    if joint == "and":
        return (match["range"] or "").lower().startswith("between")
    if begins_with_from(match):
        return low < high and CHANGES.isdisjoint(words_before(text, match.start())[-_NEAR:])
    return low < high if joint == "or" else True


def both_ends(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Read both ends of a range; a scale after the second is meant for both: "2 to 3 million"."""
    first = read_spelt(match["figure1"], match["scale1"])
    second = read_spelt(match["figure2"], match["scale2"])
    if first.factor == 1 and first.bare < second.bare:
        first = Spelt(first.bare, second.factor)
    return first.value, second.value


def in_millions(match: re.Match[str]) -> bool:
    """Tell whether the unit itself says millions: "120 MEUR"."""
    glued = (match["glued2"] or match["glued1"] or "").strip()
    return len(glued) == len("MEUR") and glued.startswith("M") and glued[1:].lower() in CURRENCIES


def is_marked(match: re.Match[str], *numbers: str) -> bool:
    """Tell whether a figure has a currency, a unit or a scale written to it."""
    return any(match[f"{part}{one}"] for one in numbers for part in ("currency", "percent", "glued", "scale"))


def printed_unit(match: re.Match[str]) -> str | None:
    """Read the unit that is written to the figure: "$", "%", "°C", "km"."""
    for number in "12":
        currency = re.sub(r"[\s.]", "", match[f"currency{number}"] or "").lower()
        if currency:
            return CURRENCIES.get(currency) or CURRENCIES[currency.removesuffix("$")]
        if match[f"percent{number}"]:
            return "%"
        glued = (match[f"glued{number}"] or "").replace(" ", "")
        if glued.startswith("-"):
            return HYPHENED_UNITS[glued.split("-")[1].lower()]
        if glued:
            return GLUED.get(glued) or UNITS.get(glued.lower()) or CURRENCIES.get(glued[-3:].lower(), glued)
    return None
