"""The W3C tests of the SPARQL Protocol, the Graph Store Protocol and the service description, over HTTP.

    PYTHONPATH=. python bench/conformance_protocol.py [BASE_URL] ../shared/suites

Without an address a throw-away service with an empty store is started. With one, that service loses all
that the tests clear; its admin token is read from WHOSAID_ADMIN_TOKEN, and it should be set to
WHOSAID_DEFAULT_GRAPH=strict. Prints passed / total per category; `--verbose` names what is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from running import whosaid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
TOKEN: Final = "throw-away"  # of a service that lives for one run
STATUS: Final = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
TRUTHS: Final = {"application/sparql-results+json", "application/sparql-results+xml"}
FORMATS: Final = {
    "boolean": TRUTHS,
    "tabular": TRUTHS | {"text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}
LANGUAGES: Final = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}
FEATURES: Final = {
    SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery,
}  # fmt: skip
SD_TERMS: Final = {
    "Service", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile",
    "GraphCollection", "Dataset", "Graph", "NamedGraph", "Feature", "endpoint", "feature",
    "defaultEntailmentRegime",
    "entailmentRegime", "defaultSupportedEntailmentProfile", "supportedEntailmentProfile",
    "extensionFunction", "extensionAggregate", "languageExtension", "supportedLanguage", "propertyFeature",
    "defaultDataset",
    "availableGraphs", "resultFormat", "inputFormat", "defaultGraph", "namedGraph", "name", "graph",
}  # fmt: skip


@dataclass
class Score:
    """How many tests of a category passed, and what was wrong with the others."""

    total: int = 0
    missed: list[str] = field(default_factory=list)

    def count(self, name: str, wrong: str | None) -> None:
        self.total += 1
        if wrong:
            self.missed.append(f"{name}: {wrong}")


class Runner:
    """Replays the requests of manifests against one service."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base.rstrip("/")
        self._client = httpx.Client(
            headers={"authorization": f"Bearer {token}"}, timeout=60, trust_env=False, follow_redirects=False
        )

    def clear(self) -> None:
        self._client.post(f"{self._base}/sparql", data={"update": "CLEAR ALL"}).raise_for_status()

    def put(self, graph: str, data: bytes) -> None:
        self._client.put(
            f"{self._base}/rdf-graph-store",
            params={"graph": graph},
            content=data,
            headers={"content-type": "application/n-triples"},
        ).raise_for_status()

    def connection(self, manifest: Graph, test: Node) -> str | None:
        """Replay one test; give what was wrong with the first request that failed."""
        known: dict[str, str] = {}
        action = manifest.value(test, MF.action)
        for request in Collection(manifest, manifest.value(action, HT.requests)):
            answer = self._send(manifest, request, known)
            expected = manifest.value(request, HT.resp)
            wrong = self._wrong(manifest, expected, answer)
            if wrong:
                return wrong
            variable = manifest.value(expected, MF.expectedLocation)
            if variable:
                if "location" not in answer.headers:
                    return "no Location"
                known[str(variable)] = answer.headers["location"]
        return None

    def _send(self, manifest: Graph, request: Node, known: dict[str, str]) -> httpx.Response:
        path = str(manifest.value(request, HT.absolutePath))
        body = manifest.value(request, HT.body)
        text = str(manifest.value(body, CNT.chars) or "") if body else ""
        for variable, value in known.items():
            path, text = path.replace(variable, value), text.replace(variable, value)
        if path.startswith("/sparql/"):
            path = "/sparql" + path.removeprefix("/sparql/")
        if path.startswith("/gsp"):
            path = "/rdf-graph-store" + path.removeprefix("/gsp")
        encoding = str(manifest.value(body, CNT.characterEncoding) or "UTF-8") if body else "UTF-8"
        return self._client.request(
            str(manifest.value(request, HT.methodName)),
            path if path.startswith("http") else self._base + path,
            content=text.encode(encoding) if body else None,
            headers=_headers(manifest, request),
        )

    def _wrong(self, manifest: Graph, expected: Node | None, answer: httpx.Response) -> str | None:
        wanted = [_status(one) for one in manifest.objects(expected, MF.expectedStatus)]
        if wanted and not any(answer.status_code in statuses for statuses in wanted):
            return f"status {answer.status_code}: {answer.text[:200]}"
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        kind = manifest.value(expected, MF.expectedFormat)
        if kind is not None and media_type not in FORMATS[str(kind)]:
            return f"type {media_type}, expected {kind}"
        truth = manifest.value(expected, MF.expectedBoolean)
        if truth is not None and _truth(answer) != (str(truth) == "true"):
            return f"answer {answer.text[:200]}, expected {truth}"
        for name, value in _headers(manifest, expected).items():
            if answer.headers.get(name, "").replace(" ", "").lower() != value.replace(" ", "").lower():
                return f"{name} {answer.headers.get(name)}, expected {value}"
        body = manifest.value(expected, HT.body)
        if body is not None:
            base = str(answer.request.url)
            given = Graph().parse(data=answer.content, format="turtle", publicID=base)
            meant = Graph().parse(data=str(manifest.value(body, CNT.chars)), format="turtle", publicID=base)
            if not isomorphic(given, meant):
                return f"another graph: {answer.text[:300]}"
        return None

    def description(self, test: str) -> str | None:
        """Hold the service description against what one of its three tests asks."""
        endpoint = f"{self._base}/sparql"
        answer = self._client.get(endpoint, headers={"accept": "text/turtle"})
        if not answer.is_success or answer.headers["content-type"].partition(";")[0] != "text/turtle":
            return f"status {answer.status_code}, type {answer.headers.get('content-type')}"
        graph = Graph().parse(data=answer.content, format="turtle", publicID=endpoint)
        if test == "returns-rdf":
            return None if len(graph) else "no triple"
        services = set(graph.subjects(SD.endpoint, URIRef(endpoint)))
        if test == "has-endpoint-triple":
            return None if services else "no sd:endpoint with the address that was asked"
        return _against_schema(graph, services)


