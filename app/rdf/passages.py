"""The passages of a graph must give back their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF

from app.rdf.vocabulary import OA, SCHEMA

if TYPE_CHECKING:
    from rdflib import Graph


def misquoted(graph: Graph) -> tuple[str, ...]:
    """Say of which passages `text[start:end] == exact` does not hold, and how.

    The graph holds the passages and the text versions they point into (Web Annotation, section 4.2:
    positions count code points, the end is exclusive).
    """
    findings: list[str] = []
    for passage in graph.subjects(RDF.type, OA.SpecificResource):
        body = str(graph.value(graph.value(passage, OA.hasSource), SCHEMA.articleBody) or "")
        selectors = list(graph.objects(passage, OA.hasSelector))
        starts = [str(value) for one in selectors for value in graph.objects(one, OA.start)]
        ends = [str(value) for one in selectors for value in graph.objects(one, OA.end)]
        quotes = [str(value) for one in selectors for value in graph.objects(one, OA.exact)]
        if len(starts) != 1 or len(ends) != 1 or len(quotes) != 1:
            findings.append(f"{passage}: needs one start, one end and one exact quote")
            continue
        if not starts[0].isdecimal() or not ends[0].isdecimal():
            findings.append(
                f"{passage}: begins at {starts[0]!r} and ends at {ends[0]!r}, which are no positions"
            )
            continue
        found = body[int(starts[0]) : int(ends[0])]
        if found != quotes[0] or not found:
            findings.append(f"{passage}: quotes {quotes[0]!r}, but there the text says {found!r}")
    return tuple(sorted(findings))


def count_passages(graph: Graph) -> int:
    """Count the passages of a graph."""
    return sum(1 for _ in graph.subjects(RDF.type, OA.SpecificResource))
