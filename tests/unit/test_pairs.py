"""Bare claims are read as claims in articles are, with what the table says beside them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.bootstrap import make_pair_reader
from app.domain.claim import Comparator, Stance
from app.errors import Malformed
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement

CLAIM = "more than 10 houses burned in Kabul"


@pytest.fixture(scope="module")
def read() -> Callable[..., Statement]:
    reader = make_pair_reader(Settings())

    def first(**side: Any) -> Statement:
        line = json.dumps({"id": "p", "a": {"claim": CLAIM, **side}, "b": "Nothing burned."})
        ident, statement, _ = reader(line, origin="line 1")
        assert ident == "p"
        return statement

    return first


def test_a_bare_claim_alone_has_no_party_and_no_day(read: Callable[..., Statement]) -> None:
    statement = read()
    assert (statement.text, statement.stance) == (CLAIM, Stance.ASSERTS)
    assert (statement.parties, statement.party_name, statement.published) == (frozenset(), "", None)
    (quantity,) = statement.quantities
    assert (quantity.comparator, quantity.figure) == (Comparator.MORE_THAN, "10")
    assert quantity.span.of(CLAIM) == quantity.words


def test_the_place_in_the_words_goes_before_the_place_in_the_table(read: Callable[..., Statement]) -> None:
    place, around = read(place="France").places
    assert (place.name, around.name) == ("Kabul", "France")
    assert "Afghanistan" in {one.name for one in place.within}


def test_a_place_in_the_table_lies_in_what_stands_behind_its_comma(read: Callable[..., Statement]) -> None:
    (known,) = read(claim="10 houses burned", place="Lisbon, Portugal").places
    (unknown,) = read(claim="10 houses burned", place="Upper Nowhere, Portugal").places
    assert known == read(claim="10 houses burned", place="Lisbon").places[0]
    assert (unknown.name, [one.name for one in unknown.within]) == ("Upper Nowhere", ["Portugal"])


def test_the_place_in_the_table_counts_where_the_words_name_none(read: Callable[..., Statement]) -> None:
    (place,) = read(claim="more than 10 houses burned", place="Kabul").places
    assert place.name == "Kabul"
    assert read(claim="more than 10 houses burned").places == ()


def test_the_same_source_is_the_same_party(read: Callable[..., Statement]) -> None:
    once, again = read(source="the Taliban"), read(source="Taliban", claim="Nothing burned.")
    assert once.parties == again.parties
    assert len(once.parties) == 1
    assert read(source="the ministry").parties != once.parties


def test_a_day_in_the_table_dates_the_words(read: Callable[..., Statement]) -> None:
    statement = read(claim="10 houses burned on Thursday", date="2021-07-09")
    assert statement.published == date(2021, 7, 9)
    assert statement.event is not None
    assert statement.event.earliest == date(2021, 7, 8)


def test_a_day_that_is_none_names_the_line_and_the_side(read: Callable[..., Statement]) -> None:
    with pytest.raises(Malformed, match="line 1, a: needs an ISO 8601 date, found 'soon'"):
        read(date="soon")


def test_the_two_sides_of_a_pair_are_two_claims_of_two_articles() -> None:
    line = json.dumps({"id": 1, "a": CLAIM, "b": CLAIM})
    _, first, second = make_pair_reader(Settings())(line, origin="line 1")
    assert first.id != second.id
    assert first.article != second.article
    assert first.text == second.text
