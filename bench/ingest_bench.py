"""Does an article cost the same in a large graph as in a small one?

    python bench/ingest_bench.py [--articles 2000] [--window 200]

Ingests generated articles into a fresh embedded store on disk, through the same service as the product, and
prints the median time per article of the first and the last window, with their ratio.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.progress import track

from app.bootstrap import build
from app.domain.article import Article
from app.settings import Settings

TOWNS = [
    f"{head}{tail}"
    for head in ("Val", "Mor", "Ost", "Kar", "Lin", "Bel", "Dru", "Sar")
    for tail in ("dova", "minster", "heim", "gorod", "ville", "wick", "stad", "pur", "abad", "mouth")
]
SURNAMES = ["Adler", "Brandt", "Costa", "Dahl", "Eriksen", "Farouk", "Grau", "Haddad", "Ito", "Jansen"]
EVENTS = [
    ("people were killed in the flood", "people"),
    ("houses were destroyed in the fire", "houses"),
    ("soldiers were wounded in the attack", "soldiers"),
    ("workers were arrested after the strike", "workers"),
    ("patients were treated in the clinic", "patients"),
    ("trucks were stopped at the border", "trucks"),
]
BOUNDS = ["", "more than ", "at least ", "about ", "nearly ", "fewer than "]


def make_article(number: int, chance: random.Random) -> Article:
    """Write a report of nine paragraphs about one town, with figures, quotations and a denial."""
    town = chance.choice(TOWNS)
    mayor, minister = chance.sample(SURNAMES, 2)
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(365))
    event, counted = chance.choice(EVENTS)
    first, second = chance.randrange(3, 90), chance.randrange(3, 90)
    lines = [
        f"Report {number} from {town}",
        f"In {town}, {chance.choice(BOUNDS)}{first} {event} on Monday, the mayor, Ida {mayor}, said.",
        f"“We counted {chance.choice(BOUNDS)}{first} {counted} by noon,” {mayor} said.",
        f"Two rescue officials said {chance.choice(BOUNDS)}{second} {counted} were affected in {town}.",
        f"The interior ministry said help was coming, adding that {first + second} tents had been sent.",
        f"Minister Paul {minister} denied that the warnings had come too late.",
        "He declined to say when the roads would be open again.",
        f"According to the hospital, {chance.choice(BOUNDS)}{second} {counted} were in its care on Tuesday.",
        f"Residents of {town} spent the night in schools and sports halls while the wind dropped.",
        "“It was over in ten minutes,” said a shopkeeper who did not want to be named.",
    ]
    return Article(
        text="\n".join(lines) + "\n",
        headline=lines[0],
        publisher=f"Bench Wire {number % 7}",
        published=day,
        origin=f"bench-{number}",
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--window", type=int, default=200)
    asked = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        parts = build(replace(Settings(), data=Path(folder)))
        parts.service.ingest(
            make_article(-1, chance), now=datetime.now(UTC)
        )  # models and caches are warm now
        times, claims, conflicts = [], 0, 0
        for number in track(range(asked.articles), description="ingesting"):
            article = make_article(number, chance)
            start = time.perf_counter()
            receipt = parts.service.ingest(article, now=datetime.now(UTC))
            times.append(time.perf_counter() - start)
            claims += receipt.claims
            conflicts += receipt.conflicts
        first, last = (statistics.median(part) for part in (times[: asked.window], times[-asked.window :]))
        print(f"{asked.articles} articles, {claims} claims, {conflicts} conflicts in {sum(times):.0f} s")
        print(f"median per article: first {asked.window} {first * 1000:.0f} ms, last {last * 1000:.0f} ms")
        print(f"ratio {last / first:.2f}")
        parts.close()


if __name__ == "__main__":
    main()
