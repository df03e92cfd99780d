"""Make the weights: `python -m app.train --corpora DIR --out DIR`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from app.models.pieces import Pieces
from app.train.batches import names_in
from app.train.corpora import gum, other_words, our_prose, polnear, propbank, world_names
from app.train.encoders import load_encoder
from app.train.export import export
from app.train.fit import Material, Plan, fit
from app.train.network import Tagger

_PROPBANK_WEIGHT = 0.3
_OUR_WEIGHT = 1.0


def main() -> None:
    """Read the corpora, train, and export after every pass."""
    parser = argparse.ArgumentParser(prog="python -m app.train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear, ewt-propbank, gum")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with model.safetensors, tokenizer.json"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and exports")
    parser.add_argument("--passes", type=int, default=Plan().passes)
    parser.add_argument("--clean", action="store_true", help="leave PolNeAR out: its licence is not stated")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    plan = Plan(passes=options.passes)
    if options.clean:
        examples = propbank(options.corpora, weight=1.0, every_genre=True) + gum(options.corpora, weight=1.0)
    else:
        examples = polnear(options.corpora, "train") + propbank(options.corpora, weight=_PROPBANK_WEIGHT)
    examples += our_prose(weight=_OUR_WEIGHT)
    names = sorted({*names_in(examples + other_words(options.corpora)), *world_names()})
    pieces = Pieces(options.encoder / "tokenizer.json")
    torch.manual_seed(plan.seed)
    tagger = Tagger(dropout=plan.dropout)
    load_encoder(tagger, options.encoder / "model.safetensors")

    def after(number: int, mean: Tagger) -> None:
        folder = options.out / f"pass-{number}"
        export(mean, folder, "attribution")
        shutil.copyfile(options.encoder / "tokenizer.json", folder / "attribution-tokenizer.json")
        torch.save(mean.state_dict(), folder / "mean.pt")

    material = Material(examples=examples, pieces=pieces, names=names)
    fit(tagger, material, plan=plan, out=options.out, after=after)


if __name__ == "__main__":
    main()
