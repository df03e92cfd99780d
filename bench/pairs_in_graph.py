"""Write each side of each pair as a short article, read all into one graph, and see which pairs clash there.

    python bench/pairs_in_graph.py PAIRS.jsonl...

`bench/quality_conflicts.py` asks of two claims that somebody put side by side; here the same claims lie
among all others and have to be read out of an article, found among the rest and proved to be about one
thing. Printed are precision and recall on the pairs, and the conflicts between claims of different pairs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.bootstrap import build
from app.domain.view import ConflictFilter
from app.settings import Settings

PAGE = 100_000


def main() -> None:
    """Read, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is missed and what is wrong")
    options = parser.parse_args()
    for file in options.files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        _score(file, [row for row in rows if row.get("meta")], errors=options.errors)


def _score(file: Path, rows: list[dict[str, Any]], *, errors: bool) -> None:
    found = _conflicts(rows)
    gold = {row["id"]: row["label"] == "conflict" for row in rows}
    within = {one for one, other in found if one == other}
    right = sum(gold[one] for one in within)
    across = [pair for pair in found if pair[0] != pair[1]]
    print(f"== {file.parent.name}/{file.name}: {len(rows)} pairs, {sum(gold.values())} conflicts")
    print(f"precision {100 * right / max(len(within), 1):.1f} ({right} of {len(within)})")
    print(f"recall    {100 * right / max(sum(gold.values()), 1):.1f} ({right} of {sum(gold.values())})")
    print(f"between claims of different pairs: {len(across)}")
    if errors:
        for row in rows:
            if gold[row["id"]] != (row["id"] in within):
                sides = [row["meta"][side]["claim"] for side in "ab"]
                print("missed" if gold[row["id"]] else "wrong ", row.get("category", ""), *sides, sep=" | ")
        print(*across, sep="\n")


def _conflicts(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder), base_iri="http://pairs.example/"))
        try:
            for row in rows:
                for side in "ab":
                    data = json.dumps(_article(row["id"], side, row["meta"][side])).encode()
                    list(
                        parts.service.ingest_all(
                            data, now=datetime.now(UTC), media_type="application/json", origin=row["id"]
                        )
                    )
            found = parts.archive.conflicts(ConflictFilter(), limit=PAGE).items
            return {(_pair(one.first.article.name), _pair(one.second.article.name)) for one in found}
        finally:
            parts.close()


def _article(ident: str, side: str, claim: dict[str, str]) -> dict[str, str]:
    """Put a claim into a report: where, when, what, who."""
    words = claim["claim"].rstrip(".")
    place = claim.get("place") or ""
    dateline = f"{place} - " if place else ""
    return {
        "headline": f"{ident} {side}",
        "text": f"{dateline}“{words},” said {claim.get('source') or 'a resident'}.",
        "published": claim.get("date") or "",
        "url": f"http://pairs.example/{ident}/{side}",
    }


def _pair(headline: str) -> str:
    return headline.rpartition(" ")[0]


if __name__ == "__main__":
    main()
