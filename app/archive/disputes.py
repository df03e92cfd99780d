"""Disputes as a reader sees them: a side for each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS

from app.archive.views import last_part, notation
from app.domain.dispute import TieKind
from app.domain.dispute_view import DisputeView, SideView
from app.rdf.vocabulary import SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.archive.facts import Facts
    from app.domain.dispute import Tie
    from app.domain.view import ClaimView, ConflictView, DecisionView


def dispute_view(  # noqa: PLR0913  # a dispute is made of as many kinds of things
    facts: Facts,
    iri: str,
    *,
    claims: Mapping[str, ClaimView],
    ties: Iterable[Tie],
    conflicts: Mapping[str, ConflictView],
    decisions: tuple[DecisionView, ...] = (),
) -> DisputeView:
    """Show a dispute; `claims` and `conflicts` are all of its own, by id."""
    members = [last_part(one) for one in facts.all(iri, WS.expressedBy)]
    parts = [
        conflicts[last_part(one)] for one in facts.all(iri, DCTERMS.hasPart) if last_part(one) in conflicts
    ]
    current = [claims[last_part(one)] for one in facts.all(iri, WS.currentClaim) if last_part(one) in claims]
    words = {word for one in parts for field in one.differs for word in (field.first, field.second)}
    before = _chains(current, [tie for tie in ties if {tie.earlier, tie.later} <= set(members)])
    sides = [_side(claim, before[claim.id], claims, words) for claim in current]
    judged = {one.status for one in parts}
    return DisputeView(
        id=last_part(iri),
        iri=iri,
        kind=notation(facts.one(iri, WS.conflictKind)),
        sources=int(facts.one(iri, WS.independentOrigins) or 0),
        claims=len(members),
        since=facts.one(iri, SCHEMA.dateCreated),
        latest=facts.one(iri, SCHEMA.dateModified),
        lowest=facts.one(iri, SCHEMA.minValue),
        highest=facts.one(iri, SCHEMA.maxValue),
        sides=tuple(sorted(sides, key=lambda side: (side.claim.published or "", side.party.name))),
        conflicts=tuple(parts),
        status="confirmed" if "confirmed" in judged else "open",
        decisions=decisions,
    )


def _chains(current: Iterable[ClaimView], ties: Iterable[Tie]) -> dict[str, tuple[set[str], set[str]]]:
    """Find for each claim that stands now what it replaced, by way of others too, and all copies of it."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for claim in current:
        past: set[str] = set()
        reached = {claim.id}
        while reached:
            past |= reached
            reached = {
                tie.earlier for tie in ties if tie.kind is TieKind.UPDATE and tie.later in reached
            } - past
        copies = {tie.later for tie in ties if tie.kind is TieKind.COPY and tie.earlier in past}
        found[claim.id] = (past - {claim.id}, copies)
    return found


def _side(
    claim: ClaimView, chain: tuple[set[str], set[str]], claims: Mapping[str, ClaimView], words: set[str]
) -> SideView:
    past, copies = (
        tuple(
            sorted(
                (claims[one] for one in ids if one in claims), key=lambda one: (one.published or "", one.id)
            )
        )
        for ids in chain
    )
    return SideView(
        party=claim.party,
        claim=claim,
        figures=tuple(one for one in claim.quantities if one.words in words),
        past=past,
        copies=copies,
    )
