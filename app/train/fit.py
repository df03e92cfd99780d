"""Training: passes over varied windows, a running mean of the weights, a checkpoint after each pass."""

from __future__ import annotations

import json
import math
import random
import time
from copy import deepcopy
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from app.train.batches import Batch, Variation, batches, samples
from app.train.corpora import NO_LINK
from app.train.network import Tagger, sequence_loss

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from torch import Tensor

    from app.models.pieces import Pieces
    from app.train.corpora import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train; kept beside the checkpoint, which goes on under the same plan (passes may change)."""

    passes: int = 6
    limit: int = 190
    budget: int = 2400
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm: float = 0.06
    mean: float = 0.995
    link_weight: float = 0.5
    dropout: float = 0.1
    seed: int = 20160909


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What to train on: articles, the vocabulary, and names to exchange."""

    examples: Sequence[Example]
    pieces: Pieces
    names: Sequence[str]


def fit(
    tagger: Tagger, material: Material, *, plan: Plan, out: Path, after: Callable[[int, Tagger], None]
) -> Tagger:
    """Train, going on from the last checkpoint in `out`; `after` sees the mean weights of each pass."""
    torch.manual_seed(plan.seed)
    mean = deepcopy(tagger).eval()
    optimizer = torch.optim.AdamW(_groups(tagger, plan), weight_decay=plan.weight_decay)
    peaks = [group["lr"] for group in optimizer.param_groups]
    checkpoint = out / "checkpoint.pt"
    begun, step, per_pass = 0, 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if _lasting(json.loads(state["plan"])) != _lasting(asdict(plan)):
            message = f"{checkpoint} was made under another plan: {state['plan']}"
            raise ValueError(message)
        tagger.load_state_dict(state["tagger"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        begun, step, per_pass = state["pass"], state["step"], state["per_pass"]
    for number in range(begun, plan.passes):
        variation = Variation(plan.seed + number, material.names)
        found = list(samples(material.examples, material.pieces, limit=plan.limit, variation=variation))
        groups = list(batches(found, budget=plan.budget, order=random.Random(plan.seed + number)))  # noqa: S311 - order
        per_pass = per_pass or len(groups)
        tagger.train()
        start, told = time.monotonic(), 0.0
        for place, batch in enumerate(groups):
            share = _share(step / (per_pass * plan.passes), plan.warm)
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * share
            told += _learn(tagger, batch, optimizer, plan)
            _follow(mean, tagger, min(plan.mean, (step + 1) / (step + 10)))
            step += 1
            if place % 50 == 49:  # noqa: PLR2004 - a line now and then
                spent = time.monotonic() - start
                print(
                    f"pass {number + 1} batch {place + 1}/{len(groups)} loss {told / 50:.4f} {spent:.0f} s",
                    flush=True,
                )
                told = 0.0
        temporary = checkpoint.with_suffix(".new")
        state = {
            "plan": json.dumps(asdict(plan)),
            "pass": number + 1,
            "step": step,
            "per_pass": per_pass,
            "tagger": tagger.state_dict(),
            "mean": mean.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        torch.save(state, temporary)
        temporary.replace(checkpoint)
        after(number + 1, mean)
    return mean


def _lasting(plan: dict[str, object]) -> dict[str, object]:
    """Give what must not change between two runs; the number of passes may."""
    return {name: value for name, value in plan.items() if name != "passes"}


def loss_of(tagger: Tagger, batch: Batch, link_weight: float) -> Tensor:
    """Add up what is wrong with tags and links, per unit that is known."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mask = batch.mask[:, None, None, :]
        scores, asks, offers = tagger(batch.pieces, batch.marks, batch.first, mask)
    scores, asks, offers = scores.float(), asks.float(), offers.float()
    chain = sequence_loss(scores, batch.tags, batch.lengths, tagger.transitions()) * batch.complete
    single = functional.cross_entropy(scores.transpose(1, 2), batch.tags, reduction="none")
    partial = (single * batch.known).sum(1) * batch.complete.logical_not()
    linked = asks @ offers.transpose(1, 2)
    inside = torch.arange(scores.shape[1]).unsqueeze(0) < batch.lengths.unsqueeze(1)
    linked = linked.masked_fill(inside.logical_not().unsqueeze(1), -1e4)
    links = functional.cross_entropy(
        linked.transpose(1, 2), batch.links, ignore_index=NO_LINK, reduction="none"
    ).sum(1)
    total = (chain + partial + link_weight * links) * batch.weights
    return total.sum() / batch.lengths.sum()


def _learn(tagger: Tagger, batch: Batch, optimizer: torch.optim.Optimizer, plan: Plan) -> float:
    loss = loss_of(tagger, batch, plan.link_weight)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _follow(mean: Tagger, tagger: Tagger, keep: float) -> None:
    with torch.no_grad():
        for old, new in zip(mean.parameters(), tagger.parameters(), strict=True):
            if new.requires_grad:
                old.lerp_(new, 1 - keep)


def _share(progress: float, warm: float) -> float:
    if progress < warm:
        return progress / warm
    return max(0.0, (1 - progress) / (1 - warm))


def _groups(tagger: Tagger, plan: Plan) -> list[dict[str, object]]:
    """Lower rates for lower layers; the word table stays as it is, so that rare names keep their place."""
    tagger.words.weight.requires_grad_(False)  # noqa: FBT003 - torch takes it by place
    depth = len(tagger.layers)
    groups: list[dict[str, object]] = []
    for name, parameter in tagger.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("layers."):
            rate = plan.rate * math.pow(plan.layer_decay, depth - 1 - int(name.split(".")[1]))
        elif name.startswith(("tag", "asks", "offers", "steps", "cases", "gaps", "quoted")):
            rate = plan.head_rate
        else:
            rate = plan.rate * math.pow(plan.layer_decay, depth)
        groups.append({"params": [parameter], "lr": rate})
    return groups
