"""Speed of the SPARQL endpoint beside a bare `oxigraph serve` over the same data, in one run.

    PYTHONPATH=. python bench/sparql_bench.py

Prints answers a second over 8 connections, in rounds that take turns: small look-ups that are all
different, articles of 600 rows that are all different, and both asked again while nothing changes.
Client and servers share the machine's cores, so compare the figures of one run only; the CPU time
that a server takes for an answer depends less on what else the machine does. Two clients ask: a bare
one that writes and reads sockets itself and costs next to nothing, and an ordinary one, SPARQLWrapper
in threads.
"""

from __future__ import annotations

import argparse
import selectors
import shutil
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from running import cpu_seconds, oxigraph, whosaid
from SPARQLWrapper import JSON, SPARQLWrapper
from store_bench import BASE, CLAIMS, article

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD_END = b"\r\n\r\n"
CHUNKS_END = b"0\r\n\r\n"
ROWS = 600


class Connection:
    """One connection that asks, waits for the whole answer, and asks again."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        self._host = f"{parts.hostname}:{parts.port}"
        self._path = parts.path
        self.socket = socket.create_connection((parts.hostname, parts.port or 80))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._parts = bytearray()
        self._end: int | None = None

    def ask(self, query: str) -> None:
        head = (
            f"GET {self._path}?query={quote(query)} HTTP/1.1\r\nhost: {self._host}\r\n"
            "accept: application/sparql-results+json\r\n\r\n"
        )
        self._parts.clear()
        self._end = None
        self.socket.sendall(head.encode())

    def receive(self) -> bytes | None:
        """Take what has come; give the answer's body when it is whole."""
        self._parts += self.socket.recv(256 * 1024)
        if self._end is None:
            at = self._parts.find(HEAD_END)
            if at < 0:
                return None
            head = bytes(self._parts[:at]).lower()
            assert head.startswith(b"http/1.1 200"), bytes(self._parts[:400])
            _, named, rest = head.partition(b"content-length:")
            body = at + len(HEAD_END)
            self._end = body + int(rest.split(b"\r\n", 1)[0]) if named else 0
        if self._end == 0:
            return bytes(self._parts) if self._parts.endswith(CHUNKS_END) else None
        return bytes(self._parts) if len(self._parts) >= self._end else None


def rate(url: str, query: Callable[[int], str], seconds: float, connections: int) -> float:
    """Ask for so long over so many connections; give the answers a second."""
    number = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = Connection(url)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask(query(number))
            number += 1
        answered, began = 0, time.perf_counter()
        while time.perf_counter() < began + seconds:
            for key, _ in selector.select(5):
                if key.data.receive() is not None:
                    answered += 1
                    key.data.ask(query(number))
                    number += 1
        took = time.perf_counter() - began
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return answered / took


def ordinary_rate(url: str, query: Callable[[int], str], seconds: float, connections: int) -> float:
    """Ask for so long from so many threads, each with a client of its own; give the answers a second."""
    counts = [0] * connections
    began = time.perf_counter()

    def work(first: int) -> None:
        client = SPARQLWrapper(url, returnFormat=JSON)
        number = first
        while time.perf_counter() < began + seconds:
            client.setQuery(query(number))
            assert client.queryAndConvert()["results"]["bindings"]
            counts[first] += 1
            number += connections

    threads = [threading.Thread(target=work, args=(first,)) for first in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


CLIENTS = {"bare client": rate, "SPARQLWrapper": ordinary_rate}


def look_up(articles: int, offset: int) -> Callable[[int], str]:
    """Make small look-ups of which no two are the same text."""

    def query(number: int) -> str:
        which = (number * 7919 + offset) % (articles * CLAIMS)
        claim = f"{BASE}claim/{which // CLAIMS}-{which % CLAIMS}"
        return f"SELECT ?property ?value {{ GRAPH ?g {{ <{claim}> ?property ?value }} }} #{offset}-{number}"

    return query


def rows(articles: int, offset: int) -> Callable[[int], str]:
    """Make queries for all 600 triples of an article."""

    def query(number: int) -> str:
        graph = f"{BASE}graph/{(number * 37 + offset) % articles}"
        return f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} #{offset}-{number}"

    return query


def again(make: Callable[[int, int], Callable[[int], str]]) -> Callable[[int, int], Callable[[int], str]]:
    """Make one query after the other out of ten, again and again."""

    def made(articles: int, _offset: int) -> Callable[[int], str]:
        query = make(articles, 0)
        return lambda number: query(number % 10)

    return made


KINDS = {
    "small look-ups, all different": look_up,
    "600 rows, all different": rows,
    "small look-ups, asked again": again(look_up),
    "600 rows, asked again": again(rows),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=3.0, help="length of a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        data = Path(made)
        store = ox.Store(str(data / "store"))
        for number in range(asked.articles):
            store.load(
                article(number), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{BASE}graph/{number}")
            )
        store.flush()
        del store
        shutil.copytree(data / "store", data / "bare")
        with whosaid(data) as ours, oxigraph(data / "bare") as bare:
            measure({"ours": (ours, "/sparql"), "bare": (bare, "/query")}, asked)


def measure(servers: dict[str, tuple[str, str]], asked: argparse.Namespace) -> None:
    """Ask both servers in turn and print the middle of the rounds."""
    print(f"{asked.articles * ROWS} triples, {asked.connections} connections, answers a second")
    for client, ask in CLIENTS.items():
        print(f"{client:32} {'ours':>8} {'bare':>8} {'ratio':>6}   CPU ms: {'ours':>6} {'bare':>6}")
        for name, make in KINDS.items():
            found: dict[str, list[float]] = {server: [] for server in servers}
            cost: dict[str, list[float]] = {server: [] for server in servers}
            for turn in range(asked.rounds):
                for server, (address, path) in servers.items():
                    query = make(asked.articles, turn + 1 + asked.rounds * (client == "bare client"))
                    before = cpu_seconds(address)
                    a_second = ask(f"{address}{path}", query, asked.seconds, asked.connections)
                    took = cpu_seconds(address) - before
                    found[server].append(a_second)
                    cost[server].append(1000 * took / (a_second * asked.seconds))
            ours, bare = (statistics.median(found[server]) for server in servers)
            costs = (f"{statistics.median(cost[server]):6.3f}" for server in servers)
            print(
                f"{name:32} {ours:8.0f} {bare:8.0f} {ours / bare:6.2f}           {' '.join(costs)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
