"""Windows hold every unit once, in order, and never more than the encoder reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.models.units import split
from app.models.windows import windows


@given(
    st.lists(st.sampled_from(["word", ". ", "\n\n", " ", '"', "Long text here. "]), max_size=200).map(
        "".join
    ),
    st.integers(min_value=8, max_value=40),
)
def test_windows_hold_every_unit_once_and_stay_within_the_limit(text: str, limit: int) -> None:
    units = split(text)
    sizes = [1 + len(unit.word) % 8 for unit in units]
    cut = windows(units, sizes, limit=limit)
    assert [index for window in cut for index in window] == list(range(len(units)))
    assert all(0 < sum(sizes[index] for index in window) <= limit for window in cut)


def test_paragraphs_that_fit_stay_whole() -> None:
    units = split("One two three.\n\nFour five six.\n\nSeven.")
    cut = windows(units, [1] * len(units), limit=6)
    assert [units[window.start].word for window in cut] == ["One", "Four"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    units = split("One two three. “Four five.” Six seven.")
    cut = windows(units, [1] * len(units), limit=6)
    assert [units[window.start].word for window in cut] == ["One", "“", "Six"]


def test_the_first_window_may_be_shorter() -> None:
    units = split("One.\n\nTwo.\n\nThree.")
    assert [len(window) for window in windows(units, [1] * 6, limit=6, first=2)] == [2, 4]
