"""SHACL: what may enter the graph, and why not, in words that a journalist can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyshacl
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

from app.domain.report import Report, Severity, Violation
from app.errors import Malformed
from app.rdf.vocabulary import OA, PROV, SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
NAMES = (
    SCHEMA.text,
    SCHEMA.headline,
    SCHEMA.name,
    WS.wording,
    WS.nameUsed,
    WS.explanation,
    WS.origin,
    OA.exact,
    RDFS.label,
)
"""What a thing is called in a message: the words of a claim, the headline of an article …"""
PARTS = (OA.hasSelector, WS.passage)
"""Where the words of a thing that has none itself may stand."""
WHOLES = (
    OA.hasSelector,
    WS.passage,
    WS.cue,
    WS.sourceMention,
    WS.quantity,
    WS.saidAt,
    WS.eventTime,
    WS.reportingStep,
    WS.differsIn,
    WS.matchedOn,
)
"""What leads from a thing to one that belongs to it."""
TOWARDS_ARTICLE = (SCHEMA.appearance, PROV.specializationOf, OA.hasSource, PROV.used)
LONGEST_NAME = 80
_NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')


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
        self._classes = _names(self.graph, SH.targetClass) | _implicit(self.graph)
        self._predicates = _names(self.graph, SH.targetSubjectsOf) | _names(self.graph, SH.targetObjectsOf)
        self._names_nodes = bool(_names(self.graph, SH.targetNode))

    def concern(self, predicates: set[str], classes: set[str]) -> bool:
        """Tell whether any shape looks at a graph with these predicates and classes."""
        return (
            self._names_nodes
            or not self._predicates.isdisjoint(predicates)
            or not self._classes.isdisjoint(classes)
        )

    def check(self, graph: Graph) -> Report:
        """Hold a graph against the shapes (SHACL Core)."""
        return validate(graph, self.graph)


def _names(shapes: Graph, target: URIRef) -> set[str]:
    return {str(one) for one in shapes.objects(None, target)}


def _implicit(shapes: Graph) -> set[str]:
    """Find the classes that are shapes themselves (SHACL, section 2.1.3.3)."""
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    return {str(one) for one in nodes & set(shapes.subjects(RDF.type, RDFS.Class))}


def validate(graph: Graph, shapes: Graph) -> Report:
    """Hold any graph against any shapes; the messages say which thing is meant."""
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", allow_warnings=True)
    assert isinstance(results, Graph)
    found = findings(legible(results), graph)
    return Report(
        violations=tuple(one for one in found if one.severity is Severity.VIOLATION),
        warnings=tuple(one for one in found if one.severity is not Severity.VIOLATION),
        turtle=results.serialize(format="turtle"),
    )


def legible(results: Graph) -> Graph:
    """Give a report in which every IRI can be written: what is none can only be told as words."""
    for subject, predicate, value in list(results):
        if isinstance(value, URIRef) and _NOT_IN_IRI.search(value):
            results.remove((subject, predicate, value)).add((subject, predicate, Literal(value)))
    return results


def apart(results: Graph) -> Graph:
    """Give each result of a report a copy of its path for itself (SHACL, 3.6.2.2); they share one else."""
    taken: set[Node] = set()
    for result, _, path in list(results.triples((None, SH.resultPath, None))):
        if path in taken:
            results.set((result, SH.resultPath, _copy(results, path)))
        taken.add(path)
    return results


def _copy(graph: Graph, node: Node) -> Node:
    if not isinstance(node, BNode):
        return node
    copied = BNode()
    for predicate, value in list(graph.predicate_objects(node)):
        graph.add((copied, predicate, _copy(graph, value)))
    return copied


def findings(results: Graph, graph: Graph) -> list[Violation]:
    """Tell the results of a report in words, in a fixed order; the graph says which thing is meant."""
    found = [_violation(results, node, graph) for node in _top_results(results)]
    found.sort(key=lambda one: (one.focus, one.path or "", one.message, one.value or ""))
    return found


def _top_results(results: Graph) -> list[Node]:
    """Find the results of the report itself, not those that explain one of them (`sh:detail`)."""
    return [node for report in results.subjects(RDF.type, SH.ValidationReport)
            for node in results.objects(report, SH.result)]  # fmt: skip


def _violation(results: Graph, result: Node, graph: Graph) -> Violation:
    focus = results.value(result, SH.focusNode)
    assert focus is not None  # SHACL, section 3.6.2.1: every result has one
    severity = results.value(result, SH.resultSeverity)
    return Violation(
        severity=SEVERITIES.get(URIRef(str(severity)), Severity.VIOLATION),
        message=_placed(graph, focus, _message(results, result)),
        focus=str(focus),
        path=_text(results.value(result, SH.resultPath)),
        value=_text(results.value(result, SH.value)),
        shape=_text(results.value(result, SH.sourceShape)),
    )


def _message(results: Graph, result: Node) -> str:
    """Give the words of a result: in English if there are several, else which constraint it is."""
    words = sorted(results.objects(result, SH.resultMessage), key=_is_foreign)
    if words:
        return str(words[0])
    component = str(results.value(result, SH.sourceConstraintComponent) or "")
    return f"Does not satisfy {re.split('[/#]', component)[-1] or 'the shape'}."


def _is_foreign(words: Node) -> tuple[bool, str]:
    language = words.language if isinstance(words, Literal) else None
    return not (language or "en").startswith("en"), str(words)


def _placed(graph: Graph, focus: Node, message: str) -> str:
    """Begin a message with the article and the words that are meant, as far as they are known."""
    called, article = name_of(graph, focus), article_of(graph, focus)
    headline = name_of(graph, article) if article is not None else None
    places = [f"in “{headline}”"] if headline and headline != called else []
    places += [f"“{called}”"] if called else []
    where = ", ".join(places)
    return f"{where[0].upper()}{where[1:]}: {message}" if where else message


def name_of(graph: Graph, thing: Node) -> str | None:
    """Find what a thing is called, or else its parts or what it belongs to; an address at the last.

    So a reader finds the sentence: a position is called by the words of its passage.
    """
    for one in (thing, *_around(graph, thing)):
        for predicate in NAMES:
            value = graph.value(one, predicate)
            if isinstance(value, Literal) and value.strip():
                words = " ".join(value.split())
                return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1] + "…"
    return _text(graph.value(thing, SCHEMA.url))


def article_of(graph: Graph, thing: Node) -> Node | None:
    """Find the article that a thing stands in; None for what may stand in many, such as a party."""
    for one in (thing, *_around(graph, thing)):
        if (one, RDF.type, SCHEMA.NewsArticle) in graph:
            return one
        for predicate in TOWARDS_ARTICLE:
            nearer = graph.value(one, predicate)
            if nearer is not None:
                return graph.value(nearer, PROV.specializationOf) or nearer
    return None


def _around(graph: Graph, thing: Node) -> Iterator[Node]:
    """Give the parts of a thing, then what it belongs to with its parts, at most two steps up."""
    seen = [thing]
    for _ in range(3):
        parts = [part for one in seen for by in PARTS for part in sorted(graph.objects(one, by), key=str)]
        yield from parts
        yield from (part for one in parts for part in sorted(graph.objects(one, OA.hasSelector), key=str))
        seen = [whole for one in seen for by in WHOLES for whole in sorted(graph.subjects(by, one), key=str)]
        yield from seen


def _text(node: Node | None) -> str | None:
    return str(node) if node is not None else None


def in_words(found: Iterable[Violation]) -> list[str]:
    """Tell findings one a line, each with the thing that is meant where its words do not name it."""
    return [f"{one.severity.value.capitalize()}: {one.message} ({one.focus})" for one in found]
