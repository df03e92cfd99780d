from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.conflict.detect import relate
from app.conflict.values import Bounds, Clash, bounds, clash, dimension, measures, rounding
from app.domain.article import Span
from app.domain.claim import Comparator, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


def figure(
    value: str | None, comparator: Comparator = Comparator.EXACTLY, unit: str | None = None, **ends: str
) -> Quantity:
    return Quantity(
        words="words",
        figure="figure",
        comparator=comparator,
        span=Span(0, 1),
        value=Decimal(value) if value else None,
        unit=unit,
        **{end: Decimal(spelt) for end, spelt in ends.items()},  # type: ignore[arg-type]  # minimum, maximum
    )


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        (Comparator.EXACTLY, "90", "90"),
        (Comparator.MORE_THAN, "90", None),
        (Comparator.AT_LEAST, "90", None),
        (Comparator.FEWER_THAN, None, "90"),
        (Comparator.AT_MOST, None, "90"),
        (Comparator.ABOUT, "81", "99"),
        (Comparator.NEARLY, "81", "90"),
    ],
)
def test_a_comparator_bounds_the_value(comparator: Comparator, low: str | None, high: str | None) -> None:
    found = bounds(figure("90", comparator))
    assert found
    assert found.low == (Decimal(low) if low else None)
    assert found.high == (Decimal(high) if high else None)


def test_a_figure_without_a_value_is_bounded_by_its_ends() -> None:
    assert bounds(figure(None)) is None
    assert bounds(figure(None, minimum="24")) == Bounds(Decimal(24), None)
    assert bounds(figure(None, Comparator.BETWEEN, minimum="10", maximum="20")) == Bounds(
        Decimal(10), Decimal(20)
    )


@pytest.mark.parametrize(
    ("value", "spread"),
    [("12", "0"), ("100", "0"), ("1213", "0"), ("1200", "36"), ("6.3", "0.05"), ("2000000", "60000")],
)
def test_a_figure_that_looks_rounded_allows_for_it(value: str, spread: str) -> None:
    assert rounding(figure(value)) == Decimal(spread)


def test_an_endless_figure_is_not_rounded() -> None:
    assert rounding(figure("Infinity")) == 0


@pytest.mark.parametrize(
    ("unit", "sort", "size"),
    [
        (None, "count", "1"),
        ("%", "share", "1"),
        ("per cent", "share", "1"),
        ("percent", "share", "1"),
        ("km", "length", "1000"),
        ("miles", "length", "1609.344"),
        ("square kilometres", "area", "1000000"),
        ("square miles", "area", "2589988.11"),
        ("sq m", "area", "1"),
        ("USD", "usd", "1"),
        ("Kastren crowns", "kastren crown", "1"),
    ],
)
def test_a_unit_has_a_dimension(unit: str | None, sort: str, size: str) -> None:
    assert dimension(unit) == (sort, Decimal(size))


def test_different_dimensions_are_not_compared() -> None:
    assert clash(figure("3", unit="km"), figure("5", unit="%")) is None
    assert clash(figure("3"), figure(None)) is None


@pytest.mark.parametrize(
    ("words", "other", "expected"),
    [
        ("six in ten voters", "61", Clash.COMPATIBLE),
        ("six in ten voters", "40", Clash.EXCLUDED),
        ("60 percent of voters", "61", Clash.EXCLUDED),
    ],
)
def test_a_fraction_in_words_is_seldom_exact(words: str, other: str, expected: Clash) -> None:
    told = replace(figure("60", unit="%"), words=words)
    assert clash(told, replace(figure(other, unit="%"), words="61 percent of voters")) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (figure("100", Comparator.MORE_THAN), figure("100"), Clash.EXCLUDED),
        (figure("100", Comparator.MORE_THAN), figure("179"), Clash.COMPATIBLE),
        (figure("100", Comparator.MORE_THAN), figure("180"), Clash.PRAGMATIC),
        (figure("100", Comparator.MORE_THAN), figure("300", Comparator.AT_MOST), Clash.COMPATIBLE),
        (figure("-9", Comparator.MORE_THAN), figure("5"), Clash.COMPATIBLE),
        (figure("0", Comparator.MORE_THAN), figure("5"), Clash.COMPATIBLE),
        (figure("9"), figure("9"), Clash.SAME),
        (figure("1", unit="km"), figure("0.62", unit="miles"), Clash.COMPATIBLE),
        (figure("5", Comparator.AT_MOST), figure("5", Comparator.AT_LEAST), Clash.COMPATIBLE),
        (figure("5", Comparator.FEWER_THAN, unit="km"), figure("6000", unit="m"), Clash.EXCLUDED),
    ],
)
def test_two_figures_clash_or_not(first: Quantity, second: Quantity, expected: Clash) -> None:
    assert clash(first, second) is expected
    assert clash(second, first) is expected


def test_a_figure_without_any_number_is_held_against_nothing(claim: Callable[..., Statement]) -> None:
    one = claim("police: {14 people} were killed at the market", "a")
    two = claim("mayor: {15 people} were killed at the market", "b")
    vague = replace(two.quantities[0], value=None, minimum=None, maximum=None)
    assert relate(one, two).label == "conflict"
    assert relate(one, replace(two, quantities=(vague,))).label == "unrelated"


def test_what_is_counted_may_go_without_saying(claim: Callable[..., Statement]) -> None:
    (measure,) = measures(claim("police: {14} were killed"))
    assert (measure.noun, measure.group, measure.relation) == ("people", "people", "die")
    (measure,) = measures(claim("police: {14} were painted"))
    assert (measure.noun, measure.relation) == ("", "")
