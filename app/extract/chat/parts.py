"""Long articles in parts that one request can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 12_000
"""About 2,000 words: most articles are one part."""
_ENDS = ("\n\n", "\n", ". ", " ")
"""Where a text may be cut, the best first."""


def split(text: str, most: int = MOST_CHARACTERS) -> Iterator[Span]:
    """Cut a text where paragraphs end, else lines, sentences or words; blank parts are left out."""
    start = 0
    while start < len(text):
        end = _cut(text, start, most)
        if text[start:end].strip():
            yield Span(start, end)
        start = end


def _cut(text: str, start: int, most: int) -> int:
    if len(text) - start <= most:
        return len(text)
    for mark in _ENDS:
        found = text.rfind(mark, start, start + most)
        if found >= 0:
            return found + len(mark)
    return start + most
