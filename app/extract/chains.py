"""By which ways a claim came to the reader: "state television said, quoting an official"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.lexicon import CROWDS, GENERIC_ORGANIZATIONS, MEDIA, ORGANIZATIONS, is_role
from app.extract.names.name import bare
from app.extract.speakers.sources import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.domain.claim import Attribution

_WHO = r"(?P<who>[^,.;:\n“”\"«»]{2,80}?)"
_PASSED = r"(?:quoted|cited|carried|reported|published|broadcast|aired)"
_END = (
    rf"(?=[,.;:\n“”\"«»]|\s(?:as saying|that|who|which|said|says|reported|and {_PASSED}"
    r"|(?:told|informed|briefed) by"
    r"|(?:in|on) (?:\d+|[A-Z][a-z]+day|an? \w+)|by (?:\w+ )?(?:phone|email))\b|$)"
)
_ASIDE = r"(?:,\s+(?:who|whom|which)\b[^,.;:“”\"]{1,80},)?"
_NAMED = r"(?P<who>[^,.;:\n“”\"«»]{2,80}?(?:,\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}(?=,))?)"
_QUOTED = re.compile(rf"\bquot(?:ed|es)\s+{_NAMED},?{_ASIDE}\s+as\s+(?:saying|telling)\b(?:\s+that\b)?,?\s*")
_THEN = r"(?:,?\s(?:itself|in\sturn)\b,?\s?)?"
_ITSELF = r"(?:has\s|had\s|was\s|were\s|itself\s|in\sturn\s)?"
_VIA = (
    rf"(?:(?P<quotes>[Qq]uoting|(?:who|which|that)\s{_ITSELF}quot(?:ed|es|ing))"
    rf"|(?P<cites>[Cc]iting|(?:who|which|that)\s{_ITSELF}cit(?:ed|es|ing))"
    rf"|(?P<heard>(?:(?:who|which|that)\s(?:was|were|is|are|had\sbeen)\s)?(?:told|informed|briefed)\sby))\s+{_WHO}{_END}"
)
_FIRST_VIA = re.compile(rf"(?:,\s*|(?<!\s)\s+|\b){_VIA}")
_NEXT_VIA = re.compile(rf"{_THEN},?\s*{_VIA}")
"""One hop to whom something came from, and the one behind it: "citing a channel, which quoted her"."""
_CLAUSE = re.compile(r",?\s(?P<clause>that\s.+?)[.\s]*\Z", re.DOTALL)
_BY = re.compile(rf"\b{_PASSED}\s+by\s+{_WHO}{_END}")
_CITED = re.compile(
    r"(?P<who>[^\s,.;:\n“”\"«»][^,.;:\n“”\"«»]{1,80}?)\s(?:was|were|is|are|(?:has|have|had)\sbeen)\s(?:quoted|cited)"
    r"\sby\s(?P<by>[^,.;:\n“”\"«»]{2,80}?)\sas\s(?:saying|telling)\b(?:\sthat\b)?,?\s*"
)
"""Who is passed on by another: "an aide was quoted by the paper as saying"."""
_LED = re.compile(r"(?:citing|quoting)\s[^.;:\n“”\"«»]{2,80},\s\Z")
_CLAUSE_BEGINS = r"(?=\s(?:he|she|it|they|we|I|there|his|her|their|its|the|an?)\b)"
_TOLD = re.compile(rf"\btold\s+{_WHO}(?:{_CLAUSE_BEGINS}|{_END})")
_MADE = re.compile(
    r"(?:an?|the)\s(?:[\w-]+\s)?(?:report|story|article|dispatch)\s(?:by|in|from|on)\s(?=(?:the\s)?[A-Z])"
)
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
    | {"report", "reports", "documents", "document", "statement", "study"}
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
    content = tuple(filter(None, (_plain(text, span) for span in attribution.content))) or attribution.content
    source = attribution.source[:1]
    cited = _CITED.search(text, sentence.start, sentence.end)
    if cited and source and source[0].end <= cited.end() < content[-1].end:
        return Chain(_span(cited), (Span(*cited.span("by")),), _after(content, cited.end()))
    passed = _passed_on(text, attribution, sentence)
    quoted = _QUOTED.search(text, sentence.start, sentence.end)
    vias = list(_vias(text, attribution, sentence)) if source else []
    if vias:
        told = Span(vias[0].start(), vias[-1].end())
        content = _without(text, content, told) or _behind(text, told.end, sentence) or content
        source = tuple(_before(text, span, told.start) for span in source)
    steps = (*source, *map(_span, vias))
    speakers = [_span(via) for via in vias if via["quotes"]]
    if quoted and source and quoted.start() >= source[0].start:
        return Chain(_span(quoted), (*passed, *steps), _after(content, quoted.end()))
    if not vias:
        return Chain(None, passed, content)
    if vias[-1]["quotes"]:
        steps = steps[:-1]
    speaker = speakers[-1] if speakers else source[0] if source != attribution.source[:1] else None
    return Chain(speaker, (*passed, *steps), content)


def _vias(text: str, attribution: Attribution, sentence: Span) -> Iterator[re.Match[str]]:
    """Find from whom it came, the nearest to the reader first; each next one stands right behind."""
    starts = _FIRST_VIA.finditer(text, sentence.start, sentence.end)
    via = next((one for one in starts if _may_lead(one, attribution)), None)
    while via and _may_speak(via["who"]):
        yield via
        via = _NEXT_VIA.match(text, via.end(), sentence.end)


def _may_lead(via: re.Match[str], attribution: Attribution) -> bool:
    """Tell whether a chain may begin so: what was heard is no content; "which cited" follows its source."""
    if via["heard"]:
        return not _is_content(via, attribution)
    if via[0].lstrip(" ,")[0] in "CcQq":
        return True
    source = attribution.source[0]
    return source.start < via.start() <= source.end + 1


def only_cites(text: str, attribution: Attribution) -> bool:
    """Tell whether an attribution says no more than who is cited: "citing two people familiar with it"."""
    cue = " ".join(span.of(text) for span in attribution.cue).lower()
    content = " ".join(span.of(text) for span in attribution.content)
    pointed = {span.of(text).lower() for span in attribution.source} <= {"who", "which", "that"}
    passes_on = pointed and cue in {"cited", "quoted", "cites", "quotes"}
    if passes_on and attribution.source and _LED.search(text, 0, attribution.source[0].start):
        return True  # one hop of the chain that "citing" begins
    passive = len(attribution.content) == 1 and cue in {
        f"{be} {verb}" for be in ("was", "were") for verb in ("cited", "quoted")
    }
    cites = passes_on or passive or cue in {"citing", "quoting"}
    return cites and len(content.split()) <= MOST_WORDS and _may_speak(content)


def _passed_on(text: str, attribution: Attribution, sentence: Span) -> tuple[Span, ...]:
    """Find the outlets that carried it, the last named first: it is the nearest to the reader."""
    carried = [
        *_BY.finditer(text, sentence.start, sentence.end),
        *_told_to(text, attribution, sentence),
    ]
    named = (match for match in carried if _is_outlet(match["who"]))
    free = {_span(match) for match in named if not _is_content(match, attribution)}
    return tuple(sorted(free, reverse=True))


def _is_content(match: re.Match[str], attribution: Attribution) -> bool:
    return any(span.start <= match.start() < span.end for span in attribution.content)


def _told_to(text: str, attribution: Attribution, sentence: Span) -> Iterator[re.Match[str]]:
    """Find to whom it was told: the words right after the cue, as far as they are no content."""
    told = _TOLD.search(text, sentence.start, sentence.end)
    if told and not _is_content(told, attribution):
        yield told


def _span(match: re.Match[str]) -> Span:
    start, end = match.span("who")
    return _maker(match.string, Span(start, end))


def _maker(text: str, span: Span) -> Span:
    """Give whose a report is: of "a report by the Guardian" the Guardian."""
    made = _MADE.match(text, span.start, span.end)
    return Span(made.end(), span.end) if made else span


def _may_speak(words: str) -> bool:
    """Tell whether words may be somebody: "citing officials", not "citing a lack of evidence"."""
    lowered = [bare(word) for word in words.split()]
    head = head_of(lowered)
    if any(word[0].isupper() for word in words.split() if bare(word) == head):
        return True  # "the broadcaster NTK"
    known = _OTHERS | CROWDS | ORGANIZATIONS | GENERIC_ORGANIZATIONS | _OUTLETS
    return head in known or is_role(head) or bool(re.match(r"(?:the\s)?[A-Z]\w+", words))


def _is_outlet(words: str) -> bool:
    return not _OUTLETS.isdisjoint(bare(word) for word in words.split()) and "conference" not in words


def _after(content: Sequence[Span], start: int) -> tuple[Span, ...]:
    """Keep what stands after a place; everything where nothing does."""
    kept = tuple(Span(max(span.start, start), span.end) for span in content if span.end > start)
    return kept or tuple(content)


def _before(text: str, span: Span, start: int) -> Span:
    """Leave what stands from a place on out of a source that is more than that: "a report that cited her"."""
    return _maker(text, Span(span.start, start)) if span.start < start < span.end else span


def _without(text: str, content: Sequence[Span], cut: Span) -> tuple[Span, ...]:
    """Leave a stretch out of a content; what is only a mark or a pointing word is left out with it."""
    parts = [
        Span(*ends)
        for span in content
        for ends in (
            (span.start, min(span.end, cut.start)),
            (max(span.start, cut.end), span.end),
        )
        if ends[0] < ends[1]
    ]
    return tuple(trimmed for part in parts if (trimmed := _plain(text, part)) is not None)


def _behind(text: str, at: int, sentence: Span) -> tuple[Span, ...]:
    """Give the clause behind a chain, where the words found for it were only the chain."""
    clause = _CLAUSE.match(text, at, sentence.end)
    return (Span(*clause.span("clause")),) if clause else ()


def _plain(text: str, span: Span) -> Span | None:
    """Give a part without commas at its ends; None where it is only "which"."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(", "))
    end = span.end - (len(words) - len(words.rstrip(", ")))
    return (
        Span(start, end) if end > start and text[start:end].lower() not in {"who", "which", "that"} else None
    )
