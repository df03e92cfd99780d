from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from app.errors import QuerySyntax
from app.rdf.sparql import QUERIES, bind, chain, query
from app.store.embedded import EmbeddedStore

STORE = EmbeddedStore(None)


def test_a_value_enters_as_a_term() -> None:
    bound = bind("ASK { ?s ?p $o }", o=Literal('"} DROP ALL #'))
    assert bound == 'ASK { ?s ?p "\\"} DROP ALL #" }'


def test_a_name_in_a_string_an_iri_or_a_comment_is_left_alone() -> None:
    text = "ASK { ?s <http://x/$o> '$o' } # $o\n"
    assert bind(text) == text


def test_a_list_becomes_terms_side_by_side() -> None:
    assert bind("VALUES ?s { $s }", s=[URIRef("urn:a"), URIRef("urn:b")]) == "VALUES ?s { <urn:a> <urn:b> }"


def test_a_graph_becomes_its_triples() -> None:
    graph = Graph()
    graph.add((URIRef("urn:s"), URIRef("urn:p"), Literal("o")))
    assert bind("{ $facts }", facts=graph) == '{ <urn:s> <urn:p> "o" . }'


def test_a_number_stands_bare() -> None:
    assert bind("LIMIT $limit", limit=5) == "LIMIT 5"


def test_a_block_goes_when_its_value_is_not_there() -> None:
    text = "SELECT * {\n  #[ party\n  VALUES ?p { $party }\n  #]\n  ?s ?p ?o }"
    assert "VALUES" not in bind(text, party=None)
    assert "<urn:a>" in bind(text, party=[URIRef("urn:a")])


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"needs \['o'\]"):
        bind("ASK { ?s ?p $o }")


def test_a_value_that_the_query_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"does not know \['x'\]"):
        bind("ASK { ?s ?p ?o }", x=Literal("1"))


@pytest.mark.parametrize("iri", ["urn:a> <urn:b", "urn:a b", "urn:{", "urn:\n"])
def test_what_is_no_iri_cannot_slip_in_as_one(iri: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        bind("ASK { $s ?p ?o }", s=URIRef(iri))


def test_every_query_file_begins_with_its_question() -> None:
    files = sorted(QUERIES.glob("*.rq"))
    assert len(files) > 20
    for path in files:
        assert query(path.stem).startswith("# "), path.name


@given(words=st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_whatever_the_words_are_the_store_reads_them_as_they_were(words: str) -> None:
    bound = bind("SELECT ($words AS ?said) {}", words=Literal(words))
    (row,) = json.loads(STORE.answer(bound))["results"]["bindings"]
    assert row["said"] == {"type": "literal", "value": words}


@given(name=st.text(max_size=20))
def test_an_iri_is_read_as_it_was_or_refused(name: str) -> None:
    iri = URIRef(f"http://x.example/{name}")
    try:
        answer = STORE.answer(bind("SELECT ($iri AS ?said) {}", iri=iri))
    except (ValueError, QuerySyntax) as refusal:
        assert re.search("not an IRI|IRI parsing failed", str(refusal))  # noqa: PT017 - some names are taken
        return
    (row,) = json.loads(answer)["results"]["bindings"]
    assert row["said"] == {"type": "uri", "value": str(iri)}


def test_updates_are_joined_with_each_prefix_once_and_no_comments() -> None:
    one = "# what it does\nPREFIX x: <urn:x:>\nINSERT DATA { x:a x:b x:c } ;\n"
    other = "PREFIX x: <urn:x:>\nPREFIX y: <urn:y:>\nDELETE DATA { y:a y:b y:c }"
    assert chain(one, other) == (
        "PREFIX x: <urn:x:>\nPREFIX y: <urn:y:>\nINSERT DATA { x:a x:b x:c }  ;\nDELETE DATA { y:a y:b y:c }"
    )


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_joining_updates_leaves_the_lines_of_a_text_alone(end: str) -> None:
    text = f"One.{end}# A heading{end}PREFIX x: <y>{end}Last."
    store = EmbeddedStore(None)
    insert = "# Why?\nPREFIX a: <a:>\nINSERT DATA { GRAPH a:g { a:s a:p $text } }"
    store.update(chain(bind(insert, text=Literal(text)), "PREFIX b: <b:>\nCLEAR SILENT GRAPH b:g ;"))
    (row,) = json.loads(store.answer("SELECT ?o { ?s ?p ?o }"))["results"]["bindings"]
    assert row["o"]["value"] == text