def _against_schema(graph: Graph, services: set[Node]) -> str | None:
    """Say what of a description is not as the specification wants it (SPARQL 1.1 Service Description, 3)."""
    terms = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(SD)}
    datasets = set(graph.objects(None, SD.defaultDataset))
    checks = {
        "no sd:Service with this endpoint": services
        and all((one, RDF.type, SD.Service) in graph for one in services),
        "terms that the vocabulary lacks": terms <= {SD[name] for name in SD_TERMS} | LANGUAGES | FEATURES,
        "no known sd:supportedLanguage": set(graph.objects(None, SD.supportedLanguage)) & LANGUAGES,
        "a default dataset that is no sd:Dataset": all(
            (one, RDF.type, SD.Dataset) in graph for one in datasets
        ),
        "a default graph that is no sd:Graph": all(
            (one, RDF.type, SD.Graph) in graph for one in graph.objects(None, SD.defaultGraph)
        ),
        "a named graph without its one sd:name": all(
            len(set(graph.objects(one, SD.name))) == 1 for one in graph.objects(None, SD.namedGraph)
        ),
        "a format that is no IRI": all(
            isinstance(one, URIRef) for one in graph.objects(None, SD.resultFormat)
        ),
    }
    return next((wrong for wrong, holds in checks.items() if not holds), None)


def _status(term: Node) -> range:
    name = str(term).rpartition("#")[2]
    if name in STATUS:
        return range(STATUS[name], STATUS[name] + 1)
    first = int(name.removeprefix("StatusCode")[0]) * 100
    return range(first, first + 100)


def _truth(answer: httpx.Response) -> bool | None:
    if "json" in answer.headers.get("content-type", ""):
        return bool(answer.json().get("boolean"))
    return "<boolean>true" in answer.text


def _headers(manifest: Graph, holder: Node | None) -> dict[str, str]:
    listed = manifest.value(holder, HT.headers)
    return {
        str(manifest.value(one, HT.fieldName)): str(manifest.value(one, HT.fieldValue))
        for one in (Collection(manifest, listed) if listed else ())
    }


def _tests(manifest: Graph) -> Iterator[Node]:
    for listed in manifest.objects(None, MF.entries):
        yield from Collection(manifest, listed)


def run(base: str, token: str, suites: Path) -> dict[str, Score]:
    """Replay everything; give the scores."""
    runner = Runner(base, token)
    folder = suites / "rdf-tests/sparql/sparql11"
    scores: dict[str, Score] = {}
    for category, path in (
        ("protocol", "protocol/manifest.ttl"),
        ("graph store, indirect", "graph-store-protocol/manifest-indirect.ttl"),
        ("graph store, direct", "graph-store-protocol/manifest-direct.ttl"),
    ):
        manifest = Graph().parse(folder / path, format="turtle")
        score = scores.setdefault(category, Score())
        for test in _tests(manifest):
            runner.clear()
            for data in manifest.objects(test, UT.graphData):
                file = Path(str(manifest.value(data, UT.graph)).removeprefix("file://"))
                runner.put(str(manifest.value(data, RDFS_LABEL)), file.read_bytes())
            score.count(str(test).rpartition("#")[2], runner.connection(manifest, test))
    score = scores.setdefault("service description", Score())
    for test in _tests(Graph().parse(folder / "service-description/manifest.ttl", format="turtle")):
        name = str(test).rpartition("#")[2]
        score.count(name, runner.description(name))
    return scores


@contextmanager
def service() -> Iterator[tuple[str, str]]:
    """Serve an empty store for one run."""
    with (
        tempfile.TemporaryDirectory() as data,
        whosaid(Path(data), WHOSAID_ADMIN_TOKEN=TOKEN, WHOSAID_DEFAULT_GRAPH="strict") as base,
    ):
        yield base, TOKEN


def show(title: str, scores: dict[str, Score], *, verbose: bool) -> int:
    """Print the scores; give how many tests were missed."""
    missed = sum(len(score.missed) for score in scores.values())
    total = sum(score.total for score in scores.values())
    for category, score in scores.items():
        print(f"{category:40} {score.total - len(score.missed):4} / {score.total}")
        for one in score.missed if verbose else ():
            print(f"    {one}")
    print(f"{title:40} {total - missed:4} / {total}")
    if not total:
        print("found no tests; expected the folder of the suites")
    return missed if total else 1


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="+", metavar="[BASE_URL] SUITES")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    *address, suites = arguments.places
    if address:
        scores = run(address[0], os.environ.get("WHOSAID_ADMIN_TOKEN", ""), Path(suites))
    else:
        with service() as (base, token):
            scores = run(base, token, Path(suites))
    return 1 if show("protocol, graph store, description", scores, verbose=arguments.verbose) else 0


if __name__ == "__main__":
    sys.exit(main())
