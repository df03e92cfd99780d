"""A claim in its own paragraph: the words claimed, the words that name the source, those that attribute.

Where the text itself is not kept, the context that each passage carries has to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.view import ClaimView, PassageView

AROUND = 240
"""Characters that are shown at most before and after the words of a claim."""


class Role(StrEnum):
    """What a stretch of the paragraph is to the claim."""

    AROUND = "around"
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text with one role."""

    text: str
    role: Role


def quote(claim: ClaimView, text: str | None) -> tuple[Bit, ...]:
    """Give the claim with what stands around it, from the whole text if that is kept."""
    if not claim.passages:
        return (Bit(claim.text, Role.CONTENT),)
    return tuple(_from_text(claim, text) if text else _from_passages(claim))


def _from_text(claim: ClaimView, text: str) -> Iterator[Bit]:
    parts = _parts(claim)
    start = _widen_left(text, min(passage.start for passage, _ in parts))
    end = _widen_right(text, max(passage.end for passage, _ in parts))
    cuts = {start, end}
    for passage, _ in parts:
        cuts |= {min(max(cut, start), end) for cut in (passage.start, passage.end)}
    if start > 0 and text[start - 1] != "\n":
        yield Bit("… ", Role.AROUND)
    for left, right in pairwise(sorted(cuts)):
        roles = [role for passage, role in parts if passage.start <= left and right <= passage.end]
        yield Bit(text[left:right], roles[0] if roles else Role.AROUND)
    if end < len(text) and text[end] != "\n":
        yield Bit(" …", Role.AROUND)


def _parts(claim: ClaimView) -> list[tuple[PassageView, Role]]:
    """List the passages of a claim, those first that count more where two overlap."""
    source = [(claim.source, Role.SOURCE)] if claim.source else []
    content = [(passage, Role.CONTENT) for passage in claim.passages]
    return [*content, *source, *((passage, Role.CUE) for passage in claim.cue)]


def _widen_left(text: str, start: int) -> int:
    """Go back to the beginning of the paragraph, or to a word that is not too far away."""
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= AROUND:
        return paragraph
    blank = text.find(" ", start - AROUND, start)
    return blank + 1 if blank >= 0 else start


def _widen_right(text: str, end: int) -> int:
    found = text.find("\n", end)
    paragraph = found if found >= 0 else len(text)
    if paragraph - end <= AROUND:
        return paragraph
    blank = text.rfind(" ", end, end + AROUND)
    return blank if blank >= 0 else end


def _from_passages(claim: ClaimView) -> Iterator[Bit]:
    for number, passage in enumerate(claim.passages):
        if number:
            yield Bit(" … ", Role.AROUND)
        yield Bit(passage.prefix.partition(" ")[2], Role.AROUND)
        yield Bit(passage.exact, Role.CONTENT)
        yield Bit(passage.suffix.rpartition(" ")[0], Role.AROUND)
