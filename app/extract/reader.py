"""The extractor: attributions from our own model, and around each what a fact-checker asks of a claim."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import (
    Attribution,
    Claim,
    Extraction,
    Mention,
    MentionKind,
    Quotation,
    ReportingStep,
    Speaker,
    SpeakerKind,
    Stance,
)
from app.domain.grounding import content_text
from app.extract.chains import only_cites, read_chain
from app.extract.dates import find_times
from app.extract.edges import tidied, without_lead
from app.extract.own_voice import statements
from app.extract.places import find_places
from app.extract.situation import read_situation
from app.extract.speakers.resolve import Speakers
from app.extract.stance import read_stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.article import Article
    from app.domain.claim import TimeRange
    from app.extract.base import AttributionStep
    from app.extract.grammar import Grammar

WIDEST = 200
"""Characters of the name of a place at most."""
GOING_ON = frozenset({"he", "she", "it", "they"})
OPEN = re.compile(r"(?:since|until|till|by|before|after|from)\b", re.IGNORECASE)
SIDE_CLAUSE = re.compile(r"\b(?:who|which|whose|where|when)\b")
VERSION = "4"


class NewsExtractor:
    """Reads an article step by step: attributions, speakers, then what each content speaks of."""

    def __init__(self, step: AttributionStep, *, model: str, name: str = "news") -> None:
        self._step = step
        self.name = name
        self.version = f"{VERSION}+{model}"

    def extract(self, article: Article) -> Extraction:
        """Read all claims of an article, in the order of the text."""
        places = find_places(article.text) if article.language.lower().startswith("en") else ()
        found = self._step.find(article)
        attributions = tuple(
            tidied(article.text, one) for one in found.attributions if not only_cites(article.text, one)
        )
        speakers = Speakers(article.text)
        contents = [span for one in attributions for span in one.content]
        reported = _with_steps_kept(
            article.text,
            [
                replace(claim, said=_when_said(article, attribution, contents))
                for attribution in sorted(attributions, key=_place_in_text)
                for claim in self._reported(article, attribution, speakers, places, found.grammar)
            ],
        )
        own = [self._own(article, span, places) for span in statements(article, attributions)]
        claims = tuple(
            _completed(claim, speakers, _places_in(claim.attribution.content, places), found.grammar)
            for claim in sorted((*reported, *own), key=lambda claim: claim.attribution.content[0])
        )
        return Extraction(
            extractor=self.name,
            version=self.version,
            claims=claims,
            mentions=_mentions(article, claims, places),
            unfound=found.unfound,
        )

    def _reported(
        self,
        article: Article,
        attribution: Attribution,
        speakers: Speakers,
        places: tuple[Mention, ...],
        grammar: Grammar | None,
    ) -> Iterator[Claim]:
        text = article.text
        around = _sentence_around(text, attribution)
        chain = read_chain(text, attribution, around)
        content = tuple(without_lead(text, span, grammar) for span in chain.content)
        attribution = replace(attribution, content=content)
        source = (chain.speaker,) if chain.speaker else attribution.source
        cue = " ".join(span.of(text) for span in attribution.cue)
        inside = _places_in(attribution.content, places)
        read = read_situation(text, attribution.content, cue=cue, day=article.day, places=inside)
        claim = Claim(
            attribution=attribution,
            text=content_text(text, attribution.content),
            speaker=None,
            stance=read_stance(cue),
            certainty=read.certainty,
            quantities=read.quantities,
            event=read.event,
            place=read.place,
            about=read.about,
            steps=tuple(ReportingStep(name=speakers.called(hop), span=hop) for hop in chain.hops),
            confidence=0.75,
        )
        for part in speakers.parts(source):
            before = [span for span in attribution.content if part and span.end <= part[0].start]
            speaker, sure = speakers.resolve(part, (before or [attribution.content[0]])[-1])
            named = attribution if part == source else replace(attribution, source=part)
            yield replace(claim, attribution=named, speaker=speaker, speaker_confidence=sure)

    def _own(self, article: Article, span: Span, places: tuple[Mention, ...]) -> Claim:
        inside = _places_in((span,), places)
        read = read_situation(article.text, (span,), cue="", day=article.day, places=inside)
        return Claim(
            attribution=Attribution(source=(), cue=(), content=(span,), quotation=Quotation.NONE),
            text=span.of(article.text),
            speaker=None,
            stance=Stance.ASSERTS,
            certainty=read.certainty,
            quantities=read.quantities,
            event=read.event,
            place=read.place,
            about=read.about,
            confidence=0.6,
        )


def _with_steps_kept(text: str, claims: list[Claim]) -> Iterator[Claim]:
    """Carry a chain on: "He added" comes by the way by which the speaker's words before it came."""
    last: Claim | None = None
    for claim in claims:
        source = " ".join(span.of(text) for span in claim.attribution.source).lower()
        goes_on = last and last.speaker == claim.speaker and not claim.steps and source in GOING_ON
        kept = replace(claim, steps=last.steps) if last and goes_on else claim
        yield kept
        last = kept


