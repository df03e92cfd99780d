"""Marked prose of our own, as it is read for training."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.train.prose import read_prose, unmark

MATERIAL = Path(__file__).parents[3] / "app" / "train" / "material" / "prose"


def words(text: str, act: dict[str, list[list[int]]]) -> dict[str, list[str]]:
    return {role: [text[start:end] for start, end in spans] for role, spans in act.items()}


def test_marks_nest_and_parts_may_be_interrupted() -> None:
    text, acts = unmark("“{t1:{s2:They} {c2:told} us {t2:no},}” {c1:said} {s1:Ana Rusu}. “{t1:That is all.}”")
    assert text == "“They told us no,” said Ana Rusu. “That is all.”"
    assert [words(text, act) for act in acts] == [
        {"source": ["Ana Rusu"], "cue": ["said"], "content": ["They told us no", "That is all."]},
        {"source": ["They"], "cue": ["told"], "content": ["no"]},
    ]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("{s1:She} {c1:said} no.", "act 1 has no content"),
        ("{s1:She} {t1:no}.", "act 1 has no cue"),
        ("{s1:She} {c1:said {t1:no}.", "mark cue 1 is not closed"),
        ("She} said no.", "a closing brace too many"),
    ],
)
def test_a_bad_mark_is_named(marked: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        unmark(marked, origin="story")


def test_all_of_the_material_can_be_read() -> None:
    rows = [row for path in sorted(MATERIAL.glob("*.jsonl")) for row in read_prose(path)]
    assert len({row["id"] for row in rows}) == len(rows) > 100
    for row in rows:
        assert "{" not in row["text"]
        for act in row["attributions"]:
            for spans in act.values():
                assert all(row["text"][start:end].strip() == row["text"][start:end] for start, end in spans)
