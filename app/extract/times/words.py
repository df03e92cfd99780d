"""The words that times are told with, and the numbers that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.extract.figures.numbers import WORDS as SMALL
from app.extract.figures.numbers import read_number
from app.extract.times.ahead import Tense, looks_back
from app.extract.times.pattern import COUNTS, MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

    from app.domain.claim import Precision

_ORDINAL_ONES = "first second third fourth fifth sixth seventh eighth ninth"
_ORDINAL_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
ORDINALS = {word: number for number, word in enumerate(f"{_ORDINAL_ONES} {_ORDINAL_TEENS}".split(), 1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}
ORDINALS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_ORDINAL_ONES.split(), 1)}
ORDINALS |= {"thirty-first": 31, "last": -1, "final": -1}
_LONG = "january|february|april|june|july|august|september|october|november|december"
MONTH = (
    rf"(?:(?:(?i:{_LONG})|May|MAY|March|MARCH)\b"
    r"|(?<=\bin\s)(?:may|march)\b"
    r"|(?:(?i:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)|Mar(?!-a)|mar(?=\d))(?![^\W\d_])\.?)"
)
"""A month; "may" and "march" need their capital, or "in" before them."""
_WORDS = "|".join(
    word.replace("-", "[ -]")
    for word in sorted(ORDINALS, key=len, reverse=True)
    if word not in {"last", "final"}
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
CARDINALS = rf"(?:twenty|thirty)[ -](?:{_ONES})\b|(?:{_TEENS}|twenty|thirty)\b"
"""Numbers of days in words, as they stand after a month: "May twenty nine"."""
DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d)|(?i:{_WORDS})\b)"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TAIL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS})\b"
YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)(?!\d|[,.]\d|\s?B\.?C)"
SPELT_YEAR = (
    rf"(?i:(?:seventeen|eighteen|nineteen|twenty)\s(?:hundred\s(?:and\s)?)?{_TAIL}"
    rf"|two\sthousand\s(?:and\s)?(?:{_TAIL}|(?:{_ONES})\b))"
)
OF_YEAR = (
    rf"(?:(?:\s?,\s?|\s(?:(?:of|in)\s)?)(?P<year>{YEAR}|{SPELT_YEAR})|\s(?:of\s[’']?|[’'])(?P<short>\d\d)(?![\ds])"
    r"|\s(?:of\s)?(?P<near_year>(?i:last|this|next))\syear\b)"
)
WEEKDAY = (
    r"(?:(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)(?=\.?,?\s(?:the\s)?\d|\.?,?\s[A-Z][a-z]{2,8}\.?\s\d)\.?)"
)
"""A weekday; its short name needs a date beside it."""
PART_OF_DAY = r"(?i:morning|afternoon|evening|night)"
COUNT = (
    r"(?i:\d{1,4}|an?|(?:a\s)?couple(?:\sof)?|(?:a\s)?few|several|twenty|thirty|forty|fifty"
    rf"|{'|'.join(COUNTS)})"
)
_UNITS = "day|week|fortnight|month|quarter|year|decade"
UNIT = rf"(?i:(?P<unit>{_UNITS})s?)"
SHORT_UNIT = rf"(?i:(?P<working>(?:working|business)\s(?=day))?(?P<unit>hour|{_UNITS})s?)"
REL = (
    r"(?P<rel>(?i:last|this|next|past|coming|previous|following|this\s(?:coming|past)|the\scoming|current"
    r"|(?:this\s)?upcoming))"
)


@dataclass(slots=True, frozen=True)
class Point:
    """A time that was read up to `end`; `guessed` if its year was not said."""

    first: date
    last: date
    precision: Precision
    end: int
    guessed: bool = False


@dataclass(slots=True)
class Around:
    """What a time is read against: the day of publication, and whether the words look ahead."""

    day: date | None
    ahead: bool
    text: str = ""
    at: int = 0

    @property
    def tense(self) -> Tense:
        """Tell whether the words look ahead or back."""
        if self.ahead:
            return Tense.AHEAD
        return Tense.BACK if looks_back(self.text, self.at) else Tense.OPEN


def month_number(name: str) -> int:
    """Give the number of a month."""
    spelt = name.lower().rstrip(".")[:3]
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(spelt))


def day_number(words: str) -> int:
    """Give the number of a day: "9th", "twenty-third", "twenty nine"."""
    plain = words.lower()
    if plain[0].isdigit():
        return int(re.sub(r"\D", "", plain))
    joined = plain.replace(" ", "-")
    return ORDINALS[joined] if joined in ORDINALS else int(read_number(plain))


def year_number(words: str) -> int:
    """Give a year: "1996", "nineteen ninety six", "two thousand and five"."""
    if words[0].isdigit():
        return int(words)
    first, _, rest = words.lower().replace(" hundred", "").replace(" and ", " ").partition(" ")
    if first == "two":
        return 2000 + int(read_number(rest.removeprefix("thousand ")))
    return SMALL[first] * 100 + int(read_number(rest))


def count_of(words: str) -> int:
    """Give a small count: "a", "a couple of", "few", "12"."""
    plain = re.sub(r"^a\s(?=couple|few)|\sof$", "", words.lower())
    if plain.isdigit():
        return int(plain)
    named = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}
    return named.get(plain) or COUNTS.get(plain) or SMALL[plain]


def weekday_number(name: str) -> int:
    """Give the number of a weekday; Monday is 0."""
    return next(at for at, full in enumerate(WEEKDAYS) if full.startswith(name.lower()[:3]))
