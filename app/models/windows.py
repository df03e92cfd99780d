"""A long text as windows that an encoder can read: whole paragraphs, packed.

Hardly any attribution crosses a paragraph (7 of 1,000 in news), so paragraphs need no overlap. One
that is too long is cut between sentences, a sentence that is too long between units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.units import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.units import Unit

_STOPS = frozenset(".!?")
_AFTER_STOP = frozenset("\"'’”»)")


def windows(
    units: Sequence[Unit], sizes: Sequence[int], *, limit: int, first: int | None = None
) -> list[range]:
    """Group unit indices so that the pieces of each group stay within `limit`; all units, in order.

    `first` is a smaller limit for the first window: training varies with it where windows begin.
    """
    blocks: list[range] = []
    for paragraph in _runs(units, sentences=False):
        if _size(sizes, paragraph) <= limit:
            blocks.append(paragraph)
            continue
        inner = [units[index] for index in paragraph]
        for sentence in _runs(inner, sentences=True):
            shifted = range(sentence.start + paragraph.start, sentence.stop + paragraph.start)
            blocks.extend(_cut(sizes, shifted, limit))
    return _pack(blocks, sizes, limit, first if first is not None else limit)


def _size(sizes: Sequence[int], block: range) -> int:
    return sum(sizes[block.start : block.stop])


def _runs(units: Sequence[Unit], *, sentences: bool) -> list[range]:
    starts = [0]
    for index in range(1, len(units)):
        if sentences:
            unit = units[index]
            ended = units[index - 1].word in _STOPS or (
                index > 1 and units[index - 1].word in _AFTER_STOP and units[index - 2].word in _STOPS
            )
            begins = ended and unit.gap is not Gap.GLUED
        else:
            begins = units[index].gap is Gap.PARAGRAPH
        if begins:
            starts.append(index)
    stops = [*starts[1:], len(units)]
    return [range(start, stop) for start, stop in zip(starts, stops, strict=True) if start < stop]


def _cut(sizes: Sequence[int], block: range, limit: int) -> list[range]:
    """Cut a block that is too long wherever the limit falls."""
    parts: list[range] = []
    start, total = block.start, 0
    for index in block:
        if total + sizes[index] > limit and index > start:
            parts.append(range(start, index))
            start, total = index, 0
        total += sizes[index]
    parts.append(range(start, block.stop))
    return parts


def _pack(blocks: Sequence[range], sizes: Sequence[int], limit: int, first: int) -> list[range]:
    packed: list[range] = []
    room = first
    total = 0
    for block in blocks:
        size = _size(sizes, block)
        if packed and total + size <= room:
            packed[-1] = range(packed[-1].start, block.stop)
            total += size
        else:
            if packed:
                room = limit
            packed.append(block)
            total = size
    return packed
