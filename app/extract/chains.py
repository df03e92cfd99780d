"""By which ways a claim came to the reader: "state television said, quoting an official"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.lexicon import CROWDS, GENERIC_ORGANIZATIONS, MEDIA, ORGANIZATIONS, ROLES
from app.extract.names import bare
from app.extract.sources import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.claim import Attribution

_WHO = r"(?P<who>[^,.;:\n“”\"«»]{2,80}?)"
_END = r"(?=[,.;:\n“”\"«»]|\s(?:as saying|that|who|which|said|says|reported)\b|$)"
_QUOTING = re.compile(rf"\bquoting\s+{_WHO}{_END}")
_QUOTED = re.compile(rf"\bquot(?:ed|es)\s+{_WHO}\s+as\s+(?:saying|telling)\b(?:\s+that\b)?,?\s*")
_CITING = re.compile(rf"(?:,\s*|(?<!\s)\s+|\b)citing\s+{_WHO}{_END}")
_BY = re.compile(rf"\b(?:quoted|cited|carried|reported|published|broadcast|aired)\s+by\s+{_WHO}{_END}")
_TOLD = re.compile(rf"\btold\s+{_WHO}{_END}")
_OUTLETS = MEDIA | frozenset(
    {"media", "press", "times", "post", "herald", "reuters", "afp", "ap", "bbc", "cnn", "fm"}
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who really speaks, where another passes it on; the hops to the reader, the nearest first."""

    speaker: Span | None = None
    hops: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


def read_chain(text: str, attribution: Attribution, sentence: Span) -> Chain:
    """Read the hops that the sentence of an attribution tells; the content without what tells them."""
    quoted = _QUOTED.search(text, sentence.start, sentence.end)
    if quoted and attribution.source and quoted.start() >= attribution.source[0].start:
        return Chain(_span(quoted), attribution.source[:1], _after(attribution.content, quoted.end()))
    quoting = _QUOTING.search(text, sentence.start, sentence.end)
    if quoting and attribution.source and _may_speak(quoting["who"]):
        return Chain(_span(quoting), attribution.source[:1], attribution.content)
    citing = _CITING.search(text, sentence.start, sentence.end)
    if citing and attribution.source and _may_speak(citing["who"]):
        content = _without(attribution.content, Span(*citing.span()))
        return Chain(None, (attribution.source[0], _span(citing)), content)
    passed = _BY.search(text, sentence.start, sentence.end) or _told_to(text, attribution, sentence)
    if passed and _is_outlet(passed["who"]):
        return Chain(None, (_span(passed),), attribution.content)
    return Chain(content=attribution.content)


def _told_to(text: str, attribution: Attribution, sentence: Span) -> re.Match[str] | None:
    """Find to whom it was told: the words right after the cue, as far as they are no content."""
    told = _TOLD.search(text, sentence.start, sentence.end)
    if told is None or any(span.start <= told.start() < span.end for span in attribution.content):
        return None
    return told


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("who"))


def _may_speak(words: str) -> bool:
    """Tell whether words may be somebody: "citing officials", not "citing a lack of evidence"."""
    lowered = [bare(word) for word in words.split()]
    head = head_of(lowered)
    known = CROWDS | ROLES | ORGANIZATIONS | GENERIC_ORGANIZATIONS | _OUTLETS
    return head in known or bool(re.match(r"(?:the\s)?[A-Z]\w+", words))


def _is_outlet(words: str) -> bool:
    return not _OUTLETS.isdisjoint(bare(word) for word in words.split()) and "conference" not in words


def _after(content: Sequence[Span], start: int) -> tuple[Span, ...]:
    """Keep what stands after a place; everything where nothing does."""
    kept = tuple(Span(max(span.start, start), span.end) for span in content if span.end > start)
    return kept or tuple(content)


def _without(content: Sequence[Span], cut: Span) -> tuple[Span, ...]:
    """Leave a stretch at the end of a content out."""
    kept = tuple(
        Span(span.start, min(span.end, cut.start)) if span.start < cut.start < span.end else span
        for span in content
        if not span.within(cut)
    )
    return kept or tuple(content)
