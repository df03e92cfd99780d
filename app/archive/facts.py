"""Answers of the store as plain Python: rows, and facts by subject."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rdflib import Graph, URIRef

from app.rdf.sparql import bind, query
from app.store.base import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rdf.iris import Iris
    from app.store.base import Store

UNFOLLOWED = frozenset({"run"})
"""Kinds that are not fetched by the way: nobody asks for the run."""


class Facts:
    """What is said of some things: subject → predicate → values, each as its plain string."""

    def __init__(self) -> None:
        self._by_subject: dict[str, dict[str, list[str]]] = {}

    def add(self, rows: Iterable[dict[str, str]]) -> None:
        """Take in rows of s, p, o."""
        for row in rows:
            values = self._by_subject.setdefault(row["s"], {}).setdefault(row["p"], [])
            values.append(row["o"])

    def __contains__(self, subject: str) -> bool:
        """Tell whether anything is known of a thing."""
        return str(subject) in self._by_subject

    def all(self, subject: str, predicate: URIRef) -> list[str]:
        """Give the values of a property, in a stable order."""
        return sorted(self._by_subject.get(str(subject), {}).get(str(predicate), []))

    def one(self, subject: str, predicate: URIRef) -> str | None:
        """Give the value of a property that has at most one; the smallest if there are more."""
        values = self.all(subject, predicate)
        return values[0] if values else None

    def objects(self) -> set[str]:
        """Give every value of every property."""
        return {
            value
            for properties in self._by_subject.values()
            for values in properties.values()
            for value in values
        }


class Reader:
    """Asks the store our own questions."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self._store = store
        self._iris = iris

    def rows(self, name: str, /, **values: Any) -> list[dict[str, str]]:
        """Ask a question of `queries/` and give its rows, unbound variables left out."""
        answer = json.loads(self._store.answer(bind(query(name), **values)))
        return [
            {variable: term["value"] for variable, term in row.items()}
            for row in answer["results"]["bindings"]
        ]

    def things(self, name: str, /, **values: Any) -> list[str]:
        """Ask a question whose answer is a list of things."""
        return [row["thing"] for row in self.rows(name, **values)]

    def graph(self, name: str) -> Graph:
        """Read a whole named graph."""
        text = self._store.answer(bind(query("graph"), graph=URIRef(name)), accept=N_TRIPLES)
        return Graph().parse(data=text, format="nt")

    def follow(self, subjects: Iterable[str], *, depth: int, question: str = "facts") -> Facts:
        """Fetch what is said of things, of what they point at, and so on, one query a step."""
        facts = Facts()
        wanted = set(subjects)
        for _ in range(depth):
            if not wanted:
                break
            facts.add(self.rows(question, subjects=[URIRef(one) for one in sorted(wanted)]))
            wanted = {one for one in facts.objects() if one not in facts and self._is_followed(one)}
        return facts

    def _is_followed(self, value: str) -> bool:
        if not value.startswith(self._iris.base):
            return False
        parsed = self._iris.parse(value.partition("#")[0])
        return parsed is not None and parsed[0] not in UNFOLLOWED
