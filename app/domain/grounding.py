"""The gate: nothing enters the graph that does not stand in the text, character for character.

What fails is refused with its reason; nothing is repaired.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.claim import Attribution, Claim, Quotation

if TYPE_CHECKING:
    from app.domain.article import Article, Span
    from app.domain.claim import Extraction, Unfound

CONTENT_JOINT = " ... "
"""What stands between the parts of a content that the text interrupts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ungrounded:
    """A claim that was kept out, and why."""

    claim: Claim
    reason: str


def content_text(text: str, spans: tuple[Span, ...]) -> str:
    """Give the words of a content, its parts joined."""
    return CONTENT_JOINT.join(span.of(text) for span in spans)


def ground(article: Article, extraction: Extraction) -> tuple[Extraction, tuple[Ungrounded, ...]]:
    """Part the claims that the text bears out, word for word, from those that it does not."""
    good: list[Claim] = []
    bad: list[Ungrounded] = []
    for claim in extraction.claims:
        reason = why_ungrounded(article.text, claim)
        if reason:
            bad.append(Ungrounded(claim=claim, reason=reason))
        else:
            good.append(claim)
    bad.extend(_without_place(one) for one in extraction.unfound)
    mentions = tuple(one for one in extraction.mentions if one.span.end <= len(article.text))
    return replace(extraction, claims=tuple(good), mentions=mentions), tuple(bad)


def _without_place(unfound: Unfound) -> Ungrounded:
    """Make a claim of words that have no place in the text, so that it can be kept out like others."""
    nowhere = Attribution(source=(), cue=(), content=(), quotation=Quotation.INDIRECT)
    claim = Claim(attribution=nowhere, text=unfound.words, speaker=None)
    return Ungrounded(claim=claim, reason=unfound.reason)


def why_ungrounded(text: str, claim: Claim) -> str | None:
    """Say what of a claim does not stand in the text; None when all of it does."""
    attribution = claim.attribution
    if not attribution.content:
        return "the claim has no content in the text"
    spans = [*attribution.content, *attribution.cue, *attribution.source]
    spans += [quantity.span for quantity in claim.quantities]
    spans += [step.span for step in claim.steps]
    spans += [mention.span for mention in claim.about]
    spans += [time.span for time in (claim.said, claim.event) if time and time.span]
    spans += [claim.place.span] if claim.place else []
    spans += [claim.speaker.first] if claim.speaker else []
    for span in spans:
        if span.end > len(text):
            return f"characters {span.start} to {span.end} are outside of the text of {len(text)} characters"
    found = content_text(text, attribution.content)
    if found != claim.text:
        return f"the claim says {claim.text!r}, but there the text says {found!r}"
    for words, span in [(one.words, one.span) for one in claim.quantities]:
        if span.of(text) != words:
            return f"the quantity says {words!r}, but there the text says {span.of(text)!r}"
    for time in (claim.said, claim.event):
        if time and time.span and time.span.of(text) != time.words:
            return f"the time says {time.words!r}, but there the text says {time.span.of(text)!r}"
    return None
