"""What the store costs: `python bench/store_bench.py [--articles 500]`.

It fills a store in a temporary folder with invented articles of about 600 triples, a graph each, and
prints what writing, asking, a checkpoint and a reader cost. Compare figures of one run only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.store.base import JSON_RESULTS, N_TRIPLES, Question, ReaderLimits
from app.store.embedded import EmbeddedStore
from app.store.readers import Readers

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "http://bench.example/"
CLAIMS = 30
LOOK_UP = f"SELECT ?property ?value {{ <{BASE}claim/7-3> ?property ?value }}"
ARTICLE = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{BASE}graph/7> {{ ?s ?p ?o }} }}"


def article(number: int) -> bytes:
    """Write one invented article as Turtle."""
    return "".join(
        f'<{BASE}claim/{number}-{claim}> <{BASE}part{part}> "part {part} of claim {claim} of {number}" .\n'
        for claim in range(CLAIMS)
        for part in range(20)
    ).encode()


def timed(name: str, act: Callable[[int], object], times: int) -> None:
    """Do it so many times and print the middle, the slow end and the rate."""
    took = []
    for number in range(times):
        began = time.perf_counter()
        act(number)
        took.append(1000 * (time.perf_counter() - began))
    show(name, took, sum(took) / 1000)


def together(name: str, act: Callable[[int], object], times: int, threads: int) -> None:
    """Do it from several threads at once."""
    took: list[float] = []

    def work(first: int) -> None:
        for number in range(first, times, threads):
            began = time.perf_counter()
            act(number)
            took.append(1000 * (time.perf_counter() - began))

    began = time.perf_counter()
    workers = [threading.Thread(target=work, args=(first,)) for first in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    show(f"{name}, {threads} threads", took, time.perf_counter() - began)


def show(name: str, took: list[float], seconds: float) -> None:
    cuts = statistics.quantiles(took, n=20)
    rate = len(took) / seconds
    print(f"{name:44} {cuts[9]:9.2f} {cuts[18]:9.2f} {rate:11.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    count = parser.parse_args().articles
    print(f"{'':44} {'p50 ms':>9} {'p95 ms':>9} {'a second':>11}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = EmbeddedStore(folder / "store")
        measure(store, folder, count)
        store.close()


def measure(store: EmbeddedStore, folder: Path, count: int) -> None:
    timed(
        "load an article, on disk", lambda number: store.load(f"{BASE}graph/{number}", article(number)), count
    )
    together(
        "load an article, on disk",
        lambda number: store.load(f"{BASE}graph/again-{number}", article(number)),
        count,
        4,
    )
    timed("a small update, on disk", lambda number: store.update(small(number)), 100)
    together("a small update, on disk", lambda number: store.update(small(-number)), 200, 8)
    flush = store._store.flush  # noqa: SLF001 - what the small update would cost with a flush each
    timed("the engine's own flush after one", lambda number: (store.update(small(number)), flush()), 30)
    timed("checkpoint after a small update", lambda number: renew(store, folder, number), 20)

    timed("look-up in process", lambda _: store.answer(LOOK_UP), 3000)
    timed("an article in process", lambda _: store.answer(ARTICLE, accept=N_TRIPLES), 300)
    limits = ReaderLimits(readers=max(2, os.cpu_count() or 1), waiting=64)
    readers = Readers(store, folder / "readers", limits, lambda _: None)

    def ask(query: str, accept: str = JSON_RESULTS) -> bytes:
        return b"".join(readers.ask(Question(query=query, accept=accept)).chunks)

    ask(LOOK_UP)
    timed("look-up by a reader", lambda _: ask(LOOK_UP), 3000)
    together("look-up by a reader", lambda _: ask(LOOK_UP), 3000, 8)
    together("look-up in process", lambda _: store.answer(LOOK_UP), 3000, 8)
    timed("an article by a reader", lambda _: ask(ARTICLE, N_TRIPLES), 300)
    together("an article by a reader", lambda _: ask(ARTICLE, N_TRIPLES), 600, 8)
    together("an article in process", lambda _: store.answer(ARTICLE, accept=N_TRIPLES), 600, 8)
    timed("small update, then look-up by a reader", lambda number: fresh(store, ask, number), 20)
    readers.close()


def small(number: int) -> str:
    return f"INSERT DATA {{ GRAPH <{BASE}small> {{ <{BASE}s> <{BASE}p> {number} }} }}"


def renew(store: EmbeddedStore, folder: Path, number: int) -> None:
    store.update(small(number + 1000))
    store.checkpoint(folder / f"copy-{number}")


def fresh(store: EmbeddedStore, ask: Callable[[str], bytes], number: int) -> None:
    store.update(small(number + 2000))
    ask(LOOK_UP)


if __name__ == "__main__":
    main()
