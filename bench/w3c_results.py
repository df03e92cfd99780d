"""Reading expected and given answers of the W3C query suites, and telling whether they are the same.

Blank nodes are the same up to their labels. Numbers are the same if their type and value are: the
engine keeps `1.50` as 1.5.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from pathlib import Path

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
EXACT = {f"{XSD}{name}" for name in ("integer", "decimal")}
INEXACT = {f"{XSD}{name}" for name in ("double", "float")}
RESULT_SUFFIXES = {".srx": "application/sparql-results+xml", ".srj": "application/sparql-results+json"}
TEXT_SUFFIXES = {".csv": "text/csv", ".tsv": "text/tab-separated-values"}
TRIPLES = "application/n-triples"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of: a truth, rows (in order, if the order counts), or triples."""

    truth: bool | None = None
    names: frozenset[str] = frozenset()
    rows: tuple[Row, ...] | None = None
    is_ordered: bool = False
    triples: ox.Dataset | None = None


def expected(path: Path, base: str) -> tuple[Answer, str]:
    """Read what a test expects; give also the media type in which to ask for it."""
    content = path.read_bytes()
    if path.suffix in RESULT_SUFFIXES:
        media_type = RESULT_SUFFIXES[path.suffix]
        return given(content, media_type), media_type
    if path.suffix in TEXT_SUFFIXES:
        media_type = TEXT_SUFFIXES[path.suffix]
        return given(content, media_type), media_type
    graph = list(ox.parse(content, format=rdf_format(path), base_iri=base))
    for quad in graph:
        if quad.predicate == ox.NamedNode(f"{RS}boolean"):
            assert isinstance(quad.object, ox.Literal)
            return Answer(truth=quad.object.value == "true"), "application/sparql-results+xml"
    if any(quad.predicate == TYPE and quad.object == ox.NamedNode(f"{RS}ResultSet") for quad in graph):
        return _rows_of(graph), "application/sparql-results+xml"
    return Answer(triples=_dataset(graph)), TRIPLES


def given(content: bytes, media_type: str) -> Answer:
    """Read an answer that came over HTTP."""
    if media_type == TRIPLES:
        return Answer(triples=_dataset(list(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))))
    if media_type == "text/csv":
        return _cells(content.decode())
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.from_media_type(media_type))
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    names = [variable.value for variable in found.variables]
    rows = [
        tuple((name, same_value(row[name])) for name in sorted(names) if row[name] is not None)
        for row in found
    ]
    return Answer(names=frozenset(names), rows=tuple(rows))


def same(wanted: Answer, got: Answer, *, is_lax: bool = False) -> bool:
    """Tell whether an answer is the one that is expected; `is_lax` allows repeats to be left out."""
    if wanted.rows is not None and got.rows is not None:
        if wanted.names != got.names:
            return False
        if is_lax:
            return set(wanted.rows) == set(got.rows)
        if wanted.is_ordered:
            return len(wanted.rows) == len(got.rows) and _fit_in_order(wanted.rows, got.rows)
        return _fit(list(wanted.rows), list(got.rows), {})
    return (wanted.truth, wanted.triples, wanted.rows) == (got.truth, got.triples, got.rows)


def rdf_format(path: Path) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    assert found is not None, path
    return found


def same_value(term: Term) -> Term:
    """Write a number in one way, whichever way it was written."""
    if isinstance(term, ox.Triple):
        return ox.Triple(term.subject, term.predicate, same_value(term.object))
    if not isinstance(term, ox.Literal) or term.language:
        return term
    try:
        return ox.Literal(_usual(term.value, term.datatype.value), datatype=term.datatype)
    except (InvalidOperation, ValueError):
        return term


def _usual(text: str, kind: str) -> str:
    if kind == f"{XSD}boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    if kind in EXACT:
        return f"{Decimal(text).normalize():f}"
    return repr(float(text)) if kind in INEXACT else text


