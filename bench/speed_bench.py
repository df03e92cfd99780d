"""How fast is reading, how soon does it start, and what memory does it take?

    python bench/speed_bench.py [--articles 60] [--words 700]

Reads generated articles of 700 words, first with the extractor alone, one at a time and two at once as
`whosaid extract` does, then through the whole service (extract, link, write, check, store, compare) into a
fresh embedded store, and prints a small table. Seconds of the processor do not depend on what else runs.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest_bench import make_article

from app.bootstrap import build, make_extractor
from app.settings import Settings
from app.side_by_side import in_order

if TYPE_CHECKING:
    from app.domain.article import Article


def long_article(number: int, words: int, chance: random.Random) -> Article:
    """Put reports together until there are so many words."""
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(make_article(number * 100 + len(parts), chance).text)
    text = "\n".join(parts)
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return replace(make_article(number, chance), text=text[: ends[words - 1]] + "\n")


def megabytes() -> float:
    """Give the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", type=int, default=700)
    asked = parser.parse_args()
    chance = random.Random(1)
    articles = [long_article(number, asked.words, chance) for number in range(asked.articles)]
    start = time.perf_counter()
    extractor = make_extractor()
    made = time.perf_counter() - start
    extractor.extract(make_article(0, chance))
    first = time.perf_counter() - start
    start, busy = time.perf_counter(), time.process_time()
    claims = sum(len(extractor.extract(article).claims) for article in articles)
    extracting, busy = time.perf_counter() - start, time.process_time() - busy
    one_thread = make_extractor(threads=1)
    one_thread.extract(articles[0])
    start = time.perf_counter()
    list(in_order(one_thread.extract, articles, at_once=2))
    side_by_side = time.perf_counter() - start
    memory = megabytes()
    with tempfile.TemporaryDirectory() as folder:
        parts = build(replace(Settings(), data=Path(folder)))
        parts.service.ingest(make_article(-1, chance), now=datetime.now(UTC))  # all tables are loaded now
        start, spent = time.perf_counter(), time.process_time()
        for article in articles:
            parts.service.ingest(article, now=datetime.now(UTC))
        ingesting, spent = time.perf_counter() - start, time.process_time() - spent
        parts.close()
    load = os.getloadavg()[0]
    print(
        f"{asked.articles} articles of {asked.words} words, {claims} claims; load of the machine {load:.1f}"
    )
    print(f"{'extractor made':28}{made:8.2f} s")
    print(f"{'first article read':28}{first:8.2f} s after the start")
    print(f"{'extract only':28}{asked.articles / extracting:8.1f} articles a second")
    print(f"{'two articles at once':28}{asked.articles / side_by_side:8.1f} articles a second")
    print(f"{'processor, extract only':28}{busy / asked.articles:8.3f} s an article, both cores together")
    print(f"{'processor, whole ingest':28}{spent / asked.articles:8.3f} s an article")
    print(f"{'whole ingest':28}{asked.articles / ingesting:8.1f} articles a second")
    print(f"{'peak memory, extracting':28}{memory:8.0f} MB")
    print(f"{'peak memory, all':28}{megabytes():8.0f} MB")


if __name__ == "__main__":
    main()
