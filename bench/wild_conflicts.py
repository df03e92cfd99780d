"""Read real articles into an empty graph and print every conflict that is found between them.

    python bench/wild_conflicts.py ARTICLES.jsonl [--limit N]

Nobody has chosen these claims to conflict, so most of what shows up here is read as a false alarm or not
by eye; the line at the end gives how many conflicts there are for each hundred articles. A line of the file
holds `text` and, where known, `published`; a day in its `id` ("post_2016-09-12_...") is taken for that.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import build
from app.domain.view import ConflictFilter
from app.settings import Settings
from app.train.news import as_article

PAGE = 100_000


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int, default=None, help="articles to read, from the beginning")
    options = parser.parse_args()
    lines = options.file.read_text(encoding="utf-8").splitlines()[: options.limit]
    with tempfile.TemporaryDirectory() as folder:
        parts = build(Settings(data=Path(folder), base_iri="http://wild.example/"))
        try:
            for line in lines:
                data = json.dumps(as_article(json.loads(line))).encode()
                for _ in parts.service.ingest_all(
                    data, now=datetime.now(UTC), media_type="application/json", origin=options.file.name
                ):
                    pass
            found = parts.archive.conflicts(ConflictFilter(), limit=PAGE).items
        finally:
            parts.close()
    for one in found:
        print(f"{one.kind} {one.strength}\n  {one.first.party.name}: {one.first.text}")
        print(f"  {one.second.party.name}: {one.second.text}\n  {one.explanation}\n")
    kinds = Counter(str(one.kind) for one in found)
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    print(
        f"{len(lines)} articles, {len(found)} conflicts: {100 * len(found) / len(lines):.1f} per 100 ({told})"
    )


if __name__ == "__main__":
    main()
