"""The comparer may not get worse: precision and recall on invented pairs that it was not trained on.

A floor is the measured value, rounded down. `heldout.jsonl`, `heldout-2.jsonl`, `test.jsonl` are only scored.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from app.bootstrap import make_judge, make_pair_reader
from app.conflict.detect import relate
from app.settings import Settings

pytestmark = pytest.mark.xdist_group("pairs")  # so that they are read once

FOLDER = Path(__file__).parent / "pairs"
TRAINING = Path(__file__).parents[2] / "app" / "train" / "material"
FLOORS = {
    "heldout": (0.88, 0.77),
    "heldout-2": (0.90, 0.80),
    "test": (0.89, 0.64),
    "dev": (0.98, 0.75),
    "dev-2": (0.92, 0.85),
}
ENOUGH_TO_MEASURE = 25


@cache
def judged(name: str) -> list[tuple[str, bool, bool, str]]:
    """Compare the pairs of a file: category, whether it is a conflict, whether it is found, the reason."""
    read, judge = make_pair_reader(Settings()), make_judge()
    found = []
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sides = {side: row["meta"][side] for side in ("a", "b")}
        _, first, second = read(json.dumps({"id": row["id"], **sides}), origin=name)
        relation = relate(first, second, judge)
        is_found = relation.label == "conflict"
        found.append((row["meta"]["category"], row["label"] == "conflict", is_found, relation.explanation))
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_precision_and_recall_do_not_sink(name: str) -> None:
    rows = judged(name)
    gold = sum(is_conflict for _, is_conflict, _, _ in rows)
    found = sum(is_found for _, _, is_found, _ in rows)
    right = sum(is_conflict and is_found for _, is_conflict, is_found, _ in rows)
    assert gold >= ENOUGH_TO_MEASURE
    precision, recall = FLOORS[name]
    assert right / found >= precision
    assert right / gold >= recall


@pytest.mark.parametrize("name", FLOORS)
def test_every_conflict_is_explained_with_both_claims(name: str) -> None:
    for _, _, is_found, explanation in judged(name):
        if is_found:
            assert " but " in explanation
            assert explanation.count("“") >= 2


def test_no_pair_that_is_scored_was_learned_from() -> None:
    learned = {
        frozenset(json.loads(line)["meta"][side]["claim"] for side in ("a", "b"))
        for path in TRAINING.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(learned) > 1000
    for name in FLOORS:
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert frozenset(row["meta"][side]["claim"] for side in ("a", "b")) not in learned
