"""How things are shown: what is said of them, and of what they point at, is fetched and made into views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import DCTERMS, URIRef

from app.archive import views
from app.archive.disputes import dispute_view
from app.archive.sight import Sight
from app.rdf.vocabulary import WS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.archive.decisions import Decisions
    from app.archive.facts import Reader
    from app.domain.dispute_view import DisputeView
    from app.domain.view import ArticleView, ClaimView, ConflictView, PartyView, RefusalView
    from app.rdf.iris import Iris


class Showing:
    """Shows things by their IRIs, in the order given; those of which nothing is said are left out."""

    def __init__(self, reader: Reader, decisions: Decisions, iris: Iris) -> None:
        self._reader = reader
        self._decisions = decisions
        self._iris = iris

    def articles(self, iris: Iterable[str]) -> tuple[ArticleView, ...]:
        """Show articles, each with the number of its claims."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=2)
        counts = self._related("claim_counts", known)
        return tuple(
            views.article_view(facts, iri, int(counts.get(iri, ["0"])[0])) for iri in known if iri in facts
        )

    def claims(self, iris: Iterable[str]) -> tuple[ClaimView, ...]:
        """Show claims, each with where it stands among others."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=4)
        standing = self._standing(known)
        return tuple(views.claim_view(facts, iri, standing[iri]) for iri in known if iri in facts)

    def _standing(self, claims: list[str]) -> dict[str, views.Standing]:
        """Find where claims stand among others."""
        graph = self._iris.graph("derived/conflicts")
        conflicts = self._related("related", claims, relation=WS.between, graph=graph)
        groups = self._iris.graph("derived/groups")
        rows = self._reader.rows("standing", of=_terms(claims), groups=groups) if claims else []
        found = {}
        for iri in claims:
            mine = [row for row in rows if row["of"] == iri]
            alike = [row for row in mine if row["class"] == str(WS.Proposition)]
            found[iri] = views.Standing(
                conflicts=tuple(sorted(views.last_part(one) for one in conflicts.get(iri, ()))),
                disputes=tuple(
                    sorted(views.last_part(row["group"]) for row in mine if row["class"] == str(WS.Dispute))
                ),
                said_by=int(alike[0]["members"]) if alike else 1,
                origins=int(alike[0]["origins"]) if alike else 1,
            )
        return found

    def parties(self, iris: Iterable[str]) -> tuple[PartyView, ...]:
        """Show parties, each with the number of its claims and how it was named."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=2)
        counts = self._related("party_counts", known)
        rows = self._reader.rows("mentions", of=_terms(known)) if known else []
        return tuple(
            views.party_view(
                facts, iri, int(counts.get(iri, ["0"])[0]), [row for row in rows if row["of"] == iri]
            )
            for iri in known
            if iri in facts
        )

    def conflicts(self, iris: Iterable[str]) -> tuple[ConflictView, ...]:
        """Show conflicts, each with what people decided about it and the dispute that it is part of."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=5)
        decided = self._decisions.history(known)
        disputes = self._related("dispute_of", known, groups=self._iris.graph("derived/groups"))
        return tuple(
            views.conflict_view(
                facts,
                iri,
                decided.get(iri, ()),
                views.last_part(disputes[iri][0]) if iri in disputes else None,
            )
            for iri in known
            if iri in facts
        )

    def disputes(self, iris: Iterable[str]) -> tuple[DisputeView, ...]:
        """Show disputes, each with its claims, its conflicts and what ties them."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=1)
        members = sorted({one for iri in known for one in facts.all(iri, WS.expressedBy)})
        parts = sorted({one for iri in known for one in facts.all(iri, DCTERMS.hasPart)})
        claims = {one.id: one for one in self.claims(members)}
        conflicts = {one.id: one for one in self.conflicts(parts)}
        ties = Sight(self._reader, self._iris).ties(views.last_part(one) for one in members)
        decided = self._decisions.history(known)
        return tuple(
            dispute_view(
                facts,
                iri,
                claims=claims,
                ties=ties,
                conflicts=conflicts,
                decisions=decided.get(iri, ()),
            )
            for iri in known
            if iri in facts
        )

    def refusals(self, iris: Iterable[str]) -> tuple[RefusalView, ...]:
        """Show what was kept out."""
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=1)
        return tuple(views.refusal_view(facts, iri) for iri in known if iri in facts)

    def _related(self, name: str, of: list[str], **values: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._reader.rows(name, of=_terms(of), **values) if of else ():
            found.setdefault(row["of"], []).append(row["thing"])
        return found


def _terms(iris: Iterable[str]) -> list[URIRef]:
    return [URIRef(iri) for iri in iris]
