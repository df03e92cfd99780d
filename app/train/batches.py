"""Windows of examples as tensors, varied so that names and typography teach nothing."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from app.models.pieces import CLS, PAD, SEP
from app.models.units import Case, Quoted, Unit
from app.models.windows import windows
from app.train.corpora import NO_LINK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.pieces import Pieces
    from app.train.corpora import Example

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august")
_MORE_MONTHS = ("september", "october", "november", "december")
_TITLES = ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "i")
_NO_NAMES = frozenset((*_DAYS, *_MONTHS, *_MORE_MONTHS, *_TITLES))
_RARE_LOWER = 0.05
_MARK_STYLES = (("“", "”"), ('"', '"'), ("«", "»"), ("''", "''"), ("‘", "’"))
_MARK_CHANCES = (0.62, 0.25, 0.05, 0.04, 0.04)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One window ready to be stacked: unit 0 is the start mark, on which what has no cue links."""

    pieces: list[int]
    marks: list[tuple[int, int, int]]
    first: list[int]
    tags: list[int]
    links: list[int]
    known: list[bool]
    complete: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Samples stacked and padded."""

    pieces: Tensor
    marks: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    links: Tensor
    known: Tensor
    lengths: Tensor
    complete: Tensor
    weights: Tensor


def names_in(examples: Sequence[Example]) -> list[str]:
    """Collect the words that are nearly always written with a capital, also inside sentences."""
    lower: Counter[str] = Counter()
    title: Counter[str] = Counter()
    for example in examples:
        for before, unit in zip(example.units, example.units[1:], strict=False):
            if unit.case is Case.LOWER:
                lower[unit.word] += 1
            elif unit.case is Case.TITLE and before.word.isalpha():
                title[unit.word] += 1
    return sorted(
        word
        for word, count in title.items()
        if count > 1
        and len(word) > 1
        and word.lower() not in _NO_NAMES
        and lower[word.lower()] <= _RARE_LOWER * count
    )


class Variation:
    """Exchanges names, quotation marks and capitals of a window at random, from one seed."""

    def __init__(self, seed: int, names: Sequence[str], *, renamed: float = 0.5) -> None:
        self.random = random.Random(seed)  # noqa: S311 - for variety, not for secrets
        self.names = list(names)
        self.known = frozenset(names)
        self.renamed = renamed

    def vary(self, units: Sequence[Unit]) -> list[Unit]:
        """Give the same units otherwise named and set."""
        varied = list(units)
        if self.random.random() < self.renamed:
            varied = self._renamed(varied)
        if self.random.random() < 0.5:  # noqa: PLR2004 - every second window
            varied = self._restyled(varied)
        if self.random.random() < 0.02:  # noqa: PLR2004 - a headline or an old wire
            varied = [replace(unit, case=Case.UPPER if len(unit.word) > 1 else unit.case) for unit in varied]
        return varied

    def _renamed(self, units: list[Unit]) -> list[Unit]:
        chosen: dict[str, str] = {}
        varied = []
        for unit in units:
            if unit.case is Case.TITLE and unit.word in self.known:
                if unit.word not in chosen:
                    keep = self.random.random() < 0.25  # noqa: PLR2004 - some names stay
                    chosen[unit.word] = unit.word if keep else self.random.choice(self.names)
                varied.append(replace(unit, word=chosen[unit.word]))
            else:
                varied.append(unit)
        return varied

    def _restyled(self, units: list[Unit]) -> list[Unit]:
        opening, closing = self.random.choices(_MARK_STYLES, _MARK_CHANCES)[0]
        style = {Quoted.OPENS: opening, Quoted.CLOSES: closing}
        doubles = frozenset(("“", "”", '"', "''"))
        return [
            replace(unit, word=style.get(unit.quoted, unit.word)) if unit.word in doubles else unit
            for unit in units
        ]


def samples(
    examples: Sequence[Example], pieces: Pieces, *, limit: int, variation: Variation | None
) -> Iterator[Sample]:
    """Cut every example into windows; where they begin and how long they are is varied too."""
    for example in examples:
        sizes = [len(found) for found in pieces.of([unit.word for unit in example.units])]
        size, first = limit, None
        if variation is not None:
            size = variation.random.randint(limit * 2 // 3, limit)
            first = variation.random.randint(32, size)
        for window in windows(example.units, sizes, limit=size, first=first):
            units = [example.units[index] for index in window]
            if variation is not None:
                units = variation.vary(units)
            sample = _sample(example, window, units, pieces)
            if any(sample.known):
                yield sample


def _sample(example: Example, window: range, units: list[Unit], pieces: Pieces) -> Sample:
    ids = [CLS]
    marks = [(0, 0, 0)]
    first = [0]
    for unit, found in zip(units, pieces.of([unit.word for unit in units]), strict=True):
        first.append(len(ids))
        ids.extend(found)
        marks.extend([(int(unit.case), int(unit.gap), int(unit.quoted))] * len(found))
    ids.append(SEP)
    marks.append((0, 0, 0))
    links = [
        example.links[index] - window.start + 1 if example.links[index] in window else 0 for index in window
    ]
    links = [NO_LINK if example.tags[index] == 0 else link for index, link in zip(window, links, strict=True)]
    known = [example.known[index] for index in window]
    return Sample(
        pieces=ids,
        marks=marks,
        first=first,
        tags=[0, *(example.tags[index] for index in window)],
        links=[NO_LINK, *links],
        known=[False, *known],
        complete=all(example.known),
        weight=example.weight,
    )


def batches(found: list[Sample], *, budget: int, order: random.Random | None) -> Iterator[Batch]:
    """Group windows of like length up to a budget of pieces; shuffle the groups if asked to."""
    jitter = order.random if order is not None else float
    ordered = sorted(found, key=lambda sample: len(sample.pieces) + 24 * jitter())
    groups: list[list[Sample]] = []
    for sample in reversed(ordered):
        longest = max([len(sample.pieces), *(len(other.pieces) for other in (groups[-1] if groups else []))])
        if groups and longest * (len(groups[-1]) + 1) <= budget:
            groups[-1].append(sample)
        else:
            groups.append([sample])
    if order is not None:
        order.shuffle(groups)
    for group in groups:
        yield stack(group)


def stack(group: Sequence[Sample]) -> Batch:
    """Stack windows into one batch."""
    longest = max(len(sample.pieces) for sample in group)
    most = max(len(sample.first) for sample in group)

    def rows(values: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (width - len(row)) for row in values])

    lengths = torch.tensor([len(sample.pieces) for sample in group])
    mask = torch.arange(longest).unsqueeze(0) < lengths.unsqueeze(1)
    marks = [sample.marks + [(0, 0, 0)] * (longest - len(sample.marks)) for sample in group]
    return Batch(
        pieces=rows([sample.pieces for sample in group], longest, PAD),
        marks=torch.tensor(marks),
        mask=mask,
        first=rows([sample.first for sample in group], most, 0),
        tags=rows([sample.tags for sample in group], most, 0),
        links=rows([sample.links for sample in group], most, NO_LINK),
        known=rows([[int(flag) for flag in sample.known] for sample in group], most, 0).bool(),
        lengths=torch.tensor([len(sample.first) for sample in group]),
        complete=torch.tensor([sample.complete for sample in group]),
        weights=torch.tensor([sample.weight for sample in group]),
    )
