"""What a figure counts: the noun group after it."""

from __future__ import annotations

import re

from app.extract.figures.numbers import FIGURE
from app.extract.figures.uncounted import is_year
from app.extract.figures.words import DONE, MORE, PAST, PLURALS, STOPS

NEXT = re.compile(r"[\s\u00a0](?P<word>[^\W\d_][\w’'-]*)")
"""The word that follows, if nothing but a blank stands between."""

_WHOLE = re.compile(
    r"\sof(?:\s(?:all|the|its|their|his|her|our|those|these))?"
    rf"(?:\s{FIGURE}(?=\s))?(?=\s[^\W\d_])",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:(?:i|we|he|she|it|they|you|there|who|that)[’']|\w+sel(?:f|ves)$)", re.IGNORECASE)
"""What begins another clause: "if I gave you one I'd …"."""
_LONGEST = 4
"""Words of what is counted."""


def following(text: str, at: int, end: int) -> str:
    """Give the word that follows, or nothing."""
    match = NEXT.match(text, at, end)
    return match["word"] if match else ""


def counted_after(text: str, stop: int, end: int) -> tuple[str | None, int]:
    """Read what is counted and where it ends: "Taliban fighters", "of the 640 drivers", "more people"."""
    at = stop
    if whole := _WHOLE.match(text, at, end):
        at = whole.end()
    else:
        while (more := NEXT.match(text, at, end)) and more["word"].lower() in MORE:
            at = more.end()
    counted, last = noun_group(text, at, end)
    return counted, last if counted else stop


def of_one(counted: str) -> str:
    """Give what is counted once, without a verb that looks like a plural: "one load gets through"."""
    group, _, last = counted.rpartition(" ")
    is_verb = is_plural(last) and last not in PLURALS and " " not in group
    return group if group and is_verb else counted


def noun_group(text: str, at: int, end: int) -> tuple[str | None, int]:
    """Read the words up to the first plural or the end of the group."""
    match = NEXT.match(text, at, end)
    if (
        not match
        or match["word"].lower() in STOPS
        or is_year(match["word"])
        or _SOMEBODY.match(match["word"])
    ):
        return None, at
    first, last = match.start("word"), match.end()
    for _ in range(_LONGEST - 1):
        after = NEXT.match(text, last, end)
        said = text[first:last]
        ends = after is None or (
            _ends_group(after["word"]) and not said.endswith("ly")
        )  # "badly wounded men"
        if after is None or ends or is_plural(said.rpartition(" ")[2]):
            break
        last = after.end()
    if match["word"].lower() in DONE and not is_plural(text[first:last].rpartition(" ")[2]):
        return None, at
    return text[first:last], last


def is_plural(word: str) -> bool:
    """Tell whether a word looks like the plural of a common noun."""
    return word.lower() in PLURALS or (
        word.endswith("s") and not word.endswith(("ss", "us", "ous", "’s", "'s")) and word.islower()
    )


def _ends_group(word: str) -> bool:
    lowered = word.lower()
    return lowered in STOPS or lowered in PAST or lowered.endswith(("ed", "ing", "ly"))
