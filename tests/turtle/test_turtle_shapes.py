"""Every shape has a green example and a red one, and the red one fails for that shape's own reason."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from app.rdf.passages import misquoted
from app.rdf.shapes import Shapes
from app.rdf.vocabulary import NS, OA, PROV, SCHEMA, SCHEMES, WS, concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

FOLDER = Path(__file__).parents[2] / "shapes"
EXAMPLES = FOLDER / "examples"
EXAMPLE = "http://example.org/"
SHAPE = "https://w3id.org/whosaid/shapes#"
SHAPES = Shapes(FOLDER).graph
NODE_SHAPES = sorted(set(SHAPES.subjects(RDF.type, SH.NodeShape)), key=str)
MESSAGES = sorted(SHAPES.objects(None, SH.message), key=str)
RULES = sorted(
    ((shape, rule) for shape in NODE_SHAPES for rule in SHAPES.objects(shape, SH.property)), key=str
)


def local(node: Node) -> str:
    return str(node).removeprefix(SHAPE)


def file_name(shape: Node, colour: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", local(shape)).lower() + f"-{colour}.ttl"


@cache
def example(shape: Node, colour: str) -> Graph:
    return Graph().parse(EXAMPLES / file_name(shape, colour), format="turtle")


@cache
def alone(shape: Node) -> Graph:
    """One shape without the others."""
    found, wanted = Graph(), [shape]
    while wanted:
        node = wanted.pop()
        for predicate, value in SHAPES.predicate_objects(node):
            if (node, predicate, value) not in found:
                found.add((node, predicate, value))
                wanted.append(value)
    return found


def results(graph: Graph, shapes: Graph = SHAPES) -> set[Node | None]:
    """Hold a graph against shapes; give the rules that complain, warnings included."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {report.value(one, SH.sourceShape) for one in report.subjects(RDF.type, SH.ValidationResult)}


def targets(shape: Node, graph: Graph) -> set[Node]:
    found: set[Node] = set()
    for wanted in SHAPES.objects(shape, SH.targetClass):
        found |= set(graph.subjects(RDF.type, wanted))
    for predicate in SHAPES.objects(shape, SH.targetSubjectsOf):
        found |= set(graph.subjects(predicate))
    return found


def values(graph: Graph, node: Node, path: Node) -> Iterator[Node]:
    """Follow the paths that our shapes use: a property, a sequence, an alternative, an inverse."""
    if isinstance(path, URIRef):
        yield from graph.objects(node, path)
    elif inverse := SHAPES.value(path, SH.inversePath):
        yield from graph.subjects(inverse, node)
    elif choices := SHAPES.value(path, SH.alternativePath):
        for choice in Collection(SHAPES, choices):
            yield from values(graph, node, choice)
    else:
        reached = [node]
        for step in Collection(SHAPES, path):
            reached = [further for one in reached for further in values(graph, one, step)]
        yield from reached


def is_forbidden(rule: Node) -> bool:
    return (rule, SH.maxCount, Literal(0)) in SHAPES


def test_there_are_shapes_rules_and_messages_to_check() -> None:
    assert len(NODE_SHAPES) > 15
    assert len(RULES) > 100
    assert len(MESSAGES) >= len(RULES)


def test_no_example_is_without_its_shape() -> None:
    expected = {file_name(shape, colour) for shape in NODE_SHAPES for colour in ("green", "red")}
    assert {path.name for path in EXAMPLES.iterdir()} == expected


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=local)
def test_the_green_example_conforms_and_is_looked_at(shape: Node) -> None:
    green = example(shape, "green")
    assert targets(shape, green)
    assert results(green) == set()
    if any(green.subjects(SCHEMA.articleBody)):
        assert misquoted(green) == ()


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=local)
def test_the_red_example_differs_by_one_fault_and_fails_for_this_shape_alone(shape: Node) -> None:
    green, red = example(shape, "green"), example(shape, "red")
    assert targets(shape, red)
    assert 0 < len(green - red) + len(red - green) <= 2
    complaining = results(red)
    assert len(complaining) == 1
    assert complaining <= set(SHAPES.objects(shape, SH.property))


@pytest.mark.parametrize("rule", RULES, ids=lambda pair: local(pair[1]))
def test_every_rule_finds_something_to_look_at_in_the_green_example(rule: tuple[Node, Node]) -> None:
    shape, of = rule
    green = example(shape, "green")
    path = SHAPES.value(of, SH.path)
    assert path is not None
    found = {value for node in targets(shape, green) for value in values(green, node, path)}
    assert bool(found) != is_forbidden(of)


@pytest.mark.parametrize(
    "rule",
    [one for one in RULES if isinstance(SHAPES.value(one[1], SH.path), URIRef)],
    ids=lambda pair: local(pair[1]),
)
def test_every_rule_about_a_property_can_fail(rule: tuple[Node, Node]) -> None:
    shape, of = rule
    path = SHAPES.value(of, SH.path)
    assert path is not None
    focus = min(
        (one for one in targets(shape, example(shape, "green"))),
        key=lambda one: (path not in set(example(shape, "green").predicates(one)), str(one)),
    )
    assert any(
        of in results(damaged, alone(shape)) for damaged in damages(example(shape, "green"), focus, path, of)
    )


def damages(green: Graph, focus: Node, path: Node, rule: Node) -> Iterator[Graph]:
    """Give copies of an example with what a rule forbids: no value, two values, a value of a wrong sort."""
    if (rule, SH.minCount, None) in SHAPES or (rule, SH.hasValue, None) in SHAPES:
        without = Graph() + green
        without.remove((focus, path, None))
        yield without
    for wrong in (Literal(""), Literal("wrong"), URIRef("urn:wrong")):
        changed = Graph() + green
        changed.set((focus, path, wrong))
        yield changed
    for refused in SHAPES.objects(SHAPES.value(rule, SH["not"]), SH.hasValue):
        told = Graph() + green
        told.set((focus, path, refused))
        yield told


