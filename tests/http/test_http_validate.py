from __future__ import annotations

from typing import Any

import pytest
from rdflib import RDF, SH, Literal

from app.exchange.parse import read_graph

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://ex.example/> .
@prefix ws: <https://w3id.org/whosaid/ns#> .
"""
CLAIM = PREFIXES + "ex:claim a ws:Claim ."
NAMED = PREFIXES + "ex:a ex:name 7 ."
SHAPES = (
    PREFIXES
    + "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:name ; sh:property ex:P . "
    + 'ex:P sh:path ex:name ; sh:nodeKind sh:IRI ; sh:message "A name is an IRI."@en .'
)
RDF_TYPES = ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]


def post(client: Any, content: str, media_type: str = "text/turtle", **headers: str) -> Any:
    return client.post("/validate", content=content, headers={"content-type": media_type, **headers})


def test_a_graph_that_breaks_our_shapes_is_told_why(client: Any) -> None:
    told = post(client, CLAIM).json()
    assert (told["conforms"], told["shapes"], told["triples"]) == (False, "ours", 1)
    assert told["count"] == len(told["findings"]) > 3
    assert {one["focus"] for one in told["findings"]} == {"http://ex.example/claim"}
    assert any("which one article" in one["message"] for one in told["findings"])


def test_what_is_stored_here_conforms_to_our_shapes(client: Any, world: Any) -> None:
    wanted = {iri for iri in world.some_iris() if iri.startswith(f"{world.iris.base}graph/")}
    triples = b"".join(world.archive.describe_graph(iri, "application/n-triples") for iri in wanted)
    told = post(client, triples.decode(), "application/n-triples").json()
    assert told["triples"] > 50
    assert [one for one in told["findings"] if one["severity"] == "violation"] == []


@pytest.mark.parametrize("media_type", RDF_TYPES)
def test_the_report_is_rdf_where_rdf_is_asked_for(client: Any, media_type: str) -> None:
    answer = post(client, CLAIM, accept=media_type)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    graph = read_graph(answer.content, media_type)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)  # noqa: FBT003  # rdflib takes it by position
    assert len(set(graph.objects(report, SH.result))) == post(client, CLAIM).json()["count"]


def test_the_report_is_plain_words_where_these_are_asked_for(client: Any) -> None:
    words = post(client, CLAIM, accept="text/plain").text
    assert words.startswith("The graph of 1 triples does not conform.\nViolation: ")
    assert words.count("http://ex.example/claim") > 3


def test_shapes_may_come_with_the_graph_as_files_or_as_text(client: Any) -> None:
    as_text = client.post("/validate", files={"data": (None, NAMED), "shapes": (None, SHAPES)})
    as_files = client.post(
        "/validate",
        files={
            "data": ("data.ttl", NAMED, "application/octet-stream"),
            "shapes": ("x", SHAPES, "text/turtle"),
        },
    )
    as_form = client.post("/validate", data={"data": NAMED, "shapes": SHAPES})
    for answer in (as_text, as_files, as_form):
        told = answer.json()
        assert (told["shapes"], told["conforms"]) == ("given", False)
        assert [one["message"] for one in told["findings"]] == ["A name is an IRI."]


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("application/ld+json", '{"@id": "http://ex.example/a", "http://ex.example/name": 7}'),
        ("application/json", '{"@id": "http://ex.example/a", "http://ex.example/name": 7}'),
        ("application/n-triples", '<http://ex.example/a> <http://ex.example/name> "7" .'),
        ("application/n-quads", '<http://ex.example/a> <http://ex.example/name> "7" <urn:g> .'),
        ("application/trig", '<urn:g> { <http://ex.example/a> <http://ex.example/name> "7" }'),
        (
            "application/rdf+xml",
            (
                '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://ex.example/">'
                '<r:Description r:about="http://ex.example/a"><x:name>7</x:name></r:Description></r:RDF>'
            ),
        ),
    ],
)
def test_a_graph_is_read_in_every_format(client: Any, media_type: str, content: str) -> None:
    told = client.post(
        "/validate",
        files={"data": ("d", content, media_type), "shapes": ("s.ttl", SHAPES, "text/turtle")},
    ).json()
    assert (told["triples"], told["count"]) == (1, 1)


def test_relative_iris_are_read_against_the_base_or_the_address(client: Any) -> None:
    graph = PREFIXES + "<here> a ws:Claim ."
    assert post(client, graph).json()["findings"][0]["focus"] == "http://testserver/here"
    told = client.post(
        "/validate?base=http://other.example/", content=graph, headers={"content-type": "text/turtle"}
    ).json()
    assert told["findings"][0]["focus"] == "http://other.example/here"


@pytest.mark.parametrize(
    ("files", "status", "word"),
    [
        ({"data": (None, "<a> <b")}, 400, "column"),
        ({"data": (None, NAMED), "shapes": (None, "[")}, 400, "shapes"),
        ({"shapes": (None, SHAPES)}, 400, "`data`"),
        ({"data": ("page.html", "<p>", "text/html")}, 415, "expected one of text/turtle"),
        ({f"field{number}": (None, "x") for number in range(12)}, 400, "fields"),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_says_so(
    client: Any, files: Any, status: int, word: str
) -> None:
    answer = client.post("/validate", files=files)
    assert answer.status_code == status
    assert word in answer.json()["detail"].lower()


def test_a_body_of_another_type_or_of_none_is_refused(client: Any) -> None:
    assert post(client, "x", "text/html").status_code == 415
    assert client.post("/validate", content=b"x").status_code == 415


def test_a_form_without_a_length_is_refused(client: Any) -> None:
    def chunks() -> Any:
        yield b"--x--"

    answer = client.post(
        "/validate", content=chunks(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413


def test_shapes_that_cannot_be_used_are_a_problem(client: Any) -> None:
    shapes = PREFIXES + "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:minCount 1 ] ."
    answer = client.post("/validate", files={"data": (None, NAMED), "shapes": (None, shapes)})
    assert answer.status_code == 400
    assert "The shapes cannot be used" in answer.json()["detail"]


def test_an_empty_graph_conforms_and_the_answer_says_that_it_is_empty(client: Any) -> None:
    told = client.post("/validate", files={"data": (None, "")})
    assert told.status_code == 400
    told = post(client, "").json()
    assert (told["conforms"], told["triples"], told["findings"]) == (True, 0, [])


def test_a_person_gets_a_form_and_after_it_the_findings(client: Any) -> None:
    page = client.get("/validate", headers={"accept": "text/html"}).text
    assert 'name="data"' in page
    assert 'name="shapes"' in page
    answer = client.post("/validate", data={"data": NAMED, "shapes": SHAPES}, headers={"accept": "text/html"})
    assert "<h2>Does not conform</h2>" in answer.text
    assert "A name is an IRI." in answer.text
    assert "ex:a ex:name 7 ." in answer.text
