"""Runs the models of pairs on the CPU: two claims in, how surely they clash and over what.

Cross-encoders: both claims go through a network together, each behind its source. Quick networks read first,
a thorough one reads what they do not rule out; they take turns at which side comes first, and what they say
is averaged. Each pair goes by itself, without padding, so that a result never depends on what else is read
(8-bit activations are scaled per run), and the order of a pair does not matter.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from app.domain.conflict import ConflictKind, Opinion
from app.models.pieces import CLS, SEP, Pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from app.domain.conflict import Statement

_HERE = Path(__file__).parent
LONGEST, LONGEST_HEADLINE = 80, 20
"""Pieces that are read of one side, and of the headline behind it."""
QUICK = MappingProxyType({"pairs.onnx": 1.0, "pairs-2.onnx": 1.0})
"""The networks that read first, and what the word of each counts for."""
READERS = MappingProxyType({**QUICK, "pairs-large.onnx": 2.0})
"""All of them, in the order in which they read."""
IN_STORY = 4.0
"""By how much more the word of a reader that is not quick counts where two claims come from one story."""
RULED_OUT = (0.05, 0.15)
"""Below which share of a clash, of the first reader and of the mean of two, the next is not asked."""
LABELS = ("conflict", "agree", "unrelated")
KINDS = tuple(ConflictKind)
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Side:
    """One claim as the model reads it: who says it, and what, and over which article, where that is known."""

    source: str
    text: str
    headline: str = ""

    @classmethod
    def of(cls, claim: Statement) -> Side:
        """Give a claim as the model reads it.

        Whom a party speaks for is part of its name here: "our flag" is the army's.
        """
        source = ", ".join(dict.fromkeys(one for one in (claim.party_name, claim.speaks_for) if one))
        return cls(source, claim.text, claim.headline)


class PairModel:
    """The trained cross-encoders; each is loaded when it first reads, and safe to share between threads."""

    def __init__(self, folder: Path = _HERE, readers: Mapping[str, float] = READERS) -> None:
        self._folder = folder
        self._readers = readers
        self._lock = threading.Lock()
        self._sessions: dict[str, onnxruntime.InferenceSession] = {}
        self._pieces = Pieces(folder / "attribution-tokenizer.json")
        self._known = lru_cache(maxsize=_REMEMBERED)(self._judge)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Give the marks that the models were trained with, in the order in which they are numbered."""
        known: dict[str, list[str]] = json.loads((self._folder / "pairs.json").read_text(encoding="utf-8"))
        return known

    def judge(self, first: Side, second: Side, marks: Sequence[int]) -> Opinion:
        """Read a pair; `marks` are the numbers of what is known of it besides."""
        one, two = sorted((first, second), key=lambda side: (side.source, side.text, side.headline))
        return self._known(one, two, tuple(marks))

    def _judge(self, first: Side, second: Side, marks: tuple[int, ...]) -> Opinion:
        one, two = (side_pieces(self._pieces, side) for side in (first, second))
        labels, kinds, counted = np.zeros(len(LABELS)), np.zeros(len(KINDS)), 0.0
        clash, weighed = 0.0, 0.0
        turns = cycle(((two, one), (one, two)))
        for (name, weight), sides, least in zip(
            self._readers.items(), turns, (*RULED_OUT, 0.0), strict=False
        ):
            read = self._load(name).run(("labels", "kinds"), feed(*sides, marks))
            labels, kinds, counted = labels + weight * read[0], kinds + weight * read[1], counted + weight
            in_story = weight if name in QUICK else weight * IN_STORY
            clash, weighed = clash + in_story * read[0][0], weighed + in_story
            if labels[0] < least * counted:
                break
        return Opinion(
            conflict=round(float(labels[0] / counted), 3),
            agree=round(float(labels[1] / counted), 3),
            kind=KINDS[int(np.argmax(kinds))],
            in_story=round(float(clash / weighed), 3),
        )

    def _load(self, name: str) -> onnxruntime.InferenceSession:
        with self._lock:
            if name not in self._sessions:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = 1
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                self._sessions[name] = onnxruntime.InferenceSession(
                    self._folder / name, options, providers=["CPUExecutionProvider"]
                )
            return self._sessions[name]


def side_pieces(known: Pieces, side: Side) -> list[int]:
    """Spell one side out: its source and a colon, if it has one, its words, and a bar and its headline."""
    said = known.of_text(f"{side.source} : {side.text}" if side.source else side.text)[:LONGEST]
    return said + known.of_text(f"| {side.headline}")[:LONGEST_HEADLINE] if side.headline else said


def feed(first: Sequence[int], second: Sequence[int], marks: Sequence[int]) -> dict[str, NDArray[np.int64]]:
    """Put the two sides of a pair one after the other, as the network's inputs."""
    one, two = [CLS, *first, SEP], [*second, SEP]
    return {
        "pieces": np.array(one + two, np.int64),
        "sides": np.array([0] * len(one) + [1] * len(two), np.int64),
        "marks": np.array(marks, np.int64),
    }
