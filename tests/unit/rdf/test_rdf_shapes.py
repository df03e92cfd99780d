from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from strategies import TemplateExtractor, TemplateLinker
from world import BASE, FIRE, NOW, SHAPES

from app.domain.report import Severity
from app.errors import Malformed
from app.rdf.shapes import LONGEST_NAME, Shapes, article_of, findings, in_words, name_of, validate
from app.rdf.vocabulary import OA, PROV, SCHEMA, WS
from app.rdf.write import write_article

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = """
@prefix schema: <http://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetClass schema:Person ; sh:property <urn:rule> .
<urn:rule> a sh:PropertyShape ; sh:path schema:name ; sh:maxCount 1 ; sh:severity {severity} ;
  sh:message "Too many names."@en .
"""
ANN, CLAIM, PASSAGE, WHERE, WORDS = (
    URIRef(f"urn:{name}") for name in ("ann", "claim", "p", "where", "words")
)


@pytest.fixture
def graph() -> Graph:
    extraction = TemplateExtractor().extract(FIRE)
    links = TemplateLinker().link(FIRE, extraction.mentions)
    return write_article(FIRE, extraction, links, iris=BASE, now=NOW).whole(BASE)


def people(*names: str) -> Graph:
    graph = Graph()
    graph.add((ANN, RDF.type, SCHEMA.Person))
    for name in names:
        graph.add((ANN, SCHEMA.name, Literal(name)))
    return graph


def shapes(severity: str) -> Graph:
    return Graph().parse(data=SHAPE.format(severity=severity), format="turtle")


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="holds no shapes"):
        Shapes(tmp_path)


