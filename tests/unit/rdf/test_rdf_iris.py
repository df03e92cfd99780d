from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from app.domain.claim import Stance
from app.rdf.iris import KINDS, Iris
from app.rdf.vocabulary import NS, OA, PREFIXES, SCHEMA, SCHEMES, WS, concept

IRIS = Iris("http://test.example/kg/")


@given(kind=st.sampled_from(sorted(KINDS)), ident=st.from_regex(r"[0-9a-f]{1,24}", fullmatch=True))
def test_what_is_spelt_is_read_back(kind: str, ident: str) -> None:
    iri = IRIS.iri(kind, ident)
    assert iri == URIRef(f"http://test.example/kg/{kind}/{ident}")
    assert IRIS.parse(iri) == (kind, ident)


@pytest.mark.parametrize(
    "iri",
    [
        "http://test.example/kg/graph/parties",
        "http://test.example/kg/article/a/b",
        "http://test.example/kg/article/",
        "http://test.example/kg/article",
        "http://test.example/kg/",
        "http://other.example/kg/article/a",
        "http://test.example/kg/article/a b",
        "http://test.example/kg/article/a%",
        "http://test.example/kg/passage/a#quote",
        "article/a",
        "",
    ],
)
def test_what_is_no_thing_of_ours_is_none(iri: str) -> None:
    assert IRIS.parse(iri) is None


def test_graphs_are_named_by_what_they_hold() -> None:
    assert IRIS.graph("parties") == URIRef("http://test.example/kg/graph/parties")
    assert IRIS.article_graph("a") == URIRef("http://test.example/kg/graph/article/a")
    assert IRIS.version_graph("a", "d") == URIRef("http://test.example/kg/graph/article/a/d")


@pytest.mark.parametrize("space", [WS, SCHEMA, OA], ids=["ws", "schema", "oa"])
def test_a_misspelt_term_raises(space: object) -> None:
    with pytest.raises(AttributeError, match="mispeltTerm"):
        _ = space.mispeltTerm  # type: ignore[attr-defined] - that is the case


def test_every_value_of_a_closed_set_has_a_concept_of_its_own() -> None:
    concepts = [concept(value) for scheme in SCHEMES for value in scheme]
    assert len(concepts) > 25
    assert len(set(concepts)) == len(concepts)
    assert all(one in WS for one in concepts)
    assert concept(Stance.DENIES) == URIRef(NS + "stance-denies")


def test_prefixes_are_of_http_and_end_where_a_name_begins() -> None:
    assert PREFIXES["schema"] == "http://schema.org/"
    assert all(namespace.endswith(("#", "/")) for namespace in PREFIXES.values())
