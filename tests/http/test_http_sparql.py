from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from app.errors import QueryBusy, QueryRefused, QueryTimeout, QueryTooLarge, StoreError, StoreUnreachable
from app.store.base import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.base import Question

SELECT = "PREFIX schema: <http://schema.org/> SELECT ?h WHERE { ?a schema:headline ?h } LIMIT 1"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <http://schema.org/NewsArticle> ; ?p ?o }"
DESCRIBE = "DESCRIBE ?s WHERE { ?s a <http://schema.org/NewsArticle> }"
RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
TURTLE = "text/turtle; charset=utf-8"
TRIPLES = {
    "text/turtle": TURTLE,
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
}
ROWS = {
    RESULTS_JSON: RESULTS_JSON,
    RESULTS_XML: RESULTS_XML,
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
}


@dataclass
class Scripted:
    """Answers as a test wants it, and remembers what was asked."""

    chunks: Iterator[bytes] | None = None
    error: Exception | None = None
    asked: Question | None = None

    def ask(self, question: Question) -> Answer:
        self.asked = question
        if self.error:
            raise self.error
        return Answer(media_type=question.accept, chunks=self.chunks or iter([b"{}"]), age=0.25)

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        *((SELECT, accept, media_type) for accept, media_type in ROWS.items()),
        *((ASK, accept, ROWS[accept]) for accept in (RESULTS_JSON, RESULTS_XML)),
        *((CONSTRUCT, accept, media_type) for accept, media_type in TRIPLES.items()),
        *((DESCRIBE, accept, media_type) for accept, media_type in TRIPLES.items()),
        (SELECT, "*/*", RESULTS_JSON),
        (SELECT, "application/json", RESULTS_JSON),
        (ASK, "application/xml", RESULTS_XML),
        (CONSTRUCT, "*/*", TURTLE),
        (CONSTRUCT, "application/json", "application/ld+json"),
    ],
)
def test_a_query_is_answered_in_the_type_that_is_wanted(
    client: Any, query: str, accept: str, media_type: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.content
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("name", ["format", "output"])
@pytest.mark.parametrize(
    ("query", "wanted", "media_type"),
    [
        (SELECT, "json", RESULTS_JSON),
        (SELECT, "xml", RESULTS_XML),
        (SELECT, "csv", ROWS["text/csv"]),
        (SELECT, "tsv", ROWS["text/tab-separated-values"]),
        (SELECT, "application/sparql-results+xml", RESULTS_XML),
        (SELECT, "application/json", RESULTS_JSON),
        (CONSTRUCT, "turtle", TURTLE),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "json-ld", "application/ld+json"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
    ],
)
def test_a_format_can_be_asked_for_in_the_address(
    client: Any, name: str, query: str, wanted: str, media_type: str
) -> None:
    answer = client.get("/sparql", params={"query": query, name: wanted}, headers={"accept": "text/html"})
    assert answer.headers["content-type"] == media_type


def test_all_three_ways_of_asking_give_the_same_answer(client: Any) -> None:
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    by_body = client.post(
        "/sparql", content=SELECT, headers={"content-type": "application/sparql-query; charset=utf-8"}
    )
    assert by_get.json() == by_form.json() == by_body.json()
    assert by_get.json()["results"]["bindings"][0]["h"]["value"].startswith("Fire takes houses")


@pytest.mark.parametrize("way", ["get", "form", "body"])
def test_the_dataset_of_the_request_is_handed_on(world: Any, make_client: Any, way: str) -> None:
    public = Scripted()
    client = make_client(replace(world, public=public))
    graphs = {"default-graph-uri": ["http://a", "http://b"], "named-graph-uri": ["http://c"]}
    if way == "get":
        client.get("/sparql", params={"query": SELECT, **graphs})
    elif way == "form":
        client.post("/sparql", data={"query": SELECT, **graphs})
    else:
        kind = {"content-type": "application/sparql-query"}
        client.post("/sparql", params=graphs, content=SELECT, headers=kind)
    assert public.asked
    assert public.asked.query == SELECT
    assert public.asked.default_graphs == ("http://a", "http://b")
    assert public.asked.named_graphs == ("http://c",)
    assert public.asked.base == "http://testserver/sparql"


def test_the_answer_tells_how_old_the_state_is(world: Any, make_client: Any) -> None:
    client = make_client(replace(world, public=Scripted()))
    assert client.get("/sparql", params={"query": ASK}).headers["whosaid-state-age"] == "0.250"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a> <http://b> 1 }",
        "# SELECT\nPREFIX select: <http://select/>\ndelete where { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "BASE <http://x/> clear all",
    ],
)
def test_an_update_sent_as_a_query_is_refused_by_name_whichever_way_it_comes(client: Any, text: str) -> None:
    query = {"content-type": "application/sparql-query"}
    answers = [
        client.get("/sparql", params={"query": text}),
        client.post("/sparql", data={"query": text}),
        client.post("/sparql", content=text, headers=query),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems#query-refused")
        assert "update" in answer.json()["detail"].lower()


def test_a_call_to_another_service_is_refused(client: Any) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems#query-refused")


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("SELECT * { SERVICE <http://x/> { ?s ?p } }", 42),
        ("SELECT * { SERVICE SILENT { ?s ?p ?o } }", 27),
        ("SELECT * WHERE SERVICE <http://x/> { ?s ?p ?o }", 16),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } } LIMIT x", 53),
    ],
)
def test_a_syntax_error_goes_before_the_refusal_of_a_call(client: Any, query: str, column: int) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems#query-syntax")
    assert answer.json()["column"] == column


