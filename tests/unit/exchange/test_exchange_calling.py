"""Calls are made by the safe fetcher, to named hosts only, and their rows stand in the query."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import httpx
import pyoxigraph as ox
import pytest

from app.errors import (
    AddressRefused,
    FetchError,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
)
from app.exchange.calling import ACCEPTED, MOST_ROWS, Calling
from app.read.fetch import Fetcher, FetchLimits

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = "application/sparql-results+json"
THERE = """<http://x/a> <http://x/name> "A \\"1\\"\\n}"@en .
<http://x/b> <http://x/name> "2"^^<http://x/type> .
_:n <http://x/named> <http://x/a> ."""
HERE = "<http://x/a> <http://x/says> 1 . <http://x/b> <http://x/says> 2 . <http://x/c> <http://x/says> 3 ."
CALL = "SERVICE <http://there.example/sparql> { ?s <http://x/name> ?name }"


def store(turtle: str) -> ox.Store:
    made = ox.Store()
    made.load(turtle, format=ox.RdfFormat.TURTLE)
    return made


def calling(answer: Callable[[httpx.Request], httpx.Response], **more: Any) -> Calling:
    fetcher = Fetcher(
        transport=httpx.MockTransport(answer),
        accept=ACCEPTED,
        heed_robots=False,
        limits=FetchLimits(pause=0.0),
    )
    return Calling(fetcher=fetcher, hosts=frozenset({"there.example"}), **more)


def serve(request: httpx.Request) -> httpx.Response:
    found = store(THERE).query(request.url.params["query"])
    assert isinstance(found, ox.QuerySolutions)
    xml = "xml" in request.url.path
    kind = ox.QueryResultsFormat.XML if xml else ox.QueryResultsFormat.JSON
    media_type = "application/sparql-results+xml; charset=utf-8" if xml else JSON
    return httpx.Response(200, headers={"content-type": media_type}, content=found.serialize(format=kind))


def rows(query: str, call: Calling) -> list[list[str]]:
    text, left = call(query, base="http://here.example/sparql", seconds=10)
    assert 0 < left <= 10
    found = store(HERE).query(text)
    assert isinstance(found, ox.QuerySolutions)
    return sorted([str(term) for term in solution] for solution in found)


@pytest.mark.parametrize("path", ["sparql", "xml", "sparql?key=1"])
def test_a_query_is_joined_with_what_another_server_answers(path: str) -> None:
    query = f"SELECT ?name ?n {{ ?s <http://x/says> ?n . {CALL.replace('sparql', path)} }}"
    assert rows(query, calling(serve)) == [
        ['"2"^^<http://x/type>', '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'],
        ['"A \\"1\\"\\n}"@en', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
    ]


def test_the_answer_is_one_group_wherever_the_call_stands() -> None:
    assert rows(f"SELECT ?s {{ ?s <http://x/says> ?n OPTIONAL {{ {CALL} }} }}", calling(serve)) == [
        ["<http://x/a>"],
        ["<http://x/b>"],
        ["<http://x/c>"],
    ]
    assert rows(f"SELECT ?s {{ ?s <http://x/says> ?n MINUS {{ {CALL} }} }}", calling(serve)) == [
        ["<http://x/c>"]
    ]


def test_a_call_without_variables_says_only_whether() -> None:
    for there, count_ in (("a", 3), ("z", 0)):
        call = f"SERVICE <http://there.example/sparql> {{ <http://x/{there}> <http://x/name> [] }}"
        found = rows(f"SELECT ?s {{ ?s <http://x/says> ?n . {call} }}", calling(serve))
        assert len(found) == count_


@pytest.mark.parametrize("silent", ["", "SILENT"])
@pytest.mark.parametrize("host", ["other.example", "there.example.other.example", "[", "there.example@x"])
def test_no_other_host_is_called_not_even_in_silence(silent: str, host: str) -> None:
    asked: list[httpx.Request] = []
    query = f"ASK {{ {CALL} SERVICE {silent} <http://{host}/> {{}} }}"
    with pytest.raises(QueryRefused, match="WHOSAID_SERVICE_HOSTS"):
        calling(lambda request: asked.append(request) or serve(request))(query, base="", seconds=10)
    assert not asked


def test_a_private_address_is_not_gone_to_even_when_it_is_named_and_silent() -> None:
    call = Calling(fetcher=Fetcher(heed_robots=False), hosts=frozenset({"127.0.0.1"}))
    with pytest.raises(AddressRefused):
        call("ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }", base="", seconds=10)


BROKEN: list[tuple[httpx.Response, str]] = [
    (httpx.Response(500), "status 500"),
    (httpx.Response(200, headers={"content-type": "text/html"}, content=b"<p>"), "answered as text/html"),
    (httpx.Response(200, headers={"content-type": JSON}, content=b'{"head":{},"boolean":true}'), "yes or no"),
    (
        httpx.Response(200, headers={"content-type": JSON}, content=b'{"head":{"vars":["s"]},"res'),
        "no results",
    ),
    (
        httpx.Response(
            200,
            headers={"content-type": JSON},
            content=b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"x:> }"}}]}}',
        ),
        "no results",
    ),
]


