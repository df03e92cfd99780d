"""Sentences end at full stops before a capital, but for those of abbreviations and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.sentences import paragraphs, sentences


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. The match was off.", ["It rained.", "The match was off."]),
        ("Who paid? Nobody! Odd…  Then it ended.", ["Who paid?", "Nobody!", "Odd…", "Then it ended."]),
        ("“It rained.” She left.", ["“It rained.”", "She left."]),
        ('"It rained." "It snowed."', ['"It rained."', '"It snowed."']),
        ("Dr. Ana Roe met Gov. J. Smith.", ["Dr. Ana Roe met Gov. J. Smith."]),
        ("The U.S. Senate met at 9 a.m. Monday.", ["The U.S. Senate met at 9 a.m. Monday."]),
        ("It cost 3.5 million. 12 were sold.", ["It cost 3.5 million.", "12 were sold."]),
        ("Acme Corp. Inc. shares fell.", ["Acme Corp. Inc. shares fell."]),
        ("He said e.g. this.", ["He said e.g. this."]),
        ("Storm hits coast\n\nIt rained.\n", ["Storm hits coast", "It rained."]),
        ("It ended.   \n   ", ["It ended."]),
        ("", []),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_paragraphs_are_the_lines_that_hold_anything() -> None:
    text = "One.\n  \n\nTwo."
    assert [span.of(text) for span in paragraphs(text)] == ["One.", "Two."]


@given(st.text(alphabet="aB .!?\n”“Mr1", max_size=80))
def test_no_letter_is_lost_or_read_twice(text: str) -> None:
    assert [letter for one in cut(text) for letter in one if not letter.isspace()] == [
        letter for letter in text if not letter.isspace()
    ]


def test_a_rank_ends_no_sentence() -> None:
    text = "The spokesman, Brig. Gen. Fares Haddad, left. Cllr. Roe came."
    assert [one.of(text) for one in sentences(text)] == [text[:45], text[46:]]
