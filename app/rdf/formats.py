"""Triples in the formats that a door speaks, and as rows for a table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Literal, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node

N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
FORMATS = {
    "text/turtle": "turtle",
    N_TRIPLES: "nt",
    JSON_LD: "json-ld",
    "application/rdf+xml": "pretty-xml",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One triple as text; `link` tells whether the object is an IRI."""

    subject: str
    predicate: str
    value: str
    link: bool
    datatype: str = ""
    language: str = ""


def write_graph(graph: Graph, media_type: str) -> bytes:
    """Write triples in one of the media types of `FORMATS`; JSON-LD names terms by their prefixes."""
    if media_type == JSON_LD:
        written = json.loads(graph.serialize(format="json-ld", auto_compact=True))
        return json.dumps(_ordered(written), ensure_ascii=False, indent=2).encode()
    return graph.serialize(format=FORMATS[media_type], encoding="utf-8")


def rewrite(ntriples: bytes, media_type: str, names: Graph) -> bytes:
    """Write N-Triples in another format with the prefixes of `names`.

    The order of the triples that come in does not show: the same triples give the same bytes.
    """
    lines = sorted({line for line in ntriples.splitlines() if line.strip()})
    if media_type == N_TRIPLES:
        return b"".join(line + b"\n" for line in lines)
    graph = Graph(bind_namespaces="core")
    data = b"\n".join(lines)
    for prefix, namespace in names.namespaces():
        if namespace.encode() in data:
            graph.bind(prefix, namespace)
    return write_graph(graph.parse(data=data, format="nt"), media_type)


def _ordered(value: Any) -> Any:
    """Put the members of JSON-LD in a fixed order; but for lists, which we do not write, it has none."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


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
