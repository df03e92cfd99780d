"""Answers come in the order of their questions, whichever is done first."""

from __future__ import annotations

import itertools
import threading

import pytest

from app.side_by_side import in_order


@pytest.mark.parametrize("at_once", [1, 2, 5])
@pytest.mark.parametrize("size", [0, 1, 3, 40])
def test_answers_keep_their_order(size: int, at_once: int) -> None:
    assert list(in_order(lambda one: one * one, range(size), at_once=at_once)) == [
        one * one for one in range(size)
    ]


def test_two_are_worked_on_at_once() -> None:
    together = threading.Barrier(2, timeout=5)
    assert list(in_order(lambda _: together.wait() >= 0, range(4), at_once=2)) == [True] * 4


def test_an_endless_stream_is_read_only_a_little_ahead() -> None:
    read: list[int] = []
    inputs = (read.append(one) or one for one in itertools.count())
    answers = in_order(lambda one: one, inputs, at_once=2)
    assert [next(answers) for _ in range(3)] == [0, 1, 2]
    assert len(read) <= 7
    answers.close()


def test_one_at_a_time_reads_nothing_ahead() -> None:
    read: list[int] = []
    answers = in_order(lambda one: one, (read.append(one) or one for one in range(9)), at_once=1)
    assert next(answers) == 0
    assert read == [0]


def test_what_goes_wrong_is_raised_in_its_turn() -> None:
    answers = in_order(lambda one: 1 // one, [1, 0, 1], at_once=2)
    assert next(answers) == 1
    with pytest.raises(ZeroDivisionError):
        next(answers)
