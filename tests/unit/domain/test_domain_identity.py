from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.article import Article, Span
from app.domain.identity import article_id, claim_id, make_id, pair_id, party_id, place_id, plain_name

ARTICLE = Article(text="One.", headline="Bridge falls", publisher="Daily", published=date(2021, 7, 9))


def test_an_id_is_24_hexadecimal_digits() -> None:
    assert len(make_id("x", "y")) == 24
    int(make_id("x", "y"), 16)


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_lists_of_parts_have_one_id_only_if_they_are_equal(one: list[str], other: list[str]) -> None:
    assert (make_id("k", *one) == make_id("k", *other)) == (one == other)


def test_an_address_names_an_article_whatever_its_headline() -> None:
    one = replace(ARTICLE, url="https://daily.example/1")
    assert article_id(one) == article_id(replace(one, headline="Bridge fell", text="Two."))


def test_without_an_address_outlet_headline_and_day_name_it() -> None:
    assert article_id(ARTICLE) == article_id(replace(ARTICLE, text="Two."))
    assert article_id(ARTICLE) != article_id(replace(ARTICLE, publisher="Weekly"))
    assert article_id(ARTICLE) != article_id(replace(ARTICLE, published=date(2021, 7, 10)))


def test_without_a_headline_the_text_names_it() -> None:
    bare = Article(text="One.")
    assert article_id(bare) == article_id(Article(text="One.", publisher="Daily"))
    assert article_id(bare) != article_id(Article(text="Two."))


def test_a_definite_article_and_blanks_do_not_make_another_party() -> None:
    assert party_id("organization", "The  Taliban") == party_id("organization", "Taliban")
    assert party_id("organization", "Taliban") != party_id("person", "Taliban")
    assert plain_name("The") == "The"


def test_a_place_is_its_geonames_number_where_it_has_one() -> None:
    assert place_id("Herat", 1140026) == place_id("Harat", 1140026)
    assert place_id("Herat") != place_id("Harat")


def test_a_claim_is_its_party_its_words_and_their_place() -> None:
    ids = {
        claim_id(text, party, content, cue)
        for text in ("t", "u")
        for party in ("p", "q")
        for content in ((Span(0, 3),), (Span(0, 1), Span(2, 3)))
        for cue in ((), (Span(4, 5),))
    }
    assert len(ids) == 16


@given(st.text(), st.text())
def test_a_pair_has_one_name_in_either_order(first: str, second: str) -> None:
    assert pair_id("conflict", first, second, "quantity") == pair_id("conflict", second, first, "quantity")


@pytest.mark.parametrize("ends", [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_or_backward_span_is_refused(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a span needs 0 <= start < end"):
        Span(*ends)


def test_spans_overlap_when_they_share_a_character() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))


def test_a_span_lies_within_another_with_its_ends() -> None:
    assert Span(1, 2).within(Span(1, 2))
    assert not Span(1, 3).within(Span(1, 2))
    assert not Span(0, 2).within(Span(1, 2))
