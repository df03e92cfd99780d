"""The child's own program: an update carried out on a copy, and what it changed there.

It can be killed, opens no socket and touches nothing but the folder that it is given: so an update
that never ends, or that would call another server, harms neither the store nor the service.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from app.store.child.fence import forbid_sockets, limit_memory
from app.store.formats import SURROGATE

GRACE: Final = 2
"""Seconds after which the child ends itself, should its parent not have ended it."""

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class RefusedError(Exception):
    """The update cannot be tried out."""


class Trial:
    """A copy of the store, the steps that are done on it, and what was there before them."""

    def __init__(self, store: ox.Store, *, base: str, most: int) -> None:
        self._store = store
        self._base = base
        self._left = self._most = most
        self._known = set(store.named_graphs())
        self._before: dict[GraphName, frozenset[ox.Quad]] = {}

    def do(self, step: dict[str, Any]) -> None:
        """Note what the graphs hold that a step may write to, and carry it out."""
        if not step["load"]:
            self._check(step["text"])
        for name in step["writes"]:
            self._note(_graph(name))
        if step["everywhere"]:
            self._note(ox.DefaultGraph())
            for graph in list(self._store.named_graphs()):
                self._note(graph)
        if step["asks"]:
            for graph in self._asked(step):
                self._note(graph)
        if step["load"]:
            self._store.load(
                path=step["load"], format=ox.RdfFormat.N_TRIPLES, to_graph=_graph(step["writes"][0])
            )
            return
        text = step["text"] if step["select"] is None else self._with_values(step)
        self._store.update(text, base_iri=self._base)

    def _check(self, text: str) -> None:
        """Let the engine say whether a step is SPARQL; that an empty store cannot do it means nothing."""
        with suppress(RuntimeError, OSError):
            ox.Store().update(text, base_iri=self._base)

    def result(self, folder: Path) -> dict[str, list[str]]:
        """Write the difference into files, and say which graphs it touches."""
        for new in set(self._store.named_graphs()) - self._known:
            self._before.setdefault(new, frozenset())
        removed: list[ox.Quad] = []
        added: list[ox.Quad] = []
        emptied: list[GraphName] = []
        for graph, before in self._before.items():
            after = frozenset(self._content(graph))
            removed += before - after
            added += after - before
            if before and not after:
                emptied.append(graph)
        replaced = self._entangled([*removed, *added])
        whole = [quad for graph in replaced for quad in self._content(graph)]
        for name, quads in (("removed", removed), ("added", added), ("whole", whole)):
            ox.serialize(quads, str(folder / f"{name}.nq"), format=ox.RdfFormat.N_QUADS)
        touched = {graph for graph, before in self._before.items() if before}
        return {
            "touched": sorted(_name(graph) for graph in touched | {quad.graph_name for quad in added}),
            "emptied": sorted(map(_name, emptied)),
            "replaced": sorted(map(_name, replaced)),
        }

    def _content(self, graph: GraphName) -> list[ox.Quad]:
        return list(self._store.quads_for_pattern(None, None, None, graph))

    def _note(self, graph: GraphName) -> None:
        if graph in self._before:
            return
        noted = []
        for quad in self._store.quads_for_pattern(None, None, None, graph):
            noted.append(quad)
            self._left -= 1
            if self._left < 0:
                message = f"the graphs that it may change hold more than {self._most} triples"
                raise RefusedError(message)
        self._before[graph] = frozenset(noted)

    def _asked(self, step: dict[str, Any]) -> set[ox.NamedNode]:
        """Ask the pattern of a step which graphs it will write to."""
        rows = self._rows(step["asks"], step)
        return {graph for row in rows for graph in row if isinstance(graph, ox.NamedNode)}

    def _rows(self, query: str, step: dict[str, Any]) -> ox.QuerySolutions:
        graphs: dict[str, Any] = {}
        if step["within"] is not None:
            graphs["default_graph"] = [_graph(step["within"])]
        found = self._store.query(
            query, base_iri=self._base, use_default_graph_as_union=step["select"] is not None, **graphs
        )
        assert isinstance(found, ox.QuerySolutions)
        return found

    def _with_values(self, step: dict[str, Any]) -> str:
        """Put what the pattern finds in the union of all graphs in the place of the pattern.

        The engine's updates know no union of graphs; its queries do.
        """
        rows = self._rows(step["select"], step)
        names = " ".join(str(one) for one in rows.variables)
        lines = []
        for row in rows:
            self._left -= 1
            if self._left < 0:
                message = f"its pattern finds more than {self._most} rows"
                raise RefusedError(message)
            lines.append(f"({' '.join(_spell(term) for term in row)})")
        values = f"VALUES ({names}) {{ {' '.join(lines)} }}"
        return f"{step['template']} WHERE {{ {values} }}"

    def _entangled(self, quads: list[ox.Quad]) -> set[GraphName]:
        """Find the graphs that share nodes without a name with what is changed: nobody can name those."""
        graphs: set[GraphName] = set()
        nodes: set[ox.BlankNode] = set()
        waiting = list(quads)
        while waiting:
            quad = waiting.pop()
            fresh = _nodes(quad) - nodes
            if not fresh and not _nodes(quad):
                continue
            nodes |= fresh
            for node in fresh:
                waiting += self._store.quads_for_pattern(node, None, None, None)
                waiting += self._store.quads_for_pattern(None, None, node, None)
            if quad.graph_name not in graphs:
                graphs.add(quad.graph_name)
                waiting += self._content(quad.graph_name)
        return graphs


def _nodes(quad: ox.Quad) -> set[ox.BlankNode]:
    return {term for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)}


def _graph(name: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(name) if name else ox.DefaultGraph()


def _name(graph: GraphName) -> str:
    return "" if isinstance(graph, ox.DefaultGraph) else graph.value


def _spell(term: object) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        message = "its pattern finds a node without a name in the union of all graphs; name graphs by USING"
        raise RefusedError(message)
    return str(term)


def main() -> None:
    """Do one job: a line of JSON; answer with another."""
    job = json.loads(sys.stdin.buffer.readline())
    _enclose(seconds=job["seconds"], memory_bytes=job["memory_bytes"])
    sys.stdout.write(json.dumps(carry_out(job)))


def carry_out(job: dict[str, Any]) -> dict[str, Any]:
    """Carry the steps of a job out, one after the other; tell what came of it, or what went wrong."""
    try:
        store = ox.Store(job["store"]) if job["store"] else ox.Store()
        for name, path in job["graphs"]:
            store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=_graph(name))
        if job["dump"]:
            store.bulk_load(path=job["dump"], format=ox.RdfFormat.N_QUADS)
        trial = Trial(store, base=job["base"], most=job["most"])
        for step in job["steps"]:
            trial.do(step)
        return trial.result(Path(job["folder"]))
    except SyntaxError as error:
        return {"syntax": str(error.msg)}
    except UnicodeEncodeError:
        return {"syntax": SURROGATE}
    except RefusedError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"large": ""}
    except (OSError, ValueError, RuntimeError) as error:
        return {"failed": str(error)}


def _enclose(*, seconds: float, memory_bytes: int) -> None:
    """Lay all bounds on this process; there is no way back."""
    most = int(seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + GRACE))
    limit_memory(memory_bytes)
    signal.alarm(most)
    forbid_sockets()


if __name__ == "__main__":
    main()
