"""Make the model of pairs: `python -m app.train.pairs --corpora DIR --encoder DIR --out DIR`.

First it learns what clashes, follows or has nothing to do with each other, from sentence pairs of corpora
whose licences allow that; then what a conflict of two sources is, from the pairs that we wrote
(`app/train/material/`).
With `--hold NAME…` files of ours are left out and scored after each pass.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import torch
from torch.nn import functional

from app.bootstrap import build, make_pair_reader
from app.conflict.detect import find
from app.conflict.marks import FIELDS, UNKNOWN
from app.models.pairs import KINDS, LABELS, PairModel, feed, side_pieces
from app.models.pieces import Pieces
from app.settings import Settings
from app.train.articles import read_told
from app.train.encoders import load_encoder, shape_of
from app.train.memory import keep_memory
from app.train.news import read_marked
from app.train.pair_network import FRESH, PairNetwork, export_pairs
from app.train.pair_rows import Pair, read_corpus, read_events, read_ours, strangers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from torch import Tensor

    from app.domain.article import Article
    from app.domain.conflict import Statement

SEED = 20261128
CLEAN = (
    "ambient", "breaking-nli", "conj-nli", "fever-symmetric", "fm2", "negation-nli",
    "snli-counterfactual", "snli-heldout", "vitaminc-sample",
)  # fmt: skip
"""Corpora under licences that let weights trained on them be passed on."""
NO_KIND = -100
KEPT, RULED_OUT = 0.1, 0.03
"""The part that is kept of the pairs to which another model gives less than this share of a clash."""
FORGET_MARK, FORGET_SOURCE, FORGET_HEADLINE = 0.08, 0.15, 0.25
OURS = Path(__file__).parent / "material"
EVENTS, TOLD, MARKED = OURS / "events", OURS / "articles", OURS / "marked"


def main() -> None:
    """Learn in two stages, export, and score."""
    parser = argparse.ArgumentParser(prog="python -m app.train.pairs", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the conflict corpora")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with model.safetensors, tokenizer.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and exports")
    parser.add_argument("--hold", nargs="*", default=(), help="names of files of ours that are only scored")
    parser.add_argument("--news", type=Path, help="folder with corpora in which pairs are marked")
    parser.add_argument(
        "--general", type=int, default=6000, help="pairs of one corpus; the largest would drown the others"
    )
    parser.add_argument("--passes", type=int, default=7, help="passes over our own pairs")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument(
        "--after", type=Path, help="folder with models that read first: what they rule out is thinned"
    )
    options = parser.parse_args()
    keep_memory()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    pieces = Pieces(options.encoder / "tokenizer.json")
    weights = options.encoder / "model.safetensors"
    network = PairNetwork(shape_of(weights))
    load_encoder(network, weights)
    network.words.weight.requires_grad_(False)  # noqa: FBT003 - torch takes it by place
    first = options.out / "stage-1.pt"
    if first.exists():
        network.load_state_dict(torch.load(first, weights_only=True))
    else:
        general = [
            pair
            for name in CLEAN
            for pair in read_corpus(options.corpora / name / "train.jsonl", most=options.general)
        ]
        print(f"{len(general)} general pairs", flush=True)
        learn(network, general, pieces, passes=2, rate=options.rate / 2, size=48)
        torch.save(network.state_dict(), first)
    read = make_pair_reader(Settings())
    chance = random.Random(SEED)  # noqa: S311 - order, not secrets
    files = {path.stem: read_ours(path, read, find) for path in sorted(OURS.glob("*.jsonl"))}
    ours = [pair for name, found in files.items() if name not in options.hold for pair in found]
    ours += strangers(ours, len(ours) // 3, chance, find)
    events = {path.stem: read_events(path, read, find, chance) for path in sorted(EVENTS.glob("*.jsonl"))}
    told = read_all_told(sorted(TOLD.glob("*.jsonl")), chance)
    if options.news:
        ours += read_all_marked(sorted(MARKED.glob("*/train.jsonl")), options.news)
    ours += [pair for name, found in (events | told).items() if name not in options.hold for pair in found]
    if options.after:
        ours = unsettled(ours, PairModel(options.after), chance)
    held = {name: (files | events | told)[name] for name in options.hold}
    print(f"{len(ours)} pairs of ours, {sum(map(len, held.values()))} held back", flush=True)
    learn(
        network,
        ours,
        pieces,
        passes=options.passes,
        rate=options.rate,
        size=32,
        held=held,
        keep=options.out / "stage-2.pt",
    )
    export_pairs(network, options.out, len(FIELDS))
    (options.out / "pairs.json").write_text(json.dumps(FIELDS) + "\n", encoding="utf-8")


def read_all_told(paths: Sequence[Path], chance: random.Random) -> dict[str, list[Pair]]:
    """Read all events that are told in articles, by the reader that the product has."""
    with reader() as statements:
        return {path.stem: read_told(path, statements, chance) for path in paths}


def read_all_marked(paths: Sequence[Path], corpora: Path) -> list[Pair]:
    """Read all pairs that are marked in news, each from the corpus that its folder is named after."""
    with reader() as statements:
        return [
            pair
            for path in paths
            for pair in read_marked(path, corpora / path.parent.name / path.name, statements)
        ]


def unsettled(pairs: Sequence[Pair], model: PairModel, chance: random.Random) -> list[Pair]:
    """Leave out most pairs that are neither, and that a model which reads them first knows to be no clash."""

    def is_kept(pair: Pair) -> bool:
        if pair.label != "unrelated" or chance.random() < KEPT:
            return True
        return model.judge(pair.first, pair.second, pair.marks).conflict >= RULED_OUT

    with ThreadPoolExecutor(2) as pool:
        return [pair for pair, kept in zip(pairs, pool.map(is_kept, pairs), strict=True) if kept]


@contextmanager
def reader() -> Iterator[Callable[[Article], tuple[Statement, ...]]]:
    """Give what reads the claims of an article as the product does."""
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder)))
        try:
            yield parts.service.statement
        finally:
            parts.close()


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


if __name__ == "__main__":
    main()
