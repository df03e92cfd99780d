"""What people decided: kept for good in a graph of its own, which nothing else here writes to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from app.archive.views import last_part
from app.domain.decision import Act, Rulings, roots
from app.domain.identity import make_id
from app.domain.view import DecisionView
from app.rdf.sparql import bind, query
from app.rdf.spelling import moment
from app.rdf.triples import Triples
from app.rdf.vocabulary import PROV, WS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.archive.facts import Reader
    from app.domain.decision import Decision
    from app.rdf.iris import Iris
    from app.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A decision that holds, as rulings are made of it."""

    id: str
    act: Act
    kind: str
    about: list[str]
    pair: str
    claims: list[str]


class Decisions:
    """The graph of decisions: only ever added to; what is undone is overruled, not removed."""

    def __init__(self, store: Store, reader: Reader, iris: Iris) -> None:
        self._store = store
        self._reader = reader
        self._iris = iris
        self._graph = iris.graph("decisions")
        self._outbox = iris.graph("outbox")

    def put(self, decision: Decision, *, touched: Iterable[str]) -> None:
        """Keep a decision, and note in the same act that the versions it touches want comparing again."""
        pending = Triples()
        for version in touched:
            pending.add((URIRef(version), WS.pendingSince, moment(decision.at)))
        self._store.update(
            bind(
                query("put_decision"),
                decision=self._iris.iri("decision", decision.id),
                decision_facts=self._facts(decision),
                pending_facts=pending,
                decisions=self._graph,
                outbox=self._outbox,
            )
        )

    def _facts(self, decision: Decision) -> Graph:
        graph = Triples()
        wish = decision.wish
        iri = self._iris.iri("decision", decision.id)
        agent = self._iris.iri("agent", make_id("agent", wish.by))
        about = [wish.about, *([wish.other] if wish.other else [])]
        for predicate, value in (
            (RDF.type, WS.Decision),
            (WS.decision, Literal(wish.act.value)),
            (PROV.wasAssociatedWith, agent),
            (PROV.endedAtTime, moment(decision.at)),
            *((WS.decides, self._iris.iri(wish.kind, one)) for one in about),
            *((PROV.used, self._iris.iri("claim", one)) for one in decision.claims),
            *((WS.overrules, self._iris.iri("decision", one)) for one in decision.overrules),
        ):
            graph.add((iri, predicate, value))
        for term, words in (
            (WS.reason, wish.reason),
            (WS.pairKey, decision.pair),
            (WS.judgedPair, decision.judged),
        ):
            if words:
                graph.add((iri, term, Literal(words)))
        graph.add((agent, RDF.type, PROV.Person))
        graph.add((agent, RDFS.label, Literal(wish.by)))
        return graph

    def rulings(self) -> Rulings:
        """Give what holds of all decisions, as far as it changes what is derived."""
        rejected: set[str] = set()
        merged: set[tuple[str, str]] = set()
        joined: set[tuple[str, str]] = set()
        apart: dict[str, str] = {}
        cut: dict[str, str] = {}
        for one in self._holding():
            if one.act is Act.REJECT:
                rejected.add(one.pair)
            elif one.act is Act.MERGE and one.kind == "party":
                merged.add((one.about[0], one.about[-1]))
            elif one.act is Act.MERGE:
                joined.add((one.claims[0], one.claims[-1]))
            elif one.kind == "party":
                apart |= dict.fromkeys(one.claims, make_id("party", "apart", one.id))
            else:
                cut |= dict.fromkeys(one.claims, one.id)
        return Rulings(
            merged=roots(frozenset(merged)),
            apart=apart,
            rejected=frozenset(rejected),
            joined=frozenset(joined),
            cut=cut,
        )

    def _holding(self) -> Iterator[_Held]:
        rows: dict[str, list[dict[str, str]]] = {}
        for row in self._reader.rows("rulings", decisions=self._graph):
            rows.setdefault(row["decision"], []).append(row)
        for iri in sorted(rows):
            found = rows[iri]
            yield _Held(
                id=last_part(iri),
                act=Act(found[0]["act"]),
                kind=(self._iris.parse(found[0]["about"]) or ("",))[0],
                about=sorted({last_part(row["about"]) for row in found}),
                pair=found[0].get("pair", ""),
                claims=sorted({last_part(row["claim"]) for row in found if "claim" in row}),
            )

    def history(self, things: Iterable[str]) -> dict[str, tuple[DecisionView, ...]]:
        """Give what was decided of each of some things, the latest last; by the IRI of the thing."""
        of = [URIRef(iri) for iri in things]
        if not of:
            return {}
        rows = self._reader.rows(
            "decided", of=of, decisions=self._graph, conflicts=self._iris.graph("derived/conflicts")
        )
        views = {view.iri: view for view in self.views(row["thing"] for row in rows)}
        found: dict[str, list[DecisionView]] = {}
        for row in rows:
            found.setdefault(row["of"], []).append(views[row["thing"]])
        return {iri: tuple(sorted(listed, key=lambda one: (one.at, one.id))) for iri, listed in found.items()}

    def views(self, iris: Iterable[str]) -> tuple[DecisionView, ...]:
        """Show decisions with who took them."""
        known = sorted({str(iri) for iri in iris})
        facts = self._reader.follow(known, depth=2)
        of = [URIRef(iri) for iri in known]
        rows = self._reader.things("overruled", of=of, decisions=self._graph) if of else []
        return tuple(
            DecisionView(
                id=last_part(iri),
                iri=iri,
                act=facts.one(iri, WS.decision) or "",
                about=tuple(facts.all(iri, WS.decides)),
                claims=tuple(last_part(one) for one in facts.all(iri, PROV.used)),
                by=facts.one(facts.one(iri, PROV.wasAssociatedWith) or "", RDFS.label) or "",
                at=facts.one(iri, PROV.endedAtTime) or "",
                reason=facts.one(iri, WS.reason) or "",
                holds=iri not in rows,
            )
            for iri in known
            if iri in facts
        )

    def rows(self, **asked: Any) -> list[dict[str, str]]:
        """List decisions with their keys, newest first."""
        return self._reader.rows("decisions", decisions=self._graph, **asked)

    def training(self) -> Iterator[dict[str, Any]]:
        """Give each judged pair that holds, in the shape that `whosaid compare` reads, with its label.

        What people confirmed is a conflict; what they rejected is none, and `reason` says why.
        """
        for row in self._reader.rows("judged", decisions=self._graph):
            pair = json.loads(row["judged"])
            yield {
                "id": last_part(row["decision"]),
                **pair,
                "conflict": row["act"] == Act.CONFIRM,
                "reason": row.get("reason", ""),
                "decided": row["at"],
            }

    def versions_of_claims(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Name the versions in which some claims stand."""
        terms = [self._iris.iri("claim", one) for one in sorted(set(claims))]
        return tuple(self._reader.things("versions_of_claims", claims=terms)) if terms else ()

    def versions_of_parties(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Name the versions in which some parties speak, or are spoken for."""
        terms = [self._iris.iri("party", one) for one in parties]
        return tuple(self._reader.things("versions_of_party", parties=terms))
