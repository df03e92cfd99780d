"""Numbers that count nothing: years, dates, ages, times, scores, and numbers that are names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.extract.figures.words import (
    DETERMINERS,
    DONE,
    LABELS,
    MONTHS,
    PAST,
    PLURALS,
    STOPS,
    WEEKDAYS,
    YEARS_AFTER,
)

if TYPE_CHECKING:
    from decimal import Decimal

_YEARS = range(1000, 2101)
_YEAR = re.compile(r"[12]\d\d\d$")
_OLDEST = 120
_NOON = 12
_AROUND = 32
_ENDS = (".", ",", ";", ":", "!", "?", "”", '"', "“", "(", "—", "–", "-", "\n", "•")
_OF_AN_AGE = frozenset(
    {
        "were",
        "was",
        "are",
        "is",
        "those",
        "people",
        "women",
        "men",
        "anyone",
        "everyone",
        "adults",
        "patients",
    }
)
_OF_A_GROUP = re.compile(r"\sof\s(?!them\b|us\b|you\b|these\b|those\b)")
_PERSONS = _OF_AN_AGE - {"were", "was", "are", "is"} | {
    "americans",
    "voters",
    "children",
    "those",
    "workers",
    "kids",
}
_ALTERNATING = re.compile(r"\s\w+\s(?:after|or)\s(?:another|the\sother)\b")
"""What makes "one agency after another" no number."""
_THEN = re.compile(r",\s(?:then|now)\s\Z")
"""What stands before an age: "her deputy, then 35"."""
_DECADE = re.compile(r"[’']s\b")
_PLACING = frozenset({"in", "at", "on", "near", "from", "across", "around", "outside"})


def is_year(word: str) -> bool:
    """Tell whether four digits may be a year."""
    return bool(_YEAR.match(word)) and int(word) in _YEARS


def counts_nothing(text: str, match: re.Match[str], value: Decimal, second: Decimal | None) -> bool:
    """Tell whether a figure without unit or scale is no count at all."""
    figure = match["figure1"]
    at = match.start("figure1")
    bounded = match.start() != at
    before = text[max(0, at - _AROUND) : at]
    words = re.findall(r"[\w’'-]+", before)
    last = words[-1] if words else ""
    following = re.match(r"\s([\w.’'-]+)", text[match.end() : match.end() + _AROUND])
    after = following[1].rstrip(".,") if following else ""
    if second is not None:
        years = is_year(figure) and is_year(match["figure2"]) and not _is_many(after)
        days = after.lower() in MONTHS and after[0].isupper()  # "12 to 14 August"
        return years or days or last.lower() in {"aged", "ages"} or _is_score(match, value, second, after)
    if bounded and _is_age_of_some(text, match, value, after):
        return True
    if figure.isdigit() and (
        _is_year_here(figure, last.lower(), after) or _is_date(last, after) or _is_age(text, match, value)
    ):
        return True
    if (
        last.lower() in LABELS
        or _is_idiom(text, match, figure.lower(), last.lower(), after.lower())
        or (last and _is_hour(last.lower(), after, value))
    ):
        return True
    if figure[0].isdigit():
        return not bounded and _is_named(text, at, words)
    is_part = figure.lower() != "one" and _OF_A_GROUP.match(text, match.end())  # "seven of the rebels"
    return not is_part and _is_pronoun(figure.lower(), last.lower(), after.lower())


def _is_score(match: re.Match[str], value: Decimal, second: Decimal, after: str) -> bool:
    """Tell a score or a vote from a range: it runs down, or counts nothing."""
    return second <= value or (match["to"].strip() in {"-", "–"} and after.lower() in STOPS | {""})


def _is_many(word: str) -> bool:
    return word.islower() and (word in PLURALS or (word.endswith("s") and word not in STOPS))


def _is_year_here(figure: str, last: str, after: str) -> bool:
    if not is_year(figure):
        return False
    return not _is_many(after) or last in YEARS_AFTER or last in MONTHS


def _is_date(last: str, after: str) -> bool:
    """Tell whether a month stands beside the number; "14 may have died" names none."""
    if last.lower() in MONTHS and last[0].isupper():
        return True
    return after.lower() in {"am", "pm", "a.m", "p.m", "o'clock", "o’clock", "gmt", "bst", "est"} or (
        after.lower() in MONTHS and after[0].isupper()
    )


def _is_age(text: str, match: re.Match[str], value: Decimal) -> bool:
    """Tell whether the number stands like an age: "Jane Roe, 61, said", "Jane Roe (61)"."""
    if value >= _OLDEST or match.start() != match.start("figure1"):
        return False
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
    name = re.search(r"[A-Z][\w’'-]+(?:, | \()$", text[max(0, match.start() - _AROUND) : match.start()])
    if _THEN.search(text, max(0, match.start() - 7), match.start()):
        return after in {",", ".", ";", ")", ""}
    if before == ", ":
        return after == "," or (after in {".", ";", ")"} and name is not None)
    return before == " (" and after == ")" and name is not None


def _is_age_of_some(text: str, match: re.Match[str], value: Decimal, after: str) -> bool:
    """Tell whether a bound is an age: "most of the dead were over 80", "people under 30 vote"."""
    before = re.findall(r"[a-z]+", text[max(0, match.start() - _AROUND) : match.start()].lower())
    over = match[0].lower().startswith(("over ", "under "))
    if not over or value >= _OLDEST or not before:
        return False
    return before[-1] in (_OF_AN_AGE if not after else _PERSONS) and not _is_many(after)


def _is_idiom(text: str, match: re.Match[str], figure: str, last: str, after: str) -> bool:
    """Tell whether the words are a set phrase: "one firm after another", "the 80’s", "the top ten"."""
    if figure == "one":
        return bool(_ALTERNATING.match(text, match.end()))
    if figure.endswith("0") and _DECADE.match(text, match.end()):
        return True
    return last == "top" and (not after or after in STOPS)


def _is_hour(last: str, after: str, value: Decimal) -> bool:
    """Tell whether the number is the time of day: "at nine on Monday", "from nine until one"."""
    if value > _NOON:
        return False
    if last == "from":
        return after.lower() in {"until", "till"}
    if last not in {"at", "by", "until", "till", "before", "after"}:
        return False
    return after.lower() in {"", "on", "in", "and", "this", "every"} | WEEKDAYS


def _is_named(text: str, at: int, words: list[str]) -> bool:
    """Tell whether the number goes on a name: "Boeing 737"; a count may follow "In Oslo" or "On Monday"."""
    if not words or not words[-1][0].isupper() or text[:at].rstrip().endswith(_ENDS):
        return False
    last = words[-1].lower()
    if last in STOPS | DETERMINERS | WEEKDAYS or last in {"all", "some", "another", "those", "like", "no"}:
        return last == "no"
    begins = text[: at - 1 - len(words[-1])].rstrip(" “\"'‘(")
    starts_sentence = not begins or begins.endswith((".", "!", "?", "\n"))
    placed = len(words) > 1 and words[-2].lower() in _PLACING
    return not (placed or (starts_sentence and not words[-1].isupper()))


def _is_pronoun(figure: str, last: str, after: str) -> bool:
    """Tell whether a number word stands for somebody already named: "one of them", "the two said"."""
    alone = not after or after in STOPS | PAST or (after in DONE and last in DETERMINERS)
    if figure == "one":
        return alone or last in {"no", "any", "every", "this", "that", "the", "another", "each"}
    return alone and (last in DETERMINERS or last in {"in", "into", "and"})
