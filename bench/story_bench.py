"""What does one more article of a story cost, by how many told it before?

    python bench/story_bench.py [--articles 128] [--words 200]

Generated articles of one fortnight, all of one story, are taken in by the whole service. Printed are seconds
of the processor for an article, each time their number has doubled.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from speed_bench import long_article

from app.bootstrap import build
from app.settings import Settings

START, DAYS = date(2024, 1, 1), 14


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=128)
    parser.add_argument("--words", type=int, default=200)
    asked = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        parts = build(replace(Settings(), data=Path(folder)))
        begun, since = time.process_time(), 0
        for number in range(asked.articles):
            day = START + timedelta(days=number * DAYS // asked.articles)
            article = replace(long_article(number, asked.words, chance), published=day)
            parts.service.ingest(article, now=datetime.now(UTC))
            told = number + 1
            if told.bit_count() == 1 or told == asked.articles:
                spent = time.process_time() - begun
                print(f"{since + 1:5} to {told:5}: {spent / (told - since):7.3f} s an article", flush=True)
                begun, since = time.process_time(), told
        parts.close()


if __name__ == "__main__":
    main()
