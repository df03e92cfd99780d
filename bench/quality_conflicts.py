"""Score the comparison of claims on pairs: what `whosaid compare` says, held against what people said.

    WHOSAID_CORPORA=DIR WHOSAID_SCORERS=DIR python bench/quality_conflicts.py [--errors N] [--random N] [FILE]

Prints the scorer's output (`conflicts.py` in WHOSAID_SCORERS) for each file of pairs, by default our own
held-out pairs, the attributed examples and the news pairs whose numbers differ; and how many of N random
pairs of their claims, and of N from one country, are called conflicts, though nobody chose them to be about
one thing.
With --rules the rules are asked alone, without the model that reads both claims.
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

from app.bootstrap import make_judge, make_pair_reader
from app.conflict.detect import relate
from app.rows import relation_row
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conflict.detect import Judge
    from app.domain.conflict import Statement

SETS = ("conflict/attributed-examples/pairs.jsonl", "conflict/news-number-pairs/dev.jsonl")
HELD_OUT = Path(__file__).parents[1] / "tests" / "corpus" / "pairs" / "heldout.jsonl"
SIDES = ("a", "b")
ONE_STORY = 7
"""Days within which two claims about one place may be of one situation."""


def main() -> None:
    """Score every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="wrong pairs to print for each file")
    parser.add_argument("--random", type=int, default=500, help="random pairs to look for false alarms in")
    parser.add_argument("--rules", action="store_true", help="ask the rules alone")
    options = parser.parse_args()
    judge = None if options.rules else make_judge()
    files = options.files or [HELD_OUT, *(Path(os.environ["WHOSAID_CORPORA"]) / name for name in SETS)]
    scorer = Path(os.environ["WHOSAID_SCORERS"]) / "conflicts.py"
    read = make_pair_reader(Settings())
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        read_rows = [read(json.dumps(bare(row)), origin=file.name) for row in rows]
        print(f"== {file.parent.name}/{file.name}")
        found = [relation_row(ident, relate(one, two, judge)) for ident, one, two in read_rows]
        print(score(scorer, file, found, options.errors))
        for kind, chosen in (("random", None), ("same country", _country)):
            print(false_alarms(read_rows, options.random, judge, kind, chosen))
        print()


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of a corpus as `whosaid compare` reads it: two sides and nothing of the answer."""
    meta = row.get("meta") or {}
    return {"id": row["id"]} | {side: meta.get(side, {"claim": row.get(side)}) for side in SIDES}


def score(scorer: Path, gold: Path, found: list[dict[str, Any]], errors: int) -> str:
    """Let the scorer hold the predictions against the gold file."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "found.jsonl"
        predictions.write_text("".join(f"{json.dumps(row)}\n" for row in found), encoding="utf-8")
        run = [sys.executable, str(scorer), str(gold), "--pred", str(predictions), "--errors", str(errors)]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout


def false_alarms(
    pairs: list[tuple[str, Statement, Statement]],
    count: int,
    judge: Judge | None,
    kind: str,
    key: Callable[[Statement], str] | None,
) -> str:
    """Tell how many pairs of claims from different rows are called conflicts; both have one `key`."""
    chance = random.Random(13)
    sides = [(ident, side) for ident, *both in pairs for side in both]
    groups: dict[str, list[tuple[str, Statement]]] = {}
    for ident, side in sides:
        groups.setdefault(key(side) if key else "", []).append((ident, side))
    named = [
        group for name, group in groups.items() if (name or not key) and len({one for one, _ in group}) > 1
    ]
    tried = alarms = 0
    for _ in range(count if named else 0):
        (one, first), (two, second) = chance.sample(chance.choice(named), 2)
        if one != two and not _is_one_story(first, second):
            tried += 1
            alarms += relate(first, second, judge).label == "conflict"
    return f"{kind} pairs: {alarms} of {tried} called conflicts ({100 * alarms / max(tried, 1):.1f} %)"


def _is_one_story(first: Statement, second: Statement) -> bool:
    """Tell whether two claims may be of one situation, which some files tell of in several pairs."""
    days = abs((first.published - second.published).days) if first.published and second.published else 0
    return days <= ONE_STORY and bool({one.id for one in first.places} & {one.id for one in second.places})


def _country(one: Statement) -> str:
    """Give the widest place that a claim is about."""
    place = one.places[-1] if one.places else None
    return (place.within[-1].name if place.within else place.name) if place else ""


if __name__ == "__main__":
    main()
