from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.conflict.scope import When, Where, is_plan, reported, when, where
from app.domain.claim import Precision, TimeRange

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


def span(first: int | None, last: int | None, precision: Precision = Precision.DAY) -> TimeRange:
    return TimeRange(
        words="then",
        precision=precision,
        earliest=date(2026, 3, first) if first else None,
        latest=date(2026, 3, last) if last else None,
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (span(1, 3), span(3, 5), When.SAME),
        (span(1, 3), span(4, 5), When.APART),
        (span(1, None), span(4, 5), When.SAME),
        (span(None, 2), span(4, 5), When.APART),
        (span(9, 15, Precision.WEEK), span(17, 17), When.SAME),
        (span(9, 15, Precision.WEEK), span(20, 20), When.APART),
        (span(None, 2), span(None, 9, Precision.WEEK), When.SAME),
        (span(None, None), span(2, 2), When.NEAR),
        (None, span(2, 2), When.NEAR),
        (None, span(30, 30), When.FAR),
        (None, None, When.NEAR),
    ],
)
def test_times_overlap_or_not(
    first: TimeRange | None, second: TimeRange | None, expected: When, claim: Callable[..., Statement]
) -> None:
    one = replace(claim("police: rain fell"), event=first)
    two = replace(claim("mayor: rain fell"), event=second)
    assert when(one, two) is expected
    assert when(two, one) is expected


def test_without_any_day_nothing_is_known(claim: Callable[..., Statement]) -> None:
    assert when(claim("police [undated]: rain"), claim("mayor: rain")) is When.UNKNOWN


def test_a_claim_was_made_when_it_was_said(claim: Callable[..., Statement]) -> None:
    one = claim("police: rain fell")
    assert reported(replace(one, said=span(1, 2))) == date(2026, 3, 2)
    assert reported(replace(one, said=span(1, None))) == date(2026, 3, 1)
    assert reported(replace(one, said=span(None, None))) == one.published
    assert reported(one) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Torvane", "Torvane", Where.SAME),
        ("Torvane", "Kastren", Where.FIRST_WITHIN),
        ("Kastren", "Torvane", Where.SECOND_WITHIN),
        ("Torvane", "Ulmen", Where.APART),
        ("Torvane", "Farland", Where.APART),
        ("Qala-i-Mir", "Qala-e-Mir", Where.SAME),
        ("Qala-i-Mir", "Bexley", Where.APART),
        ("Bexley", "Torvane", Where.UNKNOWN),
        ("Bexley", "nowhere", Where.UNKNOWN),
    ],
)
def test_places_lie_to_each_other(
    first: str, second: str, expected: Where, claim: Callable[..., Statement]
) -> None:
    one, two = claim(f"police [{first}]: rain fell"), claim(f"mayor [{second}]: rain fell")
    assert where(one.places, two.places) is expected


@pytest.mark.parametrize(
    "text", ["the army will leave", "help should come", "they expect rain", "it may rain"]
)
def test_what_is_to_come_is_a_plan(text: str, claim: Callable[..., Statement]) -> None:
    assert is_plan(claim(f"police: {text}"))


def test_the_month_of_may_is_no_plan(claim: Callable[..., Statement]) -> None:
    assert not is_plan(claim("police: in May the army left"))
