"""Every write of an administrator: an update, or a graph put, added to or taken away.

While one is tried, checked and committed, nobody else in this process writes. What is committed is the
difference that was checked, not the update once more: what depends on chance or the hour cannot differ.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from app.errors import Guarded, Malformed, NotFound, QueryRefused, QuerySyntax, UpdateFailed
from app.exchange.parse import read_quads
from app.rdf.operations import operations, using
from app.rdf.refuse import keywords
from app.updating.change import Change, data, is_iri, read_triples, replacing
from app.updating.record import Plan
from app.updating.rules import NO_DEFAULT
from app.updating.tags import tag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from app.rdf.operations import Operation
    from app.store.base import Store
    from app.updating.rules import Rules
    from app.updating.trial import Request, Trial

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """A graph as it was sent."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a graph: whether it was there before, and the tag of what it holds now."""

    was_there: bool
    tag: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """The writes; with `checks` off, nothing is asked of them but that they are no calls to other servers.

    `settle` works off what is noted to want comparing, which a change of the record leaves behind.
    """

    store: Store
    trial: Trial
    rules: Rules
    clock: Callable[[], datetime]
    settle: Callable[[], object]
    checks: bool = True

    def update(self, request: Request) -> None:
        """Carry one update request out; QuerySyntax, QueryRefused, UpdateError, Rejected."""
        done = operations(request.text, base=request.base)
        self._refuse(request, done)
        if not self.checks:
            self.store.update(self._as_it_is(request, done))
            return
        with self.store.alone():
            self._commit(self.trial.run(request, done))
        self.settle()

    def put(
        self, graph: str, documents: Sequence[Document], *, agrees: Callable[[str | None], None]
    ) -> Written:
        """Put a graph in the place of another; `agrees` raises if the tag of that is not the one meant."""
        sent = _stored(documents, graph)
        return self._write(graph, agrees, lambda _before: sent)

    def add(
        self, graph: str, documents: Sequence[Document], *, agrees: Callable[[str | None], None]
    ) -> Written:
        """Add triples to a graph; nodes without a name are new ones."""
        sent = _stored(documents, graph)
        return self._write(graph, agrees, lambda before: before | sent)

    def remove(self, graph: str, *, agrees: Callable[[str | None], None]) -> None:
        """Take a graph away; NotFound if there is none."""

        def nothing(before: frozenset[ox.Triple]) -> frozenset[ox.Triple]:
            if not before:
                message = f"there is no graph <{graph}>" if graph else "the default graph is empty"
                raise NotFound(message)
            return frozenset()

        self._write(graph, agrees, nothing)

    def _write(
        self,
        graph: str,
        agrees: Callable[[str | None], None],
        make: Callable[[frozenset[ox.Triple]], frozenset[ox.Triple]],
    ) -> Written:
        if self.checks:
            self.rules.guard([graph])
        if self.rules.union and not graph:
            raise Guarded(NO_DEFAULT)
        with self.store.alone():
            stored = self.store.graph(graph or None)
            agrees(tag_of(stored))
            before = read_triples(stored)
            self._commit(replacing(graph, before, make(before)))
            written = Written(was_there=bool(before), tag=tag_of(self.store.graph(graph or None)))
        self.settle()
        return written

    def _commit(self, change: Change) -> None:
        plan = self.rules.check(change) if self.checks else Plan(change)
        if change.removed or change.added:
            self.store.update(plan.as_update(self.rules.iris, now=self.clock()))
            log.info("updated graphs=%d texts=%d", len(change.changed), len(plan.renewed))

    def _refuse(self, request: Request, done: Iterable[Operation]) -> None:
        """Refuse what calls other servers, what goes by no graph, and datasets that are said twice."""
        if "SERVICE" in keywords(request.text):
            message = "SERVICE is not allowed here: this service does not call other servers for an update"
            raise QueryRefused(message)
        for graph in (*request.default_graphs, *request.named_graphs):
            if not is_iri(graph):
                message = f"{graph!r} is no IRI of a graph"
                raise Malformed(message)
        for one in done:
            for graph in sorted(one.writes | one.reads):
                if graph and not is_iri(graph):
                    message = f"{graph!r} is no IRI of a graph"
                    raise QuerySyntax(message)
            if one.names_dataset and (request.default_graphs or request.named_graphs):
                message = "the request and the update both say which graphs are meant (USING, WITH)"
                raise Malformed(message)
            writes_default = "" in one.writes and one.kind not in {"CLEAR", "DROP", "CREATE"}
            if self.rules.union and (writes_default or "" in one.reads):
                raise Guarded(NO_DEFAULT)

    def _as_it_is(self, request: Request, done: Sequence[Operation]) -> str:
        """Write the whole request for the engine: prologue first, since it takes none later on."""
        prologue = {request.text[start:end]: None for one in done for start, end in one.prologue}
        bodies = []
        for one in done:
            if one.kind == "LOAD":
                bodies.append(self._loaded(one))
                continue
            body = request.text[one.start : one.end]
            insert = using(request.text, one, request.default_graphs, request.named_graphs)
            if insert:
                place = insert[0] - one.start
                body = f"{body[:place]}{insert[1]}{body[place:]}"
            bodies.append(body)
        return "\n".join([f"BASE <{request.base}>", *prologue, " ;\n".join(filter(None, bodies))])

    def _loaded(self, one: Operation) -> str:
        try:
            triples = read_triples(self.trial.fetch(one.source))
        except (QueryRefused, UpdateFailed):
            if one.silent:
                return ""
            raise
        (graph,) = one.writes
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        quads = (ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
        return f"INSERT DATA {{ {data(quads)} }}"


def _stored(documents: Sequence[Document], graph: str) -> frozenset[ox.Triple]:
    """Read what was sent as the store will hold it: literals in its spelling, nodes of their own."""
    store = ox.Store()
    for number, document in enumerate(documents):
        for quad in read_quads(document.content, document.media_type, base=graph or None):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                message = f"the body names the graph {quad.graph_name}; expected triples"
                raise Malformed(message)
            store.add(ox.Quad(*_apart(quad.triple, number)))
    return frozenset(quad.triple for quad in store)


def _apart(triple: ox.Triple, number: int) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    """Keep nodes without a name apart from those of the other documents and of the store."""
    subject, value = (
        ox.BlankNode(f"n{number}x{term.value}") if isinstance(term, ox.BlankNode) else term
        for term in (triple.subject, triple.object)
    )
    return subject, triple.predicate, value  # type: ignore[return-value]  # whatever terms a triple has