def test_every_file_of_the_folder_counts(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(SHAPE.format(severity="sh:Violation"), "utf-8")
    (tmp_path / "b.ttl").write_text('<urn:x> <urn:y> "z" .', "utf-8")
    read = Shapes(tmp_path)
    assert (URIRef("urn:x"), URIRef("urn:y"), Literal("z")) in read.graph
    assert not read.check(people("A", "B")).conforms


def test_what_is_written_conforms(graph: Graph) -> None:
    report = SHAPES.check(graph)
    assert report.conforms
    assert report.warnings == ()
    assert "ValidationReport" in report.turtle


@pytest.mark.parametrize(("severity", "kind"), [("sh:Warning", Severity.WARNING), ("sh:Info", Severity.INFO)])
def test_only_a_violation_stops_an_article(severity: str, kind: Severity) -> None:
    report = validate(people("A", "B"), shapes(severity))
    assert report.conforms
    assert [one.severity for one in report.warnings] == [kind]


def test_a_severity_of_somebody_elses_stops_an_article_too() -> None:
    report = validate(people("A", "B"), shapes("<urn:fatal>"))
    assert [one.severity for one in report.violations] == [Severity.VIOLATION]


def test_a_finding_tells_what_is_meant_where_and_by_which_rule() -> None:
    (found,) = validate(people("Ann Lee", "Anna Lee"), shapes("sh:Violation")).violations
    assert found.message in {"“Ann Lee”: Too many names.", "“Anna Lee”: Too many names."}
    assert (found.focus, found.path, found.shape) == ("urn:ann", str(SCHEMA.name), "urn:rule")
    assert found.value is None


def test_findings_come_in_a_fixed_order(graph: Graph) -> None:
    graph.remove((None, WS.stance, None))
    graph.remove((None, WS.certainty, None))
    found = SHAPES.check(graph).violations
    assert len(found) == 4
    assert list(found) == sorted(found, key=lambda one: (one.focus, one.path or ""))


def test_a_message_names_the_article_and_the_sentence(graph: Graph) -> None:
    claim = next(graph.subjects(SCHEMA.text, Literal("more than 3 people burned in Zenda", lang="en")))
    graph.remove((claim, WS.stance, None))
    (found,) = SHAPES.check(graph).violations
    assert found.message.startswith(
        "In “Fire in Zenda”, “more than 3 people burned in Zenda”: The claim does not say"
    )


def test_a_claim_that_lost_its_words_is_called_by_those_of_its_passage(graph: Graph) -> None:
    claim = next(graph.subjects(SCHEMA.text, Literal("more than 3 people burned in Zenda", lang="en")))
    graph.remove((claim, SCHEMA.text, None))
    assert name_of(graph, claim) == "more than 3 people burned in Zenda"


def test_a_position_is_called_by_the_words_of_its_passage(graph: Graph) -> None:
    passage = next(graph.subjects(RDF.type, OA.SpecificResource))
    words = {str(graph.value(one, OA.exact)) for one in graph.objects(passage, OA.hasSelector)}
    for selector in graph.objects(passage, OA.hasSelector):
        assert name_of(graph, selector) in words
        assert article_of(graph, selector) == next(graph.subjects(RDF.type, SCHEMA.NewsArticle))


@pytest.mark.parametrize(
    "kind",
    [WS.Claim, WS.Mention, SCHEMA.QuantitativeValue, OA.SpecificResource, PROV.Activity, WS.TextVersion],
)
def test_everything_read_in_an_article_leads_to_it(graph: Graph, kind: URIRef) -> None:
    things = list(graph.subjects(RDF.type, kind))
    assert things
    article = next(graph.subjects(RDF.type, SCHEMA.NewsArticle))
    assert {article_of(graph, thing) for thing in things} == {article}


def test_a_party_or_a_place_belongs_to_no_article(graph: Graph) -> None:
    for kind in (SCHEMA.Person, SCHEMA.Place):
        for thing in graph.subjects(RDF.type, kind):
            assert article_of(graph, thing) is None


def test_an_article_without_a_headline_is_called_by_its_address(graph: Graph) -> None:
    graph.remove((None, SCHEMA.headline, None))
    (found,) = SHAPES.check(graph).violations
    assert found.message.startswith("“https://daily.example/fire”: The article has no headline")


def test_words_of_which_nothing_leads_to_an_article_stand_alone() -> None:
    graph = Graph()
    graph.add((PASSAGE, OA.hasSelector, WORDS))
    graph.add((WORDS, OA.exact, Literal("of  the\nferry")))
    assert name_of(graph, PASSAGE) == "of the ferry"
    assert article_of(graph, PASSAGE) is None


def test_what_has_no_words_at_all_has_no_name() -> None:
    graph = Graph()
    graph.add((CLAIM, WS.passage, PASSAGE))
    graph.add((PASSAGE, OA.hasSelector, WHERE))
    graph.add((CLAIM, SCHEMA.text, Literal(" ")))
    assert name_of(graph, WHERE) is None
    graph.add((CLAIM, RDFS.label, Literal("a claim")))
    assert name_of(graph, WHERE) == "a claim"


def test_a_finding_about_a_thing_without_a_name_is_the_bare_message() -> None:
    wanted = shapes("sh:Violation")
    wanted.set((URIRef("urn:rule"), SH.minCount, Literal(1)))
    (found,) = validate(people(), wanted).violations
    assert found.message == "Too many names."


def test_what_is_no_iri_is_told_as_words() -> None:
    graph = people("Ann", "Anna")
    graph.add((URIRef("urn:a b"), RDF.type, SCHEMA.Person))
    wanted = shapes("sh:Violation")
    wanted.add((URIRef("urn:shape"), SH.property, URIRef("urn:other")))
    wanted.add((URIRef("urn:other"), SH.path, SCHEMA.name))
    wanted.add((URIRef("urn:other"), SH.minCount, Literal(1)))
    report = validate(graph, wanted)
    assert {one.focus for one in report.violations} == {"urn:ann", "urn:a b"}
    assert '"urn:a b"' in report.turtle


def test_a_long_name_is_cut() -> None:
    graph = people("word " * 40)
    name = name_of(graph, ANN)
    assert name is not None
    assert len(name) == LONGEST_NAME
    assert name.endswith("…")


def test_things_that_belong_to_each_other_in_a_ring_have_no_name_and_no_end() -> None:
    graph = Graph()
    graph.add((CLAIM, WS.passage, PASSAGE))
    graph.add((PASSAGE, WS.passage, CLAIM))
    assert name_of(graph, CLAIM) is None
    assert article_of(graph, CLAIM) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Does not satisfy MinCountConstraintComponent."),
        ([Literal("Fehlt.", lang="de"), Literal("Missing.", lang="en")], "Missing."),
    ],
)
def test_a_result_is_told_in_english_or_by_its_constraint(words: list[Literal], told: str) -> None:
    report, result = URIRef("urn:report"), URIRef("urn:result")
    results = Graph()
    results.add((report, RDF.type, SH.ValidationReport))
    results.add((report, SH.result, result))
    results.add((result, SH.focusNode, ANN))
    results.add((result, SH.sourceConstraintComponent, SH.MinCountConstraintComponent))
    for one in words:
        results.add((result, SH.resultMessage, one))
    (found,) = findings(results, Graph())
    assert found.message == told
    assert in_words([found]) == [f"Violation: {told} (urn:ann)"]
