"""The encoder with its heads: role tags for every unit, and links from each unit to its cue.

The encoder is MiniLM-L6 (BERT's shape), written out here so that only torch is needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from app.models.tags import LEGAL, LINK_SIZE, TAGS
from app.models.units import Case, Gap, Quoted

_FORBIDDEN = -10_000.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; `buckets` of distances, if any, by which attention is shifted."""

    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    epsilon: float = 1e-12
    buckets: int = 0


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.mixed = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.widen = nn.Linear(shape.hidden, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None, shift: Tensor | None = None) -> Tensor:
        """Attend, then widen and narrow; `shift` is added to the scores of attention."""
        batch, length, hidden = states.shape

        def heads(part: Tensor) -> Tensor:
            return part.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        attended = _attend(
            heads(self.query(states)), heads(self.key(states)), heads(self.value(states)), mask, shift
        )
        attended = attended.transpose(1, 2).reshape(batch, length, hidden)
        states = self.attention_norm(states + self.dropout(self.mixed(attended)))
        inner = self.narrow(functional.gelu(self.widen(states)))
        normal: Tensor = self.norm(states + self.dropout(inner))
        return normal


def _attend(
    asks: Tensor, offers: Tensor, values: Tensor, mask: Tensor | None, shift: Tensor | None
) -> Tensor:
    """Attend, written out: on the CPU torch's own fused operation is far slower to learn from."""
    scores = asks @ offers.transpose(-1, -2) * asks.shape[-1] ** -0.5
    if shift is not None:
        scores = scores + shift
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not(), _FORBIDDEN)
    return torch.softmax(scores.float(), -1).to(values.dtype) @ values


class Distances(nn.Module):
    """By how much attention is shifted for a word so many places before or behind (Raffel and others 2020).

    Half of the buckets are for each direction, half of those for one distance each; the others widen.
    """

    _FARTHEST = 128

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.table = nn.Embedding(shape.buckets, shape.heads)

    def forward(self, places: Tensor) -> Tensor:
        """Give heads × length × length for the places of a sequence."""
        steps = places[None, :] - places[:, None]
        half = self.table.num_embeddings // 2
        near = half // 2
        far = torch.log(steps.abs().clamp(min=1) / near) / math.log(self._FARTHEST / near) * (half - near)
        bucket = torch.where(steps.abs() < near, steps.abs(), (near + far.long()).clamp(max=half - 1))
        shifts: Tensor = self.table(bucket + half * (steps > 0)).permute(2, 0, 1)
        return shifts


class Tagger(nn.Module):
    """The whole network."""

    def __init__(self, shape: Shape | None = None, *, dropout: float = 0.1) -> None:
        super().__init__()
        shape = shape or Shape()
        hidden = shape.hidden
        self.words = nn.Embedding(shape.vocabulary, hidden)
        self.positions = nn.Embedding(shape.positions, hidden)
        self.segment = nn.Parameter(torch.zeros(hidden))
        self.cases = nn.Embedding(len(Case), hidden)
        self.gaps = nn.Embedding(len(Gap), hidden)
        self.quoted = nn.Embedding(len(Quoted), hidden)
        for table in (self.cases, self.gaps, self.quoted):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.tag = nn.Linear(hidden, len(TAGS))
        self.asks = nn.Sequential(nn.Linear(hidden, LINK_SIZE), nn.GELU(), nn.Linear(LINK_SIZE, LINK_SIZE))
        self.offers = nn.Sequential(nn.Linear(hidden, LINK_SIZE), nn.GELU(), nn.Linear(LINK_SIZE, LINK_SIZE))
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("illegal", torch.tensor(LEGAL).logical_not(), persistent=False)

    def encode(self, pieces: Tensor, marks: Tensor, mask: Tensor | None) -> Tensor:
        """Give a vector for every piece; `marks` are case, gap and quotation for each."""
        where = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.words(pieces) + self.positions(where) + self.segment
        states = states + self.cases(marks[..., 0]) + self.gaps(marks[..., 1]) + self.quoted(marks[..., 2])
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        encoded: Tensor = states
        return encoded

    def forward(
        self, pieces: Tensor, marks: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give, per unit, its tag scores, the vector that seeks a cue and the one that is sought."""
        states = self.encode(pieces, marks, mask)
        units = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
        units = self.dropout(units)
        return self.tag(units), self.asks(units) * LINK_SIZE**-0.5, self.offers(units)

    def transitions(self) -> Tensor:
        """Give the scores of one tag following another, the impossible ones far below zero."""
        illegal = self.get_buffer("illegal")
        return self.steps.masked_fill(illegal, _FORBIDDEN)


def sequence_loss(scores: Tensor, tags: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
    """Negative log-likelihood of the tags under a linear chain, per sequence."""
    batch, longest, _ = scores.shape
    inside = torch.arange(longest).unsqueeze(0) < lengths.unsqueeze(1)
    gold = scores.gather(2, tags.unsqueeze(-1)).squeeze(-1)
    pairs = transitions[tags[:, :-1], tags[:, 1:]]
    path = (gold * inside).sum(1) + (pairs * inside[:, 1:]).sum(1)
    total = scores[:, 0]
    for step in range(1, longest):
        spread = total.unsqueeze(2) + transitions.unsqueeze(0) + scores[:, step].unsqueeze(1)
        total = torch.where(inside[:, step].unsqueeze(1), torch.logsumexp(spread, 1), total)
    return torch.logsumexp(total, 1).view(batch) - path
