"""How the network of pairs learns: batches, what is forgotten at times, the loss, scores on the way."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from app.conflict.marks import UNKNOWN
from app.models.pairs import KINDS, LABELS, feed, side_pieces
from app.train.pair_network import FRESH
from app.train.pair_rows import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

    from app.models.pieces import Pieces
    from app.train.pair_network import PairNetwork

SEED = 20261128
NO_KIND = -100
FORGET_MARK, FORGET_SOURCE, FORGET_HEADLINE = 0.08, 0.15, 0.25


def learn(  # noqa: PLR0913 - what is learned and how
    network: PairNetwork,
    pairs: Sequence[Pair],
    pieces: Pieces,
    *,
    passes: int,
    rate: float,
    size: int,
    held: Mapping[str, Sequence[Pair]] = MappingProxyType({}),
    keep: Path | None = None,
) -> None:
    """Go over pairs, each side as often first as second where the label lets them change places.

    After each pass the weights are written to `keep`.
    """
    chance = random.Random(SEED)  # noqa: S311 - order, not secrets
    named = [one for one in network.named_parameters() if one[1].requires_grad]
    groups = [
        {"params": [part for name, part in named if name.startswith(FRESH) is fresh], "lr": peak}
        for fresh, peak in ((False, rate), (True, max(5e-4, 5 * rate)))
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02, fused=True)
    peaks = [group["lr"] for group in optimizer.param_groups]
    total, step, start = passes * len(list(batches(pairs, size, random.Random(0)))), 0, time.monotonic()  # noqa: S311 - counted only
    for number in range(passes):
        network.train()
        told = 0.0
        for batch in batches(pairs, size, chance):
            share = min(1.0, step / total / 0.08) * (1 - step / total)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * share
            loss = loss_of(network, [varied(pair, chance) for pair in batch], pieces)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            told += float(loss.detach())
            step += 1
        mean, spent = told * passes / total, time.monotonic() - start
        print(f"pass {number + 1} of {passes}: loss {mean:.4f}, {spent:.0f} s", flush=True)
        if keep:
            torch.save(network.state_dict(), keep)
        for name, some in held.items():
            print(f"  {name}  {scores(network, some, pieces)}", flush=True)


def batches(pairs: Sequence[Pair], size: int, chance: random.Random) -> Iterator[list[Pair]]:
    """Give all pairs in batches of about one length, in a new order each time."""
    order = list(pairs)
    chance.shuffle(order)
    groups = []
    for start in range(0, len(order), size * 50):
        some = sorted(
            order[start : start + size * 50], key=lambda one: len(one.first.text) + len(one.second.text)
        )
        groups += [some[place : place + size] for place in range(0, len(some), size)]
    chance.shuffle(groups)
    yield from groups


def varied(pair: Pair, chance: random.Random) -> Pair:
    """Give a pair as it might also have come: sides changed, sources or single marks not known."""
    first, second = pair.first, pair.second
    if chance.random() < FORGET_SOURCE:
        first, second = replace(first, source=""), replace(second, source="")
    if chance.random() < FORGET_HEADLINE:
        first, second = replace(first, headline=""), replace(second, headline="")
    if pair.is_symmetric and chance.random() < 0.5:  # noqa: PLR2004 - half of them
        first, second = second, first
    kept = [
        unknown if chance.random() < FORGET_MARK else mark
        for mark, unknown in zip(pair.marks, UNKNOWN, strict=True)
    ]
    return Pair(first, second, tuple(kept), pair.label, pair.kind, pair.is_symmetric)


def loss_of(network: PairNetwork, pairs: Sequence[Pair], pieces: Pieces) -> Tensor:
    """Add up what is wrong with labels and, of conflicts, with kinds."""
    labels, kinds = score(network, pairs, pieces)
    wanted = torch.tensor([LABELS.index(pair.label) for pair in pairs])
    named = torch.tensor([KINDS.index(pair.kind) if pair.kind else NO_KIND for pair in pairs])
    loss = functional.cross_entropy(labels, wanted, label_smoothing=0.05)
    if bool((named != NO_KIND).any()):
        loss = loss + 0.3 * functional.cross_entropy(kinds, named, ignore_index=NO_KIND)
    return loss


def score(network: PairNetwork, pairs: Sequence[Pair], pieces: Pieces) -> tuple[Tensor, Tensor]:
    """Score pairs as they stand."""
    feeds = [
        feed(side_pieces(pieces, pair.first), side_pieces(pieces, pair.second), pair.marks) for pair in pairs
    ]
    longest = max(len(one["pieces"]) for one in feeds)
    padded = {
        name: torch.stack(
            [functional.pad(torch.from_numpy(one[name]), (0, longest - len(one[name]))) for one in feeds]
        )
        for name in ("pieces", "sides")
    }
    marks = torch.stack([torch.from_numpy(one["marks"]) for one in feeds])
    mask = padded["pieces"] > 0
    with torch.autocast("cpu", dtype=torch.bfloat16):
        labels, kinds = network(padded["pieces"], padded["sides"], marks, mask)
    return labels.float(), kinds.float()


def scores(network: PairNetwork, held: Sequence[Pair], pieces: Pieces) -> str:
    """Tell precision and recall of conflicts at some thresholds."""
    network.eval()
    with torch.no_grad():
        shares = torch.cat(
            [
                sum(
                    torch.softmax(
                        score(network, [pair.turned() if turn else pair for pair in some], pieces)[0], -1
                    )
                    for turn in (False, True)
                )[:, 0]
                / 2
                for start in range(0, len(held), 64)
                if (some := held[start : start + 64])
            ]
        )
    gold = torch.tensor([pair.label == LABELS[0] for pair in held])
    told = []
    for least in (0.4, 0.5, 0.65, 0.8, 0.9):
        found = shares >= least
        right = int((found & gold).sum())
        told.append(f"{least}: P {right / max(int(found.sum()), 1):.2f} R {right / int(gold.sum()):.2f}")
    return "  ".join(told)
