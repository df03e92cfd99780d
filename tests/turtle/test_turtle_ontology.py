"""The vocabulary that we publish: complete, known to the code, and made of terms that exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from strategies import TemplateExtractor, TemplateLinker
from world import ELSEWHERE, FIRE, NOW, OTHER

from app.bootstrap import ROOT
from app.rdf.iris import KINDS, Iris
from app.rdf.lint import Known, read_pinned
from app.rdf.terms import read_ontology
from app.rdf.vocabulary import CLASSES, NS, PROPERTIES, SCHEMES, WS
from app.rdf.write import write_article

if TYPE_CHECKING:
    from enum import StrEnum


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_ontology(ROOT / "ontology", NS).graph


def test_the_project_has_no_faults() -> None:
    command = [sys.executable, "-m", "app.rdf.lint", str(ROOT)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_the_code_writes_uses_terms_that_exist() -> None:
    known = Known(read_pinned(ROOT / "ontology/pinned"))
    extractor, linker = TemplateExtractor(), TemplateLinker()
    checked = 0
    for article in (FIRE, OTHER, ELSEWHERE):
        extraction = extractor.extract(article)
        links = linker.link(article, extraction.mentions)
        iris = Iris("http://test.example/")
        graph = write_article(article, extraction, links, iris=iris, now=NOW).whole(iris)
        terms = {str(one) for one in graph.predicates()} | {str(one) for one in graph.objects(None, RDF.type)}
        others = [one for one in terms if not one.startswith(NS)]
        assert [one for one in others if not known.covers(one)] == []
        assert list(known.faults("graph", others)) == []
        checked += len(others)
    assert checked


@pytest.mark.parametrize(("scheme", "name"), SCHEMES.items())
def test_every_value_of_a_closed_set_is_a_concept(ontology: Graph, scheme: type[StrEnum], name: str) -> None:
    concepts = set(ontology.subjects(SKOS.inScheme, WS[f"scheme-{name}"]))
    assert concepts == {WS[f"{name}-{value}"] for value in scheme}
    for value in scheme:
        plain = [
            one for one in ontology.objects(WS[f"{name}-{value}"], SKOS.notation) if one.datatype is None
        ]
        assert [str(one) for one in plain] == [value.value]


def test_classes_and_properties_are_of_their_sort(ontology: Graph) -> None:
    assert {str(one) for one in ontology.subjects(RDF.type, OWL.Class)} == {NS + name for name in CLASSES}
    sorts = (OWL.ObjectProperty, OWL.DatatypeProperty)
    found = {str(one) for sort in sorts for one in ontology.subjects(RDF.type, sort)}
    assert found == {NS + name for name in PROPERTIES}


def test_the_namespace_itself_is_the_ontology(ontology: Graph) -> None:
    assert (URIRef(NS), RDF.type, OWL.Ontology) in ontology
    assert set(ontology.objects(None, RDFS.isDefinedBy)) == {URIRef(NS)}


def test_the_context_names_every_class_and_property(ontology: Graph) -> None:
    context = json.loads((ROOT / "ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {name: value["@id"] if isinstance(value, dict) else value for name, value in context.items()}
    assert {name: named.get(name) for name in (*CLASSES, *PROPERTIES)} == {
        name: f"ws:{name}" for name in (*CLASSES, *PROPERTIES)
    }
    links = {name for name, value in context.items() if isinstance(value, dict) and value["@type"] == "@id"}
    ours = {str(one).removeprefix(NS) for one in ontology.subjects(RDF.type, OWL.ObjectProperty)}
    assert links & set(PROPERTIES) == ours


def triples(graph: Graph) -> set[tuple[object, object, object]]:
    """Give the triples with numbers as numbers: 200 and 200.0 are one value."""
    return {(s, p, o.toPython() if isinstance(o, Literal) else o) for s, p, o in graph}


# rdflib's own JSON-LD parser builds the class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_json_ld_with_the_context_means_the_same_as_turtle() -> None:
    context = json.loads((ROOT / "ontology/context.jsonld").read_text(encoding="utf-8"))
    document = context | {
        "id": "http://example.org/claim",
        "type": "Claim",
        "claimedBy": "http://example.org/party",
        "text": "over 200",
        "quantity": {"id": "http://example.org/quantity", "value": "200", "counted": "districts"},
    }
    read = Graph().parse(data=json.dumps(document), format="json-ld")
    turtle = """
        PREFIX ws: <https://w3id.org/whosaid/ns#>
        PREFIX schema: <http://schema.org/>
        <http://example.org/claim> a ws:Claim ; ws:claimedBy <http://example.org/party> ;
            schema:text "over 200" ; ws:quantity <http://example.org/quantity> .
        <http://example.org/quantity> schema:value 200.0 ; ws:counted "districts" .
    """
    assert triples(read) == triples(Graph().parse(data=turtle))


def test_the_readme_has_every_file_and_every_kind_of_thing() -> None:
    readme = (ROOT / "ontology/README.md").read_text(encoding="utf-8")
    files = [path.name for path in (ROOT / "ontology").glob("*.*") if path.name != "README.md"]
    files += [f"examples/{path.name}" for path in (ROOT / "ontology/examples").glob("*.ttl")]
    assert files
    assert [name for name in files if f"`{name}`" not in readme] == []
    assert set(re.findall(r"`([a-z]+)/\{id\}", readme)) == KINDS
