"""What a new claim costs in a small and in a large graph: the look-up, the comparison, and writing both down.

    PYTHONPATH=. python bench/compare_bench.py --claims 10000 200000

The graph is made, not read: events in towns, each told by several sources on several days, written as the
service writes them and loaded in bulk. News grow with time, not on one day: `--per-day` claims are made
each day, whatever the size. `--days` packs them into so many days instead, to see what crowding costs.
Then new articles with one claim each are stored and compared; the medians are printed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from rich.progress import track

from app.archive.derived import Comparer
from app.archive.ledger import Ledger
from app.bootstrap import make_judge
from app.conflict.detect import compare_among_all, keys, relate
from app.conflict.keywords import keywords
from app.domain.article import Article, Span
from app.domain.claim import (
    Attribution,
    Claim,
    Comparator,
    Extraction,
    Mention,
    MentionKind,
    Quantity,
    Quotation,
    Speaker,
    SpeakerKind,
)
from app.domain.entity import Entity, Link
from app.domain.identity import place_id
from app.rdf.digest import digest
from app.rdf.iris import Iris
from app.rdf.version import Written, sheet_of
from app.rdf.write import write_article
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph, URIRef

BASE = Iris("http://bench.example/")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
START = date(2015, 1, 1)
COUNTRIES, TOWNS = 60, 40
SOURCES = 400
TELLINGS = 8
"""Claims about one event, over a few days."""
DEEDS = (
    ("killed", "people", "the shelling of the market"),
    ("injured", "people", "a collision on the road"),
    ("burned", "houses", "a fire by the harbour"),
    ("displaced", "families", "the flood of the river"),
    ("arrested", "protesters", "the march for wages"),
    ("destroyed", "schools", "the storm of the week"),
)


@dataclass(frozen=True)
class Event:
    town: Entity
    deed: tuple[str, str, str]
    day: date
    figure: int


def town_name(number: int) -> str:
    """Spell a name that is like no other: syllables drawn by the number."""
    chance = random.Random(number)
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


def town(country: int, number: int) -> Entity:
    land = Entity(
        id=place_id(f"Land{country}", 1 + country),
        kind=MentionKind.PLACE,
        name=f"Land{country}",
        same_as=(f"https://sws.geonames.org/{1 + country}/",),
    )
    ident = 1000 + country * TOWNS + number
    return Entity(
        id=place_id("", ident),
        kind=MentionKind.PLACE,
        name=town_name(ident),
        same_as=(f"https://sws.geonames.org/{ident}/",),
        within=(land,),
    )


def events(claims: int, days: int, chance: random.Random) -> Iterator[Event]:
    for _ in range(claims // TELLINGS):
        yield Event(
            town=town(min(int(chance.expovariate(0.08)), COUNTRIES - 1), chance.randrange(TOWNS)),
            deed=chance.choice(DEEDS),
            day=START + timedelta(days=chance.randrange(max(1, days))),
            figure=chance.randrange(5, 300),
        )


def telling(event: Event, number: int, chance: random.Random) -> tuple[Article, Extraction, tuple[Link, ...]]:
    """Make an article in which one source gives one figure for an event."""
    verb, counted, what = event.deed
    figure = event.figure + chance.choice((0, 0, 0, 2, 9, 40))
    source = f"Office {chance.randrange(SOURCES)}"
    words = f"{figure} {counted}"
    content = f"{words} were {verb} in {what} in {event.town.name}"
    text = f"{source} said {content}."
    start = len(source) + len(" said ")
    speaker = Speaker(kind=SpeakerKind.ORGANIZATION, name=source, first=Span(0, len(source)))
    place = Mention(
        kind=MentionKind.PLACE,
        name=event.town.name,
        span=Span(start + len(content) - len(event.town.name), start + len(content)),
    )
    value = Decimal(figure)
    claim = Claim(
        attribution=Attribution(
            source=(Span(0, len(source)),),
            cue=(Span(len(source) + 1, len(source) + 5),),
            content=(Span(start, start + len(content)),),
            quotation=Quotation.INDIRECT,
        ),
        text=content,
        speaker=speaker,
        quantities=(
            Quantity(
                words=words,
                figure=str(figure),
                comparator=Comparator.EXACTLY,
                span=Span(start, start + len(words)),
                value=value,
                minimum=value,
                maximum=value,
                counted=counted,
            ),
        ),
        place=place,
    )
    article = Article(
        text=text,
        headline=f"Report {number}",
        publisher=f"Paper {chance.randrange(50)}",
        published=event.day + timedelta(days=chance.randrange(4)),
    )
    extraction = Extraction(
        extractor="bench",
        version="1",
        claims=(claim,),
        mentions=(place,),
        keywords=keywords(article.headline, text),
    )
    return article, extraction, (Link(mention=place, entity=event.town),)


def quads(graph: Graph, name: URIRef) -> Iterator[str]:
    for triple in graph:
        yield f"{' '.join(term.n3() for term in triple)} {name.n3()} .\n"


def write(written: Written, ledger: Ledger) -> Iterator[str]:
    """Spell what the store holds of an article once it is stored."""
    article, text = BASE.iri("article", written.article), BASE.iri("text", written.text)
    version = BASE.version_graph(written.article, written.digest)
    yield from quads(written.version, version)
    yield from quads(written.parties, BASE.graph("parties"))
    yield from quads(written.places, BASE.graph("places"))
    yield from quads(ledger.frame_facts(version, written.statements), BASE.graph("derived/frames"))
    yield from quads(sheet_of(written.version, article, text), BASE.article_graph(written.article))
    yield (
        f"{version.n3()} <https://w3id.org/whosaid/ns#graphDigest> "
        f'"{digest(written.version)}" {BASE.graph("digests").n3()} .\n'
    )


def fill(folder: Path, told: list[Event], ledger: Ledger, chance: random.Random) -> None:
    """Write all tellings of all events and load them at once."""
    lines = folder / "graph.nq"
    with lines.open("w", encoding="utf-8") as file:
        number = 0
        for event in track(told, description="writing"):
            for _ in range(TELLINGS):
                number += 1
                written = write_article(*telling(event, number, chance), iris=BASE, now=NOW)
                file.writelines(write(written, ledger))
    store = pyoxigraph.Store(str(folder / "store"))
    store.bulk_load(path=str(lines), format=pyoxigraph.RdfFormat.N_QUADS)
    store.optimize()
    lines.unlink()
    del store


def measure(claims: int, *, days: int, new: int, read: bool) -> tuple[float, float]:
    """Give the medians of storing and of comparing one new claim, in milliseconds."""
    chance = random.Random(7)
    told = list(events(claims, days, chance))
    judge = make_judge() if read else None
    rules = Comparer(relate=relate, compare=partial(compare_among_all, judge=judge))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        fill(folder, told, Ledger(EmbeddedStore(None), BASE, keys), chance)
        store = EmbeddedStore(folder / "store")
        ledger = Ledger(store, BASE, keys)
        print(f"{claims:,} claims over {days} days, made in {time.perf_counter() - began:.0f} s", flush=True)
        storing, comparing, neighbours, found = [], [], [], 0
        for number in range(new):
            event = chance.choice(told)
            written = write_article(*telling(event, -1 - number, chance), iris=BASE, now=NOW)
            start = time.perf_counter()
            ledger.put(written, now=NOW)
            stored = time.perf_counter()
            version = str(BASE.version_graph(written.article, written.digest))
            found += ledger.settle(version, rules)
            storing.append(stored - start)
            comparing.append(time.perf_counter() - stored)
            ident = written.statements[0].id
            neighbours.append(len(ledger.derived.sight.around([ident]).get(ident, ())))
        store.close()
    each = sorted(comparing)
    print(
        f"  store {statistics.median(storing) * 1000:.1f} ms, "
        f"compare {statistics.median(each) * 1000:.1f} ms, "
        f"nine tenths under {each[len(each) * 9 // 10] * 1000:.1f} ms, "
        f"neighbours {statistics.median(neighbours):.0f}, at most {max(neighbours)}, conflicts {found}",
        flush=True,
    )
    return statistics.median(storing) * 1000, statistics.median(each) * 1000


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--per-day", type=int, default=100)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--read", action="store_true", help="ask the model of pairs too, as the service does")
    asked = parser.parse_args()
    medians = [
        measure(size, days=asked.days or size // asked.per_day, new=asked.new, read=asked.read)
        for size in asked.claims
    ]
    for part, name in enumerate(("store", "compare")):
        print(f"{name}: largest to smallest {medians[-1][part] / medians[0][part]:.2f}")


if __name__ == "__main__":
    main()
