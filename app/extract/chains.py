"""By which ways a claim came to the reader: "state television said, quoting an official"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.lexicon import CROWDS, GENERIC_ORGANIZATIONS, MEDIA, ORGANIZATIONS, is_role
from app.extract.names import bare
from app.extract.sources import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.claim import Attribution

_WHO = r"(?P<who>[^,.;:\n“”\"«»]{2,80}?)"
_PASSED = r"(?:quoted|cited|carried|reported|published|broadcast|aired)"
_END = rf"(?=[,.;:\n“”\"«»]|\s(?:as saying|that|who|which|said|says|reported|and {_PASSED})\b|$)"
_QUOTING = re.compile(rf"\bquoting\s+{_WHO}{_END}")
_ASIDE = r"(?:,\s+(?:who|whom|which)\b[^,.;:“”\"]{1,80},)?"
_NAMED = r"(?P<who>[^,.;:\n“”\"«»]{2,80}?(?:,\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}(?=,))?)"
_QUOTED = re.compile(rf"\bquot(?:ed|es)\s+{_NAMED},?{_ASIDE}\s+as\s+(?:saying|telling)\b(?:\s+that\b)?,?\s*")
_CITING = re.compile(rf"(?:,\s*|(?<!\s)\s+|\b)citing\s+{_WHO}{_END}")
_BY = re.compile(rf"\b{_PASSED}\s+by\s+{_WHO}{_END}")
_HEARD = re.compile(rf"\b(?:told|informed|briefed)\s+by\s+{_WHO}{_END}")
_TOLD = re.compile(rf"\btold\s+{_WHO}{_END}")
_OTHERS = frozenset(
    {"relative", "friend", "neighbour", "neighbor", "colleague", "colleagues", "contact", "contacts"}
    | {
        "member",
        "members",
        "lady",
        "girl",
        "boy",
        "teacher",
        "aide",
        "employee",
        "pal",
        "insider",
        "survivor",
        "man",
        "men",
        "woman",
        "women",
        "nurse",
        "nurses",
        "doctor",
    }
    | {"filing", "filings", "statements", "figures", "memo", "letter", "email", "emails", "transcript"}
)
"""Who is seldom a source but often cited, and papers that pass on what they say."""
MOST_WORDS = 10
"""Words of who is cited."""
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
    content, source = attribution.content, attribution.source[:1]
    passed = _passed_on(text, attribution, sentence)
    quoted = _QUOTED.search(text, sentence.start, sentence.end)
    quoting = _QUOTING.search(text, sentence.start, sentence.end)
    speaker = None
    if quoted and source and quoted.start() >= source[0].start:
        speaker, content = _span(quoted), _after(content, quoted.end())
    elif quoting and source and _may_speak(quoting["who"]):
        speaker = _span(quoting)
    citing = _CITING.search(text, sentence.start, sentence.end) or _heard_from(text, attribution, sentence)
    if citing and source and _may_speak(citing["who"]):
        cited = (*source, _span(citing))
        return Chain(speaker, (*passed, *cited), _without(content, Span(*citing.span())))
    return Chain(speaker, (*passed, *source) if speaker else passed, content)


def only_cites(text: str, attribution: Attribution) -> bool:
    """Tell whether an attribution says no more than who is cited: "citing two people familiar with it"."""
    cue = " ".join(span.of(text) for span in attribution.cue).lower()
    content = " ".join(span.of(text) for span in attribution.content)
    return cue in {"citing", "quoting"} and len(content.split()) <= MOST_WORDS and _may_speak(content)


def _passed_on(text: str, attribution: Attribution, sentence: Span) -> tuple[Span, ...]:
    """Find the outlets that carried it, the last named first: it is the nearest to the reader."""
    carried = [
        *_BY.finditer(text, sentence.start, sentence.end),
        *_told_to(text, attribution, sentence),
    ]
    named = (match for match in carried if _is_outlet(match["who"]))
    free = {_span(match) for match in named if not _is_content(match, attribution)}
    return tuple(sorted(free, reverse=True))


def _heard_from(text: str, attribution: Attribution, sentence: Span) -> re.Match[str] | None:
    """Find by whom the source was told, where that is no part of what it says."""
    heard = _HEARD.search(text, sentence.start, sentence.end)
    return heard if heard and not _is_content(heard, attribution) else None


def _is_content(match: re.Match[str], attribution: Attribution) -> bool:
    return any(span.start <= match.start() < span.end for span in attribution.content)


def _told_to(text: str, attribution: Attribution, sentence: Span) -> Iterator[re.Match[str]]:
    """Find to whom it was told: the words right after the cue, as far as they are no content."""
    told = _TOLD.search(text, sentence.start, sentence.end)
    if told and not _is_content(told, attribution):
        yield told


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("who"))


def _may_speak(words: str) -> bool:
    """Tell whether words may be somebody: "citing officials", not "citing a lack of evidence"."""
    lowered = [bare(word) for word in words.split()]
    head = head_of(lowered)
    known = _OTHERS | CROWDS | ORGANIZATIONS | GENERIC_ORGANIZATIONS | _OUTLETS
    return head in known or is_role(head) or bool(re.match(r"(?:the\s)?[A-Z]\w+", words))


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
