"""The parser's weights give trees, one for each sentence."""

from __future__ import annotations

import pytest

from app.models.parser import Tree, joined
from app.models.runner import AttributionModel


def parsed(text: str, *sentences: int) -> list[tuple[str, str, str]]:
    reading = AttributionModel().read(text, sentences=sentences or (0,))
    assert reading.tree is not None
    words = [unit.word for unit in reading.units]
    return [
        (word, relation, words[head] if head >= 0 else "")
        for word, head, relation in zip(words, reading.tree.heads, reading.tree.relations, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels hold two towns.",
            [
                ("Rebels", "nsubj", "hold"),
                ("hold", "root", ""),
                ("two", "nummod", "towns"),
                ("towns", "obj", "hold"),
                (".", "punct", "hold"),
            ],
        ),
        (
            "The bridge was closed by police",
            [
                ("The", "det", "bridge"),
                ("bridge", "nsubj:pass", "closed"),
                ("was", "aux:pass", "closed"),
                ("closed", "root", ""),
                ("by", "case", "police"),
                ("police", "obl:agent", "closed"),
            ],
        ),
    ],
)
def test_the_weights_parse_as_recorded(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert parsed(text) == expected


def test_no_word_hangs_on_a_word_of_another_sentence() -> None:
    text = "Rebels hold two towns. Police closed the bridge."
    rows = parsed(text, 0, text.index("Police"))
    assert [word for word, relation, _ in rows if relation == "root"] == ["hold", "closed"]
    assert {head for _, _, head in rows[5:]} == {"closed", "bridge", ""}


def test_no_tree_is_made_unless_asked_for() -> None:
    assert AttributionModel().read("Rebels hold two towns.").tree is None


def test_trees_of_windows_are_joined() -> None:
    one = Tree(heads=[1, -1], relations=["nsubj", "root"], classes=["NOUN", "VERB"])
    assert joined([one, one]).heads == [1, -1, 3, -1]
    assert joined([]).heads == []
