"""Runs the parser on what the tagger's encoder made of a window: heads, relations and word classes.

Relations and classes are those of Universal Dependencies (https://universaldependencies.org/u/dep/);
`part` ties the further units of one word to its first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """For each unit of a text its head (-1 for a root), its relation to it and its class.

    Each unit chose for itself, so heads may, seldom, run in a circle.
    """

    heads: list[int]
    relations: list[str]
    classes: list[str]


class Parser:
    """The trained parser, loaded when it is made."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            folder / "parser.onnx", options, providers=["CPUExecutionProvider"]
        )
        known = json.loads((folder / "parser.json").read_text(encoding="utf-8"))
        self._relations: list[str] = known["relations"]
        self._classes: list[str] = known["classes"]

    def parse(self, states: NDArray[np.float32], sentences: Sequence[int]) -> Tree:
        """Parse one window: units × hidden, and the number of the sentence of each unit."""
        given = {"states": states, "sentences": np.array(sentences, np.int64)}
        heads, relations, classes = self._session.run(("heads", "relations", "classes"), given)
        return Tree(
            heads=(heads - 1).tolist(),
            relations=[self._relations[number] for number in relations],
            classes=[self._classes[number] for number in classes],
        )


def joined(trees: Sequence[Tree]) -> Tree:
    """Put the trees of a text's windows together."""
    heads: list[int] = []
    for tree in trees:
        start = len(heads)
        heads += [head if head < 0 else head + start for head in tree.heads]
    return Tree(
        heads=heads,
        relations=[name for tree in trees for name in tree.relations],
        classes=[name for tree in trees for name in tree.classes],
    )
