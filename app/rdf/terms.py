"""The ontology as one graph, and its terms for a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from app.rdf.formats import shorten, write_graph

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rdflib.term import Node

SORTS = {
    OWL.Class: "Class",
    RDFS.Class: "Class",
    OWL.ObjectProperty: "Property",
    OWL.DatatypeProperty: "Property",
    RDF.Property: "Property",
    OWL.AnnotationProperty: "Property",
    SKOS.ConceptScheme: "Scheme",
    SKOS.Concept: "Concept",
}
"""What a term is to a reader, by its type; the first that fits counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the vocabulary in words; `relations` are property and object, as short names."""

    iri: str
    name: str
    sort: str
    label: str
    definition: str
    example: str
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The vocabulary: a graph, its namespace, the JSON-LD context, and examples, as Turtle by name."""

    graph: Graph
    namespace: str
    context: bytes
    examples: Mapping[str, bytes] = field(default_factory=dict)

    def terms(self) -> tuple[Term, ...]:
        """List our own terms: classes, then properties, then schemes with their concepts."""
        found = [
            self._term(subject, sort)
            for subject in {one for one in self.graph.subjects() if self._is_ours(one)}
            if (sort := self._sort(subject))
        ]
        order = list(dict.fromkeys(SORTS.values()))
        return tuple(sorted(found, key=lambda term: (order.index(term.sort), term.name)))

    def used_in(self) -> dict[str, list[str]]:
        """Say of each of our terms which examples use it, by their names."""
        found: dict[str, list[str]] = {}
        for name, turtle in self.examples.items():
            for term in sorted(set(re.findall(rb"\bws:([A-Za-z][\w-]*)", turtle))):
                found.setdefault(term.decode(), []).append(name)
        return found

    def write(self, media_type: str) -> bytes:
        """Write the whole vocabulary."""
        return write_graph(self.graph, media_type)

    def _is_ours(self, subject: Node) -> bool:
        return (
            isinstance(subject, URIRef) and subject.startswith(self.namespace) and subject != self.namespace
        )

    def _sort(self, subject: Node) -> str:
        types = set(self.graph.objects(subject, RDF.type))
        return next((sort for kind, sort in SORTS.items() if kind in types), "")

    def _term(self, subject: Node, sort: str) -> Term:
        told = {
            RDFS.label,
            SKOS.prefLabel,
            SKOS.definition,
            SKOS.example,
            RDFS.comment,
            RDFS.isDefinedBy,
            RDF.type,
        }
        relations = sorted(
            (self._short(predicate), self._short(value))
            for predicate, value in self.graph.predicate_objects(subject)
            if predicate not in told
        )
        return Term(
            iri=str(subject),
            name=str(subject).removeprefix(self.namespace),
            sort=sort,
            label=self._words(subject, RDFS.label) or self._words(subject, SKOS.prefLabel),
            definition=self._words(subject, SKOS.definition) or self._words(subject, RDFS.comment),
            example=self._words(subject, SKOS.example),
            relations=tuple(relations),
        )

    def _words(self, subject: Node, predicate: URIRef) -> str:
        return " ".join(sorted(str(value) for value in self.graph.objects(subject, predicate)))

    def _short(self, value: Node) -> str:
        if not isinstance(value, URIRef):
            return str(value)
        return shorten(self.graph, str(value))


def read_ontology(folder: Path, namespace: str) -> Ontology:
    """Read every Turtle file of a folder, not of those below it."""
    graph = Graph(bind_namespaces="core")  # else only the prefixes that our files declare
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    context = folder / "context.jsonld"
    examples = {path.stem: path.read_bytes() for path in sorted((folder / "examples").glob("*.ttl"))}
    return Ontology(graph, namespace, context.read_bytes() if context.exists() else b"{}", examples)
