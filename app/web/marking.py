"""The words of an article, cut so that every claim can be marked where it stands.

Claims may overlap in any way, marks of HTML may not: so the text is cut at every end of a passage,
and each piece knows which claims it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    notes = number_claims(claims)
    stretches = [
        _Stretch(max(0, passage.start), min(len(text), passage.end), note)
        for note in notes
        for passage in note.claim.passages
    ]
    first = {
        note.number: min((one.start for one in stretches if one.note is note), default=0) for note in notes
    }
    last = {note.number: max((one.end for one in stretches if one.note is note), default=0) for note in notes}
    paragraphs = []
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        here = [one for one in stretches if one.start < line.end() and line.start() < one.end]
        pieces = tuple(_pieces(text, line.span(), here, first, last))
        begun = sorted({note.number: note for piece in pieces for note in piece.begins}.items())
        paragraphs.append(Paragraph(pieces=pieces, notes=tuple(note for _, note in begun)))
    return tuple(paragraphs)


def _pieces(
    text: str,
    line: tuple[int, int],
    stretches: Sequence[_Stretch],
    first: dict[int, int],
    last: dict[int, int],
) -> Iterator[Piece]:
    start, end = line
    cuts = {start, end}
    for one in stretches:
        cuts |= {cut for cut in (one.start, one.end) if start < cut < end}
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        covering = [one for one in stretches if one.start <= left and right <= one.end]
        covering.sort(key=lambda one: (one.end - one.start, one.note.number))
        notes = tuple({one.note.number: one.note for one in covering}.values())
        yield Piece(
            text=text[left:right],
            notes=notes,
            # A passage may begin with the line feed before its first words.
            begins=tuple(
                note
                for note in notes
                if max(first[note.number], start) == left and first[note.number] >= start - 1
            ),
            ends=tuple(
                note
                for note in notes
                if last[note.number] == right or (right == end and end < last[note.number] <= end + 1)
            ),
        )
