"""Runs the model of pairs on the CPU: two claims in, how surely they clash and over what.

A cross-encoder: both claims go through a network together, each behind its source. Two networks of one
shape read each pair, one in either order, and the two readings are averaged: each errs elsewhere, and the
order of a pair does not matter. Each pair goes by itself, without padding, so that a result never depends on
what else is read (8-bit activations are scaled per run).
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from app.domain.conflict import ConflictKind, Opinion
from app.models.pieces import CLS, SEP, Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from app.domain.conflict import Statement

_HERE = Path(__file__).parent
LONGEST, LONGEST_HEADLINE = 80, 20
"""Pieces that are read of one side, and of the headline behind it."""
WEIGHTS = ("pairs.onnx", "pairs-2.onnx")
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
    """The trained cross-encoders; loaded on first use, safe to share between threads."""

    def __init__(self, folder: Path = _HERE) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._sessions: tuple[onnxruntime.InferenceSession, ...] = ()
        self._pieces: Pieces | None = None
        self._known = lru_cache(maxsize=_REMEMBERED)(self._judge)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Give the marks that the models were trained with, in the order in which they are numbered."""
        known: dict[str, list[str]] = json.loads((self._folder / "pairs.json").read_text(encoding="utf-8"))
        return known

    def judge(self, first: Side, second: Side, marks: Sequence[int], *, least: float = 0.0) -> Opinion:
        """Read a pair; `marks` are the numbers of what is known of it besides.

        Where the first reading rules out that both together reach `least`, the second is spared.
        """
        one, two = sorted((first, second), key=lambda side: (side.source, side.text, side.headline))
        return self._known(one, two, tuple(marks), least)

    def _judge(self, first: Side, second: Side, marks: tuple[int, ...], least: float) -> Opinion:
        sessions, pieces = self._load()
        one, two = (side_pieces(pieces, side) for side in (first, second))
        read: list[Sequence[NDArray[np.float32]]] = []
        for session, sides in zip(sessions, ((two, one), (one, two)), strict=True):
            read.append(session.run(("labels", "kinds"), feed(*sides, marks)))
            if read[0][0][0] < 2 * least - 1:
                break
        labels, kinds = (np.mean([found[part] for found in read], axis=0) for part in range(2))
        return Opinion(
            conflict=round(float(labels[0]), 3),
            agree=round(float(labels[1]), 3),
            kind=KINDS[int(np.argmax(kinds))],
        )

    def _load(self) -> tuple[tuple[onnxruntime.InferenceSession, ...], Pieces]:
        with self._lock:
            if self._pieces is None:
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = 1
                options.inter_op_num_threads = 1
                options.log_severity_level = 3
                self._sessions = tuple(
                    onnxruntime.InferenceSession(
                        self._folder / name, options, providers=["CPUExecutionProvider"]
                    )
                    for name in WEIGHTS
                )
                self._pieces = Pieces(self._folder / "attribution-tokenizer.json")
            return self._sessions, self._pieces


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
