"""The whole dataset in the words of VoID and DCAT: what there is, how much of it, and where to get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, XSD, Graph, Literal, URIRef

from app.rdf.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = "Who said what, where exactly it stands, and who contradicts it"
DESCRIPTION = (
    "Claims of news articles: each with the party that makes it, the article, and the very characters "
    "from which it was read; and the conflicts between them."
)
FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
"""How things are written (http://www.w3.org/ns/formats/)."""
PROTOCOL = URIRef("http://www.w3.org/TR/sparql11-protocol/")
MEDIA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What is told of the dataset; `base` begins every IRI, and addresses of the service, too.

    `dump_bytes` is None while no dump is written; `dumped` says when it was, in ISO 8601.
    """

    base: str
    properties: Mapping[str, int]
    classes: Mapping[str, int]
    examples: Sequence[str] = ()
    licence: str = ""
    dump_bytes: int | None = None
    dumped: str = ""


def describe_dataset(told: Dataset) -> Graph:
    """Write the description; nodes have names, so that others can point at them."""
    graph = Graph(bind_namespaces="none")
    for prefix, iri in {**PREFIXES, "void": str(VOID), "dcat": str(DCAT), "foaf": str(FOAF)}.items():
        graph.bind(prefix, iri)
    document = URIRef(f"{told.base}.well-known/void")
    dataset, service, dump = (URIRef(f"{document}#{name}") for name in ("dataset", "sparql", "dump"))
    graph.add((document, RDF.type, VOID.DatasetDescription))
    graph.add((document, FOAF.primaryTopic, dataset))
    for kind in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, kind))
    for predicate, value in (
        (DCTERMS.title, Literal(TITLE, lang="en")),
        (DCTERMS.description, Literal(DESCRIPTION, lang="en")),
        (FOAF.homepage, URIRef(told.base)),
        (DCAT.landingPage, URIRef(told.base)),
        (VOID.uriSpace, Literal(told.base)),
        (VOID.sparqlEndpoint, URIRef(f"{told.base}sparql")),
        (VOID.dataDump, URIRef(f"{told.base}dump")),
        (VOID.triples, Literal(sum(told.properties.values()))),
        (VOID.entities, Literal(sum(told.classes.values()))),
        (VOID.properties, Literal(len(told.properties))),
        (VOID.classes, Literal(len(told.classes))),
        (DCAT.distribution, dump),
    ):
        graph.add((dataset, predicate, value))
    for name in FORMATS:
        graph.add((dataset, VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{name}")))
    for example in told.examples:
        graph.add((dataset, VOID.exampleResource, URIRef(example)))
    for used in _vocabularies(told):
        graph.add((dataset, VOID.vocabulary, URIRef(used)))
    _add_partitions(graph, document, dataset, told)
    _add_ways(graph, dataset, service, dump, told)
    if told.licence:
        for thing in (dataset, dump):
            graph.add((thing, DCTERMS.license, URIRef(told.licence)))
    return graph


def _add_partitions(graph: Graph, document: URIRef, dataset: URIRef, told: Dataset) -> None:
    for numbered, (used, count) in enumerate(sorted(told.properties.items()), 1):
        part = URIRef(f"{document}#property-{numbered}")
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(used)))
        graph.add((part, VOID.triples, Literal(count)))
    for numbered, (used, count) in enumerate(sorted(told.classes.items()), 1):
        part = URIRef(f"{document}#class-{numbered}")
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(used)))
        graph.add((part, VOID.entities, Literal(count)))


def _add_ways(graph: Graph, dataset: URIRef, service: URIRef, dump: URIRef, told: Dataset) -> None:
    """Say how to get at the data: by queries, or as a file."""
    for thing, predicate, value in (
        (service, RDF.type, DCAT.DataService),
        (service, DCTERMS.title, Literal("SPARQL endpoint", lang="en")),
        (service, DCAT.endpointURL, URIRef(f"{told.base}sparql")),
        (service, DCAT.endpointDescription, URIRef(f"{told.base}sparql")),
        (service, DCAT.servesDataset, dataset),
        (service, DCTERMS.conformsTo, PROTOCOL),
        (dump, RDF.type, DCAT.Distribution),
        (dump, DCTERMS.title, Literal("All of it, as N-Quads", lang="en")),
        (dump, DCAT.accessURL, URIRef(f"{told.base}dump")),
        (dump, DCAT.downloadURL, URIRef(f"{told.base}dump")),
        (dump, DCAT.mediaType, URIRef(f"{MEDIA}application/n-quads")),
        (dump, DCAT.compressFormat, URIRef(f"{MEDIA}application/gzip")),
        (dump, DCAT.accessService, service),
    ):
        graph.add((thing, predicate, value))
    if told.dump_bytes is not None:
        graph.add((dump, DCAT.byteSize, Literal(told.dump_bytes, datatype=XSD.nonNegativeInteger)))
        graph.add((dump, DCTERMS.modified, Literal(told.dumped, datatype=XSD.dateTime)))


def _vocabularies(told: Dataset) -> list[str]:
    terms = [*told.properties, *told.classes]
    return sorted(
        namespace for namespace in PREFIXES.values() if any(one.startswith(namespace) for one in terms)
    )
