"""How much do two claims share whose articles tell one story, and from what weight on do they clash?

    python bench/story_weights.py [ARTICLES.jsonl] [--limit N]

The fewer pairs of a great story are read, the more two claims of it have to share (`is_worth_reading`). This
prints which part of the pairs worth reading share so much, of the events that may be looked at, of the made
articles of `speed_bench.py` and, if given, of real ones (`wild_conflicts.py` says how a line looks); and how
many that the judge is sure of. The last line gives by how much the weight rises while the part halves.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from dataclasses import dataclass, field
from itertools import combinations, product
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from events_in_graph import DEV, EVENTS, read_events
from speed_bench import long_article
from wild_conflicts import as_article

from app.bootstrap import build
from app.conflict.keywords import tell_one_story
from app.conflict.proof import ANYTHING, is_worth_reading, shared_weight
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.bootstrap import Parts
    from app.domain.conflict import Statement

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0)
FAR = 4.0
"""Up to where the tail is measured: beyond it pairs are few."""
MADE = 30


@dataclass(slots=True)
class Tail:
    """Of some articles, the weights that pairs of claims share, and how often they clash."""

    pairs: int = 0
    weights: list[float] = field(default_factory=list)
    clashes: list[float] = field(default_factory=list)

    def part(self, least: float) -> float:
        """Give the part of the pairs that share so much."""
        return sum(one >= least for one in self.weights) / max(len(self.weights), 1)

    def sure(self, least: float) -> int:
        """Count the clashes of pairs that share so much."""
        return sum(one >= least for one in self.clashes)

    def half(self) -> float:
        """Say by how much the weight rises while the part halves, from what is read at all on."""
        return (FAR - ANYTHING) / log2(self.part(ANYTHING) / self.part(FAR))


def measure(parts: Parts, told: Iterable[list[Statement]]) -> Tail:
    """Hold the claims of every two articles of one story against each other."""
    tail = Tail()
    for ones, others in combinations([one for one in told if one], 2):
        if not tell_one_story(ones[0].story, others[0].story):
            continue
        for first, second in product(ones, others):
            tail.pairs += 1
            if not is_worth_reading(first, second):
                continue
            tail.weights.append(shared_weight(first, second))
            if parts.service.comparer.compare(first, second):
                tail.clashes.append(tail.weights[-1])
    return tail


def read(parts: Parts, rows: Iterable[dict[str, str]]) -> Iterator[list[Statement]]:
    """Read articles without storing them."""
    for row in rows:
        for article in parts.service.read(json.dumps(row).encode(), media_type="application/json"):
            yield list(parts.service.statement(article))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=None, help="articles to read, from the beginning")
    asked = parser.parse_args()
    events = read_events(sorted(EVENTS.glob("*.json"))[:DEV])
    rows = [
        article | {"url": f"http://events.example/{name}/{number}"}
        for name, event in events.items()
        for number, article in enumerate(event["articles"])
    ]
    chance = random.Random(1)
    made = [long_article(number, 300, chance) for number in range(MADE)]
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder), base_iri="http://events.example/"))
        try:
            tails = {"events": measure(parts, read(parts, rows))}
            tails["made"] = measure(parts, [list(parts.service.statement(one)) for one in made])
            if asked.file:
                lines = asked.file.read_text(encoding="utf-8").splitlines()[: asked.limit]
                tails["real"] = measure(parts, read(parts, (as_article(json.loads(line)) for line in lines)))
        finally:
            parts.close()
    show(tails)


def show(tails: dict[str, Tail]) -> None:
    """Print a line for each weight."""
    found = tails.values()
    _line("", tails)
    _line("pairs", (f"{tail.pairs:,}" for tail in found))
    _line("read", (f"{len(tail.weights):,}" for tail in found))
    for least in STEPS:
        _line(str(least), (f"{tail.part(least):.1%}, {tail.sure(least)} clash" for tail in found))
    _line("a half", (f"{tail.half():.2f}" for tail in found))


def _line(name: str, cells: Iterable[str]) -> None:
    print(f"{name:8}" + "".join(f"{cell:>18}" for cell in cells))


if __name__ == "__main__":
    main()
