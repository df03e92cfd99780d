from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, URIRef

ROOT = Path(__file__).parent.parent.parent
BASE = "http://example.org/kg/"
DATASET = URIRef(f"{BASE}.well-known/void#dataset")
TOKEN = {"authorization": "Bearer good", "content-type": "text/plain"}


def described(client: Any) -> Graph:
    return Graph().parse(data=client.get("/.well-known/void").text, format="turtle")


def quads(world: Any) -> list[str]:
    return b"".join(world.store.dump()).decode().splitlines()


def test_the_counts_are_those_of_the_store(client: Any, world: Any) -> None:
    graph, lines = described(client), quads(world)
    assert int(graph.value(DATASET, VOID.triples)) == len(lines) > 300
    parts = {
        str(graph.value(part, VOID.property)): int(graph.value(part, VOID.triples))
        for part in graph.objects(DATASET, VOID.propertyPartition)
    }
    names = [line.split(" ")[1].strip("<>") for line in lines]
    assert parts == {name: names.count(name) for name in set(names)}
    assert sum(parts.values()) == len(lines)
    classes = {
        str(graph.value(part, VOID["class"])): int(graph.value(part, VOID.entities))
        for part in graph.objects(DATASET, VOID.classPartition)
    }
    claim = "https://w3id.org/whosaid/ns#Claim"
    assert classes[claim] == sum(f"{RDF.type}> <{claim}>" in line for line in lines) > 3


def test_the_counts_live(fresh_client: Any, fresh_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.search.census.FRESH", -1.0)
    before = int(described(fresh_client).value(DATASET, VOID.triples))
    taken = fresh_client.post(
        "/articles", content="Ferry\n\nThe ferry sank, the captain said.", headers=TOKEN
    )
    assert int(described(fresh_client).value(DATASET, VOID.triples)) == len(quads(fresh_world)) > before
    fresh_client.delete(f"/articles/{taken.json()['article']}", headers=TOKEN)
    assert int(described(fresh_client).value(DATASET, VOID.triples)) == len(quads(fresh_world))


def test_shared_graphs_are_not_counted_at_each_look(fresh_client: Any, fresh_world: Any) -> None:
    described(fresh_client)
    fresh_world.store.update(f"INSERT DATA {{ GRAPH <{BASE}graph/other> {{ <urn:a> <urn:b> <urn:c> }} }}")
    assert int(described(fresh_client).value(DATASET, VOID.triples)) == len(quads(fresh_world)) - 1


def test_what_is_described_answers(client: Any) -> None:
    graph = described(client)
    examples = list(graph.objects(DATASET, VOID.exampleResource))
    assert len(examples) == 4
    for iri in [*examples, graph.value(DATASET, VOID.dataDump), graph.value(DATASET, VOID.sparqlEndpoint)]:
        answer = client.get(str(iri).replace(BASE, "/"), headers={"accept": "*/*"})
        assert answer.status_code == 200, iri
    assert str(graph.value(DATASET, VOID.uriSpace)) == BASE
    (distribution,) = graph.objects(DATASET, DCAT.distribution)
    assert graph.value(distribution, DCAT.downloadURL) == URIRef(f"{BASE}dump")
    (service,) = graph.subjects(DCAT.servesDataset, DATASET)
    assert graph.value(service, DCAT.endpointURL) == URIRef(f"{BASE}sparql")


def test_only_terms_that_exist_are_used(client: Any) -> None:
    graph = described(client)
    for prefix, namespace in (("void", VOID), ("dcat", DCAT), ("dcterms", DCTERMS)):
        known = set((ROOT / "ontology" / "pinned" / f"{prefix}.txt").read_text("utf-8").split())
        used = {str(one) for triple in graph for one in triple if str(one).startswith(str(namespace))}
        used -= {str(one) for one in graph.objects(None, VOID.property)} | {str(namespace)}
        assert used
        assert {one.removeprefix(str(namespace)) for one in used} <= known


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_the_description_is_negotiated_and_remembered(client: Any, media_type: str) -> None:
    answer = client.get("/.well-known/void", headers={"accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    again = client.get(
        "/.well-known/void", headers={"accept": media_type, "if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_a_person_gets_a_page_that_names_the_other_formats(client: Any) -> None:
    answer = client.get("/.well-known/void", headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "void:sparqlEndpoint" in answer.text
    others = set(re.findall(r'href="(/\.well-known/void[^"]*)"', answer.text))
    types = {client.get(other).headers["content-type"].partition(";")[0] for other in others}
    assert {"text/turtle", "application/ld+json", "application/rdf+xml"} <= types


def test_the_licence_is_said_if_there_is_one(make_client: Any, fresh_world: Any) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    world = replace(fresh_world, settings=replace(fresh_world.settings, licence=licence))
    assert described(make_client(world)).value(DATASET, DCTERMS.license) == URIRef(licence)
    assert described(make_client(fresh_world)).value(DATASET, DCTERMS.license) is None


def test_the_dump_is_the_store_and_can_be_fetched_in_parts(client: Any, world: Any) -> None:
    answer = client.get("/dump")
    assert answer.headers["content-type"] == "application/gzip"
    assert re.search(r'filename="whosaid-\d{4}-\d\d-\d\d\.nq\.gz"', answer.headers["content-disposition"])
    assert sorted(gzip.decompress(answer.content).decode().splitlines()) == sorted(quads(world))
    part = client.get("/dump", headers={"range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, answer.content[:10])
    rest = client.get("/dump", headers={"range": "bytes=10-", "if-range": answer.headers["etag"]})
    assert part.content + rest.content == answer.content
    assert client.get("/dump", headers={"range": "bytes=99999999-"}).status_code == 416
    head = client.head("/dump")
    assert (head.headers["content-length"], head.content) == (str(len(answer.content)), b"")


def test_a_dump_that_one_has_is_not_sent_again(client: Any) -> None:
    first = client.get("/dump")
    for header, value, status in (
        ("if-none-match", first.headers["etag"], 304),
        ("if-none-match", "*", 304),
        ("if-none-match", '"other"', 200),
        ("if-modified-since", first.headers["last-modified"], 304),
        ("if-modified-since", "Mon, 01 Jan 2001 00:00:00 GMT", 200),
        ("if-modified-since", "yesterday", 200),
    ):
        assert client.get("/dump", headers={header: value}).status_code == status, (header, value)
