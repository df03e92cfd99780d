"""How sure has the judge to be of two claims of one story? What it says of held-back events, by bar.

    python bench/story_bars.py [NAME…]

Reads events that are told in whole articles and were held back from training (`app/train/material/articles`;
by default p and q), puts the claims of different parties side by side, as a graph does where the story is
small, and prints for three groups of pairs how many of those at or above a bar are listed as clashes: pairs
of two articles that share a rarer word, that share none, and pairs of one article that share one. Who lists
the clashes of an event forgets some, so what is not listed is not always wrong.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap import build, make_judge
from app.conflict.detect import read_together
from app.conflict.proof import is_worth_reading, share_anything
from app.settings import Settings
from app.train.articles import TOLD, meant, read_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.conflict.detect import Judge
    from app.domain.article import Article
    from app.domain.conflict import Statement

BARS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
GROUPS = ("two articles, a rarer word", "two articles, no rarer word", "one article, a rarer word")

Read = tuple[float, "tuple[str, ...] | None"]
"""How surely a pair clashes, and which listed clash it is."""


def main() -> None:
    """Read the events, count, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=["p", "q"], help="files of events, without .jsonl")
    names = parser.parse_args().names
    judge = make_judge()
    found: dict[str, list[Read]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder)))
        try:
            for name in names:
                for line in (TOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                    for group, read in read_event(json.loads(line), parts.service.statement, judge):
                        found[group].append(read)
        finally:
            parts.close()
    for group in GROUPS:
        listed = len({clash for _, clash in found[group] if clash})
        print(f"{group}: {len(found[group])} pairs, {listed} clashes listed")
        for bar in BARS:
            shown = [clash for score, clash in found[group] if score >= bar]
            print(f"  {bar:.2f}: {len(shown):3} shown, {sum(map(bool, shown)):3} of them listed")


def read_event(
    event: dict[str, Any], statements: Callable[[Article], tuple[Statement, ...]], judge: Judge
) -> Iterator[tuple[str, Read]]:
    """Read all pairs of claims of an event that are worth reading, each with its group."""
    claims = [
        (number, part)
        for number, article in enumerate(event["articles"])
        for part in read_article(article, event["id"], statements)
    ]
    listed = {
        pair: (event["id"], row["a"]["words"], row["b"]["words"])
        for row in event["conflicts"]
        for pair in meant(row, claims)
    }
    for (one, (where, first)), (two, (there, second)) in combinations(enumerate(claims), 2):
        if first.id == second.id or first.party_name == second.party_name:
            continue
        if not is_worth_reading(first, second):
            continue
        clash = read_together(first, second, judge, least=BARS[0])
        group = GROUPS[2] if where == there else GROUPS[0 if share_anything(first, second) else 1]
        yield group, (clash.score if clash else 0.0, listed.get((one, two)))


if __name__ == "__main__":
    main()
