"""Read invented events, each told by two or three papers, into one graph, and see which claims clash.

    python bench/events_in_graph.py [FOLDER] [--part dev|scored] [--errors]

The nearest to a fact-checker's afternoon: whole articles with background, thanks and plans around the few
claims that cannot both be true. An event says which those are, by their words. Printed are precision and
recall of the pairs, how many of their sides were read as claims at all, and the pairs of different events.
`--errors` prints what is missed and what is wrong, of the part that may be looked at.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.bootstrap import build
from app.domain.view import ClaimFilter, ConflictFilter
from app.settings import Settings
from app.train.articles import is_said

EVENTS = Path(__file__).parent.parent / "tests" / "corpus" / "events"
DEV = 6
"""The first so many files may be looked at; the others are only ever scored."""
PAGE = 100_000

Side = tuple[str, str]
"""An article, by its headline, and a claim in it."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Two claims of an event that cannot both be true."""

    event: str
    kind: str
    sides: tuple[Side, Side]
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a graph of some events shows: the conflicts that were meant, met and shown."""

    gold: tuple[Gold, ...]
    met: frozenset[Gold]
    shown: tuple[tuple[Side, Side, str], ...]
    wrong: tuple[str, ...]
    claims: frozenset[Side]

    @property
    def right(self) -> int:
        """Count the shown conflicts that were meant."""
        return len(self.shown) - len(self.wrong)

    @property
    def seen(self) -> int:
        """Count the meant conflicts both of whose sides were read as claims."""
        return sum(
            all(any(_is_same(side, claim) for claim in self.claims) for side in one.sides)
            for one in self.gold
        )


def main() -> None:
    """Read, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=EVENTS)
    parser.add_argument("--part", choices=("dev", "scored"), default="scored")
    parser.add_argument("--errors", action="store_true", help="print what is missed and what is wrong")
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.json"))
    events = read_events(paths[:DEV] if options.part == "dev" else paths[DEV:])
    found = score(events)
    print(f"{len(events)} events, {len(found.claims)} claims, {len(found.gold)} pairs that clash")
    shown, gold = len(found.shown), len(found.gold)
    print(f"precision {100 * found.right / max(shown, 1):.1f} ({found.right} of {shown})")
    print(f"recall    {100 * len(found.met) / max(gold, 1):.1f} ({len(found.met)} of {gold})")
    print(f"both sides read as claims: {found.seen} of {gold}")
    of_kind = Counter(one.kind for one in found.gold)
    met_of = Counter(one.kind for one in found.met)
    told = (f"{kind} {met_of[kind]} of {count}" for kind, count in sorted(of_kind.items()))
    print("recall by kind: " + ", ".join(told))
    if options.errors and options.part == "dev":
        for one in found.gold:
            if one not in found.met:
                print("missed", one.event, one.kind, *one.words, sep=" | ")
        print(*(f"wrong  | {told}" for told in found.wrong), sep="\n")


def read_events(paths: list[Path]) -> dict[str, dict[str, Any]]:
    """Read events by the names of their files."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def score(events: dict[str, dict[str, Any]]) -> Found:
    """Take all articles in and hold what clashes against what is meant to."""
    gold = tuple(one for name, event in events.items() for one in _gold(name, event))
    shown, claims = _read(events)
    hits = [[one for one in gold if _meets(pair, one)] for pair in shown]
    return Found(
        gold=gold,
        met=frozenset(one for ones in hits for one in ones),
        shown=tuple(shown),
        wrong=tuple(f"{pair[0][0]} | {pair[2]}" for pair, ones in zip(shown, hits, strict=True) if not ones),
        claims=frozenset(claims),
    )


def _gold(name: str, event: dict[str, Any]) -> list[Gold]:
    heads = [article["headline"] for article in event["articles"]]
    found = []
    for row in event["conflicts"]:
        one, two = ((heads[row[side]["article"]], row[side]["words"]) for side in "ab")
        found.append(Gold(name, row["kind"], (one, two), (row["a"]["words"], row["b"]["words"])))
    return found


def _read(events: dict[str, dict[str, Any]]) -> tuple[list[tuple[Side, Side, str]], set[Side]]:
    """Give the conflicts found in a graph of all articles, and all claims of it."""
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder), base_iri="http://events.example/"))
        try:
            for name, event in events.items():
                for number, article in enumerate(event["articles"]):
                    data = json.dumps(article | {"url": f"http://events.example/{name}/{number}"}).encode()
                    list(
                        parts.service.ingest_all(
                            data, now=datetime.now(UTC), media_type="application/json", origin=name
                        )
                    )
            shown = parts.archive.conflicts(ConflictFilter(), limit=PAGE).items
            claims = parts.archive.claims(ClaimFilter(), limit=PAGE).items
        finally:
            parts.close()
    pairs = [
        (
            (one.first.article.name, one.first.text),
            (one.second.article.name, one.second.text),
            f"{one.kind} | {one.first.text} | {one.second.text} | {one.explanation}",
        )
        for one in shown
    ]
    return pairs, {(one.article.name, one.text) for one in claims}


def _meets(pair: tuple[Side, Side, str], gold: Gold) -> bool:
    first, second, _ = pair
    return any(_is_same(first, one) and _is_same(second, two) for one, two in (gold.sides, gold.sides[::-1]))


def _is_same(one: Side, other: Side) -> bool:
    return one[0] == other[0] and is_said(one[1], other[1])


if __name__ == "__main__":
    main()
