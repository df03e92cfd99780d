"""The attribution step on our own model: who is said to say what, as spans of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Attribution, Quotation
from app.models.units import Quoted, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.runner import Reading

_WHOLLY = 0.9  # the share of quoted words from which a content counts as direct


def attributions(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """Turn what the model found into attributions in the order of the text."""
    units = reading.units
    found = []
    for group in reading.groups:
        content = tuple(span for part in group.content if (span := _span(text, units, part)))
        if not content:
            continue
        found.append(
            Attribution(
                source=tuple(span for part in group.source if (span := _span(text, units, part))),
                cue=(Span(units[group.cue.start].start, units[group.cue.stop - 1].end),),
                content=content,
                quotation=_quotation(units, group.content),
            )
        )
    return tuple(sorted(found, key=lambda given: given.content[0]))


def _span(text: str, units: Sequence[Unit], part: range) -> Span | None:
    """Give the characters of some units, edges on word boundaries; None where no word is left."""
    span = Span(units[part.start].start, units[part.stop - 1].end)
    return span if any(letter.isalnum() for letter in span.of(text)) else None


def _quotation(units: Sequence[Unit], parts: Sequence[range]) -> Quotation:
    """Tell how much of a content stands between quotation marks."""
    words = [units[index] for part in parts for index in part if units[index].word[0].isalnum()]
    inside = sum(unit.quoted in (Quoted.INSIDE, Quoted.INSIDE_SINGLE) for unit in words)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside >= _WHOLLY * len(words) else Quotation.MIXED
