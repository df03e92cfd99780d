"""Strangers' RDF, read strictly and without going anywhere: no remote context is fetched.

The engine's parsers are used because they refuse what is not of the format, and keep every literal as
it is written; rdflib's JSON-LD reader takes documents that are none.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from app.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO, TypeAlias

    from rdflib.term import Node

    Terms: TypeAlias = tuple[Node, URIRef, Node]

GRAPH_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/n3": ox.RdfFormat.N3,
}
"""Media types of graphs and datasets that are read, the usual ones first."""
OTHER_NAMES: Final = {
    "application/x-turtle": "text/turtle",
    "application/json": "application/ld+json",
    "text/plain": "application/n-triples",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/x-nquads": "application/n-quads",
    "application/x-trig": "application/trig",
}
"""What senders call them, too."""
SUFFIXES: Final = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "json": "application/ld+json",
    "rdf": "application/rdf+xml",
    "owl": "application/rdf+xml",
    "xml": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "n3": "text/n3",
}


def media_type_of(name: str) -> str | None:
    """Give the media type that a suffix, a name of a format or a media type means; None for any other.

    >>> media_type_of("shapes.ttl"), media_type_of("application/json"), media_type_of("text/html")
    ('text/turtle', 'application/ld+json', None)
    """
    wanted = name.strip().lower()
    wanted = OTHER_NAMES.get(wanted, wanted)
    if wanted in GRAPH_FORMATS:
        return wanted
    return SUFFIXES.get(wanted.rpartition(".")[2])


def read_quads(source: bytes | IO[bytes], media_type: str, *, base: str | None = None) -> Iterator[ox.Quad]:
    """Read triples or quads one by one; Malformed, with the place, where the text is not of the format."""
    with _complaints(media_type):
        yield from _parse(source, media_type, base=base)


def read_graph(source: bytes, media_type: str, *, base: str | None = None) -> Graph:
    """Read a graph; of a dataset, all its graphs as one."""
    graph = Graph(bind_namespaces="none")
    parser = _parse(source, media_type, base=base)
    with _complaints(media_type):
        for quad in parser:
            graph.add(terms_of(quad))
    for prefix, namespace in parser.prefixes.items():
        graph.bind(prefix, namespace)  # shapes may count on them in their queries, as many engines let them
    return graph


def _parse(source: bytes | IO[bytes], media_type: str, *, base: str | None) -> ox.QuadParser:
    try:
        return ox.parse(source, format=GRAPH_FORMATS[media_type], base_iri=base)
    except ValueError as error:
        message = f"{base!r} is no base: {error}"
        raise Malformed(message) from error


@contextmanager
def _complaints(media_type: str) -> Iterator[None]:
    """Tell the parser's complaints in our own words."""
    try:
        yield
    except SyntaxError as error:
        raise Malformed(str(error.msg), origin=media_type) from error
    except (ValueError, UnicodeError) as error:
        raise Malformed(str(error), origin=media_type) from error


def terms_of(quad: ox.Quad) -> Terms:
    """Give subject, predicate and object of a quad as rdflib has them, each literal as it was written."""
    predicate = URIRef(quad.predicate.value)
    return _term(quad.subject), predicate, _term(quad.object)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        message = "a triple stands where a thing or a value is expected; RDF 1.1 has no such terms"
        raise Malformed(message)
    if term.language:
        return Literal(term.value, lang=term.language)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def write_triples(ntriples: bytes, media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """Write N-Triples in another format, whatever nodes without a name they hold."""
    quads = list(read_quads(ntriples, "application/n-triples"))
    used = {prefix: iri for prefix, iri in prefixes.items() if f"<{iri}".encode() in ntriples}
    written = ox.serialize([quad.triple for quad in quads], format=GRAPH_FORMATS[media_type], prefixes=used)
    return written or b""
