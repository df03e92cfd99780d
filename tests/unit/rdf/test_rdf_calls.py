from __future__ import annotations

import pytest

from app.errors import QueryRefused, QuerySyntax
from app.rdf.calls import answered, calls

BASE = "http://here.example/sparql"


def test_a_call_knows_its_place_its_server_and_its_query() -> None:
    text = "PREFIX a: <http://a.example/>\nSELECT * { ?s a:p ?o . SERVICE a:sparql { ?o a:q '}' # }\n } }"
    [call] = calls(text, base=BASE)
    assert text[call.start : call.end] == "SERVICE a:sparql { ?o a:q '}' # }\n }"
    assert call.endpoint == "http://a.example/sparql"
    assert not call.silent
    assert call.query == (
        f"BASE <{BASE}>\nPREFIX a: <http://a.example/>\nSELECT * WHERE {{ ?o a:q '}}' # }}\n }}"
    )


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [
        ("<http://a.example/q>", "http://a.example/q"),
        ("</q>", "http://here.example/q"),
        ("<http://a.example/\\u0071>", "http://a.example/q"),
        ("silent <http://a.example/q>", "http://a.example/q"),
    ],
)
def test_servers_are_named_as_any_iri(name: str, endpoint: str) -> None:
    [call] = calls(f"ASK {{ service {name} {{}} }}", base=BASE)
    assert call.endpoint == endpoint
    assert call.silent == name.startswith("silent")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?s <http://x/SERVICE> 'SERVICE <http://a.example/> {}' } # SERVICE",
        "PREFIX SERVICE: <http://x/> SELECT * { ?s SERVICE:x _:SERVICE }",
        "SELECT * { ?s ?p '''\nSERVICE <http://a.example/q> { } '''@en }",
    ],
)
def test_what_only_looks_like_a_call_is_none(text: str) -> None:
    assert calls(text, base=BASE) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { SERVICE ?where { ?s ?p ?o } }", "name the server"),
        ("SELECT * { SERVICE <a:b> { SERVICE <a:c> {} } }", "within SERVICE"),
        (r"SELECT * { SERVICE <a:b> { ?s ?p ?o \u007D } }", "escapes"),
        (r"SELECT * { ?s ?p ?o \u007D SERVICE <a:b> {}", "escape"),
    ],
)
def test_calls_that_are_not_carried_out_are_refused(text: str, message: str) -> None:
    with pytest.raises(QueryRefused, match=message):
        calls(text, base=BASE)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("SELECT * { SERVICE", 12),
        ("SELECT * { SERVICE 'x' {} }", 20),
        ("SELECT * { SERVICE <a:b> ?s }", 26),
        ("SELECT * { SERVICE <a:b> { ?s ?p ?o", 34),
    ],
)
def test_a_call_that_is_none_by_the_grammar_is_told_with_its_place(text: str, column: int) -> None:
    with pytest.raises(QuerySyntax) as caught:
        calls(text, base=BASE)
    assert (caught.value.line, caught.value.column) == (1, column)


def test_answers_stand_where_the_calls_stood_and_lines_stay_lines() -> None:
    text = "SELECT * {\n SERVICE <a:b> {\n ?s ?p ?o\n }\n SERVICE SILENT <a:c> {} ?x ?y ?z }"
    made = answered(text, [(call, "{ }") for call in calls(text, base=BASE)])
    assert made == "SELECT * {\n { }\n\n\n { } ?x ?y ?z }"
