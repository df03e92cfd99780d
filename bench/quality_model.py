"""Score the attribution model, as shipped and in float32, on development sets and gold articles.

    WHOSAID_CORPORA=DIR WHOSAID_SCORERS=DIR python bench/quality_model.py [--float FOLDER] [--by-kind]

Prints the scorer's output for each set, and how much the 8-bit weights lose if a folder with the float32
export (`attribution.float.onnx`, from `python -m app.train`) is named.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.domain.article import Article, Span
from app.extract.learned import LearnedAttribution
from app.models.runner import AttributionModel
from app.train.prose import read_prose

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "corpus"))

from gold_articles import load_gold

UNSEEN = Path(__file__).parents[1] / "tests" / "corpus" / "unseen" / "articles.jsonl"
"""Invented articles by somebody who knew nothing of the reader; only ever scored."""
SETS = ("polnear", "ewt-propbank", "gum")


def main() -> None:
    """Score every set that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--float", type=Path, dest="plain", help="folder with attribution.float.onnx beside its json"
    )
    parser.add_argument("--by-kind", action="store_true")
    parser.add_argument("--bootstrap", type=int, default=0)
    options = parser.parse_args()
    scorer = Path(os.environ["WHOSAID_SCORERS"]) / "attribution.py"
    models = {"int8": AttributionModel()}
    if options.plain:
        models["float32"] = AttributionModel(options.plain, weights="attribution.float.onnx")
    more = ["--by-kind"] * options.by_kind
    if options.bootstrap:
        more += ["--bootstrap", str(options.bootstrap)]
    for name, rows in gold_sets().items():
        figures = {}
        for kind, model in models.items():
            print(f"== {name}, {kind}")
            figures[kind] = score(scorer, rows, model, more)
        if len(figures) > 1:
            print(f"== {name}: int8 loses {figures['float32'] - figures['int8']:.4f} triple F1\n")


def gold_sets() -> dict[str, list[dict[str, Any]]]:
    """Read the sets that can be found: the gold articles always, the corpora where the environment says."""
    sets = {"gold": _invented(), "unseen": list(read_prose(UNSEEN))}
    corpora = os.environ.get("WHOSAID_CORPORA")
    for name in SETS if corpora else ():
        lines = (Path(str(corpora)) / name / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        sets[name] = [row for row in rows if row.get("attributions") is not None]
    return sets


def _invented() -> list[dict[str, Any]]:
    """Give our own articles as rows of a corpus; what a reader may as well leave out is left out."""
    return [
        {
            "id": gold.name,
            "text": gold.article.text,
            "attributions": [
                {role: _ends(getattr(one, role)) for role in ("source", "cue", "content")}
                | {"kind": one.kind}
                for one in gold.attributions
                if not one.optional
            ],
        }
        for gold in load_gold()
    ]


def _ends(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def score(scorer: Path, rows: list[dict[str, Any]], model: AttributionModel, more: list[str]) -> float:
    """Read every article, print what the scorer says, and give the triple F1."""
    step = LearnedAttribution(model)
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        with gold.open("w", encoding="utf-8") as given, found.open("w", encoding="utf-8") as ours:
            for row in rows:
                given.write(json.dumps(row) + "\n")
                ours.write(json.dumps({"id": row["id"], "attributions": _read(step, row["text"])}) + "\n")
        run = [sys.executable, str(scorer), str(gold), str(found)]
        print(subprocess.run([*run, *more], check=True, capture_output=True, text=True).stdout)
        answer = subprocess.run([*run, "--json"], check=True, capture_output=True, text=True).stdout
    return float(json.loads(answer)["scores"]["triple"]["f1"])


def _read(step: LearnedAttribution, text: str) -> list[dict[str, Any]]:
    return [
        {
            "source": _ends(found.source),
            "cue": _ends(found.cue),
            "content": _ends(found.content),
            "kind": found.quotation.value,
        }
        for found in step.find(Article(text=text)).attributions
    ]


if __name__ == "__main__":
    main()
