"""States are shared, renewed on demand, and deleted when the last one lets go."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.store.checkpoints import Checkpoints
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(None)
    yield opened
    opened.close()


def write(store: EmbeddedStore) -> None:
    store.update(f"INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> {store.writes} }} }}")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_while_nothing_is_written_all_share_one_state(store: EmbeddedStore, tmp_path: Path) -> None:
    states = Checkpoints(store, tmp_path, 0)
    assert states.take() is states.take()
    assert names(tmp_path) == ["checkpoint-1"]


def test_a_write_asks_for_a_new_state_and_the_old_one_goes_with_its_last_holder(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    states = Checkpoints(store, tmp_path, 0)
    old = states.take()
    states.hold(old)
    write(store)
    new = states.take()
    assert (old.writes, new.writes) == (0, 1)
    assert not states.is_current(old)
    assert states.is_current(new)
    states.release(old)
    assert names(tmp_path) == ["checkpoint-1", "checkpoint-2"]
    states.release(old)
    assert names(tmp_path) == ["checkpoint-2"]


def test_under_constant_writing_a_state_is_made_once_in_an_interval(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    states = Checkpoints(store, tmp_path, 0.2)
    made = []
    for _ in range(3):
        write(store)
        made.append(states.take().made)
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(made))


def test_the_age_of_a_state_counts_from_its_making_once_it_is_out_of_date(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    states = Checkpoints(store, tmp_path, 0)
    state = states.take()
    assert states.age(state) == 0.0
    write(store)
    time.sleep(0.05)
    assert 0.05 <= states.age(state) < 5


def test_what_a_killed_process_left_is_cleared_away_and_nothing_else(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    (tmp_path / "checkpoint-7").mkdir()
    (tmp_path / "checkpoint-7" / "CURRENT").write_text("")
    (tmp_path / "checkpoint-of-mine").mkdir()
    Checkpoints(store, tmp_path, 0)
    assert names(tmp_path) == ["checkpoint-of-mine"]


def test_closing_clears_the_newest_away_and_may_happen_twice(store: EmbeddedStore, tmp_path: Path) -> None:
    states = Checkpoints(store, tmp_path, 0)
    states.release(states.take())
    states.close()
    states.close()
    assert names(tmp_path) == []
