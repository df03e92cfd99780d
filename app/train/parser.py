"""The parser: heads, relations and classes of units, from the states of the trained and frozen tagger.

Deep biaffine attention (Dozat and Manning 2017) over one LSTM layer, on a learned mean of the encoder's
layers (Peters et al. 2018). The encoder runs anyway, so a tree costs little more than nothing.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

LAYERS = 6
_HIDDEN = 384
_INNER = 256
_ARC = 256
_RELATION = 96
_NEVER = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some sentences in a row: the states of their units at each layer, and what is to be learned."""

    states: Tensor
    """units × layers × hidden, 16-bit floats."""
    sentences: Tensor
    heads: Tensor
    """0 for a root, else 1 + the place of the head."""
    relations: Tensor
    classes: Tensor


class Parser(nn.Module):
    """The network; its input is a stretch of units with the number of the sentence of each."""

    def __init__(self, relations: Sequence[str], classes: Sequence[str], *, dropout: float = 0.3) -> None:
        super().__init__()
        self.relations = tuple(relations)
        self.classes = tuple(classes)
        self.layers = nn.Parameter(torch.zeros(LAYERS))
        self.root = nn.Parameter(0.1 * torch.randn(_HIDDEN))
        self.dropout = nn.Dropout(dropout)
        self.context = nn.LSTM(_HIDDEN, _INNER, batch_first=True, bidirectional=True)

        def part(size: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(2 * _INNER, size), nn.GELU(), nn.Dropout(dropout))

        self.arc_of, self.arc_to = part(_ARC), part(_ARC)
        self.relation_of, self.relation_to = part(_RELATION), part(_RELATION)
        self.arc = nn.Parameter(0.01 * torch.randn(_ARC + 1, _ARC + 1))
        self.relation = nn.Parameter(0.01 * torch.randn(len(relations), _RELATION + 1, _RELATION + 1))
        self.word_class = nn.Linear(2 * _INNER, len(classes))

    def mean(self, states: Tensor) -> Tensor:
        """Give the learned mean of the layers: … × layers × hidden becomes … × hidden."""
        mean: Tensor = (torch.softmax(self.layers, 0).unsqueeze(1) * states).sum(-2)
        return mean

    def forward(self, states: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Score heads and classes, and give both sides of relations; a sentence of -1 is padding."""
        root = self.root.expand(states.shape[0], 1, -1)
        within, _ = self.context(self.dropout(torch.cat([root, states], 1)))
        heads = (
            _one_more(self.arc_of(within)[:, 1:]) @ self.arc @ _one_more(self.arc_to(within)).transpose(1, 2)
        )
        heads = heads.masked_fill(self._impossible(sentences), _NEVER)
        classes = self.word_class(self.dropout(within)[:, 1:])
        return heads, self.relation_of(within)[:, 1:], self.relation_to(within), classes

    @staticmethod
    def _impossible(sentences: Tensor) -> Tensor:
        """Say which heads cannot be: the unit itself, and those of other sentences; the root always can."""
        place = torch.arange(sentences.shape[1])
        other = sentences.unsqueeze(2) != sentences.unsqueeze(1)
        itself = place.unsqueeze(0) == place.unsqueeze(1)
        impossible = other | itself.unsqueeze(0)
        return torch.cat([torch.zeros_like(impossible[:, :, :1]), impossible], 2)

    def name(self, of: Tensor, to: Tensor, heads: Tensor) -> Tensor:
        """Give scores of the relations of units to the heads that are given."""
        chosen = to.gather(1, heads.unsqueeze(-1).expand(-1, -1, to.shape[-1]))
        table = self.relation.permute(1, 0, 2).flatten(1)  # one product for all relations: 8 bits can do it
        left = (_one_more(of) @ table).view(*of.shape[:2], *self.relation.shape[::2])
        return (left @ _one_more(chosen).unsqueeze(-1)).squeeze(-1)


def _one_more(vectors: Tensor) -> Tensor:
    return functional.pad(vectors, (0, 1), value=1.0)


def fit(parser: Parser, stretches: Sequence[Stretch], *, passes: int, seed: int, checkpoint: Path) -> None:
    """Train on stretches in batches of sixteen, going on after the last pass that `checkpoint` holds."""
    rate, size = 2e-3, 16
    optimizer = torch.optim.AdamW(parser.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.95))
    per_pass = math.ceil(len(stretches) / size)
    parser.train()
    begun = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        parser.load_state_dict(state["parser"])
        optimizer.load_state_dict(state["optimizer"])
        begun = state["pass"]
    for number in range(begun, passes):
        chance = random.Random(seed + number)  # noqa: S311 - order, not secrets
        ordered = sorted(stretches, key=lambda one: len(one.heads) + 30 * chance.random())
        groups = [ordered[start : start + size] for start in range(0, len(ordered), size)]
        chance.shuffle(groups)
        told = 0.0
        for place, group in enumerate(groups):
            progress = (number * per_pass + place) / (passes * per_pass)
            for part in optimizer.param_groups:
                part["lr"] = rate * min(1.0, progress / 0.05) * max(0.02, 1 - progress)
            loss = _loss(parser, group)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            nn.utils.clip_grad_norm_(parser.parameters(), 2.0)
            optimizer.step()
            told += float(loss.detach())
        state = {
            "parser": parser.state_dict(),
            "optimizer": optimizer.state_dict(),
            "pass": number + 1,
        }
        torch.save(state, checkpoint)
        print(f"pass {number + 1} of {passes}: loss {told / len(groups):.3f}", flush=True)
    parser.eval()


def _loss(parser: Parser, group: Sequence[Stretch]) -> Tensor:
    sentences = _stacked((one.sentences for one in group), -1)
    wanted = _stacked((one.heads for one in group), 0)
    states = parser.mean(_stacked((one.states for one in group), 0).float())
    heads, of, to, classes = parser(states, sentences)
    inside = sentences >= 0
    relations = parser.name(of, to, wanted)
    return (
        functional.cross_entropy(heads[inside], wanted[inside])
        + functional.cross_entropy(relations[inside], _stacked((one.relations for one in group), 0)[inside])
        + 0.3 * functional.cross_entropy(classes[inside], _stacked((one.classes for one in group), 0)[inside])
    )


def _stacked(parts: Iterable[Tensor], fill: float) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(parts), batch_first=True, padding_value=fill)


class Parsing(nn.Module):
    """The parser as it is to be written: one stretch, the best head, relation and class of each unit."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, states: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Choose for each unit alone: units × hidden and units give three times units."""
        heads, of, to, classes = self.parser(states.unsqueeze(0), sentences.unsqueeze(0))
        best = heads.argmax(-1)
        return best[0], self.parser.name(of, to, best)[0].argmax(-1), classes[0].argmax(-1)
