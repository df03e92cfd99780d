from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from rdflib import Graph

from app.rdf.formats import FORMATS, rewrite, rows, shorten, translate
from app.rdf.terms import Ontology, read_ontology

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "http://test.example/ns#"
TURTLE = """
@prefix ex: <http://test.example/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://test.example/ns> a owl:Ontology .
ex:says a owl:ObjectProperty ; rdfs:label "says"@en ;
  rdfs:domain ex:Party ; rdfs:comment "Puts into words." .
ex:Party a owl:Class ; rdfs:label "party" ;
  skos:definition "Who says something." ; skos:example "The mayor." .
ex:old a rdfs:Datatype .
"""


@pytest.fixture
def ontology(tmp_path: Path) -> Ontology:
    (tmp_path / "core.ttl").write_text(TURTLE, encoding="utf-8")
    (tmp_path / "context.jsonld").write_text('{"@context": {}}', encoding="utf-8")
    return read_ontology(tmp_path, NAMESPACE)


def test_our_terms_are_listed_with_their_words(ontology: Ontology) -> None:
    party, says = ontology.terms()
    assert (party.sort, party.name, party.label) == ("Class", "Party", "party")
    assert (party.definition, party.example) == ("Who says something.", "The mayor.")
    assert (says.sort, says.name, says.definition) == ("Property", "says", "Puts into words.")
    assert says.relations == (("rdfs:domain", "ex:Party"),)


def test_the_context_is_handed_on(ontology: Ontology) -> None:
    assert json.loads(ontology.context) == {"@context": {}}


def test_a_folder_without_files_is_an_empty_vocabulary(tmp_path: Path) -> None:
    empty = read_ontology(tmp_path, NAMESPACE)
    assert empty.terms() == ()
    assert empty.context == b"{}"


def triples_of(data: bytes, media_type: str) -> set[str]:
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    return {str(quad.triple) for quad in pyoxigraph.parse(data, format=form)}


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_vocabulary_is_the_same_in_every_format(ontology: Ontology, media_type: str) -> None:
    plain = triples_of(ontology.write("application/n-triples"), "application/n-triples")
    assert len(plain) == len(ontology.graph)
    assert triples_of(ontology.write(media_type), media_type) == plain


def test_turtle_is_translated() -> None:
    assert translate("<http://a> <http://b> 1 .", "application/n-triples").startswith(
        b"<http://a> <http://b> "
    )


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_order_and_number_of_triples_that_come_in_does_not_show(media_type: str) -> None:
    lines = [f'<http://x> <{NAMESPACE}says> "{word}" .'.encode() for word in "abc"]
    names = Graph()
    names.bind("ex", NAMESPACE)
    once = rewrite(b"\n".join(lines), media_type, names)
    again = rewrite(b"\n".join([*reversed(lines), b"", *lines]), media_type, names)
    assert once == again
    assert len(triples_of(once, media_type)) == 3


@pytest.mark.parametrize("media_type", FORMATS)
def test_triples_without_known_prefixes_are_written_too(media_type: str) -> None:
    triples = b'<http://x/a> <http://y#b> "1" .\n<http://x/a> <http://z/c/d> <http://x/e> .'
    written = rewrite(triples, media_type, Graph())
    assert triples_of(written, media_type) == triples_of(triples, "application/n-triples")


def test_turtle_and_json_ld_use_the_known_prefixes() -> None:
    names = Graph()
    names.bind("ex", NAMESPACE)
    triple = f"<http://x> <{NAMESPACE}of> <http://y> .".encode()
    assert b"ex:of" in rewrite(triple, "text/turtle", names)
    assert b'"ex:of"' in rewrite(triple, "application/ld+json", names)


def test_triples_are_read_as_rows_in_order() -> None:
    names = Graph()
    names.bind("ex", NAMESPACE)
    triples = (
        f'<http://x> <{NAMESPACE}says> "Ja"@de .\n'
        f"<http://x> <{NAMESPACE}of> <http://y> .\n"
        f'<http://x> <{NAMESPACE}count> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )
    found = rows(triples.encode(), names)
    assert [(row.predicate, row.value, row.link) for row in found] == [
        ("ex:count", "2", False),
        ("ex:of", "http://y", True),
        ("ex:says", "Ja", False),
    ]
    assert (found[0].datatype, found[2].language) == ("xsd:integer", "de")


def test_an_iri_without_a_known_prefix_stays_whole() -> None:
    assert shorten(Graph(), "http://nowhere.example/x/y#") == "http://nowhere.example/x/y#"


def test_a_relation_to_a_literal_is_shown_as_it_is(tmp_path: Path) -> None:
    turtle = TURTLE + 'ex:Party owl:versionInfo "2" .\n'
    (tmp_path / "core.ttl").write_text(turtle, encoding="utf-8")
    party = read_ontology(tmp_path, NAMESPACE).terms()[0]
    assert party.relations == (("owl:versionInfo", "2"),)
