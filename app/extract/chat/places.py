"""Where the words of an answer stand in the text: found by us, or reported as not to be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.claim import Attribution, Quotation, Unfound
from app.domain.grounding import CONTENT_JOINT
from app.extract.base import Found
from app.extract.chat.alike import Alike, gap, nearest
from app.models.units import Quoted, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.article import Span
    from app.extract.chat.answer import Told

_SHOWN = 200
_QUOTED = frozenset({Quoted.INSIDE, Quoted.INSIDE_SINGLE})


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to place the words of an attribution."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    @property
    def anchor(self) -> Span:
        return (self.cue or self.content)[0]

    def repeats(self, other: _Reading) -> bool:
        """Tell whether the same cue brings some of the same words, or the same words stand without a cue."""
        if self.cue:
            return self.cue == other.cue and self.shares(other)
        return not other.cue and self.content == other.content

    def shares(self, other: _Reading) -> bool:
        """Tell whether some of the same words are said in both."""
        return any(mine.overlaps(theirs) for mine in self.content for theirs in other.content)

    @property
    def width(self) -> int:
        return sum(gap(span, self.anchor) for span in (*self.source, *self.content))


def place(text: str, within: Span, told: Iterable[Told]) -> Found:
    """Find each attribution in a part of a text; words that stand there often are taken in their order."""
    alike = Alike(text, within)
    found: list[Attribution] = []
    unfound: list[Unfound] = []
    known: list[_Reading] = []
    options: dict[str, tuple[Span, ...]] = {}
    after = within.start
    for one in told:
        for role in {one.source, one.cue, *one.content} - options.keys():
            options[role] = alike.places(role)
        words = CONTENT_JOINT.join(one.content)
        reason = _missing(one, options)
        readings = [] if reason else list(_readings(one, options))
        if not readings:
            unfound.append(Unfound(words=words, reason=reason or f"the words overlap: {_shown(words)}"))
            continue
        best = _best(readings, known, after)
        if best is None:
            if not any(way in known for way in readings):  # the very same once more is no loss
                unfound.append(Unfound(words=words, reason=f"told before, otherwise: {_shown(words)}"))
            continue
        known.append(best)
        after = best.anchor.start
        found.append(
            Attribution(
                source=best.source,
                cue=best.cue,
                content=best.content,
                quotation=_quotation(text, best.content, one.kind),
            )
        )
    return Found(attributions=tuple(found), unfound=tuple(unfound))


def _best(readings: list[_Reading], known: list[_Reading], after: int) -> _Reading | None:
    """Choose the closest reading; if that was told before, the closest of words that were not yet."""

    def order(way: _Reading) -> tuple[int, bool, Span]:
        return way.width, way.anchor.start < after, way.anchor

    best = min(readings, key=order)
    if not any(best.repeats(other) for other in known):
        return best
    fresh = [way for way in readings if not any(way.shares(other) for other in known)]
    return min(fresh, key=order, default=None)


def _missing(told: Told, options: dict[str, tuple[Span, ...]]) -> str | None:
    """Say what of an attribution does not stand in the text, if anything."""
    if not any(letter.isalnum() for part in told.content for letter in part):
        return f"no words are said to be reported by {_shown(told.source)}"
    roles = [("the content", part) for part in told.content]
    roles += [("the cue", told.cue), ("the source", told.source)]
    for role, words in roles:
        if words.strip() and not options[words]:
            return f"{role} {_shown(words)} does not stand in the text"
    return None


def _readings(told: Told, options: dict[str, tuple[Span, ...]]) -> Iterator[_Reading]:
    """Give for each place of the cue, else of the content, the nearest places of all else."""
    parts = [part for part in told.content if part.strip()]
    for anchor in options[told.cue] or options[parts[0]]:
        taken = [anchor] if options[told.cue] else []
        content = _apart([options[part] for part in parts], anchor, taken)
        source = _apart([options[told.source]], anchor, taken) if options[told.source] else ()
        if content is not None and source is not None:
            cue = (anchor,) if options[told.cue] else ()
            yield _Reading(source, cue, tuple(sorted(content)))


def _apart(choices: list[tuple[Span, ...]], anchor: Span, taken: list[Span]) -> tuple[Span, ...] | None:
    """Choose of each the nearest place that is still free, and take it; None if there is none."""
    chosen = []
    for spans in choices:
        free = (span for span in nearest(spans, anchor) if not any(span.overlaps(one) for one in taken))
        span = next(free, None)
        if span is None:
            return None
        taken.append(span)
        chosen.append(span)
    return tuple(chosen)


def _quotation(text: str, content: tuple[Span, ...], kind: Quotation) -> Quotation:
    """Let the marks of the page decide how words are given; the endpoint, where they leave a choice."""
    words = [unit for span in content for unit in _units(text, span) if unit[1]]
    inside = sum(quoted in _QUOTED for quoted, _ in words)
    if not inside:
        return Quotation.INDIRECT
    if inside == len(words):
        return Quotation.DIRECT
    return Quotation.MIXED if kind is Quotation.INDIRECT else kind


def _units(text: str, span: Span) -> Iterator[tuple[Quoted, bool]]:
    """Give the units of a span with where they stand, read from the beginning of its paragraph."""
    start = text.rfind("\n", 0, span.start) + 1
    for unit in split(text[start : span.end]):
        if unit.start + start >= span.start:
            yield unit.quoted, unit.word[0].isalnum()


def _shown(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[:_SHOWN] + "…")
