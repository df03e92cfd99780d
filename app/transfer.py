"""A dump taken into the store: each article is checked as a new one is, and nothing derived is believed.

The dump is put into a store of its own first. From there every text version goes the way of an ingest:
texts, hashes, ids, passages and shapes are checked, one update stores it, and comparing finds its
conflicts again. So a load may be broken off and repeated, and what conforms is all that comes in.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import RDF, Graph, URIRef

from app.archive.check import misnamed
from app.archive.ledger import Ledger
from app.conflict.detect import keys
from app.domain.identity import text_id
from app.exchange.stage import stage
from app.rdf.digest import digest
from app.rdf.passages import misquoted
from app.rdf.sparql import bind, query
from app.rdf.triples import Triples
from app.rdf.version import Written
from app.rdf.vocabulary import SCHEMA, WS
from app.store.base import N_TRIPLES
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.bootstrap import Parts

log = logging.getLogger(__name__)
WORKED_OUT: Final = ("parties", "places", "digests", "outbox")
"""Graphs that come in with the articles, or are a matter of the store itself."""
DERIVED: Final = "derived/"
BATCH: Final = 5_000
"""Triples of a graph that is no article's, in one update."""


@dataclass(slots=True)
class Loaded:
    """What became of a dump; `refused` says of each thing that was kept out why."""

    articles: int = 0
    known: int = 0
    graphs: int = 0
    conflicts: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell: of bytes that are read, of how many versions there are, of each that is done."""

    read: Callable[[int], None]
    versions: Callable[[int], None]
    done: Callable[[], None]


SILENT: Final = Progress(lambda _bytes: None, lambda _count: None, lambda: None)


def load(parts: Parts, files: list[Path], *, now: datetime, progress: Progress = SILENT) -> Loaded:
    """Take dumps in; Malformed if one is no dump. What does not conform is told and stays out."""
    loaded = Loaded()
    before = parts.archive.counts()["conflicts"]
    with tempfile.TemporaryDirectory(prefix="load-", dir=parts.settings.data) as beside:
        folder = Path(beside) / "store"
        stage(files, folder, progress.read)
        staged = EmbeddedStore(folder)
        try:
            _Loading(parts, staged, loaded, now).run(progress)
        finally:
            staged.close()
    parts.service.compare_touched()
    loaded.conflicts = parts.archive.counts()["conflicts"] - before
    log.info("loaded articles=%d known=%d refused=%d", loaded.articles, loaded.known, len(loaded.refused))
    return loaded


class _Loading:
    """One load under way."""

    def __init__(self, parts: Parts, staged: EmbeddedStore, loaded: Loaded, now: datetime) -> None:
        self._parts = parts
        self._staged = staged
        self._ledger = Ledger(staged, parts.iris, keys)
        self._loaded = loaded
        self._now = now
        self._place = f"{parts.iris.base}graph/"

    def run(self, progress: Progress) -> None:
        """Take people's decisions and the rest in first: comparing goes by them."""
        versions = set(self._ledger.version_graphs())
        sheets = {version.rpartition("/")[0] for version in versions}
        for graph in self._graphs():
            if graph not in versions | sheets:
                self._take_graph(graph)
        progress.versions(len(versions))
        for version in sorted(versions):
            self._take_version(version)
            progress.done()

    def _graphs(self) -> list[str]:
        answer = json.loads(self._staged.answer(query("graphs")))
        return [row["graph"]["value"] for row in answer["results"]["bindings"]]

    def _take_graph(self, graph: str) -> None:
        name = graph.removeprefix(self._place)
        if name in WORKED_OUT or name.startswith(DERIVED):
            return
        if name.startswith("article/"):
            self._loaded.refused.append(f"{graph}: belongs to no text version")
            return
        triples = self._staged.answer(bind(query("graph"), graph=URIRef(graph)), accept=N_TRIPLES)
        report = self._parts.service.shapes.check(Graph().parse(data=triples, format="nt"))
        if not report.conforms:
            self._loaded.refused += [f"{graph}: {one.message}" for one in report.violations]
            return
        lines = triples.decode().splitlines()
        for start in range(0, len(lines), BATCH):
            text = "\n".join(lines[start : start + BATCH])
            self._parts.store.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}\n}} }}")
        self._loaded.graphs += 1

    def _take_version(self, version: str) -> None:
        article, sha256 = version.split("/")[-2:]
        if version != str(self._parts.iris.version_graph(article, sha256)):
            reason = f"its IRI does not begin with {self._parts.iris.base}; set WHOSAID_BASE_IRI to its base"
            self._loaded.refused.append(f"{version}: {reason}")
            return
        text = text_id(article, sha256)
        if text in self._parts.ledger.versions_of(article):
            self._loaded.known += 1
            return
        stored, whole = self._ledger.graph(version), self._ledger.whole(version)
        findings = list(self._findings(version, stored, whole))
        if findings:
            self._loaded.refused += [f"{version}: {one}" for one in findings]
            return
        shared = whole - stored - self._ledger.graph(version.rpartition("/")[0])
        places = set(shared.subjects(RDF.type, SCHEMA.Place))
        self._parts.ledger.put(
            Written(
                article=article,
                text=text,
                digest=sha256,
                statements=tuple(self._ledger.claims_in(version).values()),
                version=stored,
                parties=_only(shared, lambda subject: subject not in places),
                places=_only(shared, lambda subject: subject in places),
            ),
            now=self._now,
        )
        self._loaded.articles += 1

    def _findings(self, version: str, stored: Graph, whole: Graph) -> Iterator[str]:
        """Say what keeps a text version out: what an ingest would refuse, and what damage would leave."""
        article, sha256 = version.split("/")[-2:]
        text = self._parts.iris.iri("text", text_id(article, sha256))
        if (text, RDF.type, WS.TextVersion) not in stored:
            yield f"does not hold the text version {text}, which its name promises"
        body = stored.value(text, SCHEMA.articleBody)
        if body is not None and hashlib.sha256(str(body).encode()).hexdigest() != sha256:
            yield "its text is not the one that its hash names"
        noted = self._ledger.stored_digest(version)
        if noted is not None and noted != digest(stored):
            yield "is not as it was stored (its digest differs)"
        for violation in self._parts.service.shapes.check(whole).violations:
            yield violation.message
        yield from misquoted(whole)
        yield from misnamed(whole)
        for subject in set(stored.subjects()):
            if not str(subject).startswith(self._parts.iris.base):
                yield f"speaks of {subject}, which is no thing of this store"


def _only(graph: Graph, wanted: Callable[[object], bool]) -> Graph:
    kept = Triples()
    for subject, predicate, value in graph:
        if wanted(subject):
            kept.add((subject, predicate, value))
    return kept
