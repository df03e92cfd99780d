"""From the network's scores to attributions: the best legal tags, then each span joined to its cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.models.tags import begins, role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_BACK = 0.3  # how much the source's own choice of cue counts beside the cue's choice of source


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network says about one window; row 0 stands for "no cue in this window"."""

    tags: Numbers  # a row per unit, a column per tag
    asks: Numbers  # a row per unit: the vector that seeks the unit's cue
    offers: Numbers  # a row per unit: the vector that is sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One attribution in one window, as ranges of unit rows."""

    source: tuple[range, ...]
    cue: range
    content: tuple[range, ...]
    score: float


def best_tags(windows: Sequence[Numbers], transitions: Numbers) -> list[list[int]]:
    """Find the best tag sequence of each window (Viterbi), all windows side by side."""
    if not windows:
        return []
    longest = max(len(scores) for scores in windows)
    padded = np.zeros((len(windows), longest, windows[0].shape[1]), np.float32)
    for row, scores in enumerate(windows):
        padded[row, : len(scores)] = scores
    lengths = np.array([len(scores) for scores in windows])
    total = padded[:, 0]
    back = np.zeros(padded.shape, np.int8)
    for step in range(1, longest):
        ways = total[:, :, None] + transitions
        came = ways.argmax(1)
        back[:, step] = came
        moved = np.take_along_axis(ways, came[:, None], 1)[:, 0] + padded[:, step]
        total = np.where((step < lengths)[:, None], moved, total)
    paths = []
    for row, length in enumerate(lengths):
        tag = int(total[row].argmax())
        path = [tag]
        for step in range(length - 1, 0, -1):
            tag = int(back[row, step, tag])
            path.append(tag)
        paths.append(path[::-1])
    return paths


def spans(tags: Sequence[int]) -> dict[str, list[range]]:
    """Collect the spans of each role, in order."""
    found: dict[str, list[range]] = {"source": [], "cue": [], "content": []}
    start = 0
    for place, tag in enumerate(tags):
        name = role(tag)
        if name is None:
            continue
        if begins(tag):
            start = place
        if place + 1 == len(tags) or begins(tags[place + 1]) or tags[place + 1] == 0:
            found[name].append(range(start, place + 1))
    return found


def join(scores: Scores, tags: Sequence[int]) -> list[Group]:
    """Give each source and content span to the cue that it asks for; a cue without content says nothing."""
    found = spans(tags)
    cues = found["cue"]
    if not cues or not found["content"]:
        return []
    logits = scores.asks @ scores.offers.T
    logits -= logits.max(1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(1, keepdims=True)
    contents: dict[int, list[tuple[range, float]]] = {}
    for span in found["content"]:
        place, chance = _cue_of(chances, span, cues)
        contents.setdefault(place, []).append((span, chance))
    groups = []
    for place, parts in sorted(contents.items()):
        source = _source_of(chances, cues[place], found["source"])
        groups.append(
            Group(
                source=(source,) if source else (),
                cue=cues[place],
                content=tuple(span for span, _ in parts),
                score=min(chance for _, chance in parts),
            )
        )
    return groups


def _cue_of(chances: Numbers, span: range, cues: Sequence[range]) -> tuple[int, float]:
    """Choose the cue of a content by the mean of what its units ask for."""
    rows = chances[span.start : span.stop]
    asked = [float(rows[:, cue.start : cue.stop].sum(1).mean()) for cue in cues]
    place = int(np.argmax(asked))
    return place, asked[place]


def _source_of(chances: Numbers, cue: range, sources: Sequence[range]) -> range | None:
    """Choose the source of a cue, which other cues may choose too; None where it asks for none."""
    rows = chances[cue.start : cue.stop]
    best, most = None, float(rows[:, 0].mean())
    for span in sources:
        # A source also asks for its cue: both directions count.
        back = float(chances[span.start : span.stop, cue.start : cue.stop].sum(1).mean())
        asked = float(rows[:, span.start : span.stop].sum(1).mean())
        if asked + _BACK * back > most:
            best, most = span, asked + _BACK * back
    return best


def sureness(tags: Numbers) -> Numbers:
    """Turn tag scores into the chance of each tag, unit by unit."""
    shifted = np.exp(tags - tags.max(1, keepdims=True))
    chances: Numbers = shifted / shifted.sum(1, keepdims=True)
    return chances
