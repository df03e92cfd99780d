"""A fingerprint of a graph without blank nodes: which triples it holds, in no order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def digest(graph: Graph) -> str:
    """Hash the triples as sorted N-Triples lines (SHA-256, hexadecimal); our graphs name every node.

    rdflib writes UTC as "+00:00" when it has read it, and as "Z" when we have written it: one spelling.
    """
    lines = sorted(" ".join(_spell(term) for term in triple) for triple in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def fact_digest(subject: str, predicate: str, value: str) -> str:
    """Hash one triple of plain strings, as `queries/sweep.rq` spells it (SHA-256, hexadecimal)."""
    return hashlib.sha256(f"{subject} {predicate} {value}".encode()).hexdigest()


def _spell(term: Node) -> str:
    return term.n3().replace('+00:00"^^', 'Z"^^')
