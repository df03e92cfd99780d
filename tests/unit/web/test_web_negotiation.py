from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.negotiation import (
    ALIASES,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF,
    RDF_XML,
    RESULTS_JSON,
    RESULTS_XML,
    ROWS,
    TABLED,
    TURTLE,
    VIEWED,
    NotAcceptable,
    choose,
    named,
    read_accept,
)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("*", JSON),
        ("text/html", HTML),
        ("text/*", HTML),
        ("TEXT/Turtle", TURTLE),
        ("text/turtle;q=0.5, application/ld+json;q=0.9", JSON_LD),
        ("text/turtle;q=0.5, application/ld+json; q=.9", JSON_LD),
        ("application/rdf+xml, */*;q=0.1", RDF_XML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", HTML),
        ("application/*;q=0.2, text/html;q=0.1", JSON),
        ("application/json;q=0, */*", HTML),
        ("*/*;q=0.5, application/json;q=0.1", HTML),
        ("text/turtle;q=nonsense, text/html;q=0.1", HTML),
        ("text/turtle;q=nan, text/html;q=0.1", HTML),
        ("text/turtle;charset=utf-8;q=0.4, application/n-triples;q=0.3", TURTLE),
        (", ,text/turtle,,", TURTLE),
    ],
)
def test_the_wish_decides(accept: str | None, chosen: str) -> None:
    assert choose(accept, VIEWED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "text/html;q=0, image/*"])
def test_what_is_not_wanted_is_refused_with_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose(accept, [JSON])
    assert refused.value.offered == (JSON,)


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("application/json", ROWS, RESULTS_JSON),
        ("application/xml", ROWS, RESULTS_XML),
        ("application/json", RDF, JSON_LD),
        ("application/xml", RDF, RDF_XML),
        ("application/sparql-results+xml;q=0.9, application/json;q=0.3", ROWS, RESULTS_XML),
    ],
)
def test_a_common_name_stands_for_the_exact_type(accept: str, offered: dict[str, str], chosen: str) -> None:
    assert choose(accept, offered, ALIASES) == chosen


@pytest.mark.parametrize(
    ("name", "offered", "chosen"),
    [
        ("ttl", VIEWED, TURTLE),
        ("Turtle", RDF, TURTLE),
        ("json", VIEWED, JSON),
        ("json", RDF, JSON_LD),
        ("json", TABLED, JSON),
        ("json-ld", RDF, JSON_LD),
        ("xml", ROWS, RESULTS_XML),
        ("xml", RDF, RDF_XML),
        ("rdf xml", RDF, RDF_XML),
        ("text/turtle", RDF, TURTLE),
        ("application/ld json", RDF, JSON_LD),
        ("nt", RDF, N_TRIPLES),
    ],
)
def test_a_format_can_be_named_in_several_ways(name: str, offered: dict[str, str], chosen: str) -> None:
    assert named(name, offered) == chosen


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(NotAcceptable) as refused:
        named("docx", RDF)
    assert TURTLE in refused.value.offered


@given(st.text())
def test_any_header_gives_one_of_ours_when_anything_will_do(header: str) -> None:
    assert choose(f"{header}, */*;q=0.001", VIEWED) in VIEWED


@given(st.dictionaries(st.sampled_from(sorted(VIEWED)), st.integers(0, 1000), min_size=1))
def test_no_other_type_is_wanted_more_than_the_chosen(wishes: dict[str, int]) -> None:
    header = ", ".join(f"{media_type};q={quality / 1000:.3f}" for media_type, quality in wishes.items())
    if not any(wishes.values()):
        with pytest.raises(NotAcceptable):
            choose(header, VIEWED)
        return
    assert wishes[choose(header, VIEWED)] == max(wishes.values())


@given(st.lists(st.sampled_from(["text/html", "text/*", "*/*", "a/b;q=0.3"]), min_size=1))
def test_each_member_of_a_header_is_read(members: list[str]) -> None:
    assert len(read_accept(", ".join(members))) == len(members)
