"""What is derived of claims: settled for a few of them at a time, and kept in graphs of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import Graph, URIRef

from app.archive.derived_facts import (
    conflict_facts,
    conflict_iri,
    tie_facts,
    tie_iri,
    write_dispute,
    write_proposition,
)
from app.archive.gone import GRAPH as GONE
from app.archive.sight import Sight
from app.dispute.group import Region, disputes, propositions
from app.dispute.kinship import ruled
from app.dispute.settle import Settled, Settling
from app.domain.dispute import Edge
from app.rdf.sparql import bind, query
from app.rdf.triples import Triples
from app.store.base import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.archive.facts import Reader
    from app.dispute.kinship import Relation
    from app.dispute.settle import Clash
    from app.domain.conflict import Conflict, Statement
    from app.domain.decision import Rulings
    from app.domain.dispute import Tie
    from app.rdf.iris import Iris
    from app.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """The two questions that the rules answer for a pair of claims."""

    relate: Callable[[Statement, Statement], Relation]
    compare: Callable[[Statement, Statement], Conflict | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What settling some claims comes to: what changes, and the groups as they are and as they shall be."""

    settled: Settled
    old_conflicts: frozenset[str]
    old_groups: frozenset[str]
    groups: Graph

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Give the conflicts that the claims have now."""
        return tuple(clash.conflict for clash in self.settled.clashes)


class Derived:
    """Disputes and what they are made of; every act is a function of the claims and of people's decisions."""

    def __init__(self, store: Store, reader: Reader, iris: Iris) -> None:
        self.sight = Sight(reader, iris)
        self._store = store
        self._iris = iris
        self._graphs = {
            name: iris.graph(f"derived/{name}") for name in ("frames", "conflicts", "ties", "groups")
        } | {"gone": iris.graph(GONE)}

    def plan(self, claims: Iterable[str], comparer: Comparer, rulings: Rulings) -> Plan:
        """Work out what some claims are to all others, and which groups that makes; nothing is written."""
        touched = frozenset(claims)
        settled = Settling(self.sight, comparer.relate, comparer.compare, rulings, touched).run()
        start = touched | settled.cleared
        start |= {one for tie in settled.gone | settled.come for one in (tie.earlier, tie.later)}
        start |= {one for clash in settled.clashes for one in (clash.conflict.first, clash.conflict.second)}
        region, stored, old_groups = self._region(start, settled, rulings)
        groups = Triples()
        for dispute in disputes(region, rulings):
            write_dispute(groups, self._iris, dispute)
        for proposition in propositions(region):
            write_proposition(groups, self._iris, proposition)
        cleared = [edge.id for edge in stored if settled.cleared & {edge.first, edge.second}]
        return Plan(settled=settled, old_conflicts=frozenset(cleared), old_groups=old_groups, groups=groups)

    def _region(
        self, start: Iterable[str], settled: Settled, rulings: Rulings
    ) -> tuple[Region, frozenset[Edge], frozenset[str]]:
        """Follow ties and conflicts, as they shall be, from claims to claims until no more are found.

        With the region come the conflicts and the groups that are kept for its claims now.
        """
        ties, edges = set(settled.come), {self._edge(clash) for clash in settled.clashes}
        stored: set[Edge] = set()
        groups: dict[str, frozenset[str]] = {}
        seen: set[str] = set()
        beyond = set(start)
        while beyond:
            seen |= beyond
            groups |= self.sight.groups(beyond)
            ties |= self.sight.ties(beyond) - settled.gone
            stored |= set(self.sight.edges(beyond))
            edges |= {edge for edge in stored if not settled.cleared & {edge.first, edge.second}}
            beyond = {one for tie in ties for one in (tie.earlier, tie.later)}
            beyond |= {one for edge in edges for one in (edge.first, edge.second)}
            beyond |= {one for members in groups.values() for one in members}
            beyond |= {one for pair in rulings.joined if seen & set(pair) for one in pair}
            beyond -= seen
        known = {ident: one for ident, one in settled.statements.items() if ident in seen}
        read = self.sight.statements(seen - known.keys())
        statements = known | {ident: ruled(one, rulings) for ident, one in read.items()}
        region = Region(
            statements=statements,
            ties=[tie for tie in ties if {tie.earlier, tie.later} <= statements.keys()],
            edges=[edge for edge in edges if {edge.first, edge.second} <= statements.keys()],
        )
        return region, frozenset(stored), frozenset(groups)

    def _edge(self, clash: Clash) -> Edge:
        conflict = clash.conflict
        return Edge(
            id=conflict_iri(self._iris, conflict).rpartition("/")[2],
            pair=clash.pair,
            first=conflict.first,
            second=conflict.second,
            kind=conflict.kind,
            words=frozenset(word for one in conflict.differs for word in (one.first, one.second)),
        )

    def updates(self, plan: Plan) -> list[str]:
        """Write a plan as updates, to be carried out as one request."""
        gone = {tie_iri(self._iris, tie) for tie in plan.settled.gone}
        gone |= {URIRef(iri) for iri in plan.old_groups}
        cleared = [self._iris.iri("conflict", ident) for ident in sorted(plan.old_conflicts)]
        conflicts = [(clash, conflict_facts(self._iris, clash)) for clash in plan.settled.clashes]
        found = {one for _, facts in conflicts for one in facts.subjects()} | set(plan.groups.subjects())
        found |= {tie_iri(self._iris, tie) for tie in plan.settled.come}
        here = sorted(URIRef(str(one)) for one in found)
        written = []
        if gone:
            written.append(bind(query("drop_derived"), things=sorted(gone), **self._named("ties", "groups")))
        if cleared:
            written.append(bind(query("clear_conflicts"), things=cleared, **self._named("conflicts")))
        written += [self._put_tie(tie) for tie in sorted(plan.settled.come)]
        written += [self._put_conflict(clash, facts) for clash, facts in conflicts]
        if here:
            written.append(bind(query("unbury_derived"), things=here, **self._named("gone")))
        if len(plan.groups):
            written.append(bind(query("put_groups"), group_facts=plan.groups, **self._named("groups")))
        return written

    def _put_tie(self, tie: Tie) -> str:
        return bind(
            query("put_tie"),
            tie_facts=tie_facts(self._iris, tie),
            earlier=self._iris.iri("claim", tie.earlier),
            later=self._iris.iri("claim", tie.later),
            **self._named("ties"),
        )

    def _put_conflict(self, clash: Clash, facts: Graph) -> str:
        return bind(
            query("put_conflict"),
            conflict_facts=facts,
            first=self._iris.iri("claim", clash.conflict.first),
            second=self._iris.iri("claim", clash.conflict.second),
            **self._named("conflicts"),
        )

    def forget(self) -> None:
        """Drop frames, ties, conflicts and groups; what people decided is elsewhere and stays."""
        self._store.update(
            bind(query("forget_derived"), **self._named("frames", "conflicts", "ties", "groups"))
        )

    def conflicts_of_version(self, version: str) -> Graph:
        """Read the conflicts that are kept for the claims of a version, with what was compared."""
        text = self._store.answer(
            bind(query("conflicts_in"), version=URIRef(version), **self._named("conflicts")),
            accept=N_TRIPLES,
        )
        return Graph().parse(data=text, format="nt")

    def expected_conflicts(self, plan: Plan) -> Graph:
        """Write the conflicts of a plan."""
        graph = Triples()
        for clash in plan.settled.clashes:
            graph += conflict_facts(self._iris, clash)
        return graph

    def stored_groups(self, plan: Plan) -> Graph:
        """Read the groups as they are kept, which a plan would put in order."""
        graph = Triples()
        for group in plan.old_groups:
            text = self._store.answer(bind(query("things"), subjects=[URIRef(group)]), accept=N_TRIPLES)
            graph.parse(data=text, format="nt")
        return graph

    def _named(self, *names: str) -> dict[str, Any]:
        return {name: self._graphs[name] for name in names}
