"""Each value has one spelling, which every store takes and keeps."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from app.rdf.sparql import bind
from app.rdf.spelling import address, decimal, moment, text_fragment
from app.store.embedded import EmbeddedStore

STORE = EmbeddedStore(None)


@given(number=st.decimals(-(10**12), 10**12, places=6))
def test_a_number_keeps_its_value_and_has_one_spelling(number: Decimal) -> None:
    written = decimal(number)
    assert Decimal(str(written)) == number
    assert written == decimal(number * Decimal("1.000"))
    assert "e" not in written.lower()
    assert written.datatype == XSD.decimal


@pytest.mark.parametrize(
    ("number", "spelt"), [("1.50", "1.5"), ("-0", "0"), ("1E+3", "1000"), ("100", "100"), ("-0.0", "0")]
)
def test_a_number_has_no_exponent_and_no_idle_zeros(number: str, spelt: str) -> None:
    assert str(decimal(Decimal(number))) == spelt


@given(at=st.datetimes(timezones=st.just(UTC)), hours=st.integers(-12, 12))
def test_a_moment_is_the_same_wherever_it_is_told(at: datetime, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    try:
        told = at.astimezone(zone)
    except OverflowError:  # the first and the last day that there are
        return
    assert moment(told) == moment(at)
    assert str(moment(told)).endswith("Z")


def test_a_day_stays_a_day_and_a_moment_without_a_zone_is_universal() -> None:
    assert moment(date(2021, 7, 9)).n3() == f'"2021-07-09"^^<{XSD.date}>'
    assert str(moment(datetime(2021, 7, 9, 10))) == "2021-07-09T10:00:00Z"  # noqa: DTZ001 - that is the case


@given(words=st.text(min_size=1).filter(str.strip))
def test_a_link_to_words_names_them_or_their_edges(words: str) -> None:
    link = text_fragment("https://x.example/a?b=c#old", words)
    address, _, fragment = str(link).partition("#:~:text=")
    assert address == "https://x.example/a?b=c"
    assert "-" not in fragment
    edges = [unquote(one) for one in fragment.split(",")]
    all_words = words.split()
    assert (
        edges == [" ".join(all_words)]
        if len(all_words) <= 10
        else [
            " ".join(all_words[:5]),
            " ".join(all_words[-5:]),
        ]
    )


ANY = st.text(st.characters(codec="utf-8"), max_size=20)


@given(path=ANY, query=ANY, fragment=ANY)
def test_any_address_is_spelt_as_an_iri_that_the_store_takes(path: str, query: str, fragment: str) -> None:
    iri = address(f"https://x.example/{path}?{query}#{fragment}")
    (row,) = json.loads(STORE.answer(bind("SELECT ($iri AS ?said) {}", iri=iri)))["results"]["bindings"]
    assert row["said"] == {"type": "uri", "value": str(iri)}
    assert address(iri) == iri


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://x.example/a[1]?share=100%", "https://x.example/a%5B1%5D?share=100%25"),
        ("https://x.example/%5B?a=%20", "https://x.example/%5B?a=%20"),
        ("https://x.example/a#b#c", "https://x.example/a#b%23c"),
        ("https://x.example/ü?ü", "https://x.example/ü?ü"),
        ("https://[::1]:80/a", "https://[::1]:80/a"),
        ("https://x.example", "https://x.example"),
        ("nothing of the sort", "nothing%20of%20the%20sort"),
    ],
)
def test_an_address_keeps_what_an_iri_may_have(url: str, iri: str) -> None:
    assert str(address(url)) == iri


def test_a_link_to_many_words_names_the_first_and_the_last() -> None:
    link = text_fragment("https://x.example/", "one two three four five six seven eight nine ten-x eleven")
    assert str(link).endswith(
        "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%2Dx%20eleven"
    )