def _dataset(quads: list[ox.Quad]) -> ox.Dataset:
    found = ox.Dataset(ox.Quad(quad.subject, quad.predicate, same_value(quad.object)) for quad in quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def _rows_of(quads: list[ox.Quad]) -> Answer:
    """Read rows that are written as RDF, in the vocabulary of result sets."""
    parts: dict[Term, dict[str, list[Term]]] = {}
    for quad in quads:
        at = parts.setdefault(quad.subject, {})
        at.setdefault(quad.predicate.value.removeprefix(RS), []).append(quad.object)
    top = next(part for part in parts.values() if ox.NamedNode(f"{RS}ResultSet") in part.get(TYPE.value, ()))
    names = frozenset(_text(name) for name in top.get("resultVariable", ()))
    solutions = [parts.get(one, {}) for one in top.get("solution", [])]
    is_ordered = any("index" in one for one in solutions)
    if is_ordered:
        solutions.sort(key=lambda one: int(_text(one["index"][0])))
    rows = []
    for one in solutions:
        bindings = [parts[binding] for binding in one.get("binding", [])]
        pairs = {_text(each["variable"][0]): same_value(each["value"][0]) for each in bindings}
        rows.append(tuple((name, pairs[name]) for name in sorted(pairs)))
    return Answer(names=names, rows=tuple(rows), is_ordered=is_ordered)


def _cells(text: str) -> Answer:
    """Read CSV: cells are plain text, but for blank nodes; the order of columns is not looked at."""
    names, *lines = list(csv.reader(io.StringIO(text)))
    rows = [
        tuple((name, _cell(cell)) for name, cell in sorted(zip(names, line, strict=True))) for line in lines
    ]
    return Answer(names=frozenset(names), rows=tuple(rows))


def _cell(text: str) -> Term:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.Literal(text)


def _text(term: Term) -> str:
    assert isinstance(term, ox.Literal)
    return term.value


def _fit_in_order(wanted: tuple[Row, ...], got: tuple[Row, ...]) -> bool:
    known: dict[str, str] = {}
    for first, second in zip(wanted, got, strict=True):
        more = _match(first, second, known)
        if more is None:
            return False
        known = more
    return True


def _fit(wanted: list[Row], got: list[Row], known: dict[str, str]) -> bool:
    """Find for each expected row one that is given, so that each blank node means one and the same."""
    if len(wanted) != len(got):
        return False
    plain = [row for row in wanted if not _labels(row)]
    if Counter(plain) != Counter(row for row in got if not _labels(row)):
        return False
    return _fit_blank([row for row in wanted if _labels(row)], [row for row in got if _labels(row)], known)


def _fit_blank(wanted: list[Row], got: list[Row], known: dict[str, str]) -> bool:
    if not wanted:
        return True
    first, *rest = wanted
    for place, row in enumerate(got):
        more = _match(first, row, known)
        if more is not None and _fit_blank(rest, got[:place] + got[place + 1 :], more):
            return True
    return False


def _match(wanted: Row, got: Row, known: dict[str, str]) -> dict[str, str] | None:
    """Match two rows; give what blank nodes then stand for, or None."""
    if [name for name, _ in wanted] != [name for name, _ in got]:
        return None
    found = dict(known)
    for (_, first), (_, second) in zip(wanted, got, strict=True):
        if not _match_terms(first, second, found):
            return None
    return found


def _match_terms(first: Term, second: Term, found: dict[str, str]) -> bool:
    if isinstance(first, ox.BlankNode) and isinstance(second, ox.BlankNode):
        if first.value in found or second.value in found.values():
            return found.get(first.value) == second.value
        found[first.value] = second.value
        return True
    if isinstance(first, ox.Triple) and isinstance(second, ox.Triple):
        return (
            first.predicate == second.predicate
            and _match_terms(first.subject, second.subject, found)
            and _match_terms(first.object, second.object, found)
        )
    return first == second


def _labels(row: Row) -> list[str]:
    return [label for _, term in row for label in _labels_of(term)]


def _labels_of(term: Term) -> list[str]:
    if isinstance(term, ox.Triple):
        return [*_labels_of(term.subject), *_labels_of(term.object)]
    return [term.value] if isinstance(term, ox.BlankNode) else []
