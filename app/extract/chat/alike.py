"""A text in plain spelling, with the way back: marks and blanks made alike, letters left alone."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from app.domain.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKE = {
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
_EDGE = " \"',."
_DOUBLED = re.compile(r"['`´‘’]{2}")


class Alike:
    """A stretch of a text in which words are found, also where marks or blanks are spelt otherwise."""

    def __init__(self, text: str, within: Span) -> None:
        self._text = text
        self._within = within
        pieces = list(_pieces(text, within))
        self._plain = "".join(plain for _, _, plain in pieces)
        self._starts = [start for start, _, plain in pieces for _ in plain]
        self._ends = [end for _, end, plain in pieces for _ in plain]

    def places(self, words: str) -> tuple[Span, ...]:
        """Find words: as they are, else with marks and blanks alike, else without marks at their ends.

        A lone mark ("-") stands everywhere in some spelling, so there the spelling tells nothing.
        """
        exact = words.strip()
        plain = alike(exact)
        if not any(letter.isalnum() for letter in exact):
            return tuple(sorted({*self._exactly(exact), *self._alike(plain)}))
        return self._exactly(exact) or self._alike(plain) or self._alike(plain.strip(_EDGE))

    def _exactly(self, words: str) -> tuple[Span, ...]:
        found = (
            Span(at, at + len(words))
            for at in _occurrences(self._text, words, self._within.start, self._within.end)
        )
        return tuple(span for span in found if self._is_whole(span))

    def _alike(self, words: str) -> tuple[Span, ...]:
        found = (
            Span(self._starts[at], self._ends[at + len(words) - 1])
            for at in _occurrences(self._plain, words, 0, len(self._plain))
        )
        return tuple(span for span in found if self._is_whole(span))

    def _is_whole(self, span: Span) -> bool:
        """Tell whether a place begins and ends where words do: "Ann" is not in "Anna"."""
        text, start, end = self._text, span.start, span.end
        cuts_before = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
        cuts_after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
        return not cuts_before and not cuts_after


def alike(words: str) -> str:
    """Spell words plainly: one kind of quotation mark, dash and blank, composed letters."""
    return "".join(plain for _, _, plain in _pieces(words, Span(0, len(words)))) if words else ""


def nearest(spans: tuple[Span, ...], near: Span, most: int = 8) -> list[Span]:
    """Give those of some spans in order that are nearest to another, nearest first, the earlier if equal."""
    at = bisect_left(spans, near)
    window = spans[max(0, at - most) : at + most]
    return sorted(window, key=lambda span: (gap(span, near), span))


def gap(first: Span, second: Span) -> int:
    """Count the characters between two spans."""
    return max(0, first.start - second.end, second.start - first.end)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.combining(letter) > 0


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _pieces(text: str, within: Span) -> Iterator[tuple[int, int, str]]:
    """Cut a text into letters with their accents, runs of blanks, and marks; each with its plain spelling."""
    at = within.start
    while at < within.end:
        end = at + 1
        if text[at].isspace():
            while end < within.end and text[end].isspace():
                end += 1
            plain = " "
        elif _DOUBLED.match(text, at, within.end):
            end = at + 2
            plain = '"'
        elif text[at] in _LIKE:
            plain = _LIKE[text[at]]
        else:
            while end < within.end and unicodedata.combining(text[end]):
                end += 1
            plain = unicodedata.normalize("NFC", text[at:end])
        yield at, end, plain
        at = end