def _places_in(content: tuple[Span, ...], places: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give the places near a content, of all in the order of the text: a long text names thousands."""
    first = bisect_left(places, min(content).start - WIDEST, key=lambda place: place.span.start)
    last = bisect_left(places, max(span.end for span in content), key=lambda place: place.span.start)
    return places[first:last]


def _completed(
    claim: Claim, speakers: Speakers, places: tuple[Mention, ...], grammar: Grammar | None
) -> Claim:
    """Add what a claim states, and the parties that it names, but for its own and for names of places."""
    content = claim.attribution.content
    aside = [place.span for place in places]
    if claim.event and claim.event.span:
        aside.append(claim.event.span)
    own = claim.speaker.name if claim.speaker else ""
    parties = tuple(
        one
        for one in speakers.spoken_of(content)
        if one.name != own and not any(one.span.overlaps(place.span) for place in places)
    )
    clause = grammar.clause(content, aside) if grammar else None
    return replace(claim, about=(*claim.about, *parties), clause=clause)


def _place_in_text(attribution: Attribution) -> Span:
    return min((*attribution.source, *attribution.cue, *attribution.content))


def _when_said(article: Article, attribution: Attribution, contents: list[Span]) -> TimeRange | None:
    """Find the time of saying: beside the cue or the source, with no content between, in no side clause."""
    around = _sentence_around(article.text, attribution)
    anchors = (*attribution.cue, *attribution.source)
    for time in find_times(article.text, article.day, around.start, around.end):
        if time.span is None or any(time.span.overlaps(span) for span in contents):
            continue
        if OPEN.match(time.words):
            continue  # "a baker since 1994": nothing is said over years
        gaps = [_gap(time.span, anchor) for anchor in anchors]
        free = [
            gap for gap in gaps if not any(gap[0] < span.end and span.start < gap[1] for span in contents)
        ]
        aside = any(SIDE_CLAUSE.search(article.text, *gap) for gap in gaps if gap[1] == time.span.start)
        if free and not aside:
            return time
    return None


def _gap(first: Span, second: Span) -> tuple[int, int]:
    """Give where the stretch between two spans begins and ends; it may be empty."""
    return min(first.end, second.end), max(first.start, second.start)


def _sentence_around(text: str, attribution: Attribution) -> Span:
    """Find the sentence of the cue, in which the time of saying stands."""
    at = (attribution.cue or attribution.content)[0]
    start = max(text.rfind("\n", 0, at.start), text.rfind(". ", 0, at.start)) + 1
    ends = [end for end in (text.find("\n", at.end), text.find(". ", at.end)) if end >= 0]
    return Span(start, min(ends, default=len(text)))


def _mentions(
    article: Article, claims: tuple[Claim, ...], places: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """List all that is to be linked: the places, the speakers with those they speak for, the publisher."""
    found: dict[tuple[MentionKind, str], Mention] = {}

    def add(speaker: Speaker) -> None:
        if speaker.kind is not SpeakerKind.UNNAMED:
            kind = MentionKind(speaker.kind.value)
            found.setdefault((kind, speaker.name), Mention(kind=kind, name=speaker.name, span=speaker.first))
        if speaker.on_behalf_of:
            add(speaker.on_behalf_of)

    for claim in claims:
        if claim.speaker:
            add(claim.speaker)
        for one in claim.about:
            if one.kind is not MentionKind.PLACE:
                found.setdefault((one.kind, one.name), one)
    if article.publisher and article.text:
        kind = MentionKind.ORGANIZATION
        first = Span(0, 1)
        found.setdefault((kind, article.publisher), Mention(kind=kind, name=article.publisher, span=first))
    return (*places, *found.values())
