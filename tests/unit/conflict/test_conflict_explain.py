from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.detect import compare, relate

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


def test_an_explanation_names_parties_values_place_and_days(claim: Callable[..., Statement]) -> None:
    first = claim("front [5 March]: {31 people} were killed at the market", "a")
    second = claim("the ministry: {14 people} were killed at the market", "b")
    assert relate(first, second).explanation == (
        "On 4 March 2026, about Torvane, the ministry said “14 people were killed at the market”, "
        "but on 5 March 2026 front said “31 people were killed at the market”: "
        "“31 people” and “14 people” cannot both be true."
    )


def test_a_soft_conflict_says_that_both_can_be_true(claim: Callable[..., Statement]) -> None:
    first = claim("Western officials [Kastren]: the rebels have captured {more than 100 districts}", "b")
    second = claim("the rebels [Kastren]: we hold {over 200 districts}", "a")
    conflict = compare(first, second)
    assert conflict
    assert conflict.explanation == (
        "On 4 March 2026, about Kastren, the rebels said “we hold over 200 districts”, but Western officials "
        "said “the rebels have captured more than 100 districts”: both can be true, but nobody who knew of "
        "200 districts would say “more than 100 districts”, so the two do not rest on the same count."
    )


def test_a_description_is_spelt_as_inside_a_sentence(claim: Callable[..., Statement]) -> None:
    first = claim("A senior official: {31 people} were killed at the market", "a")
    second = claim("Two medics: {14 people} were killed at the market", "b")
    assert "Torvane, a senior official said" in relate(first, second).explanation
    assert "but two medics said" in relate(first, second).explanation


def test_a_hedged_conflict_says_so(claim: Callable[..., Statement]) -> None:
    first = claim("front [possibly]: {31 people} were killed at the market", "a")
    second = claim("ministry: {14 people} were killed at the market", "b")
    assert relate(first, second).explanation.endswith("though not every side is sure of what it says.")


def test_a_denial_is_told_as_one(claim: Callable[..., Statement]) -> None:
    first = claim("ministry [denies, undated, nowhere]: the Oxbow mine was closed by the Torvane court", "a")
    second = claim("union [undated, nowhere]: the Oxbow mine was closed by the Torvane court", "b")
    assert relate(first, second).explanation == (
        "Ministry denied “the Oxbow mine was closed by the Torvane court”, but union said “the Oxbow mine "
        "was closed by the Torvane court”: ministry says that it is not so."
    )


def test_long_claims_are_shortened_at_a_word(claim: Callable[..., Statement]) -> None:
    first = claim("front [Ulmen]: " + "very " * 50 + "bad", "a")
    second = claim("ministry: it is fine", "b")
    relation = relate(first, second)
    assert "very…”" in relation.explanation
    assert relation.explanation.endswith("they are about different places.")


def test_what_differs_and_what_matches_is_kept_with_the_words_of_both_sides(
    claim: Callable[..., Statement],
) -> None:
    first = claim("front: {31 people} were killed at the market", "a")
    second = claim("ministry: {14 dead} were found at the market", "b")
    conflict = compare(first, second)
    assert conflict
    (value,) = conflict.differs
    assert (value.field, value.first, value.second) == ("value", "31 people", "14 dead")
    assert {(one.field, one.first, one.second) for one in conflict.matched} >= {
        ("measure", "people", "dead"),
        ("place", "Torvane", "Torvane"),
    }


def test_a_party_that_contradicts_itself_is_flagged(claim: Callable[..., Statement]) -> None:
    first = claim("minister [3 February]: the ministry never paid for the masks", "a")
    second = claim("minister [18 March]: the ministry paid for the masks in full", "b")
    assert {"revision", "reversal"} <= set(relate(first, second).flags)
