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

# Chosen on the development part of PolNeAR.
_LEAST = 0.3  # a content that asks for no cue at least so surely belongs to none
_MISSED_CUE = 0.2  # a unit asked for at least so surely is a cue, whatever its tag
_SURE_PART = 0.7  # a part this sure of its cue stays beside the surest part
_NOBODY = 0.1  # how much a source must be surer than nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network says about one window; row 0 stands for "no cue in this window"."""

    tags: Numbers  # a row per unit, a column per tag
    links: Numbers  # a row per unit: the chance that each unit is the one it belongs to


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
    """Give each content to the cue that it asks for, and each cue the source that it asks for.

    A cue without content says nothing. A content may ask for a cue that the tags missed: that unit
    then becomes one. A part that asks for its cue far less surely than another part does is left out,
    since it mostly belongs to an attribution whose cue was missed.
    """
    found = spans(tags)
    if not found["content"]:
        return []
    chances = scores.links
    parts: dict[range, list[tuple[range, float]]] = {}
    for span in found["content"]:
        asked = chances[span.start : span.stop].mean(0)
        cue, chance = _cue_of(asked, found["cue"], tags)
        if cue is not None:
            parts.setdefault(cue, []).append((span, chance))
    groups = []
    for cue in sorted(parts, key=lambda place: place.start):
        most = max(chance for _, chance in parts[cue])
        source = _source_of(chances, cue, found["source"])
        content = tuple(span for span, chance in parts[cue] if chance >= min(most, _SURE_PART))
        groups.append(Group(source=(source,) if source else (), cue=cue, content=content, score=most))
    return groups


def _cue_of(asked: Numbers, cues: Sequence[range], tags: Sequence[int]) -> tuple[range | None, float]:
    """Choose the cue of a content, from the mean of what its units ask for."""
    best, most = None, _LEAST
    for cue in cues:
        chance = float(asked[cue.start : cue.stop].sum())
        if chance > most:
            best, most = cue, chance
    for place in np.flatnonzero(asked > max(most, _MISSED_CUE)).tolist():
        if place and tags[place] == 0 and asked[place] > most:
            best, most = range(place, place + 1), float(asked[place])
    return best, most


def _source_of(chances: Numbers, cue: range, sources: Sequence[range]) -> range | None:
    """Choose the source of a cue, which other cues may choose too; None where it asks for none.

    A source asks for its cue as well: both directions count alike.
    """
    rows = chances[cue.start : cue.stop]
    best, most = None, float(rows[:, 0].mean()) + _NOBODY
    for span in sources:
        back = float(chances[span.start : span.stop, cue.start : cue.stop].sum(1).mean())
        asked = float(rows[:, span.start : span.stop].sum(1).mean()) + back
        if asked > most:
            best, most = span, asked
    return best
