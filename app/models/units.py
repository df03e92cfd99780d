"""A text as units: words and single marks, each with what the letters alone do not tell a model.

The encoder reads lower-cased pieces, so capital letters, line ends and quotation marks that open or
close would be lost; here they become small numbers beside each unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_UNIT = re.compile(r"\w+|''|``|[^\w\s]")
_ENDS_LINE = frozenset(".!?:;\"”’»')")
_WRAPPED = range(50, 100)  # a line of other length was ended by its writer, not by a wrapping program
_BULLETS = ("- ", "– ", "• ", "* ", "· ")
_OPENING = frozenset("“«„``")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset(("''", '"', "``"))


class Case(IntEnum):
    """How a unit is written."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    OTHER = 3


class Gap(IntEnum):
    """What stands before a unit."""

    GLUED = 0
    BLANK = 1
    PARAGRAPH = 2


class Quoted(IntEnum):
    """Where a unit stands with regard to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    INSIDE_SINGLE = 2
    OPENS = 3
    CLOSES = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a mark at text[start:end]."""

    start: int
    end: int
    word: str
    case: Case
    gap: Gap
    quoted: Quoted


def split(text: str) -> list[Unit]:
    """Cut a text into units, in order; blanks belong to none."""
    units: list[Unit] = []
    marks = _Marks()
    before = -1
    for match in _UNIT.finditer(text):
        start, end = match.span()
        gap = _gap(text, before, start) if before >= 0 else Gap.PARAGRAPH
        if gap is Gap.PARAGRAPH:
            marks = _Marks()
        word = match[0]
        quoted = marks.read(word, gap, glued_after=text[end : end + 1].isalnum())
        units.append(Unit(start, end, word, _case(word), gap, quoted))
        before = end
    return units


def _gap(text: str, end: int, start: int) -> Gap:
    if end == start:
        return Gap.GLUED
    if start - end == 1 and text[end] == " ":
        return Gap.BLANK
    between = text[end:start]
    lines = between.count("\n")
    if lines == 0:
        return Gap.BLANK
    if lines > 1 or text[end - 1] in _ENDS_LINE:
        return Gap.PARAGRAPH
    if text.startswith(_BULLETS, start):
        return Gap.PARAGRAPH
    line = text.rfind("\n", 0, end) + 1
    return Gap.BLANK if end - line in _WRAPPED else Gap.PARAGRAPH


@lru_cache(maxsize=50_000)
def _case(word: str) -> Case:
    if word.islower() or not any(letter.isalnum() for letter in word):
        return Case.LOWER
    if word.isupper() and len(word) > 1 and word.isalpha():
        return Case.UPPER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Case.TITLE
    return Case.OTHER


class _Marks:
    """Follows the quotation marks of one paragraph."""

    def __init__(self) -> None:
        self.double = False
        self.single = False

    def read(self, word: str, gap: Gap, *, glued_after: bool) -> Quoted:
        """Take the next unit and tell where it stands."""
        if word[0].isalnum():
            return self._inside()
        if word in _STRAIGHT:
            self.double = not self.double
            return Quoted.OPENS if self.double else Quoted.CLOSES
        if word in _OPENING:
            self.double = True
            return Quoted.OPENS
        if word in _CLOSING:
            self.double = False
            return Quoted.CLOSES
        if word in "‘'’":
            single = self._single(word, gap, glued_after=glued_after)
            if single is not None:
                return single
        return self._inside()

    def _inside(self) -> Quoted:
        if self.double:
            return Quoted.INSIDE
        return Quoted.INSIDE_SINGLE if self.single else Quoted.OUTSIDE

    def _single(self, word: str, gap: Gap, *, glued_after: bool) -> Quoted | None:
        """Tell a single quotation mark from an apostrophe; None for the latter."""
        if word != "’" and glued_after and (gap is not Gap.GLUED or word == "‘"):
            self.single = True
            return Quoted.OPENS
        if word != "‘" and self.single and not glued_after:
            self.single = False
            return Quoted.CLOSES
        return None