@pytest.mark.parametrize(("response", "message"), BROKEN)
def test_a_server_that_fails_fails_the_query_unless_it_is_to_be_silent(
    response: httpx.Response, message: str
) -> None:
    query = f"SELECT ?s ?name {{ ?s <http://x/says> ?n . {CALL} }}"
    with pytest.raises(FetchError, match=message) as caught:
        calling(lambda _: response)(query, base="", seconds=10)
    assert caught.value.url == "http://there.example/sparql"
    quiet = query.replace("SERVICE", "SERVICE SILENT")
    assert rows(quiet, calling(lambda _: response)) == [[f"<http://x/{one}>", "None"] for one in "abc"]


def test_nodes_without_a_name_are_an_error_since_they_cannot_be_spoken_of() -> None:
    query = "SELECT * { SERVICE <http://there.example/sparql> { ?n <http://x/named> ?s } }"
    with pytest.raises(FetchError, match="without a name"):
        calling(serve)(query, base="", seconds=10)


def many(request: httpx.Request) -> httpx.Response:
    bindings = ",".join('{"s":{"type":"literal","value":"1"}}' for _ in range(int(request.url.params["n"])))
    body = f'{{"head":{{"vars":["s"]}},"results":{{"bindings":[{bindings}]}}}}'
    return httpx.Response(200, headers={"content-type": JSON}, content=body.encode())


def test_as_many_rows_as_allowed_come_and_no_more() -> None:
    query = "SELECT * {{ SERVICE <http://there.example/sparql?n={}> {{ ?s ?p ?o }} }}"
    assert len(rows(query.format(MOST_ROWS), calling(many))) == MOST_ROWS
    with pytest.raises(QueryTooLarge, match="more than 10000 rows"):
        calling(many)(query.format(MOST_ROWS + 1), base="", seconds=10)


def test_a_query_makes_few_calls() -> None:
    with pytest.raises(QueryRefused, match="6 calls"):
        calling(serve)(f"SELECT * {{ {CALL * 6} }}", base="", seconds=10)


def test_the_time_of_the_calls_is_the_time_of_the_query() -> None:
    ticks = count(0, 3)  # three seconds pass between two looks at the clock
    call = calling(serve, clock=lambda: float(next(ticks)))
    text, left = call(f"SELECT * {{ {CALL} }}", base="", seconds=10)
    assert left == 4
    assert "SERVICE" not in text
    with pytest.raises(QueryTimeout, match="10 seconds"):
        call(f"SELECT * {{ {CALL.replace('SERVICE', 'SERVICE SILENT') * 5} }}", base="", seconds=10)
