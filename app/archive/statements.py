"""Claims read back from the graph as they are compared: equal to what was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.archive.views import last_part, notation, passages, read_told
from app.domain.article import Span
from app.domain.claim import (
    Certainty,
    Comparator,
    MentionKind,
    Precision,
    Quantity,
    Quotation,
    Stance,
    TimeRange,
)
from app.domain.conflict import Statement
from app.domain.entity import Entity
from app.rdf.vocabulary import PROV, SCHEMA, WS

if TYPE_CHECKING:
    from app.archive.facts import Facts

DEPTH = 4
"""Steps from a claim to the last thing that comparing needs: claim → quantity → passage → selector.

What is read here, `queries/statement_facts.rq` must fetch.
"""


def read_statement(facts: Facts, iri: str) -> Statement:
    """Read one claim back; `facts` hold it and its text version followed to `DEPTH`."""
    article = facts.one(iri, SCHEMA.appearance) or ""
    party = facts.one(iri, WS.claimedBy) or ""
    mention = facts.one(iri, WS.sourceMention)
    behalf = facts.one(mention, WS.actingFor) if mention else None
    behalf = behalf or (facts.one(party, PROV.actedOnBehalfOf) if mention is None else None)
    text = facts.one(iri, PROV.wasDerivedFrom) or ""
    own = facts.all(iri, SCHEMA.contentLocation)
    places = own or facts.all(text, SCHEMA.contentLocation)
    quantities = [_quantity(facts, one) for one in facts.all(iri, WS.quantity)]
    return Statement(
        id=last_part(iri),
        text=facts.one(iri, SCHEMA.text) or "",
        parties=frozenset(last_part(one) for one in (party, behalf) if one),
        party_name=facts.one(party, SCHEMA.name) or "",
        article=last_part(article),
        published=_day(facts.one(text, SCHEMA.datePublished)),
        said=_time(facts, facts.one(iri, WS.saidAt)),
        event=_time(facts, facts.one(iri, WS.eventTime)),
        places=tuple(read_place(facts, one) for one in places),
        quantities=tuple(sorted(quantities, key=lambda one: one.span)),
        stance=Stance(notation(facts.one(iri, WS.stance))),
        certainty=Certainty(notation(facts.one(iri, WS.certainty))),
        credit=facts.one(text, SCHEMA.creditText) or "",
        own_voice=notation(facts.one(iri, WS.quotation)) == Quotation.NONE,
        told=read_told(facts, iri),
        contrasted=facts.one(iri, WS.contrasted) == "true",
        story=tuple(sorted(facts.all(text, SCHEMA.keywords))),
        headline=facts.one(text, SCHEMA.headline) or "",
        speaks_for=(facts.one(behalf, SCHEMA.name) or "") if behalf else "",
        crowd=int(facts.one(text, WS.crowd) or 1),
    )


def read_place(facts: Facts, iri: str) -> Entity:
    """Read a place back with what contains it, the nearest first."""
    containers = [read_place(facts, one) for one in facts.all(iri, SCHEMA.containedInPlace)]
    latitude, longitude = facts.one(iri, SCHEMA.latitude), facts.one(iri, SCHEMA.longitude)
    return Entity(
        id=last_part(iri),
        kind=MentionKind.PLACE,
        name=facts.one(iri, SCHEMA.name) or "",
        same_as=tuple(facts.all(iri, SCHEMA.sameAs)),
        within=tuple(sorted(containers, key=lambda one: -len(one.within))),
        latitude=Decimal(latitude) if latitude else None,
        longitude=Decimal(longitude) if longitude else None,
    )


def _quantity(facts: Facts, iri: str) -> Quantity:
    where = passages(facts, iri, WS.passage)[0]
    return Quantity(
        words=facts.one(iri, WS.wording) or "",
        figure=facts.one(iri, WS.figure) or "",
        comparator=Comparator(notation(facts.one(iri, WS.comparator))),
        span=Span(where.start, where.end),
        value=_number(facts.one(iri, SCHEMA.value)),
        minimum=_number(facts.one(iri, SCHEMA.minValue)),
        maximum=_number(facts.one(iri, SCHEMA.maxValue)),
        minimum_included=facts.one(iri, WS.minIncluded) != "false",
        maximum_included=facts.one(iri, WS.maxIncluded) != "false",
        unit=facts.one(iri, SCHEMA.unitText),
        counted=facts.one(iri, WS.counted),
    )


def _time(facts: Facts, iri: str | None) -> TimeRange | None:
    if iri is None:
        return None
    where = passages(facts, iri, WS.passage)
    return TimeRange(
        words=facts.one(iri, WS.wording) or "",
        precision=Precision(notation(facts.one(iri, WS.precision))),
        earliest=_day(facts.one(iri, WS.earliest)),
        latest=_day(facts.one(iri, WS.latest)),
        span=Span(where[0].start, where[0].end) if where else None,
    )


def _number(spelt: str | None) -> Decimal | None:
    return Decimal(spelt) if spelt is not None else None


def _day(spelt: str | None) -> date | None:
    return date.fromisoformat(spelt[:10]) if spelt else None
