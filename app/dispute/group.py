"""Claims that are tied together, as disputes and propositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.dispute.kinship import day, order, same_source
from app.domain.dispute import Dispute, Edge, Proposition, Tie, TieKind
from app.domain.identity import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from app.domain.conflict import ConflictKind, Statement
    from app.domain.decision import Rulings

MENTIONED = 2
"""Claims from which a proposition is kept: what only one claim says is that claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Claims with all ties and conflicts that they have: whatever is tied to one of them is among them."""

    statements: Mapping[str, Statement]
    ties: Iterable[Tie]
    edges: Iterable[Edge]


def components(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Part nodes into those that are joined by pairs, directly or by way of others."""
    root = {node: node for node in nodes}

    def find(node: str) -> str:
        while root[node] != node:
            root[node] = node = root[root[node]]
        return node

    for first, second in pairs:
        root[find(first)] = find(second)
    found: dict[str, set[str]] = {}
    for node in root:
        found.setdefault(find(node), set()).add(node)
    return [frozenset(group) for group in found.values()]


def disputes(region: Region, rulings: Rulings) -> tuple[Dispute, ...]:
    """Group the claims that conflict in one way, with what their sources said before and elsewhere.

    A conflict that people rejected groups nothing; what they cut out stands apart, what they joined is one.
    """
    edges = [edge for edge in region.edges if edge.pair not in rulings.rejected]
    found = []
    for kind in sorted({edge.kind for edge in edges}):
        pairs = [(edge.first, edge.second) for edge in edges if edge.kind is kind]
        history = [(tie.earlier, tie.later) for tie in region.ties if tie.kind is not TieKind.CORROBORATION]
        joined = [pair for pair in rulings.joined if region.statements.keys() >= set(pair)]
        kept = [
            (one, two)
            for one, two in [*pairs, *history, *joined]
            if rulings.cut.get(one) == rulings.cut.get(two)
        ]
        disputed = {one for pair in set(pairs) & set(kept) for one in pair}
        groups = components(region.statements, kept)
        found += [_dispute(kind, group, region, edges) for group in groups if group & disputed]
    return tuple(found)


def _dispute(kind: ConflictKind, group: frozenset[str], region: Region, edges: Iterable[Edge]) -> Dispute:
    copies = {tie.later for tie in region.ties if tie.kind is TieKind.COPY} & group
    past = {tie.earlier for tie in region.ties if tie.kind is TieKind.UPDATE} & group - copies
    inner = [edge for edge in edges if edge.kind is kind and {edge.first, edge.second} <= group]
    ordered = sorted(group, key=lambda one: order(region.statements[one]))
    current = [one for one in ordered if one not in copies | past]
    days = [found for one in ordered if (found := day(region.statements[one]))]
    figures = _figures(current, region, inner)
    return Dispute(
        id=make_id("dispute", kind.value, ordered[0]),
        kind=kind,
        current=tuple(current),
        past=tuple(one for one in ordered if one in past),
        copies=tuple(one for one in ordered if one in copies),
        conflicts=tuple(sorted(edge.id for edge in inner)),
        sources=count_origins(current, region.statements),
        since=min(days, default=None),
        latest=max(days, default=None),
        lowest=min(figures, default=None),
        highest=max(figures, default=None),
    )


def _figures(current: Iterable[str], region: Region, edges: Iterable[Edge]) -> list[Decimal]:
    """Give the disputed figures of claims that stand now: those whose words a conflict names."""
    named = {word for edge in edges for word in edge.words}
    return [
        value
        for one in current
        for quantity in region.statements[one].quantities
        if quantity.words in named
        for value in (quantity.value, quantity.minimum, quantity.maximum)
        if value is not None
    ]


def propositions(region: Region) -> tuple[Proposition, ...]:
    """Group the claims that say the same, copies included, and count where they come from."""
    kinds = {TieKind.COPY, TieKind.CORROBORATION}
    copies = {tie.later for tie in region.ties if tie.kind is TieKind.COPY}
    pairs = [(tie.earlier, tie.later) for tie in region.ties if tie.kind in kinds]
    found = []
    for group in components(region.statements, pairs):
        ordered = sorted(group, key=lambda one: order(region.statements[one]))
        if len(group) >= MENTIONED:
            first_prints = [one for one in ordered if one not in copies]
            found.append(
                Proposition(
                    id=make_id("proposition", ordered[0]),
                    claims=tuple(ordered),
                    origins=count_origins(first_prints, region.statements),
                )
            )
    return tuple(found)


def count_origins(claims: Iterable[str], statements: Mapping[str, Statement]) -> int:
    """Count those from whom claims come: a party once, and an agency once for all papers that print it."""
    known = [statements[one] for one in claims]
    pairs = [
        (one.id, two.id)
        for place, one in enumerate(known)
        for two in known[:place]
        if same_source(one, two)
        or (one.own_voice and two.own_voice and one.credit and one.credit == two.credit)
    ]
    return len(components([one.id for one in known], pairs))
