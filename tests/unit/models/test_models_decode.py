"""Scores become legal tags, spans, and attributions joined at their cues."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.models.decode import Scores, best_tags, join, spans
from app.models.tags import LEGAL, TAGS

Numbers = NDArray[np.float32]
TRANSITIONS = np.where(np.array(LEGAL), 0, -10_000).astype(np.float32)


def numbers(seed: int, length: int) -> Numbers:
    return np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)


@given(st.integers(0, 1000))
def test_the_best_path_is_the_best_of_all_paths(seed: int) -> None:
    scores = numbers(seed, 4)

    def total(path: tuple[int, ...]) -> float:
        own = sum(float(scores[place, tag]) for place, tag in enumerate(path))
        return own + sum(float(TRANSITIONS[a, b]) for a, b in itertools.pairwise(path))

    best = max(itertools.product(range(len(TAGS)), repeat=4), key=total)
    assert best_tags([scores], TRANSITIONS) == [list(best)]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 1000))
def test_a_window_decodes_alike_alone_and_among_others(lengths: list[int], seed: int) -> None:
    windows = [numbers(seed + place, length) for place, length in enumerate(lengths)]
    assert best_tags(windows, TRANSITIONS) == [best_tags([window], TRANSITIONS)[0] for window in windows]


def test_no_windows_have_no_tags() -> None:
    assert best_tags([], TRANSITIONS) == []


def test_spans_end_where_the_next_begins() -> None:
    tags = [0, 1, 2, 3, 4, 5, 6, 5, 0]
    assert spans(tags) == {
        "source": [range(1, 3)],
        "cue": [range(3, 5)],
        "content": [range(5, 7), range(7, 8)],
    }


def linked(tags: list[int], links: dict[int, int]) -> Scores:
    """Make scores in which each unit of `links` asks for the unit it maps to."""
    size = len(tags)
    chances = np.full((size, size), 1 / size, np.float32)
    for unit, target in links.items():
        chances[unit] = 0
        chances[unit, target] = 1
    return Scores(tags=np.zeros((size, len(TAGS)), np.float32), links=chances)


def test_two_cues_may_share_a_source_and_keep_their_contents() -> None:
    #       -  He said this  ,  adding that
    tags = [0, 1, 3, 5, 0, 3, 5]
    groups = join(linked(tags, {1: 2, 2: 1, 3: 2, 5: 1, 6: 5}), tags)
    assert [(group.source, group.cue, group.content) for group in groups] == [
        ((range(1, 2),), range(2, 3), (range(3, 4),)),
        ((range(1, 2),), range(5, 6), (range(6, 7),)),
    ]


def test_one_cue_may_have_several_contents() -> None:
    tags = [0, 5, 1, 3, 5]
    groups = join(linked(tags, {1: 3, 2: 3, 3: 2, 4: 3}), tags)
    assert [group.content for group in groups] == [(range(1, 2), range(4, 5))]
    assert groups[0].score == pytest.approx(1.0)


def test_a_cue_that_asks_for_nobody_has_no_source() -> None:
    tags = [0, 1, 3, 5]
    groups = join(linked(tags, {1: 0, 2: 0, 3: 2}), tags)
    assert [group.source for group in groups] == [()]


def test_a_cue_without_content_says_nothing() -> None:
    assert join(linked([0, 1, 3], {2: 1}), [0, 1, 3]) == []
    assert join(linked([0, 5], {}), [0, 5]) == []
