"""Score the comparison of claims on pairs: what `whosaid compare` says, held against what people said.

    WHOSAID_CORPORA=DIR WHOSAID_SCORERS=DIR python bench/quality_conflicts.py [--errors N] [--random N] [FILE]

Prints the scorer's output (`conflicts.py` in WHOSAID_SCORERS) for each file of pairs, by default the
attributed examples and the news pairs whose numbers differ; and how many of N random pairs of their claims
are called conflicts, though nobody chose them to be about one thing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap import make_pair_reader
from app.conflict.detect import relate
from app.rows import relation_row
from app.settings import Settings

if TYPE_CHECKING:
    from app.domain.conflict import Statement

SETS = ("conflict/attributed-examples/pairs.jsonl", "conflict/news-number-pairs/dev.jsonl")
SIDES = ("a", "b")


def main() -> None:
    """Score every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="wrong pairs to print for each file")
    parser.add_argument("--random", type=int, default=2000, help="random pairs to look for false alarms in")
    options = parser.parse_args()
    files = options.files or [Path(os.environ["WHOSAID_CORPORA"]) / name for name in SETS]
    scorer = Path(os.environ["WHOSAID_SCORERS"]) / "conflicts.py"
    read = make_pair_reader(Settings())
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        read_rows = [read(json.dumps(bare(row)), origin=file.name) for row in rows]
        print(f"== {file.parent.name}/{file.name}")
        found = [relation_row(ident, relate(one, two)) for ident, one, two in read_rows]
        print(score(scorer, file, found, options.errors))
        print(false_alarms(read_rows, options.random))


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of a corpus as `whosaid compare` reads it: two sides and nothing of the answer."""
    meta = row.get("meta") or {}
    return {"id": row["id"]} | {side: meta.get(side, {"claim": row[side]}) for side in SIDES}


def score(scorer: Path, gold: Path, found: list[dict[str, Any]], errors: int) -> str:
    """Let the scorer hold the predictions against the gold file."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "found.jsonl"
        predictions.write_text("".join(f"{json.dumps(row)}\n" for row in found), encoding="utf-8")
        run = [sys.executable, str(scorer), str(gold), "--pred", str(predictions), "--errors", str(errors)]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout


def false_alarms(pairs: list[tuple[str, Statement, Statement]], count: int) -> str:
    """Tell how many pairs of claims from different rows are called conflicts."""
    chance = random.Random(13)
    sides = [(ident, side) for ident, *both in pairs for side in both]
    tried = alarms = 0
    for _ in range(count):
        (one, first), (two, second) = chance.sample(sides, 2)
        if one != two:
            tried += 1
            alarms += relate(first, second).label == "conflict"
    return f"random pairs: {alarms} of {tried} called conflicts\n"


if __name__ == "__main__":
    main()
