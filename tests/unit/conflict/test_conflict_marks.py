"""What a model is told of a pair besides its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.conflict.detect import find
from app.conflict.marks import FIELDS, NUMBERS, UNKNOWN, marks, numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement

SEEN = [
    ("gap", "none", "a: it rained", "b: it rained"),
    ("gap", "days", "a: it rained", "b [6 March]: it rained"),
    ("gap", "weeks", "a: it rained", "b [24 March]: it rained"),
    ("gap", "months", "a: it rained", "b [24 May]: it rained"),
    ("gap", "unknown", "a [undated]: it rained", "b: it rained"),
    ("where", "same", "a: it rained", "b: it rained"),
    ("where", "within", "a: it rained", "b [Kastren]: it rained"),
    ("where", "apart", "a: it rained", "b [Ulmen]: it rained"),
    ("where", "unknown", "a [nowhere]: it rained", "b: it rained"),
    ("party", "same", "a: it rained", "a [6 March]: it did not rain"),
    ("plan", "one", "a: we will build a bridge", "b: a bridge was built"),
    ("plan", "both", "a: we will build a bridge", "b: they will build no bridge"),
    ("part", "other", "a: we hold the northern quarter", "b: we hold the southern quarter"),
    ("denies", "one", "a [denies]: it rained", "b: it rained"),
    ("asks", "both", "a [asks]: did it rain", "b [asks]: did it rain"),
    ("figures", "none", "a: it rained", "b: it rained"),
    ("figures", "one", "a: {3 houses} burned", "b: houses burned"),
    ("figures", "strange", "a: {3 km} burned", "b: {3 dollars} burned"),
    ("figures", "overlap", "a: {at least 3 houses} burned", "b: {5 houses} burned"),
    ("figures", "near", "a: {100 houses} burned", "b: {111 houses} burned"),
    ("figures", "some", "a: {100 houses} burned", "b: {150 houses} burned"),
    ("figures", "much", "a: {100 houses} burned", "b: {300 houses} burned"),
    ("figures", "vast", "a: {100 houses} burned", "b: {900 houses} burned"),
    ("figures", "overlap", "a: {10 km} burned", "b: {6.2 miles} burned"),
    (
        "rule",
        "conflict",
        "a: {14 people} were killed at the market",
        "b: {31 people} were killed at the market",
    ),
    ("rule", "place", "a: {14 people} were killed", "b [Ulmen]: {31 people} were killed"),
    ("rule", "none", "a: the mayor sang", "b: snow lay on the hills"),
]


@pytest.mark.parametrize(("field", "value", "one", "two"), SEEN)
def test_a_mark_says_what_is_seen(
    claim: Callable[..., Statement], field: str, value: str, one: str, two: str
) -> None:
    first, second = claim(one, "1"), claim(two, "2")
    assert marks(first, second, find(first, second))[field] == value


def test_marks_have_a_number_each_and_one_of_each_field(claim: Callable[..., Statement]) -> None:
    first, second = claim("a: it rained", "1"), claim("b: {3 houses} burned", "2")
    found = numbers(first, second, find(first, second))
    names = {number: pair for pair, number in NUMBERS.items()}
    assert [names[number][0] for number in found] == list(FIELDS)
    assert [names[number][0] for number in UNKNOWN] == list(FIELDS)
    assert sorted(names) == list(range(sum(map(len, FIELDS.values()))))


def test_the_order_of_a_pair_changes_no_mark(claim: Callable[..., Statement]) -> None:
    first, second = claim("a: {3 houses} burned", "1"), claim("b [Kastren]: {9 houses} burned", "2")
    assert numbers(first, second, find(first, second)) == numbers(second, first, find(second, first))