def test_a_long_query_is_read_like_any_other(client: Any) -> None:
    long = "ASK { ?s ?p ?o } #" + "x" * 200_000 + "\n"
    assert client.post("/sparql", data={"query": long}).json()["boolean"] is True
    called = client.post("/sparql", data={"query": long.replace("?o }", "?o SERVICE <http://x/> {} }")})
    assert (called.status_code, called.json()["type"]) == (403, "/problems#query-refused")


def test_a_syntax_error_tells_line_and_column(client: Any) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems#query-syntax")
    assert answer.json()["line"] == 2
    assert answer.json()["column"] > 1


@pytest.mark.parametrize("query", ["", "   ", "nonsense", "SELEC * {}", "\u0000", "# only a comment"])
def test_what_is_no_query_is_a_syntax_error(client: Any, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems#query-syntax")


@pytest.mark.parametrize(
    ("media_type", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"", 400),
        ("application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}", 400),
        ("application/x-www-form-urlencoded", b"query=%ff", 400),
        ("application/x-www-form-urlencoded", b"query=\xff", 400),
        ("application/x-www-form-urlencoded", b"a=1&" * 1001, 400),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("text/plain", b"ASK {}", 415),
        ("application/json", b"{}", 415),
        ("", b"ASK {}", 415),
    ],
)
def test_a_request_against_the_protocol_is_refused(
    client: Any, media_type: str, body: bytes, status: int
) -> None:
    headers = {"content-type": media_type} if media_type else {}
    answer = client.post("/sparql", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_two_queries_in_the_address_are_refused(client: Any) -> None:
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400


def test_an_answer_in_no_known_type_is_not_acceptable(client: Any) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["offered"]) == (406, list(ROWS))


FAILURES = {
    504: QueryTimeout("the query was stopped after 10 s"),
    507: QueryTooLarge("more than 1,000,000 rows"),
    503: QueryBusy("all readers are taken"),
    403: QueryRefused("SERVICE is not allowed here"),
    500: StoreError("10.0.0.7:7878 gave nonsense"),
}


@pytest.mark.parametrize("status", FAILURES)
@pytest.mark.parametrize("moment", ["at once", "before the first bytes"])
def test_a_query_that_fails_before_its_first_bytes_is_an_error(
    world: Any, make_client: Any, status: int, moment: str
) -> None:
    def fail() -> Iterator[bytes]:
        raise FAILURES[status]
        yield b""

    public = Scripted(error=FAILURES[status]) if moment == "at once" else Scripted(chunks=fail())
    answer = make_client(replace(world, public=public)).get("/sparql", params={"query": ASK})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "10.0.0.7" not in answer.text


