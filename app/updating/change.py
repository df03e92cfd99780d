"""What a write would change: which quads go and come, and how that is said to a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from app.rdf.operations import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference that a write makes.

    `touched` are the graphs that it may write to, changed or not. Graphs in `replaced` hold nodes
    without a name, which no update can speak of: they are written anew, with all of `whole`.
    """

    removed: frozenset[ox.Quad] = frozenset()
    added: frozenset[ox.Quad] = frozenset()
    touched: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    whole: frozenset[ox.Quad] = field(default=frozenset())

    @property
    def changed(self) -> tuple[str, ...]:
        """Name the graphs in which anything changes."""
        return tuple(sorted({name_of(quad) for quad in self.removed | self.added}))

    def after(self, graph: str, store: Store) -> frozenset[ox.Triple]:
        """Give a graph as it will stand."""
        if graph in self.replaced:
            return frozenset(quad.triple for quad in self.whole if name_of(quad) == graph)
        stored = read_triples(store.graph(graph or None))
        removed = {quad.triple for quad in self.removed if name_of(quad) == graph}
        return (stored - removed) | {quad.triple for quad in self.added if name_of(quad) == graph}

    def as_update(self) -> str:
        """Say the difference as one update request: what was looked at is what is done."""
        anew = self.replaced | self.emptied
        removed = [quad for quad in self.removed if name_of(quad) not in anew]
        added = [quad for quad in self.added if name_of(quad) not in anew]
        parts = [_drop(graph) for graph in sorted(anew)]
        if removed:
            parts.append(f"DELETE DATA {{\n{data(removed)}}}")
        if added or self.whole:
            parts.append(_insert([*added, *self.whole]))
        return " ;\n".join(parts)


def replacing(graph: str, before: frozenset[ox.Triple], after: frozenset[ox.Triple]) -> Change:
    """Write the difference that putting one graph in the place of another makes."""
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    old = {node for triple in before for node in _nodes(triple)}
    has_nodes = any(not old.isdisjoint(_nodes(triple)) for triple in before ^ after)
    return Change(
        removed=_quads(before - after, name),
        added=_quads(after - before, name),
        touched=frozenset({graph}),
        emptied=frozenset({graph}) if before and not after else frozenset(),
        replaced=frozenset({graph}) if has_nodes and after else frozenset(),
        whole=_quads(after, name) if has_nodes else frozenset(),
    )


def read_triples(ntriples: bytes) -> frozenset[ox.Triple]:
    """Read N-Triples as a store gives them."""
    return frozenset(quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))


def name_of(quad: ox.Quad) -> str:
    """Name the graph of a quad; the default graph has the empty name."""
    return DEFAULT if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def data(quads: Iterable[ox.Quad]) -> str:
    """Write quads as the inside of INSERT DATA or DELETE DATA."""
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        graphs.setdefault(name_of(quad), []).append(f"{quad.triple} .\n")
    return "".join(
        f"GRAPH <{graph}> {{\n{''.join(lines)}}}\n" if graph else "".join(lines)
        for graph, lines in sorted(graphs.items())
    )


def _insert(quads: list[ox.Quad]) -> str:
    """Write quads as INSERT DATA; Virtuoso takes nodes without a name in a template only."""
    if any(_nodes(quad.triple) for quad in quads):
        return f"INSERT {{\n{data(quads)}}} WHERE {{ }}"
    return f"INSERT DATA {{\n{data(quads)}}}"


def _drop(graph: str) -> str:
    return f"DROP SILENT GRAPH <{graph}>" if graph else "CLEAR SILENT DEFAULT"


def _quads(triples: frozenset[ox.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> frozenset[ox.Quad]:
    return frozenset(ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples)


def _nodes(triple: ox.Triple) -> set[ox.BlankNode]:
    return {term for term in (triple.subject, triple.object) if isinstance(term, ox.BlankNode)}


def is_iri(name: str) -> bool:
    """Tell whether a name can be that of a graph.

    >>> is_iri("http://example.org/g"), is_iri("g"), is_iri("http://a b")
    (True, False, False)
    """
    try:
        ox.NamedNode(name)
    except ValueError:
        return False
    return True
