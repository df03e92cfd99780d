"""What the engine says, and what it does not say, in our words."""

from __future__ import annotations

import json
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.child.rows import ROW_COUNTERS
from app.store.dataset import names_dataset
from app.store.formats import ANSWER_TYPES, GRAPH_TYPES, RESULT_TYPES, is_whole, syntax_error

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        '"',
        "}},{",
        '},{"',
        '}},{"x":{',
        "\r\n",
        "\n",
        "<result>",
        '""',
        "\\",
        '\\"}},{"',
        "{}",
        '"bindings":[{"',
    ]
)

UNBOUND = (
    "error at 1:35: expected one of The SELECT contains a variable that is unbound, ['0' ..= '9' | "
    "'\\u{00B7}' | '\\u{0300}'..='\\u{036F}'], ['A' ..= 'Z'\n| 'x'], ['_'], [_]"
)


@pytest.mark.parametrize(
    ("complaint", "line", "column", "message"),
    [
        (
            "error at 3:7: expected one of GRAPH, MINUS, [_]",
            3,
            7,
            "line 3, column 7: expected one of GRAPH, MINUS",
        ),
        (
            'error at 1:21: expected one of ",", "[", "{|", "\\"", [\'"\' | \']\'], [_], false',
            1,
            21,
            'line 1, column 21: expected one of ",", "[", "{|", "\\"", false',
        ),
        ("error at 1:2: expected one of Prefix not found, ['%']", 1, 2, "line 1, column 2: Prefix not found"),
        ("error at 1:2: expected [_]", 1, 2, "line 1, column 2: not expected here"),
        ("error at 1:9: expected CONSTRUCT", 1, 9, "line 1, column 9: expected CONSTRUCT"),
        (UNBOUND, 1, 35, "line 1, column 35: The SELECT contains a variable that is unbound"),
        ("error at 1:1: Invalid IRI", 1, 1, "line 1, column 1: Invalid IRI"),
        ("something else", None, None, "something else"),
    ],
)
def test_a_complaint_tells_the_place_and_what_is_missing(
    complaint: str, line: int | None, column: int | None, message: str
) -> None:
    error = syntax_error(complaint)
    assert (error.line, error.column, str(error)) == (line, column, message)


def test_a_long_complaint_is_cut() -> None:
    assert len(str(syntax_error("x" * 5000))) == 300


@given(
    st.lists(st.dictionaries(st.sampled_from(["x", "y_1", "é"]), TEXTS, min_size=1), max_size=6), st.data()
)
def test_rows_are_counted_in_every_form_and_however_the_bytes_come(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    values = " ".join(
        "(" + " ".join(_term(row.get(name)) for name in ("x", "y_1", "é")) + ")" for row in rows
    )
    query = f"SELECT * {{ VALUES (?x ?y_1 ?é) {{ {values} }} }}"
    for media_type, make_counter in ROW_COUNTERS.items():
        written = ox.Store().query(query).serialize(format=ox.QueryResultsFormat.from_media_type(media_type))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=5)))
        counter = make_counter()
        edges = [0, *cuts, len(written)]
        found = sum(counter.count(written[start:end]) for start, end in pairwise(edges))
        assert found == len(rows), media_type


def _term(text: str | None) -> str:
    return "UNDEF" if text is None else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def test_every_form_of_rows_has_a_counter() -> None:
    assert set(ROW_COUNTERS) == set(RESULT_TYPES)


@pytest.mark.parametrize("media_type", ANSWER_TYPES)
def test_an_answer_that_breaks_off_is_seen_to(media_type: str) -> None:
    store = ox.Store()
    store.update("INSERT DATA { <a:s> <a:p> 'a text that goes on for a while' }")
    if media_type in GRAPH_TYPES:
        rdf_format = ox.RdfFormat.from_media_type(media_type)
        whole = store.query("CONSTRUCT WHERE { ?s ?p ?o }").serialize(format=rdf_format)
        empty = store.query("CONSTRUCT WHERE { ?s ?p 'none' }").serialize(format=rdf_format)
    else:
        results_format = ox.QueryResultsFormat.from_media_type(media_type)
        whole = store.query("SELECT * { ?s ?p ?o }").serialize(format=results_format)
        empty = store.query("SELECT * { ?s ?p 'none' }").serialize(format=results_format)
    assert is_whole(media_type, whole)
    assert is_whole(media_type, empty)
    assert not is_whole(media_type, whole[:-20] + b"The SPARQL operation has been cancelled")
    assert not is_whole(media_type, b"The SPARQL operation has been cancelled")


def test_no_bytes_at_all_are_no_rows() -> None:
    assert not is_whole("application/sparql-results+json", b"")
    assert is_whole("application/n-triples", b"")
    assert is_whole("text/x-other", b"anything")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <a:g> { ?s ?p ?o }",
        "select*from<a:g>{?s ?p ?o}",
        "ASK # a comment\nFROM NAMED <a:g> { ?s ?p ?o }",
        "DESCRIBE <a:s> FROM <a:g>",
        "PREFIX e: <a:> SELECT ('FROM' AS ?x) FROM e:g {}",
        "SELECT * \\u0046ROM <a:g> { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p '''it's''' } FROM <a:g> WHERE { ?s ?p ?o }",
    ],
)
def test_a_from_clause_is_seen(query: str) -> None:
    assert names_dataset(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?s ?p ?from }",
        "SELECT $FROM { ?s ?p $FROM }",
        "SELECT * { ?s ?p 'all FROM <a:g>' }",
        'SELECT * { ?s ?p """a " FROM <a:g>""" }',
        "SELECT * { ?s ?p 'it\\'s FROM <a:g>' }",
        "SELECT * { ?s <a:FROM> ?o } # FROM <a:g>",
        "PREFIX from: <a:> SELECT * { ?s from:from from: }",
        "SELECT * { ?s a:FROM ?o . ?s ?p 'x'@from }",
        "SELECT * { _:from ?p ?o }",
        "SELECT * { ?s ?p ?o }",
    ],
)
def test_a_from_that_is_no_clause_is_not(query: str) -> None:
    assert not names_dataset(query)
