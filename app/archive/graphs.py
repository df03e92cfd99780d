"""Our common graphs, each by the name that the queries have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import URIRef

    from app.rdf.iris import Iris

DERIVED = frozenset({"frames", "conflicts", "ties", "groups"})


def named(iris: Iris, *names: str) -> dict[str, URIRef]:
    """Name common graphs as a query wants them: `bind(query("done"), **named(iris, "outbox"))`."""
    return {name: iris.graph(f"derived/{name}" if name in DERIVED else name) for name in names}
