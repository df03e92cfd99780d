"""Lines whose capitals tell nothing: headlines, and what is shouted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE_SHARE = 0.7
_TITLE_WORDS = 4
_SHORT = 4
_SMALL = re.compile(
    r"an?|and|as|at|but|by|for|from|if|in(?:to)?|is|nor|off?|on|or|over|per|the|to|up|via|vs|with"
)
_LONGEST_HEADLINE = 120


def is_loud(line: str) -> bool:
    """Tell whether all letters of a line are capitals."""
    return line.isupper() and len(line.split()) > 1


def is_headline(line: str) -> bool:
    """Tell whether a line has capitals throughout, so that they say nothing about its words."""
    words = [word for word in line.split() if word[0].isalpha() and len(word) > _SHORT]
    capital = sum(word[0].isupper() for word in words)
    if len(words) < _TITLE_WORDS or capital < _TITLE_SHARE * len(words):
        return False
    return not is_sentence(line)


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence, and has a small verb: "President Ann Lee met Bo Marsh."."""
    small = (word for word in line.split() if word[0].islower())
    return line.rstrip("\"'”’").endswith(".") and not all(_SMALL.fullmatch(word) for word in small)


def capital_lines(text: str) -> Iterator[Span]:
    """Find the lines in which a capital is no sign of a name: headlines, the first line among them."""
    start = 0
    for line in text.splitlines(keepends=True):
        plain = line.rstrip()
        is_first = start == 0 and len(plain) <= _LONGEST_HEADLINE and len(line) < len(text.rstrip())
        is_head = is_first and not is_sentence(plain)
        if plain and (is_head or is_loud(plain) or is_headline(plain)):
            yield Span(start, start + len(plain))
        start += len(line)
