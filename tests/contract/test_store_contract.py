"""What every store does, whatever it is made of."""

from __future__ import annotations

import csv
import io
import json
import threading
from typing import TYPE_CHECKING

import pytest

from app.errors import Malformed, QueryRefused, QuerySyntax, StoreError

if TYPE_CHECKING:
    from app.store.base import Store

EX = "http://example.org/"
ODD_TEXTS = (
    "plain",
    "😀 and 👩‍👩‍👧",
    "שלום, עולם",
    "\u202eright to left\u202c",
    'a "quoted" word and a \\ backslash \\u0041',
    "two\nlines, \r\n three\ttabs",
    "line separator \u2028 and next line \u0085 and unit \x1f",
    "e\u0301 is not \u00e9",
    "",
    " blanks around ",
    "ends in a backslash \\",
    "} ; DROP ALL ; #",
)


def literal(text: str) -> str:
    """Write a text as Turtle and SPARQL do: JSON's escapes are a part of theirs."""
    return json.dumps(text, ensure_ascii=False)


def rows(store: Store, query: str) -> list[dict[str, str]]:
    """Ask, and give plain values."""
    found = json.loads(store.answer(query))["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def count(store: Store) -> int:
    """Count the triples in graphs of ours: a server may keep its own affairs beside them."""
    ours = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{EX}')) }}"
    return int(rows(store, ours)[0]["n"])


def fill(store: Store, *graphs: str) -> None:
    for graph in graphs:
        store.update(f"INSERT DATA {{ GRAPH <{EX}{graph}> {{ <{EX}s> <{EX}in> <{EX}{graph}> }} }}")


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert count(store) == 0
    assert b"".join(store.dump()) == b""


def test_what_was_written_is_read_at_once(store: Store) -> None:
    fill(store, "one")
    assert rows(store, f"SELECT ?o {{ GRAPH <{EX}one> {{ ?s ?p ?o }} }}") == [{"o": f"{EX}one"}]


def test_an_update_request_is_done_as_a_whole_or_not_at_all(store: Store) -> None:
    fill(store, "one")
    with pytest.raises((StoreError, QuerySyntax)):
        store.update(
            f"INSERT DATA {{ GRAPH <{EX}two> {{ <{EX}s> <{EX}p> 1 }} }} ;"
            f"DROP GRAPH <{EX}one> ; LOAD <http://127.0.0.1:9/nothing-listens-here>"
        )
    assert [row["g"] for row in rows(store, f"SELECT ?g {{ GRAPH ?g {{ <{EX}s> ?p ?o }} }}")] == [f"{EX}one"]


def test_an_update_with_a_syntax_error_does_nothing_and_tells_the_line(store: Store) -> None:
    with pytest.raises(QuerySyntax) as caught:
        store.update(f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 1 }} }} ;\n INSERT {{{{")
    assert caught.value.line == 2
    assert count(store) == 0


def test_a_query_with_a_syntax_error_tells_line_and_column(store: Store) -> None:
    with pytest.raises(QuerySyntax) as caught:
        store.answer("SELECT *\nWHERE {\n  ?s ?p ?o .\n  FOO }")
    assert (caught.value.line, caught.value.column) == (4, 8)
    assert str(caught.value).startswith("line 4, column 8: ")


def test_half_a_surrogate_pair_is_a_syntax_error(store: Store) -> None:
    with pytest.raises(QuerySyntax, match="surrogate"):
        store.answer("SELECT * { ?s ?p '\ud83d' }")
    with pytest.raises(QuerySyntax, match="surrogate"):
        store.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> '\ud83d' } }")


def test_an_update_is_no_query_and_a_query_no_update(store: Store) -> None:
    with pytest.raises(QuerySyntax):
        store.answer("DROP ALL")
    with pytest.raises(QuerySyntax):
        store.update("SELECT * { ?s ?p ?o }")


def test_the_default_graph_is_the_union_of_all_graphs(store: Store) -> None:
    fill(store, "one", "two")
    found = rows(store, f"SELECT ?o {{ <{EX}s> <{EX}in> ?o }} ORDER BY ?o")
    assert [row["o"] for row in found] == [f"{EX}one", f"{EX}two"]


def test_a_query_that_names_its_graphs_is_asked_of_those(store: Store) -> None:
    fill(store, "one", "two")
    assert rows(store, f"SELECT ?o FROM <{EX}two> {{ ?s ?p ?o }}") == [{"o": f"{EX}two"}]
    named = rows(store, f"SELECT ?g FROM NAMED <{EX}two> {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert named == [{"g": f"{EX}two"}]


def test_loading_replaces_one_graph_and_no_other(store: Store) -> None:
    fill(store, "one", "two")
    store.load(f"{EX}one", f'<{EX}new> <{EX}p> "value"@en .'.encode())
    graph = f"SELECT ?s {{ GRAPH <{EX}one> {{ ?s ?p ?o }} }}"
    assert rows(store, graph) == [{"s": f"{EX}new"}]
    assert count(store) == 2


def test_loading_twice_is_loading_once(store: Store) -> None:
    for _ in range(2):
        store.load(f"{EX}one", f"<{EX}s> <{EX}p> 1, 2 .".encode())
    assert count(store) == 2


def test_loading_nothing_empties_the_graph(store: Store) -> None:
    fill(store, "one")
    store.load(f"{EX}one", b"")
    assert count(store) == 0


def test_loading_reads_relative_names_against_the_graph(store: Store) -> None:
    store.load(f"{EX}folder/one", b"<two> <#p> <> .")
    found = rows(store, f"SELECT * {{ GRAPH <{EX}folder/one> {{ ?s ?p ?o }} }}")
    assert found == [{"s": f"{EX}folder/two", "p": f"{EX}folder/one#p", "o": f"{EX}folder/one"}]


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples"])
def test_loading_what_cannot_be_read_changes_nothing(store: Store, media_type: str) -> None:
    fill(store, "one")
    with pytest.raises(Malformed, match="line 2"):
        store.load(f"{EX}one", f"<{EX}s> <{EX}p> <{EX}o> .\n<{EX}s> <".encode(), media_type=media_type)
    assert rows(store, f"SELECT ?o {{ GRAPH ?g {{ <{EX}s> ?p ?o }} }}") == [{"o": f"{EX}one"}]


def test_a_graph_can_be_loaded_as_json_ld(store: Store) -> None:
    document = {"@id": f"{EX}s", f"{EX}p": "value"}
    store.load(f"{EX}one", json.dumps(document).encode(), media_type="application/ld+json")
    assert rows(store, f"SELECT ?o {{ <{EX}s> <{EX}p> ?o }}") == [{"o": "value"}]


def test_an_unknown_media_type_is_refused(store: Store) -> None:
    with pytest.raises(StoreError):
        store.load(f"{EX}one", b"s,p,o", media_type="text/x-unheard-of")


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_texts_come_back_as_they_went_in(store: Store, text: str) -> None:
    store.update(f"INSERT DATA {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}p> {literal(text)} }} }}")
    store.load(f"{EX}h", f"<{EX}t> <{EX}p> {literal(text)} .".encode())
    assert rows(store, f"SELECT ?o {{ ?s <{EX}p> ?o }}") == [{"o": text}, {"o": text}]
    assert rows(store, f"SELECT ?s {{ ?s ?p {literal(text)} }} ORDER BY ?s") == [
        {"s": f"{EX}s"},
        {"s": f"{EX}t"},
    ]


def test_rows_can_be_had_in_four_forms(store: Store) -> None:
    fill(store, "one")
    query = f"SELECT ?s ?o {{ ?s <{EX}in> ?o }}"
    as_json = json.loads(store.answer(query, accept="application/sparql-results+json"))
    assert as_json["results"]["bindings"][0]["o"] == {"type": "uri", "value": f"{EX}one"}
    assert b"<uri>http://example.org/one</uri>" in store.answer(
        query, accept="application/sparql-results+xml"
    )
    table = csv.DictReader(io.StringIO(store.answer(query, accept="text/csv").decode()))
    assert list(table) == [{"s": f"{EX}s", "o": f"{EX}one"}]
    lines = store.answer(query, accept="text/tab-separated-values").decode().splitlines()
    assert lines == ["?s\t?o", f"<{EX}s>\t<{EX}one>"]


def test_yes_and_no_can_be_had_in_two_forms(store: Store) -> None:
    fill(store, "one")
    assert json.loads(store.answer("ASK { ?s ?p ?o }"))["boolean"] is True
    answer = store.answer("ASK { ?s ?p 'nothing' }", accept="application/sparql-results+xml")
    assert b"<boolean>false</boolean>" in answer


@pytest.mark.parametrize(
    ("media_type", "piece"),
    [
        ("text/turtle", b"<http://example.org/one>"),
        ("application/n-triples", b"<http://example.org/one> .\n"),
        ("application/rdf+xml", b"http://example.org/one"),
        ("application/ld+json", b'"http://example.org/one"'),
        ("application/trig", b"<http://example.org/one>"),
        ("application/n-quads", b"<http://example.org/one> .\n"),
    ],
)
def test_triples_can_be_had_in_six_forms(store: Store, media_type: str, piece: bytes) -> None:
    fill(store, "one")
    assert piece in store.answer(f"CONSTRUCT WHERE {{ ?s <{EX}in> ?o }}", accept=media_type)
    assert piece in store.answer(f"DESCRIBE <{EX}s>", accept=media_type)


@pytest.mark.parametrize("accept", ["text/turtle", "image/png", "nonsense"])
def test_rows_are_not_given_as_what_they_are_not(store: Store, accept: str) -> None:
    with pytest.raises(QueryRefused):
        store.answer("SELECT * { ?s ?p ?o }", accept=accept)


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json", "image/png"])
def test_triples_are_not_given_as_rows(store: Store, accept: str) -> None:
    with pytest.raises(QueryRefused):
        store.answer("CONSTRUCT WHERE { ?s ?p ?o }", accept=accept)


def test_a_dump_holds_everything_and_can_be_loaded_again(store: Store) -> None:
    for number, text in enumerate(ODD_TEXTS):
        store.load(f"{EX}{number}", f"<{EX}s{number}> <{EX}p> {literal(text)}, {number} .".encode())
    everything = f"SELECT * {{ GRAPH ?g {{ ?s <{EX}p> ?o }} }} ORDER BY ?g ?s ?o"
    before = rows(store, everything)
    dump = b"".join(store.dump())
    quads = [line for line in dump.split(b"\n") if line]
    assert len(quads) == 2 * len(ODD_TEXTS)
    for number in range(len(ODD_TEXTS)):
        store.update(f"CLEAR GRAPH <{EX}{number}>")
    assert count(store) == 0
    for number in range(len(ODD_TEXTS)):
        name = f" <{EX}{number}> .".encode()
        mine = [line.removesuffix(name) + b" .\n" for line in quads if line.endswith(name)]
        store.load(f"{EX}{number}", b"".join(mine), media_type="application/n-triples")
    assert rows(store, everything) == before


def test_many_writers_lose_nothing_and_readers_never_see_half_a_write(store: Store) -> None:
    halves: list[int] = []
    is_over = threading.Event()

    def write(writer: int) -> None:
        for number in range(10):
            subject = f"<{EX}{writer}-{number}>"
            store.update(
                f"INSERT DATA {{ GRAPH <{EX}a> {{ {subject} <{EX}p> 1 }} }} ;"
                f"INSERT DATA {{ GRAPH <{EX}b> {{ {subject} <{EX}q> 1 }} }}"
            )

    def read() -> None:
        while not is_over.is_set():
            halves.append(count(store) % 2)

    writers = [threading.Thread(target=write, args=(one,)) for one in range(4)]
    reader = threading.Thread(target=read)
    for thread in [*writers, reader]:
        thread.start()
    for thread in writers:
        thread.join()
    is_over.set()
    reader.join()
    assert count(store) == 80
    assert halves
    assert not any(halves)


def test_two_writers_that_look_before_they_write_do_not_both_find_nothing(store: Store) -> None:
    claim = (
        f"INSERT {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}owner> ?me }} }} "
        f"WHERE {{ VALUES ?me {{ %d }} "
        f"FILTER NOT EXISTS {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}owner> ?other }} }} }}"
    )
    threads = [threading.Thread(target=store.update, args=(claim % number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(store) == 1
