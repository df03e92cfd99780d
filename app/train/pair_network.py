"""The cross-encoder of pairs: MiniLM-L6 over both claims, with marks of what the rules have worked out.

The marks come in twice: added to every piece, so that the words can be read in their light, and again beside
the mean of all states, where little data suffices to learn from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from app.conflict.marks import NUMBERS
from app.models.pairs import KINDS, LABELS
from app.train.export import Written, write
from app.train.network import Distances, Layer

if TYPE_CHECKING:
    from pathlib import Path

    from app.train.network import Shape

_MARK, _INNER = 64, 128
FRESH = ("pool", "label", "kind", "marks", "late", "mix", "more", "sides")
"""What has not been trained before, and learns faster."""


class PairNetwork(nn.Module):
    """The whole network."""

    def __init__(self, shape: Shape, *, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = shape.hidden
        self.words = nn.Embedding(shape.vocabulary, hidden)
        self.positions = nn.Embedding(shape.positions, hidden)
        self.segment = nn.Parameter(torch.zeros(hidden))
        self.sides = nn.Embedding(2, hidden)
        self.marks = nn.Embedding(len(NUMBERS), hidden)
        self.late = nn.Embedding(len(NUMBERS), _MARK)
        self.distances = Distances(shape) if shape.buckets else None
        self.norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.pool = nn.Linear(hidden, hidden)
        self.label = nn.Linear(hidden, len(LABELS))
        self.mix = nn.Linear(hidden + _MARK, _INNER)
        self.more = nn.Linear(_INNER, len(LABELS))
        self.kind = nn.Linear(_INNER, len(KINDS))
        for table in (self.sides, self.marks):
            nn.init.zeros_(table.weight)
        nn.init.normal_(self.late.weight, std=0.02)

    def begin(self, pieces: Tensor, sides: Tensor, marks: Tensor) -> Tensor:
        """Give the states of pieces before the first layer; `marks` end in one number per field."""
        places = torch.arange(pieces.shape[-1])
        states = self.words(pieces) + self.positions(places) + self.segment + self.sides(sides)
        begun: Tensor = self.norm(states + self.marks(marks).sum(-2, keepdim=True))
        return begun

    def shift(self, length: int) -> Tensor | None:
        """Give by how much attention is shifted between the places of a pair, if the encoder does so."""
        return None if self.distances is None else self.distances(torch.arange(length))

    def end(self, mean: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        """Give the scores of labels and of kinds from the mean of all states."""
        pooled = self.dropout(torch.tanh(self.pool(mean)))
        mixed = self.dropout(functional.gelu(self.mix(torch.cat([pooled, self.late(marks).sum(-2)], -1))))
        return self.label(pooled) + self.more(mixed), self.kind(mixed)

    def forward(self, pieces: Tensor, sides: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Score a batch, batch × length, of which `mask` tells what is no padding."""
        states, shift = self.dropout(self.begin(pieces, sides, marks)), self.shift(pieces.shape[-1])
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :], shift)
        kept = mask.unsqueeze(-1)
        return self.end((states * kept).sum(1) / kept.sum(1), marks)


class _WrittenPairs(Written):
    """The network as it is to be written: one pair, shares instead of scores."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__(network.layers)
        self.network = network

    def forward(self, pieces: Tensor, sides: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        begun = self.network.begin(pieces, sides, marks).unsqueeze(0)
        states = self.encode(begun, self.network.shift(pieces.shape[0]))
        labels, kinds = self.network.end(states[0].mean(0), marks)
        return torch.softmax(labels, -1), torch.softmax(kinds, -1)


def export_pairs(network: PairNetwork, folder: Path, name: str, marks: int) -> None:
    """Write NAME.onnx (8-bit) and NAME.float.onnx; `marks` is how many a pair has."""
    sample = (
        torch.tensor([101, 2002, 102, 2056, 102]),
        torch.tensor([0, 0, 0, 1, 1]),
        torch.zeros(marks, dtype=torch.long),
    )
    axes = {"pieces": {0: "length"}, "sides": {0: "length"}, "marks": {}}
    write(_WrittenPairs(network.eval()), folder, name, sample, axes=axes, outputs=("labels", "kinds"))
