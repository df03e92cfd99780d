"""Claims of a graph, of which nobody has said that they are about one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.conflict.detect import compare, compare_among_all
from app.conflict.language.rarity import weight
from app.conflict.proof import common
from app.domain.claim import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


def told(one: Statement, clause: str) -> Statement:
    """Add a clause to a claim: subject, relation with a "not" before it, object, between bars."""
    subject, relation, thing = (part.strip() or None for part in clause.split("|"))
    negated = bool(relation) and str(relation).startswith("not ")
    return replace(
        one,
        told=Told(
            subject=subject, relation=str(relation).removeprefix("not "), object=thing, negated=negated
        ),
    )


PROVEN = [
    (
        "ministry: {14 people} were killed at the market",
        "14 people | were killed | at the market",
        "front: {31 people} were killed at the market",
        "31 people | were killed | at the market",
    ),
    (
        "officials [Kastren]: the rebels have captured {more than 100 districts}",
        "the rebels | have captured | more than 100 districts",
        "rebels [Kastren]: they hold {over 200 districts}",
        "they | hold | over 200 districts",
    ),
    (
        "newspaper: Sallow was dead",
        "Sallow | was | dead",
        "ministry: reports that Piet Sallow had been killed were false",
        "| were | false",
    ),
    (
        "ministry: its forces control Torvane",
        "its forces | control | Torvane",
        "front: our fighters hold all of Torvane",
        "our fighters | hold | all of Torvane",
    ),
    (
        "mayor [Kastren]: the refinery discharged benzene into the creek",
        "the refinery | discharged | benzene into the creek",
        "owner [Kastren]: the refinery has not discharged benzene into the creek",
        "the refinery | not discharged | benzene into the creek",
    ),
    (
        "railway: the terminal is closed for repairs",
        "the terminal | is closed | for repairs",
        "mayor: the terminal is open despite the repairs",
        "the terminal | is | open",
    ),
    (
        "commission: turnout had been {61 percent}, a record for the province",
        "turnout | had been | 61 percent",
        "coalition: turnout had been {40 percent}",
        "turnout | had been | 40 percent",
    ),
]


@pytest.mark.parametrize("pair", PROVEN, ids=lambda pair: pair[0])
def test_a_clash_stands_where_the_two_say_it_of_the_same(
    claim: Callable[..., Statement], pair: tuple[str, ...]
) -> None:
    one, two = told(claim(pair[0], "a"), pair[1]), told(claim(pair[2], "b"), pair[3])
    assert compare(one, two)
    assert compare_among_all(one, two)
    assert compare_among_all(two, one)


UNPROVEN = [
    (
        "ministry [Kastren]: donations reached {90 million crowns} in August",
        "donations | reached | 90 million crowns",
        "treasury [Kastren]: donors of August spent {20 million crowns} on donations",
        "donors of August | spent | 20 million crowns",
    ),
    (
        "Anna [Kastren]: I do not believe in the devil",
        "I | not believe | in the devil",
        "Boris [Kastren]: you still believe in the devil",
        "you | believe | in the devil",
    ),
    (
        "party [Kastren]: Halm Dessik lies about the harbour treaty with Ulmen",
        "Halm Dessik | lies | about the harbour treaty",
        "singer [Kastren]: a song for Halm Dessik",
        "a song | is | for Halm Dessik",
    ),
]


@pytest.mark.parametrize("pair", UNPROVEN, ids=lambda pair: pair[0])
def test_a_clash_falls_where_two_only_share_some_words(
    claim: Callable[..., Statement], pair: tuple[str, ...]
) -> None:
    one, two = told(claim(pair[0], "a"), pair[1]), told(claim(pair[2], "b"), pair[3])
    assert compare_among_all(one, two) is None


def test_what_states_nothing_or_asks_proves_nothing(claim: Callable[..., Statement]) -> None:
    first, clause, second, other = PROVEN[0]
    one, two = claim(first, "a"), told(claim(second, "b"), other)
    assert compare(one, two)
    assert compare_among_all(one, two) is None
    asked = told(claim(f"{first}?", "a"), clause)
    assert compare_among_all(asked, two) is None


def test_sources_of_one_name_do_not_clash_in_a_graph(claim: Callable[..., Statement]) -> None:
    first, clause, second, other = PROVEN[0]
    one = told(claim(first, "a"), clause)
    two = replace(told(claim(second, "b"), other), party_name=one.party_name)
    assert compare(one, two)
    assert compare_among_all(one, two) is None


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert weight("the") == 0
    assert weight("district") < weight("canyon") < weight("torvane")
    alike = common(frozenset({"torvane", "the"}), frozenset({"torvane", "district"}))
    assert alike.weight == weight("torvane")
    assert alike.most == 1
    assert 0 < alike.least < 1
