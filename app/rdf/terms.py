"""The ontology as one graph and its terms for a reader; triples in the formats that a door speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "pretty-xml",
}
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
class Row:
    """One triple as text; `link` tells whether the object is an IRI."""

    subject: str
    predicate: str
    value: str
    link: bool
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """The vocabulary: a graph, its namespace, and the JSON-LD context."""

    graph: Graph
    namespace: str
    context: bytes

    def terms(self) -> tuple[Term, ...]:
        """List our own terms: classes, then properties, then schemes with their concepts."""
        found = [
            self._term(subject, sort)
            for subject in {one for one in self.graph.subjects() if self._is_ours(one)}
            if (sort := self._sort(subject))
        ]
        order = list(dict.fromkeys(SORTS.values()))
        return tuple(sorted(found, key=lambda term: (order.index(term.sort), term.name)))

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
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    context = folder / "context.jsonld"
    return Ontology(graph, namespace, context.read_bytes() if context.exists() else b"{}")


def write_graph(graph: Graph, media_type: str) -> bytes:
    """Write triples in one of the media types of `FORMATS`."""
    return graph.serialize(format=FORMATS[media_type], encoding="utf-8")


def translate(turtle: str, media_type: str) -> bytes:
    """Write Turtle in another media type."""
    return write_graph(Graph().parse(data=turtle, format="turtle"), media_type)


def rows(ntriples: bytes, names: Graph) -> tuple[Row, ...]:
    """Read N-Triples as rows for a table, in a fixed order; predicates are shortened by known prefixes."""
    graph = Graph().parse(data=ntriples, format="nt")
    return tuple(
        sorted(
            (_row(subject, predicate, value, names) for subject, predicate, value in graph),
            key=lambda row: (row.subject, row.predicate, row.value),
        )
    )


def _row(subject: Node, predicate: Node, value: Node, names: Graph) -> Row:
    short = shorten(names, str(predicate))
    if isinstance(value, Literal):
        datatype = shorten(names, str(value.datatype)) if value.datatype else ""
        return Row(
            str(subject), short, str(value), link=False, datatype=datatype, language=value.language or ""
        )
    return Row(str(subject), short, str(value), link=isinstance(value, URIRef))


def shorten(names: Graph, iri: str) -> str:
    """Write an IRI as `prefix:name`, where a prefix is known; else as it is."""
    for prefix, namespace in names.namespaces():
        local = iri.removeprefix(str(namespace))
        if local != iri and local and not set(local) & set("/#?"):
            return f"{prefix}:{local}"
    return iri
