from __future__ import annotations

import pytest

from app.errors import QueryRefused
from app.rdf.refuse import keywords, refuse

CALLS = [
    "SELECT * { SERVICE <http://x> {} }",
    "select * { service silent <http://x> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <http://x> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE ?s {} } } }",
    "SELECT*{?s<a>?o.SERVICE<http://x>{}}",
    "SELECT * { \\u0053ERVICE <http://x> {} }",
    "SELECT * { \\U00000053ERVICE <http://x> {} }",
    "SELECT * { ?s ?p 1e5SERVICE<http://x>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://x>{} }",
    "PREFIX x:<http://x> SELECT * { ?s ?p x:.SERVICE <http://x> {} }",
    "SELECT * { SERVICE:here {} }",
    "SELECT * { SERVICE #comment\n <http://x> {} }",
]
HARMLESS = [
    "SELECT ?service { ?s ?p ?service }",
    "SELECT $SERVICE { ?s ?p $SERVICE }",
    'SELECT * { ?s ?p "SERVICE <http://x> {}" }',
    "SELECT * { ?s ?p '''a 'quoted' SERVICE''' }",
    'SELECT * { ?s ?p """a "quoted" \\" SERVICE""" }',
    "SELECT * { ?s ?p ?o } # SERVICE",
    "SELECT * { ?s <http://x/SERVICE> ?o }",
    "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE ?o }",
    "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { _:SERVICE ?p 'a'@service }",
    "PREFIX x:<http://x/> SELECT * { ?s x:a\\-SERVICE ?o }",
    "PREFIX x:<http://x/> SELECT * { ?s x:%41.SERVICE ?o }",
    "ASK { ?s ?p 'LOAD' }",
    "DESCRIBE <http://x/INSERT>",
]


@pytest.mark.parametrize("query", CALLS)
def test_a_call_to_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
        refuse(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_in_another_place_is_no_call(query: str) -> None:
    refuse(query)
    assert "SERVICE" not in keywords(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://x/>",
        "# a comment\nclear all",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://x/> DROP ALL",
    ],
)
def test_an_update_is_refused_by_its_name(update: str) -> None:
    with pytest.raises(QueryRefused, match="this is an update"):
        refuse(update)


def test_an_escape_beyond_unicode_is_left_to_the_parser() -> None:
    assert keywords("SELECT * { \\UFFFFFFFF }") == ["SELECT", "UFFFFFFFF"]
