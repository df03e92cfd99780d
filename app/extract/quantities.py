"""Figures in a text: what they bound, what they count, in what they are measured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Comparator, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: number for number, word in enumerate(ONES.split())} | {
    word: 10 * number for number, word in enumerate(TENS.split(), 2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "bn": 1_000_000_000,
    "m": 1_000_000,
    "k": 1_000,
}
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
MONEY = {
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "rupees": "INR",
    "crowns": "crowns",
    "yuan": "CNY",
    "rubles": "RUB",
    "roubles": "RUB",
    "pesos": "pesos",
    "francs": "francs",
}
UNITS = {
    "km": "km",
    "kilometres": "km",
    "kilometers": "km",
    "kilometre": "km",
    "kilometer": "km",
    "miles": "mi",
    "mile": "mi",
    "metres": "m",
    "meters": "m",
    "metre": "m",
    "meter": "m",
    "feet": "ft",
    "tonnes": "t",
    "tons": "t",
    "tonne": "t",
    "ton": "t",
    "kg": "kg",
    "kilograms": "kg",
    "kilogrammes": "kg",
    "grams": "g",
    "acres": "acre",
    "acre": "acre",
    "hectares": "ha",
    "hectare": "ha",
    "degrees": "degree",
    "litres": "l",
    "liters": "l",
    "barrels": "barrel",
    "megawatts": "MW",
    "gallons": "gal",
    "percent": "%",
    "%": "%",
}
DURATIONS = frozenset(
    [
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
    ]
)
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
STOPS = frozenset(
    [
        "in",
        "on",
        "at",
        "of",
        "for",
        "from",
        "to",
        "by",
        "with",
        "about",
        "into",
        "onto",
        "over",
        "under",
        "after",
        "before",
        "during",
        "since",
        "until",
        "near",
        "across",
        "against",
        "among",
        "between",
        "through",
        "within",
        "without",
        "around",
        "as",
        "than",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "if",
        "because",
        "though",
        "although",
        "but",
        "and",
        "or",
        "nor",
        "so",
        "yet",
        "were",
        "was",
        "is",
        "are",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "not",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "your",
        "my",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "said",
        "says",
        "say",
        "told",
        "and/or",
        "per",
        "each",
        "there",
        "here",
        "also",
        "still",
        "now",
        "then",
        "only",
        "just",
        "even",
        "more",
        "less",
        "out",
        "up",
        "down",
        "off",
        "away",
        "back",
        "left",
        "fled",
        "died",
        "killed",
        "held",
        "lost",
        "won",
        "took",
        "went",
        "came",
        "fell",
        "rose",
        "remain",
        "remained",
        "remains",
        "live",
        "lived",
        "comprising",
    ]
)
BEFORE = {
    Comparator.MORE_THAN: r"more\ than|over|above|upwards\ of|in\ excess\ of|exceeding|well\ over",
    Comparator.AT_LEAST: r"at\ least|no\ fewer\ than|no\ less\ than|not\ less\ than|a\ minimum\ of",
    Comparator.FEWER_THAN: r"fewer\ than|less\ than|under|below",
    Comparator.AT_MOST: (
        r"at\ most|up\ to|as\ many\ as|as\ much\ as|no\ more\ than|not\ more\ than|a\ maximum\ of"
    ),
    Comparator.ABOUT: r"about|some|around|roughly|approximately|an\ estimated|estimated|circa",
    Comparator.NEARLY: r"nearly|almost|close\ to|just\ under",
}
WORD_NUMBER = rf"(?:{'|'.join([*ONES.split()[1:], *TENS.split()])}|hundred|thousand|million|billion)"
_COMPARATORS = "|".join(f"(?P<{kind.name.lower()}>{words})" for kind, words in BEFORE.items())
_FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|{WORD_NUMBER}(?:[\s-](?:and\s)?{WORD_NUMBER}){{0,5}}|an?\ dozen"
    rf"|(?:an?\ )?(?:{'|'.join(VAGUE)})(?=\ of\b)"
    r"|half\ an?\ (?:million|billion)|a\ (?:hundred|thousand|million|billion))"
)
PATTERN = re.compile(
    rf"""(?<![\w.,$€£¥₹/-])
    (?:(?:{_COMPARATORS})\s)?
    (?P<between>between\s)?
    (?P<currency>US\$|[$€£¥₹])?
    (?P<figure>{_FIGURE})
    (?:(?P<to>\s?[-–]\s?|\sto\s|\sand\s)(?P<second>[$€£¥₹]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)))?
    (?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|k)\b)?
    (?P<percent>\s?%|[\s-]per\s?cent\b)?
    (?P<after>\sor\s(?:more|so|fewer|less)\b)?
    (?![\w/]|[.,:]\d|[-–]\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = re.compile(r"(?:\s(?:of\s(?:the\s|its\s|their\s|his\s|her\s)?)?)(?P<word>[^\W\d_][\w’'-]*)")
_NEXT = re.compile(r"\s(?P<word>[^\W\d_][\w’'-]*)")
LONGEST = 4
"""Words of what is counted."""
YEARS = range(1000, 2101)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Find the figures of a stretch of text; the spans count in the whole text."""
    return tuple(_found(text, start, len(text) if end is None else end))


def _found(text: str, start: int, end: int) -> Iterator[Quantity]:
    at = start
    while match := PATTERN.search(text, at, end):
        quantity = _quantity(text, match, end)
        at = max(match.end(), quantity.span.end if quantity else 0)
        if quantity:
            yield quantity


def _quantity(text: str, match: re.Match[str], end: int) -> Quantity | None:
    value = read_number(match["figure"], match["scale"])
    if value is None or _is_something_else(text, match, value):
        return None
    second = read_number(match["second"].lstrip("$€£¥₹"), match["scale"]) if match["second"] else None
    if match["to"] and match["to"].strip() == "and" and not match["between"]:
        return None
    stop = match.end()
    unit = "%" if match["percent"] else CURRENCIES.get((match["currency"] or "").upper())
    counted = None
    noun = _NEXT.match(text, stop, end)
    if noun and noun["word"].lower() in DURATIONS:
        return None
    if (
        unit is None
        and noun
        and (named := UNITS.get(noun["word"].lower()) or MONEY.get(noun["word"].lower()))
    ):
        unit, stop = named, noun.end()
    if unit is None or unit == "%":
        counted, stop = _counted(text, stop, end)
    if unit is None and counted is None and not match["figure"][0].isdigit():
        return None
    comparator = _comparator(match, second)
    low, high = _bounds(comparator, value, second)
    return Quantity(
        words=text[match.start() : stop],
        figure=text[match.start("figure") : match.end("figure")],
        comparator=comparator,
        span=Span(match.start(), stop),
        value=value if second is None else None,
        minimum=low,
        maximum=high,
        minimum_included=comparator is not Comparator.MORE_THAN,
        maximum_included=comparator is not Comparator.FEWER_THAN,
        unit=unit,
        counted=counted,
    )


def _comparator(match: re.Match[str], second: Decimal | None) -> Comparator:
    if second is not None:
        return Comparator.BETWEEN
    after = (match["after"] or "").split()
    if after:
        return {"more": Comparator.AT_LEAST, "so": Comparator.ABOUT}.get(after[1].lower(), Comparator.AT_MOST)
    for kind in BEFORE:
        if match[kind.name.lower()]:
            return kind
    return Comparator.AT_LEAST if match["figure"].lower().split()[-1] in VAGUE else Comparator.EXACTLY


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


def read_number(figure: str, scale: str | None = None) -> Decimal | None:
    """Read digits or words as a number: "1,000", "two hundred and six", "a dozen", "half a million"."""
    plain = figure.lower().replace(",", "").strip()
    factor = Decimal(SCALES[scale.lower()]) if scale else Decimal(1)
    if plain[0].isdigit():
        return Decimal(plain) * factor
    parts = [part for part in re.split(r"[\s-]+", plain) if part not in {"a", "an", "and"}]
    if parts and parts[0] == "half":
        return Decimal(SCALES[parts[-1]]) / 2
    if parts == ["dozen"]:
        return Decimal(12) * factor
    if len(parts) == 1 and parts[0] in VAGUE:
        return Decimal(VAGUE[parts[0]])
    total = current = 0
    for part in parts:
        if part in NUMBERS:
            current += NUMBERS[part]
        elif part == "hundred":
            current = max(current, 1) * 100
        elif part in SCALES:
            total, current = total + max(current, 1) * SCALES[part], 0
        else:
            return None
    return Decimal(total + current) * factor


def _is_something_else(text: str, match: re.Match[str], value: Decimal) -> bool:
    """Tell whether a number is a year, a date, an age, a time, a name or a pronoun and counts nothing."""
    plain = match["figure"]
    before = re.findall(r"[\w’'-]+", text[max(0, match.start("figure") - 24) : match.start("figure")])
    last = before[-1].lower() if before else ""
    after = text[match.end() : match.end() + 12].lower().split()
    following = re.sub(r"\W", "", after[0]) if after else ""
    if plain.isdigit() and not (match["currency"] or match["percent"] or match["scale"]):
        is_year = value in YEARS and len(plain) == 4  # noqa: PLR2004 - years of four digits
        if is_year and (
            not following or following in STOPS or last in MONTHS | {"in", "since", "by", "of", "until"}
        ):
            return True
        if last in MONTHS or following in MONTHS or following in {"am", "pm"}:
            return True
        tail = text[match.end() : match.end() + 1]
        if tail == "," and text[match.start() - 2 : match.start()] == ", " and value < 120:  # noqa: PLR2004 - an age
            return True
        if (
            before
            and before[-1][0].isupper()
            and not text[: match.start("figure")].rstrip().endswith((".", ":", "”", '"'))
        ):
            has_comparator = match.start() != match.start("figure")
            return not has_comparator and last not in {
                "the",
                "a",
                "but",
                "and",
                "only",
                "in",
                "on",
                "at",
                "of",
            }
    return plain.lower() == "one" and (following in STOPS or not following)


def _counted(text: str, stop: int, end: int) -> tuple[str | None, int]:
    """Read the noun group after a figure: "Taliban fighters", "security personnel"."""
    match = _NOUN.match(text, stop, end)
    if not match or match["word"].lower() in STOPS - {"people"}:
        return None, stop
    first = match.start("word")
    last = match.end()
    for _ in range(LONGEST - 1):
        following = _NEXT.match(text, last, end)
        if not following or _ends_group(following["word"]) or _is_plural(text[first:last].rpartition(" ")[2]):
            break
        last = following.end()
    return text[first:last], last


def _is_plural(word: str) -> bool:
    return word.lower() in {"people", "men", "women", "children", "police", "personnel"} or (
        word.endswith("s") and not word.endswith(("ss", "us", "ous", "’s", "'s")) and word.islower()
    )


def _ends_group(word: str) -> bool:
    lowered = word.lower()
    return lowered in STOPS or lowered.endswith(("ed", "ing", "ly"))
