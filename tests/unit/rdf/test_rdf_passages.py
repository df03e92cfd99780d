from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from world import BASE, NOW

from app.domain.article import Article, Span
from app.domain.claim import Attribution, Claim, Extraction, Quotation
from app.rdf.passages import count_passages, misquoted
from app.rdf.vocabulary import OA, SCHEMA
from app.rdf.write import write_article

TEXT = "The mayor 🦉 said “no” on Monday."
PASSAGE, WHERE, WORDS, SOURCE = (URIRef(f"urn:{name}") for name in ("passage", "where", "words", "text"))


def passage(start: int, end: int, exact: str) -> Graph:
    graph = Graph()
    graph.add((SOURCE, SCHEMA.articleBody, Literal(TEXT)))
    graph.add((PASSAGE, RDF.type, OA.SpecificResource))
    graph.add((PASSAGE, OA.hasSource, SOURCE))
    graph.add((PASSAGE, OA.hasSelector, WHERE))
    graph.add((PASSAGE, OA.hasSelector, WORDS))
    graph.add((WHERE, OA.start, Literal(start)))
    graph.add((WHERE, OA.end, Literal(end)))
    graph.add((WORDS, OA.exact, Literal(exact)))
    return graph


@given(
    start=st.integers(0, len(TEXT) - 1),
    length=st.integers(1, len(TEXT)),
)
def test_a_passage_cut_from_the_text_is_quoted_right(start: int, length: int) -> None:
    end = min(start + length, len(TEXT))
    graph = passage(start, end, TEXT[start:end])
    assert count_passages(graph) == 1
    assert misquoted(graph) == ()


@given(start=st.integers(0, 15), shift=st.integers(1, 5))
def test_a_passage_that_was_moved_is_found_unless_the_same_words_stand_there(start: int, shift: int) -> None:
    words = TEXT[start : start + 8]
    moved = TEXT[start + shift : start + shift + 8]
    found = misquoted(passage(start + shift, start + shift + 8, words))
    assert bool(found) == (words != moved)


def test_a_finding_names_the_passage_and_both_wordings() -> None:
    assert misquoted(passage(4, 9, "Mayor")) == (
        "urn:passage: quotes 'Mayor', but there the text says 'mayor'",
    )


@pytest.mark.parametrize(("start", "end"), [(900, 905), (9, 4), (4, 4)])
def test_a_passage_of_nothing_is_found(start: int, end: int) -> None:
    assert misquoted(passage(start, end, "")) == ("urn:passage: quotes '', but there the text says ''",)


@pytest.mark.parametrize("lost", [OA.start, OA.end, OA.exact, OA.hasSelector])
def test_a_passage_without_one_of_its_parts_is_found(lost: URIRef) -> None:
    graph = passage(4, 9, "mayor")
    graph.remove((None, lost, None))
    assert misquoted(graph) == ("urn:passage: needs one start, one end and one exact quote",)


def test_a_passage_with_two_beginnings_is_found() -> None:
    graph = passage(4, 9, "mayor")
    graph.add((WHERE, OA.start, Literal(5)))
    assert "needs one start" in misquoted(graph)[0]


def test_a_passage_of_no_text_is_found() -> None:
    graph = passage(4, 9, "mayor")
    graph.remove((PASSAGE, OA.hasSource, None))
    assert misquoted(graph) == ("urn:passage: quotes 'mayor', but there the text says ''",)


def test_a_graph_without_passages_has_none_to_count() -> None:
    assert count_passages(Graph()) == 0


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1), data=st.data())
def test_any_stretch_of_any_text_is_written_so_that_it_verifies(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    content = Attribution(source=(), cue=(), content=(span,), quotation=Quotation.NONE)
    claim = Claim(attribution=content, text=span.of(text), speaker=None)
    extraction = Extraction(extractor="x", version="1", claims=(claim,))
    written = write_article(Article(text=text), extraction, (), iris=BASE, now=NOW)
    again = Graph().parse(data=written.version.serialize(format="nt"), format="nt")
    assert count_passages(again) == 1
    assert misquoted(again) == ()
