"""What is derived of claims, as triples: conflicts, ties, disputes, propositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import DCTERMS, RDF, XSD, Graph, Literal, URIRef

from app.domain.dispute import TieKind
from app.domain.identity import make_id, pair_id
from app.rdf.spelling import decimal, moment
from app.rdf.triples import Triples
from app.rdf.vocabulary import SCHEMA, WS, concept

if TYPE_CHECKING:
    from app.dispute.settle import Clash
    from app.domain.conflict import Compared, Conflict
    from app.domain.dispute import Dispute, Proposition, Tie
    from app.rdf.iris import Iris

TIE_CLASSES = {
    TieKind.COPY: WS.Copy,
    TieKind.UPDATE: WS.Update,
    TieKind.CORROBORATION: WS.Corroboration,
}


def conflict_iri(iris: Iris, conflict: Conflict) -> URIRef:
    """Name a conflict."""
    return iris.iri("conflict", pair_id("conflict", conflict.first, conflict.second, conflict.kind))


def tie_iri(iris: Iris, tie: Tie) -> URIRef:
    """Name a tie."""
    return iris.iri(tie.kind.value, make_id(tie.kind.value, tie.earlier, tie.later))


def conflict_facts(iris: Iris, clash: Clash) -> Graph:
    """Write one conflict with what was compared."""
    conflict = clash.conflict
    graph = Triples()
    iri = conflict_iri(iris, conflict)
    first, second = (iris.iri("claim", one) for one in (conflict.first, conflict.second))
    for predicate, value in (
        (RDF.type, WS.Conflict),
        (WS.between, first),
        (WS.between, second),
        (WS.first, first),
        (WS.second, second),
        (WS.conflictKind, concept(conflict.kind)),
        (WS.strength, concept(conflict.strength)),
        (WS.explanation, Literal(conflict.explanation, lang="en")),
        (WS.rule, Literal(conflict.rule)),
        (WS.ruleVersion, Literal(conflict.rule_version)),
        (WS.score, Literal(f"{conflict.score:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal)),
        (WS.pairKey, Literal(clash.pair)),
        *((WS.flag, Literal(flag)) for flag in conflict.flags),
    ):
        graph.add((iri, predicate, value))
    for predicate, fields in ((WS.differsIn, conflict.differs), (WS.matchedOn, conflict.matched)):
        for compared in fields:
            _write_compared(graph, iris, predicate, (iri, compared))
    return graph


def _write_compared(graph: Graph, iris: Iris, predicate: URIRef, of: tuple[URIRef, Compared]) -> None:
    conflict, compared = of
    side = "differs" if predicate == WS.differsIn else "matched"
    iri = iris.iri("compared", make_id("compared", conflict.rpartition("/")[2], side, compared.field))
    graph.add((conflict, predicate, iri))
    graph.add((iri, RDF.type, WS.ComparedField))
    graph.add((iri, WS.field, Literal(compared.field)))
    graph.add((iri, WS.firstValue, Literal(compared.first)))
    graph.add((iri, WS.secondValue, Literal(compared.second)))


def tie_facts(iris: Iris, tie: Tie) -> Graph:
    """Write that a later claim copies, renews or corroborates an earlier one."""
    graph = Triples()
    iri = tie_iri(iris, tie)
    earlier, later = (iris.iri("claim", one) for one in (tie.earlier, tie.later))
    graph.add((iri, RDF.type, TIE_CLASSES[tie.kind]))
    graph.add((iri, WS.between, earlier))
    graph.add((iri, WS.between, later))
    graph.add((iri, WS.earlierClaim, earlier))
    graph.add((iri, WS.laterClaim, later))
    return graph


def write_dispute(graph: Graph, iris: Iris, dispute: Dispute) -> None:
    """Write a dispute: its claims, which of them stand now, its conflicts, its days and its figures."""
    iri = iris.iri("dispute", dispute.id)
    graph.add((iri, RDF.type, WS.Dispute))
    graph.add((iri, WS.conflictKind, concept(dispute.kind)))
    graph.add((iri, WS.independentOrigins, Literal(dispute.sources)))
    for claim in (*dispute.current, *dispute.past, *dispute.copies):
        graph.add((iri, WS.expressedBy, iris.iri("claim", claim)))
    for claim in dispute.current:
        graph.add((iri, WS.currentClaim, iris.iri("claim", claim)))
    for conflict in dispute.conflicts:
        graph.add((iri, DCTERMS.hasPart, iris.iri("conflict", conflict)))
    for predicate, day in ((SCHEMA.dateCreated, dispute.since), (SCHEMA.dateModified, dispute.latest)):
        if day:
            graph.add((iri, predicate, moment(day)))
    for predicate, figure in ((SCHEMA.minValue, dispute.lowest), (SCHEMA.maxValue, dispute.highest)):
        if figure is not None:
            graph.add((iri, predicate, decimal(figure)))


def write_proposition(graph: Graph, iris: Iris, proposition: Proposition) -> None:
    """Write what several claims say alike, and from how many origins."""
    iri = iris.iri("proposition", proposition.id)
    graph.add((iri, RDF.type, WS.Proposition))
    graph.add((iri, WS.independentOrigins, Literal(proposition.origins)))
    for claim in proposition.claims:
        graph.add((iri, WS.expressedBy, iris.iri("claim", claim)))