@pytest.mark.parametrize(
    ("error", "seconds"), [(QueryBusy("all readers are taken"), "1"), (StoreUnreachable("no answer"), "5")]
)
def test_who_comes_too_early_is_told_when_to_try_again(
    world: Any, make_client: Any, error: Exception, seconds: str
) -> None:
    answer = make_client(replace(world, public=Scripted(error=error))).get("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, seconds)


def test_an_answer_of_many_chunks_arrives_whole(world: Any, make_client: Any) -> None:
    chunks = [b'{"head":{},', b"", b'"boolean":', b"true}"]
    client = make_client(replace(world, public=Scripted(chunks=iter(chunks))))
    assert client.get("/sparql", params={"query": ASK}).json() == {"head": {}, "boolean": True}


def test_an_empty_answer_is_an_answer(world: Any, make_client: Any) -> None:
    client = make_client(replace(world, public=Scripted(chunks=iter([]))))
    answer = client.get("/sparql", params={"query": CONSTRUCT})
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_service_describes_itself(client: Any) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == TURTLE
    assert "sd:endpoint <http://testserver/sparql>" in answer.text
    assert "sd:UnionDefaultGraph" in answer.text
    for suffix, media_type in (("rdf", "application/rdf+xml"), ("jsonld", "application/ld+json")):
        assert client.get(f"/sparql?format={suffix}").headers["content-type"] == media_type


def test_a_browser_gets_the_query_page_with_examples(client: Any) -> None:
    examples = client.app.state.desk.examples
    page = client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "<textarea" in page.text
    assert examples
    assert page.text.count("<option") >= len(examples)


def test_a_link_to_a_query_shows_a_browser_the_page_with_the_query(client: Any) -> None:
    page = client.get(
        "/sparql", params={"query": "ASK { <x> ?p '</textarea>' }"}, headers={"accept": "text/html"}
    )
    assert "ASK { &lt;x&gt; ?p &#39;&lt;/textarea&gt;&#39; }" in page.text


def test_every_example_query_is_answered(client: Any) -> None:
    examples = client.app.state.desk.examples
    assert examples
    for example in examples:
        answer = client.post("/sparql", data={"query": example.query})
        assert answer.status_code == 200, example.name
        assert answer.content, example.name


def test_a_long_query_is_answered(client: Any) -> None:
    query = "ASK { ?s ?p ?o } #" + "x" * 64_000
    assert client.post("/sparql", data={"query": query}).status_code == 200
    assert json.loads(client.get("/sparql", params={"query": query}).content)["boolean"] is True


def test_a_function_that_the_store_does_not_have_is_named(client: Any) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<http://example.org/f>(1) AS ?x) {}"})
    assert (answer.status_code, answer.json()["type"]) == (501, "/problems#query-unsupported")
    assert "http://example.org/f" in answer.json()["detail"]


def test_the_description_names_limits_functions_and_the_dataset(client: Any) -> None:
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    service = URIRef("http://testserver/sparql")
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    schema = Namespace("http://schema.org/")
    limits = {
        str(graph.value(one, schema.propertyID)): float(graph.value(one, schema.value))
        for one in graph.objects(service, schema.additionalProperty)
    }
    assert limits["seconds"] == 10
    assert limits["rows"] == 1_000_000
    assert {str(graph.value(one, RDF.type)) for one in graph.objects(service, sd.extensionFunction)} == {
        str(sd.Function)
    }
    (dataset,) = graph.objects(service, sd.defaultDataset)
    assert str(graph.value(dataset, RDFS.seeAlso)) == "http://testserver/.well-known/void"


def test_every_function_that_is_named_is_there(client: Any) -> None:
    point = '"POINT(1 1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
    for function in re.findall(r"<([^>]+)> a sd:Function", client.get("/sparql").text):
        query = f"SELECT (<{function}>({point}, {point}) AS ?x) {{}}"
        assert client.get("/sparql", params={"query": query}).status_code == 200, function
