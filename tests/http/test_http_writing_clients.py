"""Writing by clients that nobody here wrote, over a socket."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from door_world import World, make_world, served
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = {"Authorization": "Bearer good"}
SEEN = URIRef("http://www.w3.org/2000/01/rdf-schema#comment")
GRAPH = URIRef("http://example.org/notes")


@pytest.fixture(scope="module")
def writing() -> Iterator[tuple[str, World]]:
    world = make_world()
    with served(replace(world)) as address:
        yield address, world


def test_rdflib_writes_reads_and_is_told_what_was_refused(writing: tuple[str, World]) -> None:
    address, world = writing
    endpoint = f"{address}/sparql"
    store = SPARQLUpdateStore(endpoint, endpoint, autocommit=False, headers=TOKEN)
    graph = Graph(store, identifier=GRAPH)
    for number in range(3):
        graph.add((URIRef(f"http://example.org/{number}"), SEEN, Literal("seen", lang="en")))
    store.commit()
    assert world.store.graph(str(GRAPH)).count(b"\n") == 3
    assert len(list(Graph(store, identifier=GRAPH).triples((None, SEEN, None)))) == 3
    graph.remove((None, SEEN, None))
    store.commit()
    assert world.store.graph(str(GRAPH)) == b""
    graph.add((URIRef("http://example.org/x"), SEEN, Literal("a red herring")))
    with pytest.raises(Exception, match="422"):
        store.commit()
    assert world.store.graph(str(GRAPH)) == b""


@pytest.mark.skipif(shutil.which("curl") is None, reason="SKIPPED: no curl here")
def test_curl_puts_a_file_and_takes_it_away(writing: tuple[str, World], tmp_path: Path) -> None:
    address, world = writing
    file = tmp_path / "notes.ttl"
    file.write_text("<http://e/a> <http://e/b> <#c> .", "utf-8")
    curl = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "--oauth2-bearer", "good"]
    graph = f"{address}/rdf-graph-store?graph={GRAPH}"

    def run(*arguments: str) -> str:
        done = subprocess.run([*curl, *arguments], capture_output=True, check=True, timeout=30)
        return done.stdout.decode()

    assert run("-T", str(file), "-H", "Content-Type: text/turtle", graph) == "201"
    assert f"<{GRAPH}#c>".encode() in world.store.graph(str(GRAPH))
    assert run("-F", f"a=@{file};type=text/turtle", graph) == "204"
    update = f"update=DELETE DATA {{ GRAPH <{GRAPH}> {{ <http://e/a> <http://e/b> <{GRAPH}#c> }} }}"
    assert run("--data-urlencode", update, f"{address}/sparql") == "204"
    assert run("-X", "DELETE", graph) == "404"
