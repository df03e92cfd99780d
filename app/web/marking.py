"""The words of an article, cut so that every claim can be marked where it stands.

Claims may overlap in any way, marks of HTML may not: so the text is cut at every end of a passage,
and each piece knows which claims it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.domain.view import ClaimView


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim as the margin speaks of it; `number` counts in the order of the text, from 1."""

    number: int
    claim: ClaimView


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text that belongs to the same claims throughout.

    `notes` are these claims, the most closely fitting first; `begins` and `ends` those of them
    whose first piece, or last piece, this is.
    """

    text: str
    notes: tuple[Note, ...] = ()
    begins: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the text with the notes that begin in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    note: Note


def number_claims(claims: Iterable[ClaimView]) -> tuple[Note, ...]:
    """Give claims numbers in the order in which they begin in the text."""
    ordered = sorted(claims, key=lambda claim: ([(one.start, one.end) for one in claim.passages], claim.id))
    return tuple(Note(number=number, claim=claim) for number, claim in enumerate(ordered, start=1))


def mark(text: str, claims: Iterable[ClaimView]) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs and these into pieces; joined again, the pieces are the paragraph."""
    stretches = [
        _Stretch(passage.start, passage.end, note)
        for note in number_claims(claims)
        for passage in note.claim.passages
    ]
    lines = [list(_pieces(text, line.span(), stretches)) for line in re.finditer(r"[^\n]*[^\s][^\n]*", text)]
    places = [(row, column) for row, line in enumerate(lines) for column in range(len(line))]
    first: dict[int, tuple[int, int]] = {}
    last: dict[int, tuple[int, int]] = {}
    for row, column in places:
        for note in lines[row][column].notes:
            first.setdefault(note.number, (row, column))
            last[note.number] = (row, column)
    for place in places:
        piece = lines[place[0]][place[1]]
        begins = tuple(note for note in piece.notes if first[note.number] == place)
        ends = tuple(note for note in piece.notes if last[note.number] == place)
        lines[place[0]][place[1]] = replace(piece, begins=begins, ends=ends)
    return tuple(_paragraph(line) for line in lines)


def _paragraph(pieces: list[Piece]) -> Paragraph:
    notes = sorted((note for piece in pieces for note in piece.begins), key=lambda note: note.number)
    return Paragraph(pieces=tuple(pieces), notes=tuple(notes))


def _pieces(text: str, line: tuple[int, int], stretches: Sequence[_Stretch]) -> Iterator[Piece]:
    start, end = line
    here = [one for one in stretches if one.start < end and start < one.end]
    cuts = {start, end} | {cut for one in here for cut in (one.start, one.end) if start < cut < end}
    for left, right in pairwise(sorted(cuts)):
        covering = [one for one in here if one.start <= left and right <= one.end]
        covering.sort(key=lambda one: (one.end - one.start, one.note.number))
        notes = tuple({one.note.number: one.note for one in covering}.values())
        yield Piece(text=text[left:right], notes=notes)
