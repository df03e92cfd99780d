"""The W3C tests of SPARQL 1.1 Update, evaluation and syntax, over HTTP against the running service.

    PYTHONPATH=. python bench/conformance_update.py ../shared/suites

A throw-away service with an empty store is started, with WHOSAID_DEFAULT_GRAPH=strict; what is written is
checked before it is committed, as usual (`--unchecked` turns that off). Data go in by the Graph Store
Protocol and come back as N-Quads. Prints passed / total per category; `--verbose` names what is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx
import pyoxigraph as ox
from conformance_protocol import MF, RDFS_LABEL, TOKEN, UT, Score, _tests, show
from rdflib import RDF, Graph
from running import whosaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

SUITE: Final = "http://suite.example/"
"""Where the suite's files are said to lie: relative IRIs in them are read against it."""
MANIFEST: Final = "sparql11/manifest-sparql11-update.ttl"


class Runner:
    """Carries updates out against one service and looks at what it holds then."""

    def __init__(self, base: str, root: Path) -> None:
        self._base = base
        self._root = root
        self._client = httpx.Client(headers={"authorization": f"Bearer {TOKEN}"}, timeout=60, trust_env=False)

    def evaluation(self, manifest: Graph, test: Node) -> str | None:
        self._client.post(f"{self._base}/sparql", data={"update": "CLEAR ALL"}).raise_for_status()
        for graph, quads in self._data(manifest, manifest.value(test, MF.action)).items():
            self._put(graph, quads)
        answer = self._update(self._file(manifest.value(manifest.value(test, MF.action), UT.request)))
        if answer.status_code not in {200, 204}:
            return f"status {answer.status_code}: {answer.text[:200]}"
        meant = [
            quad
            for graph, quads in self._data(manifest, manifest.value(test, MF.result)).items()
            for quad in _within(graph, quads)
        ]
        held = self._client.get(f"{self._base}/rdf-graph-store", headers={"accept": "application/n-quads"})
        given = list(ox.parse(held.content, format=ox.RdfFormat.N_QUADS))
        return None if _same(given, _stored(meant)) else f"holds {given}, expected {meant}"

    def syntax(self, path: Path, *, positive: bool) -> str | None:
        """Tell whether an update is read; that it cannot be carried out here is another matter."""
        answer = self._update(path)
        is_read = not answer.json()["type"].endswith("#query-syntax") if answer.content else True
        return None if is_read == positive else f"status {answer.status_code}: {answer.text[:200]}"

    def run(self, path: Path, scores: dict[str, Score]) -> None:
        """Go through one manifest and those that it includes."""
        manifest = Graph().parse(path, format="turtle")
        for listed in manifest.objects(None, MF.include):
            for one in manifest.items(listed):
                self.run(Path(str(one).removeprefix("file://")), scores)
        for test in _tests(manifest):
            kind = str(manifest.value(test, RDF.type)).rpartition("#")[2]
            name = f"{path.parent.name} {str(test).rpartition('#')[2]}"
            if kind == "UpdateEvaluationTest":
                scores["SPARQL 1.1 update evaluation"].count(name, self.evaluation(manifest, test))
            elif "UpdateSyntaxTest" in kind:
                file = self._file(manifest.value(test, MF.action))
                found = self.syntax(file, positive=kind.startswith("Positive"))
                scores["SPARQL 1.1 update syntax"].count(name, found)

    def _update(self, file: Path) -> httpx.Response:
        base = f"BASE <{SUITE}{file.relative_to(self._root).as_posix()}>\n".encode()
        return self._client.post(
            f"{self._base}/sparql",
            content=base + file.read_bytes(),
            headers={"content-type": "application/sparql-update"},
        )

    def _put(self, graph: str, quads: list[ox.Quad]) -> None:
        self._client.put(
            f"{self._base}/rdf-graph-store",
            params={"graph": graph} if graph else {"default": ""},
            content=ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES),
            headers={"content-type": "application/n-triples"},
        ).raise_for_status()

    def _data(self, manifest: Graph, holder: Node | None) -> dict[str, list[ox.Quad]]:
        """Read what a dataset of the manifest holds, by graph; the default graph has the empty name."""
        found: dict[str, list[ox.Quad]] = {}
        for file in manifest.objects(holder, UT.data):
            found.setdefault("", []).extend(self._read(self._file(file)))
        for named in manifest.objects(holder, UT.graphData):
            label = str(manifest.value(named, RDFS_LABEL))
            found.setdefault(label, []).extend(self._read(self._file(manifest.value(named, UT.graph))))
        return found

    def _read(self, file: Path) -> Iterator[ox.Quad]:
        return ox.parse(path=str(file), base_iri=f"{SUITE}{file.relative_to(self._root).as_posix()}")

    def _file(self, node: Node | None) -> Path:
        return Path(str(node).removeprefix("file://"))


def _within(graph: str, quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    for one in quads:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        yield ox.Quad(one.subject, one.predicate, one.object, name)


def _stored(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Give literals the spelling that the engine keeps."""
    store = ox.Store()
    store.extend(quads)
    return list(store)


def _same(one: list[ox.Quad], other: list[ox.Quad]) -> bool:
    """Tell whether two datasets are the same but for the labels of their nodes without a name."""
    datasets = [ox.Dataset(one), ox.Dataset(other)]
    for dataset in datasets:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(datasets[0]) == set(datasets[1])


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("suites", type=Path)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--unchecked", action="store_true", help="with WHOSAID_CHECK_UPDATES=off")
    arguments = parser.parse_args()
    root = (arguments.suites / "rdf-tests/sparql").resolve()
    scores = {"SPARQL 1.1 update evaluation": Score(), "SPARQL 1.1 update syntax": Score()}
    settings = {"WHOSAID_ADMIN_TOKEN": TOKEN, "WHOSAID_DEFAULT_GRAPH": "strict"}
    settings["WHOSAID_CHECK_UPDATES"] = "off" if arguments.unchecked else "on"
    with tempfile.TemporaryDirectory() as data, whosaid(Path(data), **settings) as base:
        Runner(base, root).run(root / MANIFEST, scores)
    title = f"update, checks {settings['WHOSAID_CHECK_UPDATES']}"
    return 1 if show(title, scores, verbose=arguments.verbose) else 0


if __name__ == "__main__":
    sys.exit(main())
