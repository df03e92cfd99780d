from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.conflict.detect import compare, keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.conflict import Statement


def test_the_two_counts_of_districts_share_a_key(claim: Callable[..., Statement]) -> None:
    first = claim("officials [Kastren]: the rebels have captured {more than 100 districts} in Kastren")
    second = claim("rebels [Kastren]: we hold {over 200 districts} in {34 provinces}")
    assert "quantity|district|hold|kastren|2026-03-01" in set(keys(first)) & set(keys(second))


def test_a_town_and_its_country_share_a_key(claim: Callable[..., Statement]) -> None:
    first = claim("mayor [Torvane]: {14 people} were killed by the bomb")
    second = claim("president [Kastren]: {16 people} were killed by the bomb")
    assert set(keys(first)) & set(keys(second))


def test_reports_three_weeks_apart_share_a_key(claim: Callable[..., Statement]) -> None:
    first = claim("mayor [12 March]: {14 houses} were destroyed")
    second = claim("police [2 April]: {16 houses} were destroyed")
    assert set(keys(first)) & set(keys(second))


def test_reports_half_a_year_apart_share_no_key(claim: Callable[..., Statement]) -> None:
    first = claim("mayor [12 January]: {14 houses} were destroyed")
    second = claim("police [30 May]: {16 houses} were destroyed")
    assert not set(keys(first)) & set(keys(second))


def test_two_spellings_of_an_unknown_place_share_a_key(claim: Callable[..., Statement]) -> None:
    first = claim("mayor [Qala-i-Mir]: {14 houses} were destroyed")
    second = claim("police [Qala-e-Mir]: {16 houses} were destroyed")
    assert set(keys(first)) & set(keys(second))


def test_a_denial_shares_a_key_with_what_it_denies(claim: Callable[..., Statement]) -> None:
    first = claim("group: the refinery has been discharging benzene into the creek")
    second = claim("company: no benzene whatsoever leaves our site")
    assert compare(replace(first, id="a"), replace(second, id="b"))
    assert set(keys(first)) & set(keys(second))


def test_a_question_has_no_keys(claim: Callable[..., Statement]) -> None:
    assert keys(claim("reporter [asks]: were {14 people} killed")) == ()


def test_a_claim_without_day_and_place_has_keys_of_its_own(claim: Callable[..., Statement]) -> None:
    assert (
        keys(claim("mayor [undated, nowhere]: {14 houses} were destroyed"))[0] == "quantity|house|destroy|-|-"
    )


def test_a_long_list_of_figures_has_few_keys(claim: Callable[..., Statement]) -> None:
    figures = ", ".join(f"{{{number} things{number}}}" for number in range(2, 30))
    assert len(keys(claim(f"mayor: they sold {figures}"))) == 8


def test_a_figure_of_nothing_has_no_key(claim: Callable[..., Statement]) -> None:
    assert not any(key.startswith("quantity") for key in keys(claim("mayor: it was {7} again")))
