"""SHACL: what may enter the graph, and why not, in words that a journalist can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from app.domain.report import Report, Severity, Violation
from app.errors import Malformed
from app.rdf.vocabulary import OA, SCHEMA, WS

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
NAMES = (SCHEMA.text, SCHEMA.headline, SCHEMA.name, WS.wording, WS.nameUsed, OA.exact)
"""What a thing is called in a message: the words of a claim, the headline of an article …"""
LONGEST_NAME = 80


class Shapes:
    """The shapes of a folder, read once; checks the graph of one article at a time."""

    def __init__(self, folder: Path) -> None:
        files = sorted(folder.glob("*.ttl"))
        if not files:
            message = "holds no shapes (*.ttl); without them every graph would conform"
            raise Malformed(message, origin=str(folder))
        self.graph = Graph()
        for file in files:
            self.graph.parse(file, format="turtle")

    def check(self, graph: Graph) -> Report:
        """Hold a graph against the shapes (SHACL Core)."""
        return validate(graph, self.graph)


def validate(graph: Graph, shapes: Graph) -> Report:
    """Hold any graph against any shapes; the messages say which thing is meant."""
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", allow_warnings=True)
    assert isinstance(results, Graph)
    found = [_violation(results, node, graph) for node in results.subjects(RDF.type, SH.ValidationResult)]
    found.sort(key=lambda one: (one.focus, one.path or "", one.message, one.value or ""))
    return Report(
        violations=tuple(one for one in found if one.severity is Severity.VIOLATION),
        warnings=tuple(one for one in found if one.severity is not Severity.VIOLATION),
        turtle=results.serialize(format="turtle"),
    )


def _violation(results: Graph, result: Node, graph: Graph) -> Violation:
    focus = results.value(result, SH.focusNode)
    severity = results.value(result, SH.resultSeverity)
    message = results.value(result, SH.resultMessage)
    called = name_of(graph, focus) if focus is not None else None
    return Violation(
        severity=SEVERITIES.get(URIRef(str(severity)), Severity.VIOLATION),
        message=f"“{called}”: {message}" if called else str(message),
        focus=str(focus),
        path=_text(results.value(result, SH.resultPath)),
        value=_text(results.value(result, SH.value)),
        shape=_text(results.value(result, SH.sourceShape)),
    )


def name_of(graph: Graph, thing: Node) -> str | None:
    """Find what a thing is called, or else what it belongs to, so that a reader finds the sentence."""
    for predicate in NAMES:
        value = graph.value(thing, predicate)
        if isinstance(value, Literal):
            words = " ".join(str(value).split())
            return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    label = graph.value(thing, RDFS.label)
    return str(label) if label else None


def _text(node: Node | None) -> str | None:
    return str(node) if node is not None else None
