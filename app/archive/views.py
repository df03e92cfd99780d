"""Facts of the graph as views: what a page or an answer in JSON shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF

from app.domain.claim import Told
from app.domain.decision import Act
from app.domain.view import (
    ArticleView,
    ClaimView,
    ComparedView,
    ConflictView,
    DecisionView,
    PartyView,
    PassageView,
    QuantityView,
    RefusalView,
    ThingView,
    TimeView,
)
from app.rdf.vocabulary import OA, PROV, SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib import URIRef

    from app.archive.facts import Facts


STATUS: dict[str, str] = {Act.CONFIRM: "confirmed", Act.REJECT: "rejected"}


def last_part(iri: str) -> str:
    """Give the id that an IRI ends in."""
    return iri.rpartition("/")[2]


def notation(iri: str | None) -> str:
    """Give the value that a concept stands for: `ws:stance-denies` is "denies"."""
    return (iri or "").rpartition("-")[2]


def thing_view(facts: Facts, iri: str) -> ThingView:
    """Name a party, a place or an article."""
    name = facts.one(iri, SCHEMA.name) or facts.one(iri, SCHEMA.headline) or ""
    return ThingView(id=last_part(iri), iri=iri, name=name)


def passage_view(facts: Facts, iri: str) -> PassageView:
    """Show a passage with its selectors."""
    start = end = 0
    exact = prefix = suffix = ""
    for selector in facts.all(iri, OA.hasSelector):
        if facts.one(selector, OA.start) is not None:
            start = int(facts.one(selector, OA.start) or 0)
            end = int(facts.one(selector, OA.end) or 0)
        else:
            exact = facts.one(selector, OA.exact) or ""
            prefix = facts.one(selector, OA.prefix) or ""
            suffix = facts.one(selector, OA.suffix) or ""
    url = facts.one(iri, SCHEMA.url)
    return PassageView(iri=iri, start=start, end=end, exact=exact, prefix=prefix, suffix=suffix, url=url)


def passages(facts: Facts, iri: str, predicate: URIRef) -> tuple[PassageView, ...]:
    """Show the passages that a property points at, in the order of the text."""
    found = [passage_view(facts, one) for one in facts.all(iri, predicate)]
    return tuple(sorted(found, key=lambda passage: (passage.start, passage.end)))


def quantity_view(facts: Facts, iri: str) -> QuantityView:
    """Show a figure with its bounds."""
    where = passages(facts, iri, WS.passage)
    return QuantityView(
        words=facts.one(iri, WS.wording) or "",
        figure=facts.one(iri, WS.figure) or "",
        comparator=notation(facts.one(iri, WS.comparator)),
        value=facts.one(iri, SCHEMA.value),
        minimum=facts.one(iri, SCHEMA.minValue),
        maximum=facts.one(iri, SCHEMA.maxValue),
        minimum_included=facts.one(iri, WS.minIncluded) != "false",
        maximum_included=facts.one(iri, WS.maxIncluded) != "false",
        unit=facts.one(iri, SCHEMA.unitText),
        counted=facts.one(iri, WS.counted),
        passage=where[0] if where else None,
    )


def time_view(facts: Facts, iri: str | None) -> TimeView | None:
    """Show a time, if there is one."""
    if iri is None:
        return None
    return TimeView(
        words=facts.one(iri, WS.wording) or "",
        precision=notation(facts.one(iri, WS.precision)),
        earliest=facts.one(iri, WS.earliest),
        latest=facts.one(iri, WS.latest),
    )


def behalf_view(facts: Facts, party: str, mention: str | None) -> ThingView | None:
    """Show for whom a party speaks: as this article says, else as the party itself is known to."""
    behalf = facts.one(mention, WS.actingFor) if mention else None
    behalf = behalf or facts.one(party, PROV.actedOnBehalfOf)
    return thing_view(facts, behalf) if behalf else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a claim stands among others: its conflicts and disputes, and how many say the same."""

    conflicts: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    said_by: int = 1
    origins: int = 1


NOWHERE = Standing()


def claim_view(facts: Facts, iri: str, standing: Standing = NOWHERE) -> ClaimView:
    """Show a claim with everything that was read in it."""
    mention = facts.one(iri, WS.sourceMention)
    sources = passages(facts, mention, WS.passage) if mention else ()
    place = facts.one(iri, SCHEMA.contentLocation)
    article = facts.one(iri, SCHEMA.appearance) or ""
    party = facts.one(iri, WS.claimedBy) or ""
    quantities = [quantity_view(facts, one) for one in facts.all(iri, WS.quantity)]
    return ClaimView(
        id=last_part(iri),
        iri=iri,
        text=facts.one(iri, SCHEMA.text) or "",
        party=thing_view(facts, party),
        on_behalf_of=behalf_view(facts, party, mention),
        article=thing_view(facts, article),
        published=facts.one(article, SCHEMA.datePublished),
        text_version=last_part(facts.one(iri, PROV.wasDerivedFrom) or ""),
        passages=passages(facts, iri, WS.passage),
        source=sources[0] if sources else None,
        cue=passages(facts, iri, WS.cue),
        quotation=notation(facts.one(iri, WS.quotation)),
        stance=notation(facts.one(iri, WS.stance)),
        certainty=notation(facts.one(iri, WS.certainty)),
        confidence=float(facts.one(iri, WS.confidence) or 0),
        quantities=tuple(sorted(quantities, key=lambda one: one.passage.start if one.passage else 0)),
        said=time_view(facts, facts.one(iri, WS.saidAt)),
        event=time_view(facts, facts.one(iri, WS.eventTime)),
        place=thing_view(facts, place) if place else None,
        about=tuple(thing_view(facts, one) for one in facts.all(iri, SCHEMA.about)),
        clause=read_told(facts, iri),
        conflicts=standing.conflicts,
        disputes=standing.disputes,
        said_by=standing.said_by,
        origins=standing.origins,
    )


