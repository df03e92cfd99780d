"""A fingerprint of a graph without blank nodes: which triples it holds, in no order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph


def digest(graph: Graph) -> str:
    """Hash the triples as sorted N-Triples lines (SHA-256, hexadecimal); our graphs name every node."""
    lines = sorted(" ".join(term.n3() for term in triple) for triple in graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
