"""What a new claim costs in a small and in a large graph: the look-up, the comparison, and writing both down.

    PYTHONPATH=. python bench/compare_bench.py --claims 10000 1000000 --keep FOLDER

The graph is made, not read: events in towns, each told by several sources on several days, written as the
service writes them and loaded in bulk. News grow with time, not on one day: `--per-day` claims are made
each day, whatever the size. `--days` packs them into so many days instead, to see what crowding costs.
At each size new articles with one claim each are stored and compared, and the medians printed; they stay.
A million claims take an hour to make and 25 GB; with `--keep` a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
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
AT_A_TIME = 1_000
"""Events that are written to one file."""
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
    """Make events in the order of time, as many on each day."""
    count = claims // TELLINGS
    for number in range(count):
        yield Event(
            town=town(min(int(chance.expovariate(0.08)), COUNTRIES - 1), chance.randrange(TOWNS)),
            deed=chance.choice(DEEDS),
            day=START + timedelta(days=number * days // count),
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


def write_lines(file: Path, told: list[Event], first: int) -> Path:
    """Write all tellings of some events, numbered from the first on."""
    ledger, chance = Ledger(EmbeddedStore(None), BASE, keys), random.Random(first)
    numbers = itertools.count(first)
    with file.open("w", encoding="utf-8") as lines:
        for event in told:
            for _ in range(TELLINGS):
                written = write_article(*telling(event, next(numbers), chance), iris=BASE, now=NOW)
                lines.writelines(write(written, ledger))
    return file


def grow(folder: Path, told: list[Event]) -> None:
    """Load all tellings of the events that are not loaded yet, in parts: the text of a million is 30 GB."""
    done = folder / "loaded"
    loaded = int(done.read_text("ascii")) if done.exists() else 0
    starts = range(loaded, len(told), AT_A_TIME)
    parts = [told[start : start + AT_A_TIME] for start in starts]
    if not parts:
        return
    store = pyoxigraph.Store(str(folder / "store"))
    with ProcessPoolExecutor() as pool:
        files = pool.map(
            write_lines,
            [folder / f"{start}.nq" for start in starts],
            parts,
            [1 + start * TELLINGS for start in starts],
        )
        for file, part in track(zip(files, parts, strict=True), description="writing", total=len(parts)):
            store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)
            loaded += len(part)
            done.write_text(str(loaded), encoding="ascii")
            file.unlink()
    store.optimize()


def measure(folder: Path, told: list[Event], *, new: int, read: bool) -> tuple[float, float]:
    """Give the medians of storing and of comparing one new claim, in milliseconds."""
    chance = random.Random(len(told))
    rules = Comparer(relate=relate, compare=partial(compare_among_all, judge=make_judge() if read else None))
    store = EmbeddedStore(folder / "store")
    ledger = Ledger(store, BASE, keys)
    storing, comparing, neighbours, found = [], [], [], 0
    for number in range(new):
        event = chance.choice(told)
        written = write_article(*telling(event, -1 - len(told) - number, chance), iris=BASE, now=NOW)
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
    """Let one graph grow from size to size, measure each, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 200_000])
    parser.add_argument("--per-day", type=int, default=100)
    parser.add_argument("--days", type=int, default=0)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--read", action="store_true", help="ask the model of pairs too, as the service does")
    parser.add_argument("--keep", type=Path, help="folder in which the graph stays, to grow on")
    asked = parser.parse_args()
    sizes = sorted(asked.claims)
    told = list(events(sizes[-1], asked.days or sizes[-1] // asked.per_day, random.Random(7)))
    medians = []
    with tempfile.TemporaryDirectory() as made:
        folder = asked.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for size in sizes:
            began = time.perf_counter()
            grow(folder, told[: size // TELLINGS])
            print(f"{size:,} claims, the last made in {time.perf_counter() - began:.0f} s", flush=True)
            medians.append(measure(folder, told[: size // TELLINGS], new=asked.new, read=asked.read))
    for part, name in enumerate(("store", "compare")):
        print(f"{name}: largest to smallest {medians[-1][part] / medians[0][part]:.2f}")


if __name__ == "__main__":
    main()
