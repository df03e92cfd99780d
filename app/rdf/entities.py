"""Parties and places as triples: what depends on an id alone, and so is common to all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, Graph, Literal, URIRef

from app.domain.claim import SpeakerKind
from app.rdf.spelling import decimal
from app.rdf.vocabulary import SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.entity import Entity
    from app.rdf.iris import Iris

PARTY_CLASS = {
    SpeakerKind.PERSON: SCHEMA.Person,
    SpeakerKind.ORGANIZATION: SCHEMA.Organization,
    SpeakerKind.UNNAMED: WS.UnnamedParty,
}


class Entities:
    """Writes named parties into the one graph, places into the other."""

    def __init__(self, iris: Iris, *, parties: Graph, places: Graph) -> None:
        self._iris = iris
        self._parties = parties
        self._places = places

    def entity(self, entity: Entity) -> URIRef:
        """Write a place or a party that has a name."""
        if entity.kind.value == "place":
            return self.place(entity)
        return self.named_party(entity.id, SpeakerKind(entity.kind.value), entity.name, entity.same_as)

    def named_party(self, ident: str, kind: SpeakerKind, name: str, same_as: Iterable[str]) -> URIRef:
        """Write a party that has a name, by which every article knows it."""
        iri = self._iris.iri("party", ident)
        graph = self._parties
        graph.add((iri, RDF.type, PARTY_CLASS[kind]))
        graph.add((iri, SCHEMA.name, Literal(name)))
        for other in same_as:
            graph.add((iri, SCHEMA.sameAs, URIRef(other)))
        return iri

    def place(self, place: Entity) -> URIRef:
        """Write a place with what contains it, nearest first, as a chain."""
        iri = self._iris.iri("place", place.id)
        graph = self._places
        graph.add((iri, RDF.type, SCHEMA.Place))
        graph.add((iri, SCHEMA.name, Literal(place.name)))
        for other in place.same_as:
            graph.add((iri, SCHEMA.sameAs, URIRef(other)))
        if place.latitude is not None and place.longitude is not None:
            graph.add((iri, SCHEMA.latitude, decimal(place.latitude)))
            graph.add((iri, SCHEMA.longitude, decimal(place.longitude)))
        for container in place.within:
            graph.add((iri, SCHEMA.containedInPlace, self.place(container)))
        return iri
