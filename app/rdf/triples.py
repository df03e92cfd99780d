"""Triples in memory, for what is written and read by the thousand."""

from __future__ import annotations

from rdflib import Graph


class Triples(Graph):
    """A graph of rdflib without prefixes and contexts: what rdflib makes by default takes twice as long."""

    def __init__(self) -> None:
        super().__init__("SimpleMemory", bind_namespaces="none")
