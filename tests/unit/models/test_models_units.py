"""A text cut into units keeps its words, and what capitals, lines and quotation marks say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.units import Case, Gap, Quoted, split


@given(st.text())
def test_units_are_in_order_and_give_back_their_words(text: str) -> None:
    units = split(text)
    assert [text[unit.start : unit.end] for unit in units] == [unit.word for unit in units]
    assert all(left.end <= right.start for left, right in pairwise(units))
    assert "".join(unit.word for unit in units) == "".join(text.split())


def test_an_empty_text_has_no_units() -> None:
    assert split(" \n ") == []


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", Case.LOWER),
        ("Osei", Case.TITLE),
        ("A", Case.TITLE),
        ("NATO", Case.UPPER),
        ("McDuff", Case.OTHER),
        ("12", Case.OTHER),
        (",", Case.LOWER),
    ],
)
def test_capitals_are_noted(word: str, case: Case) -> None:
    assert [unit.case for unit in split(word)] == [case]


def states(text: str) -> list[Quoted]:
    return [unit.quoted for unit in split(text)]


@pytest.mark.parametrize("text", ["“Yes”, he", '"Yes", he', "«Yes», he", "''Yes'', he", "„Yes”, he"])
def test_every_kind_of_double_mark_opens_and_closes(text: str) -> None:
    assert states(text) == [Quoted.OPENS, Quoted.INSIDE, Quoted.CLOSES, Quoted.OUTSIDE, Quoted.OUTSIDE]


def test_single_marks_are_told_from_apostrophes() -> None:
    assert states("It's ‘far away’ now")[3:7] == [
        Quoted.OPENS,
        Quoted.INSIDE_SINGLE,
        Quoted.INSIDE_SINGLE,
        Quoted.CLOSES,
    ]
    assert Quoted.OPENS not in states("the voters’ choice and the ministers' plan")


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    assert states("“Never ends\n\nNext")[-1] is Quoted.OUTSIDE


def test_a_wrapped_line_is_no_paragraph_but_a_short_line_is() -> None:
    wrapped = "The minister told the assembly on Monday that the bridge would\nopen in spring"
    assert [unit.gap for unit in split(wrapped)].count(Gap.PARAGRAPH) == 1
    assert [unit.gap for unit in split("A headline\nThe text")].count(Gap.PARAGRAPH) == 2
    assert [unit.gap for unit in split("One line.\n\nAnother")].count(Gap.PARAGRAPH) == 2


def test_what_stands_before_a_unit_is_noted() -> None:
    assert [unit.gap for unit in split("He said, no")] == [Gap.PARAGRAPH, Gap.BLANK, Gap.GLUED, Gap.BLANK]


def test_a_mark_of_a_list_begins_a_paragraph_also_after_a_line_that_looks_wrapped() -> None:
    line = "- Ten flood warnings are in place in the north, says the agency"
    units = split(f"{line}\n- The bridge is shut")
    assert [unit.word for unit in units if unit.gap is Gap.PARAGRAPH] == ["-", "-"]
