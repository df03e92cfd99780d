"""What strangers may expect of every door: an answer that is whole, or an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.errors import QueryRefused, QuerySyntax
from app.store.base import JSON_RESULTS, Question

if TYPE_CHECKING:
    from tests.contract.conftest import Doors

EX = "http://example.org/"


def ask(doors: Doors, query: str, accept: str = JSON_RESULTS, **dataset: tuple[str, ...]) -> bytes:
    answer = doors.public.ask(Question(query=query, accept=accept, **dataset))
    assert answer.media_type == accept
    assert answer.age == 0.0
    return b"".join(answer.chunks)


def values(doors: Doors, query: str, **dataset: tuple[str, ...]) -> list[str]:
    found = json.loads(ask(doors, query, **dataset))["results"]["bindings"]
    return sorted(term["value"] for row in found for term in row.values())


def fill(doors: Doors, *graphs: str) -> None:
    for graph in graphs:
        doors.store.load(f"{EX}{graph}", f"<{EX}s> <{EX}in> <{EX}{graph}> .".encode())


def test_each_write_is_seen_by_the_next_query(doors: Doors) -> None:
    for number in range(3):
        fill(doors, f"g{number}")
        assert len(values(doors, "SELECT ?o { ?s ?p ?o }")) == number + 1


def test_the_default_graph_is_the_union(doors: Doors) -> None:
    fill(doors, "one", "two")
    assert values(doors, "SELECT ?o { ?s ?p ?o }") == [f"{EX}one", f"{EX}two"]


def test_a_from_clause_beats_the_union(doors: Doors) -> None:
    fill(doors, "one", "two")
    assert values(doors, f"SELECT ?o FROM <{EX}two> {{ ?s ?p ?o }}") == [f"{EX}two"]


def test_the_graphs_of_the_request_beat_those_of_the_query(doors: Doors) -> None:
    fill(doors, "one", "two", "three")
    query = f"SELECT ?o FROM <{EX}two> {{ ?s ?p ?o }}"
    assert values(doors, query, default_graphs=(f"{EX}one",)) == [f"{EX}one"]
    twice = values(doors, query, default_graphs=(f"{EX}one", f"{EX}three"))
    assert twice == [f"{EX}one", f"{EX}three"]


def test_named_graphs_alone_leave_the_default_graph_empty(doors: Doors) -> None:
    fill(doors, "one", "two")
    named = {"named_graphs": (f"{EX}one",)}
    assert values(doors, "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", **named) == [f"{EX}one"]
    assert values(doors, "SELECT ?o { ?s ?p ?o }", **named) == []


def test_default_graphs_alone_leave_no_named_ones(doors: Doors) -> None:
    fill(doors, "one")
    query = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert values(doors, query, default_graphs=(f"{EX}one",)) == []


def test_a_syntax_error_tells_line_and_column(doors: Doors) -> None:
    with pytest.raises(QuerySyntax) as caught:
        ask(doors, "SELECT *\n{ ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 10)


def test_half_a_surrogate_pair_is_a_syntax_error(doors: Doors) -> None:
    with pytest.raises(QuerySyntax, match="surrogate"):
        ask(doors, "SELECT * { ?s ?p '\ud83d' }")


def test_an_update_is_not_taken_for_a_query(doors: Doors) -> None:
    fill(doors, "one")
    with pytest.raises(QuerySyntax):
        ask(doors, "DROP ALL")
    assert values(doors, "SELECT ?o { ?s ?p ?o }") == [f"{EX}one"]


def test_what_is_to_be_refused_is_refused(doors: Doors) -> None:
    with pytest.raises(QueryRefused, match="the word is FORBIDDEN"):
        ask(doors, "SELECT * { ?s ?p 'FORBIDDEN' }")


def test_rows_are_not_given_as_turtle(doors: Doors) -> None:
    with pytest.raises(QueryRefused):
        ask(doors, "SELECT * { ?s ?p ?o }", "text/turtle")


def test_triples_are_not_given_as_rows(doors: Doors) -> None:
    with pytest.raises(QueryRefused):
        ask(doors, "CONSTRUCT WHERE { ?s ?p ?o }", JSON_RESULTS)


@pytest.mark.parametrize(
    "accept",
    [JSON_RESULTS, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_no_rows_are_an_answer_too(doors: Doors, accept: str) -> None:
    assert ask(doors, "SELECT ?s { ?s ?p ?o }", accept)


@pytest.mark.parametrize(
    "accept",
    ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"],
)
def test_an_answer_of_many_triples_comes_whole(doors: Doors, accept: str) -> None:
    triples = "".join(f"<{EX}s{number}> <{EX}p> 'number {number}' .\n" for number in range(4000))
    doors.store.load(f"{EX}many", triples.encode())
    answer = ask(doors, "CONSTRUCT WHERE { ?s ?p ?o }", accept)
    assert answer.count(b"number ") == 4000
    assert ask(doors, "CONSTRUCT WHERE { ?s ?p 'none' }", accept) is not None


def test_an_answer_of_many_rows_comes_whole(doors: Doors) -> None:
    triples = "".join(f"<{EX}s{number}> <{EX}p> 'number {number}' .\n" for number in range(4000))
    doors.store.load(f"{EX}many", triples.encode())
    assert len(values(doors, "SELECT ?o { ?s ?p ?o }")) == 4000
