"""What must hold of every write, looked at as the graphs will stand, before anything is committed.

Graphs of the service's own are guarded: each has its own way in. Any other graph may hold what its
owner likes, as far as it conforms to the shapes, together with what the store says of the same
things, and says nothing that the store would take for its own record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, URIRef

from app.archive.check import misnamed
from app.domain.report import Report, Severity, Violation
from app.errors import Guarded, Malformed, Rejected, Uncheckable
from app.exchange.parse import terms_of
from app.rdf.passages import misquoted
from app.rdf.sparql import bind, query
from app.rdf.vocabulary import NS, OA, PROV, SCHEMA, TIME
from app.store.base import N_TRIPLES
from app.updating.change import Change, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.archive.ledger import Ledger
    from app.exchange.parse import Terms
    from app.rdf.iris import Iris
    from app.rdf.shapes import Shapes
    from app.store.base import Store
    from app.updating.record import Plan, Record

MOST_JUDGED: Final = 50_000
"""Triples that are held against the shapes at once: ten seconds."""
BATCH: Final = 500
WAYS: Final = {
    "article/": "articles enter by POST /articles or whosaid load, and leave by DELETE /articles/{id}",
    "decisions": "people decide by POST /conflicts/{id}/decisions, and nothing else touches that",
    "derived/": "it is worked out from the claims, by POST /admin/rebuild at any time",
    "outbox": "it holds what still wants comparing, and is written with each article",
    "digests": "it is the witness of what was stored, for whosaid check",
    "quarantine": "inputs that were kept out are tried again by POST /quarantine/{id}/retry",
    "gone": "it notes what was retracted, by DELETE /articles/{id}",
}
"""The graphs of the service's own, and how each is written to."""
SAID_BY_US: Final = f"is said by the service alone (in the terms of {NS}, and prov:specializationOf)"


