"""Make the model of pairs: `python -m app.train.pairs --corpora DIR --encoder DIR --out DIR`.

First it learns what clashes, follows or has nothing to do with each other, from sentence pairs of corpora
whose licences allow that; then what a conflict of two sources is, from the pairs that we wrote
(`app/train/material/`).
Weights found in the folder, of the first stage or of passes of the second, are gone on from; with
`--shipped FILE` those of a model as it is shipped, which needs neither encoder nor corpora.
With `--hold NAME…` files of ours are left out and scored after each pass.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from app.bootstrap import build, make_pair_reader
from app.conflict.detect import find
from app.conflict.marks import FIELDS
from app.models.pairs import QUICK, PairModel
from app.models.pieces import Pieces
from app.settings import Settings
from app.train.articles import TOLD, read_told
from app.train.encoders import load_encoder, shape_of
from app.train.memory import keep_memory
from app.train.news import read_marked
from app.train.pair_fit import SEED, learn
from app.train.pair_network import PairNetwork, export_pairs
from app.train.pair_rows import Pair, read_corpus, read_events, read_ours, strangers
from app.train.shipped import load_shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.domain.article import Article
    from app.domain.conflict import Statement

CLEAN = (
    "ambient", "breaking-nli", "conj-nli", "fever-symmetric", "fm2", "negation-nli",
    "snli-counterfactual", "snli-heldout", "vitaminc-sample",
)  # fmt: skip
"""Corpora under licences that let weights trained on them be passed on."""
OURS = Path(__file__).parent / "material"
EVENTS, MARKED = OURS / "events", OURS / "marked"


def main() -> None:
    """Learn in two stages, export, and score."""
    options = arguments()
    keep_memory()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    network, pieces = shipped(options.shipped) if options.shipped else begun(options)
    second = options.out / "stage-2.pt"
    if second.exists():
        network.load_state_dict(torch.load(second, weights_only=True))
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
        ours = unsettled(ours, PairModel(options.after, QUICK), chance, options.ruled_out, options.kept)
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
        keep=second,
    )
    export_pairs(network, options.out, options.name, len(FIELDS))
    (options.out / "pairs.json").write_text(json.dumps(FIELDS) + "\n", encoding="utf-8")


def shipped(path: Path) -> tuple[PairNetwork, Pieces]:
    """Give a network as it is shipped."""
    network = load_shipped(path)
    network.words.weight.requires_grad_(False)  # noqa: FBT003 - torch takes it by place
    return network, Pieces(path.parent / "attribution-tokenizer.json")


def begun(options: argparse.Namespace) -> tuple[PairNetwork, Pieces]:
    """Give a network that has been through the first stage: the sentence pairs of corpora."""
    pieces = Pieces(options.encoder / "tokenizer.json")
    weights = options.encoder / "model.safetensors"
    network = PairNetwork(shape_of(weights))
    load_encoder(network, weights)
    network.words.weight.requires_grad_(False)  # noqa: FBT003 - torch takes it by place
    first = options.out / "stage-1.pt"
    if first.exists():
        network.load_state_dict(torch.load(first, weights_only=True))
        return network, pieces
    general = [
        pair
        for name in CLEAN
        for pair in read_corpus(options.corpora / name / "train.jsonl", most=options.general)
    ]
    print(f"{len(general)} general pairs", flush=True)
    learn(network, general, pieces, passes=2, rate=options.rate / 2, size=48)
    torch.save(network.state_dict(), first)
    return network, pieces


def arguments() -> argparse.Namespace:
    """Read what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m app.train.pairs", description=__doc__)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--encoder", type=Path, help="folder with model.safetensors, tokenizer.json")
    start.add_argument("--shipped", type=Path, help="a model to go on from, as app/models/pairs-2.onnx")
    parser.add_argument("--corpora", type=Path, help="folder with the conflict corpora, with --encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and exports")
    parser.add_argument("--name", default="pairs", help="name of the weights")
    parser.add_argument("--hold", nargs="*", default=(), help="names of files of ours that are only scored")
    parser.add_argument("--news", type=Path, help="folder with corpora in which pairs are marked")
    parser.add_argument(
        "--general", type=int, default=6000, help="pairs of one corpus; the largest would drown the others"
    )
    parser.add_argument("--passes", type=int, default=7, help="passes over our own pairs")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--after", type=Path, help="folder with models that read before this one")
    parser.add_argument("--ruled-out", type=float, default=0.03, help="share of a clash that they rule out")
    parser.add_argument("--kept", type=float, default=0.1, help="part kept of what they rule out")
    options = parser.parse_args()
    if options.encoder and not options.corpora:
        parser.error("--encoder asks for --corpora, from which it learns first")
    return options


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


def unsettled(
    pairs: Sequence[Pair], model: PairModel, chance: random.Random, ruled_out: float, kept: float
) -> list[Pair]:
    """Leave out most pairs that are neither, and that a model which reads them first knows to be no clash."""

    def is_kept(pair: Pair) -> bool:
        if pair.label != "unrelated" or chance.random() < kept:
            return True
        return model.judge(pair.first, pair.second, pair.marks).conflict >= ruled_out

    with ThreadPoolExecutor(2) as pool:
        return [pair for pair, stays in zip(pairs, pool.map(is_kept, pairs), strict=True) if stays]


@contextmanager
def reader() -> Iterator[Callable[[Article], tuple[Statement, ...]]]:
    """Give what reads the claims of an article as the product does."""
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder)))
        try:
            yield parts.service.statement
        finally:
            parts.close()


if __name__ == "__main__":
    main()