def test_a_second_value_is_refused_wherever_there_may_be_one_only() -> None:
    checked = 0
    for shape, rule in RULES:
        path = SHAPES.value(rule, SH.path)
        if (rule, SH.maxCount, Literal(1)) not in SHAPES or not isinstance(path, URIRef):
            continue
        green = example(shape, "green")
        focus = next(
            one for one in sorted(targets(shape, green), key=str) if green.value(one, path) is not None
        )
        value = green.value(focus, path)
        other = Literal(f"{value}0") if isinstance(value, Literal) else URIRef(f"{value}0")
        doubled = Graph() + green
        doubled.add((focus, path, other))
        assert rule in results(doubled, alone(shape)), local(rule)
        checked += 1
    assert checked > 50


WAYS = {
    "Claim-partyName": ("party/ida-moss", SCHEMA.name, None),
    "Claim-article": ("text/ferry-1", PROV.specializationOf, "article/other"),
    "Claim-sameText": ("passage/more-than-200-people-were-aboard", OA.hasSource, "text/other"),
    "Mention-sameParty": ("mention/moss", WS.refersTo, "party/other"),
    "Passage-start": ("passage/the-crew#position", OA.start, None),
    "Passage-end": ("passage/the-crew#position", OA.end, None),
    "Passage-exact": ("passage/the-crew#quote", OA.exact, None),
    "Conflict-sides": ("conflict/aboard", WS.second, "claim/other"),
    "Tie-sides": ("update/toll", WS.laterClaim, "claim/other"),
    "Quantity-number": ("quantity/pier", SCHEMA.value, None),
}
"""What each rule that follows a path is there to find: subject, property, and another value or none."""


def test_every_rule_that_follows_a_path_is_held_to_what_it_is_there_for() -> None:
    following = {local(rule) for _, rule in RULES if isinstance(SHAPES.value(rule, SH.path), BNode)}
    assert following == WAYS.keys()


@pytest.mark.parametrize("rule", WAYS)
def test_a_rule_that_follows_a_path_can_fail(rule: str) -> None:
    shape = URIRef(SHAPE + rule.partition("-")[0])
    name, predicate, value = WAYS[rule]
    damaged = Graph() + example(shape, "green")
    subject = URIRef(EXAMPLE + name)
    assert damaged.value(subject, predicate)
    damaged.remove((subject, predicate, None))
    if value:
        damaged.add((subject, predicate, URIRef(EXAMPLE + value)))
    if rule == "Quantity-number":
        damaged.remove((subject, SCHEMA.minValue, None))
        damaged.remove((subject, SCHEMA.maxValue, None))
    assert URIRef(SHAPE + rule) in results(damaged, alone(shape))


@pytest.mark.parametrize("scheme", SCHEMES, ids=SCHEMES.get)
def test_a_rule_about_a_closed_set_lists_all_of_it(scheme: type) -> None:
    path = WS[SCHEMES[scheme]]
    rules = [one for one in SHAPES.subjects(SH.path, path) if (one, SH["in"], None) in SHAPES]
    assert rules
    for rule in rules:
        (listed,) = SHAPES.objects(rule, SH["in"])
        assert set(Collection(SHAPES, listed)) == {concept(value) for value in scheme}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: str(one)[:40])
def test_a_message_is_made_of_sentences_in_a_stated_language(message: Node) -> None:
    assert isinstance(message, Literal)
    assert message.language == "en"
    assert message[0].isupper()
    assert message.endswith(".")
    assert not message.endswith("..")
    assert "  " not in message


def test_every_rule_has_a_name_and_one_message() -> None:
    for shape, rule in RULES:
        assert isinstance(rule, URIRef)
        assert local(rule).startswith(f"{local(shape)}-")
        assert len(list(SHAPES.objects(rule, SH.message))) == 1, local(rule)
    assert len({rule for _, rule in RULES}) == len(RULES)
    assert set(SHAPES.subjects(RDF.type, SH.PropertyShape)) == {rule for _, rule in RULES}


def test_shapes_and_examples_use_terms_that_exist() -> None:
    graphs = [SHAPES, *(example(shape, colour) for shape in NODE_SHAPES for colour in ("green", "red"))]
    used = {node for graph in graphs for triple in graph for node in triple if isinstance(node, URIRef)}
    spaces = {NS: WS, str(SCHEMA): SCHEMA, str(OA): OA}
    checked = 0
    for iri in used:
        assert not iri.startswith("https://schema.org/")
        for namespace, space in spaces.items():
            if iri.startswith(namespace):
                assert iri in space, iri
                checked += 1
    assert checked > 80


def test_shapes_conform_to_the_shapes_for_shapes() -> None:
    empty = Graph()
    empty.add((BNode(), RDF.value, Literal("something to look at")))
    conforms, _, words = pyshacl.validate(empty, shacl_graph=SHAPES, meta_shacl=True, inference="none")
    assert conforms, words


def test_a_broken_shape_does_not_conform_to_the_shapes_for_shapes() -> None:
    broken = Graph() + SHAPES
    broken.add((NODE_SHAPES[0], SH.nodeKind, Literal("no kind")))
    with pytest.raises(ReportableRuntimeError, match="Focus Node: shape:Article"):
        pyshacl.validate(Graph(), shacl_graph=broken, meta_shacl=True, inference="none")