def read_told(facts: Facts, iri: str) -> Told | None:
    """Read what a claim states, in its words."""
    relation = facts.one(iri, WS.relation)
    if relation is None:
        return None
    return Told(
        subject=facts.one(iri, WS.subject),
        relation=relation,
        object=facts.one(iri, WS.object),
        negated=facts.one(iri, WS.negated) == "true",
    )


def article_view(facts: Facts, iri: str, claims: int) -> ArticleView:
    """Show an article without its versions."""
    publisher = facts.one(iri, SCHEMA.publisher)
    return ArticleView(
        id=last_part(iri),
        iri=iri,
        headline=facts.one(iri, SCHEMA.headline) or "",
        publisher=thing_view(facts, publisher) if publisher else None,
        authors=tuple(facts.all(iri, SCHEMA.author)),
        published=facts.one(iri, SCHEMA.datePublished),
        language=facts.one(iri, SCHEMA.inLanguage) or "",
        url=facts.one(iri, SCHEMA.url),
        dateline=facts.one(iri, SCHEMA.dateline),
        claims=claims,
    )


def party_view(facts: Facts, iri: str, claims: int, mentions: Sequence[Mapping[str, str]] = ()) -> PartyView:
    """Show a party with how articles speak of it."""
    types = facts.all(iri, RDF.type)
    kind = "person" if str(SCHEMA.Person) in types else "organization"
    affiliations = [row["affiliation"] for row in mentions if "affiliation" in row]
    count = facts.one(iri, WS.statedCount)
    return PartyView(
        id=last_part(iri),
        iri=iri,
        kind="unnamed" if str(WS.UnnamedParty) in types else kind,
        name=facts.one(iri, SCHEMA.name) or "",
        names=tuple(sorted({row["name"] for row in mentions})),
        roles=tuple(
            sorted({row["role"] for row in mentions if "role" in row} | set(facts.all(iri, WS.role)))
        ),
        affiliation=facts.one(iri, WS.affiliation) or (affiliations[0] if affiliations else None),
        count=int(count) if count else None,
        on_behalf_of=tuple(thing_view(facts, one) for one in facts.all(iri, PROV.actedOnBehalfOf)),
        same_as=tuple(facts.all(iri, SCHEMA.sameAs)),
        claims=claims,
    )


def conflict_view(
    facts: Facts, iri: str, decisions: tuple[DecisionView, ...] = (), dispute: str | None = None
) -> ConflictView:
    """Show a conflict with both of its claims, and what people decided of it."""
    return ConflictView(
        id=last_part(iri),
        iri=iri,
        kind=notation(facts.one(iri, WS.conflictKind)),
        strength=notation(facts.one(iri, WS.strength)),
        explanation=facts.one(iri, WS.explanation) or "",
        rule=facts.one(iri, WS.rule) or "",
        rule_version=facts.one(iri, WS.ruleVersion) or "",
        score=float(facts.one(iri, WS.score) or 0),
        first=claim_view(facts, facts.one(iri, WS.first) or ""),
        second=claim_view(facts, facts.one(iri, WS.second) or ""),
        differs=_compared(facts, iri, WS.differsIn),
        matched=_compared(facts, iri, WS.matchedOn),
        flags=tuple(facts.all(iri, WS.flag)),
        dispute=dispute,
        status=status_of(decisions),
        decisions=decisions,
    )


def status_of(decisions: Iterable[DecisionView]) -> str:
    """Say what people made of a conflict: the latest judgement that holds."""
    judged = [STATUS[one.act] for one in decisions if one.holds and one.act in STATUS]
    return judged[-1] if judged else "open"


def refusal_view(facts: Facts, iri: str) -> RefusalView:
    """Show a quarantined input."""
    return RefusalView(
        id=last_part(iri),
        iri=iri,
        origin=facts.one(iri, WS.origin) or "",
        reason=facts.one(iri, WS.reason) or "",
        at=facts.one(iri, PROV.generatedAtTime) or "",
        payload=facts.one(iri, WS.payload) or "",
    )


def _compared(facts: Facts, iri: str, predicate: URIRef) -> tuple[ComparedView, ...]:
    return tuple(
        ComparedView(
            field=facts.one(one, WS.field) or "",
            first=facts.one(one, WS.firstValue) or "",
            second=facts.one(one, WS.secondValue) or "",
        )
        for one in facts.all(iri, predicate)
    )
