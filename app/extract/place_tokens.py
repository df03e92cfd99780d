"""The words of a text as places are looked for in it: where they stand, and what their capitals mean."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extract.lines import is_headline, is_loud

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|(?:St|Mt|Ft)\.|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]|_")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’-]{1,40}(?: [A-Z][A-Z.'’-]{1,40}){0,2})"
    r"(?:, [^\n.]{1,60}?(?: \([^)\n]{2,40}\))?| \([^)\n]{2,40}\)) ?[-–—]+ ",
    re.MULTILINE,
)


class Word(NamedTuple):
    """One word or sign: where it stands, and whether its capital means something."""

    text: str
    start: int
    end: int
    capital: bool
    shouted: bool  # in a line where all words have capitals
    loud: bool  # in a line where all letters are capitals
    joined: bool  # to the word before it, by blanks alone


def datelines(text: str) -> dict[int, int]:
    """Find where places begin and end that begin a line: "QALA-I-NAW, Afghanistan (Wire) - "."""
    return {match.start(): match.end("place") for match in _DATELINE.finditer(text)}


def tokens(text: str) -> list[Word]:
    """Cut a text into words and signs."""
    found: list[Word] = []
    shouted, loud, line_end = False, False, -1
    for one in _TOKEN.finditer(text):
        printed = one[0]
        if one.start() > line_end:
            line_end = text.find("\n", one.start())
            line_end = len(text) if line_end < 0 else line_end
            loud = is_loud(text[one.start() : line_end])
            shouted = loud or is_headline(text[one.start() : line_end].rstrip())
        end = one.end()
        own = printed[-1] in "sS" and _POSSESSIVE.search(printed)
        if own:
            end -= 2
        joined = bool(found) and not _parted(text, found[-1], one.start())
        found.append(
            Word(text[one.start() : end], one.start(), end, printed[0].isupper(), shouted, loud, joined)
        )
    return found


def _parted(text: str, before: Word, start: int) -> bool:
    gap = text[before.end : start]
    return not gap.isspace() or "\n\n" in gap or not (before.text[-1].isalnum() or before.text[-1] == ".")