RECORDED: Final = tuple(str(one) for one in (SCHEMA, OA, PROV, TIME, RDF))
"""The vocabularies in which the record is written; other words may be said of its things anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is needed to judge a change; `union` says that the default graph is the union of all graphs."""

    store: Store
    ledger: Ledger
    shapes: Shapes
    iris: Iris
    record: Record
    union: bool

    def check(self, change: Change) -> Plan:
        """Let a change pass, with what is written along; Guarded, Uncheckable, Rejected (with the report)."""
        self.guard(change.touched)
        if self.union and "" in change.changed:
            raise Guarded(NO_DEFAULT)
        plan, found, turtle = self.record.check(change)
        found += self._duplicates(change)
        for graph in change.changed:
            if self.record.holds(graph):
                continue
            gone = {terms_of(quad) for quad in change.removed if name_of(quad) == graph}
            report = self._judge(graph, change.after(graph, self.store), gone)
            found += report.violations
            turtle = turtle or report.turtle
        if found:
            raise Rejected(Report(violations=tuple(found), turtle=turtle))
        return plan

    def guard(self, graphs: Iterable[str]) -> None:
        """Refuse to write to a graph of the service's own."""
        for graph in sorted(graphs):
            way = self._way(graph)
            if way:
                message = f"<{graph}> is written by the service alone: {way}. Nothing is changed"
                raise Guarded(message)

    def _way(self, graph: str) -> str | None:
        place = str(self.iris.graph(""))
        if not graph.startswith(place) or self.record.holds(graph):
            return None
        name = graph.removeprefix(place)
        return next((way for key, way in WAYS.items() if name == key or _is_below(name, key)), None)

    def _judge(self, name: str, triples: frozenset[ox.Triple], gone: set[Terms]) -> Report:
        ours = sorted(
            {
                one.subject.value
                for one in triples
                if isinstance(one.subject, ox.NamedNode) and self.iris.parse(one.subject.value)
            }
        )
        if not ours and not self._concerns(triples):
            return Report(violations=())
        if len(triples) > MOST_JUDGED:
            message = (
                f"<{name}> would hold {len(triples)} triples, and what it says concerns the shapes; "
                f"at most {MOST_JUDGED} can be held against them before a commit"
            )
            raise Uncheckable(message)
        graph = Graph()
        try:
            for one in triples:
                graph.add(terms_of(ox.Quad(one.subject, one.predicate, one.object)))
        except Malformed as error:
            raise Uncheckable(error.message) from error
        context = self._context(ours)
        for triple in gone:
            context.remove(triple)
        whole = graph + context
        report = self.shapes.check(whole)
        found = [*report.violations, *(_violation(name, one) for one in self._findings(graph, whole))]
        return Report(violations=tuple(found), turtle="" if report.conforms else report.turtle)

    def _concerns(self, triples: Iterable[ox.Triple]) -> bool:
        predicates: set[str] = set()
        classes: set[str] = set()
        for one in triples:
            predicates.add(one.predicate.value)
            if one.predicate.value in CLASS_TELLING and isinstance(one.object, ox.NamedNode):
                classes.add(one.object.value)
        return (
            self.shapes.concern(predicates, classes)
            or str(PROV.specializationOf) in predicates
            or any(term.startswith(NS) for term in predicates | classes)
        )

    def _context(self, subjects: list[str]) -> Graph:
        """Read what the store says of things of its own, with the articles that they stand in."""
        context = Graph()
        for start in range(0, len(subjects), BATCH):
            batch = [URIRef(one) for one in subjects[start : start + BATCH]]
            text = self.store.answer(bind(query("things"), subjects=batch), accept=N_TRIPLES)
            context.parse(data=text, format="nt")
            rows = json.loads(self.store.answer(bind(query("graphs_of"), subjects=batch)))
            versions = {row["graph"]["value"] for row in rows["results"]["bindings"]}
            for version in sorted(versions & set(self.ledger.version_graphs())):
                context += self.ledger.whole(version)
        return context

    def _findings(self, graph: Graph, whole: Graph) -> Iterator[str]:
        """Say what `whosaid check` would find, or what the store's questions would stumble over."""
        yield from misquoted(whole)
        yield from (one for one in misnamed(whole) if one.startswith(self.iris.base))
        for subject, predicate, value in graph:
            is_ours = str(predicate).startswith(NS) or predicate == PROV.specializationOf
            if is_ours or (predicate == RDF.type and str(value).startswith(NS)):
                yield f"{subject}: {predicate} {value} {SAID_BY_US}"
            elif str(predicate).startswith(RECORDED) and self.iris.parse(str(subject)):
                yield f"{subject}: {predicate} is recorded of things of this store in their own graphs only"

    def _duplicates(self, change: Change) -> Iterator[Violation]:
        """Find triples that would stand in two graphs: the union counts such a triple twice."""
        added: dict[ox.Triple, str] = {}
        for quad in change.added:
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                continue
            if self.union and quad.triple in added:
                yield _twice(quad.triple, added[quad.triple], name_of(quad))
            added[quad.triple] = name_of(quad)
        gone = {(name_of(quad), quad.triple) for quad in change.removed}
        triples = list(added)
        for start in range(0, len(triples), BATCH):
            for place, triple in self._places(triples[start : start + BATCH]):
                counts = self.union or self.record.holds(place) or self._way(place) is not None
                if counts and place != added[triple] and (place, triple) not in gone:
                    yield _twice(triple, added[triple], place)

    def _places(self, triples: list[ox.Triple]) -> Iterator[tuple[str, ox.Triple]]:
        rows = " ".join(f"({number} {one})" for number, one in enumerate(triples))
        text = f"SELECT ?n ?graph WHERE {{ VALUES (?n ?s ?p ?o) {{ {rows} }} GRAPH ?graph {{ ?s ?p ?o }} }}"
        for row in json.loads(self.store.answer(text))["results"]["bindings"]:
            yield row["graph"]["value"], triples[int(row["n"]["value"])]


CLASS_TELLING: Final = frozenset({str(RDF.type), str(RDFS.subClassOf)})
NO_DEFAULT: Final = (
    "the default graph is the union of all graphs here and holds nothing itself: name a graph to write to "
    "(GRAPH, WITH, ?graph=), or set WHOSAID_DEFAULT_GRAPH=strict. Nothing is changed"
)


def _is_below(name: str, key: str) -> bool:
    return key.endswith("/") and name.startswith(key)


def _violation(focus: str, message: str) -> Violation:
    return Violation(severity=Severity.VIOLATION, message=message, focus=focus)


def _twice(triple: ox.Triple, first: str, second: str) -> Violation:
    message = f"{triple} would stand in two graphs, <{first}> and <{second}>"
    return _violation(str(getattr(triple.subject, "value", triple.subject)), message)
