"""Runs the attribution model on the CPU: a text in, its attributions as units out.

Each window goes through the network by itself, without padding, so that a result never depends on
what else is read, on a batch or on the number of threads (8-bit activations are scaled per window).
"""

from __future__ import annotations

import hashlib
import json
import threading
from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from app.models.decode import Group, Scores, best_tags, join
from app.models.parser import Parser, Tree, joined
from app.models.pieces import CLS, SEP, Pieces
from app.models.units import Unit, split
from app.models.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Feed = dict[str, NDArray[np.int64]]

_HERE = Path(__file__).parent
LIMIT = 190  # pieces of a window, as in training
_NEVER = -10_000.0
_AT_ONCE = 64  # windows in hand at a time: bounds the memory for a long text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The units of a text, the attributions found among them, and the tree of each sentence."""

    units: list[Unit]
    groups: list[Group]
    tree: Tree | None = None


class AttributionModel:
    """The trained tagger; loaded on first use, safe to share between threads."""

    def __init__(self, folder: Path = _HERE, *, weights: str = "attribution.onnx", threads: int = 2) -> None:
        self._folder = folder
        self._weights = weights
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the weights: which model it was goes into the provenance of a claim."""
        return hashlib.sha256((self._folder / self._weights).read_bytes()).hexdigest()

    def read(self, text: str, *, sentences: Sequence[int] | None = None) -> Reading:
        """Find who says what in a text; an empty text says nothing.

        With `sentences`, where each sentence begins, in characters, give their trees too.
        """
        units = split(text)
        if not units:
            return Reading(units=[], groups=[])
        loaded = self._load()
        sizes = [len(found) for found in loaded.pieces.of([unit.word for unit in units])]
        cut = windows(units, sizes, limit=LIMIT)
        numbers = None if sentences is None else [bisect_right(sentences, unit.start) for unit in units]
        groups: list[Group] = []
        trees: list[Tree] = []
        for start in range(0, len(cut), _AT_ONCE):
            some = cut[start : start + _AT_ONCE]
            read = list(self._run(loaded, units, numbers, some))
            tags = best_tags([scores.tags + loaded.bias for scores, _ in read], loaded.transitions)
            for window, (scores, tree), path in zip(some, read, tags, strict=True):
                groups.extend(_shifted(group, window.start - 1) for group in join(scores, path))
                trees += [tree] if tree else []
        return Reading(units=units, groups=groups, tree=joined(trees) if numbers else None)

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _Loaded.from_files(self._folder, self._weights)
            return self._loaded

    def _run(
        self, loaded: _Loaded, units: Sequence[Unit], numbers: Sequence[int] | None, some: Sequence[range]
    ) -> Iterator[tuple[Scores, Tree | None]]:
        windows = [units[window.start : window.stop] for window in some]
        within = [numbers[window.start : window.stop] if numbers else None for window in some]
        if self._threads == 1 or len(some) == 1:
            yield from map(loaded.run, windows, within)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(loaded.run, windows, within)


def feed(known: Pieces, units: Sequence[Unit]) -> Feed:
    """Spell a window out as the network's inputs."""
    pieces, marks, first = [CLS], [(0, 0, 0)], [0]
    for unit, found in zip(units, known.of([unit.word for unit in units]), strict=True):
        first.append(len(pieces))
        pieces.extend(found)
        marks.extend([(unit.case, unit.gap, unit.quoted)] * len(found))
    pieces.append(SEP)
    marks.append((0, 0, 0))
    return {
        name: np.array(value, np.int64)
        for name, value in zip(("pieces", "marks", "first"), (pieces, marks, first), strict=True)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    session: onnxruntime.InferenceSession
    pieces: Pieces
    parser: Parser
    transitions: NDArray[np.float32]
    bias: NDArray[np.float32]

    @staticmethod
    def from_files(folder: Path, weights: str) -> _Loaded:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # windows are shared out among threads, not the inside of one
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(folder / weights, options, providers=["CPUExecutionProvider"])
        known = json.loads((folder / "attribution.json").read_text(encoding="utf-8"))
        return _Loaded(
            session=session,
            pieces=Pieces(folder / "attribution-tokenizer.json"),
            parser=Parser(folder),
            transitions=np.array(known["transitions"], np.float32),
            bias=np.array(known["bias"], np.float32),
        )

    def run(self, units: Sequence[Unit], sentences: Sequence[int] | None) -> tuple[Scores, Tree | None]:
        """Put one window through the network, and through the parser where its sentences are known."""
        given = feed(self.pieces, units)
        if sentences is None:
            tags, links = self.session.run(("tags", "links"), given)
            tree = None
        else:
            tags, links, states = self.session.run(("tags", "links", "states"), given)
            tree = self.parser.parse(states[1:], sentences)
        tags[0, 1:] = _NEVER  # the start mark is no word of the text
        return Scores(tags=tags, links=links), tree


def _shifted(group: Group, by: int) -> Group:
    def move(span: range) -> range:
        return range(span.start + by, span.stop + by)

    return Group(
        source=tuple(map(move, group.source)),
        cue=move(group.cue),
        content=tuple(map(move, group.content)),
        score=group.score,
    )
