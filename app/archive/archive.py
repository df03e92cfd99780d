"""What the faces read: articles, claims, parties and conflicts, as lists and one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from rdflib import DCTERMS, Literal, URIRef

from app.archive import views
from app.archive.decisions import Decisions
from app.archive.disputes import dispute_view
from app.archive.facts import Reader
from app.archive.gone import tombstone
from app.archive.sight import Sight
from app.domain.claim import Quotation, Stance
from app.domain.conflict import ConflictKind, Strength
from app.domain.view import Page, VersionView
from app.errors import NotFound
from app.rdf.sparql import NOT_IN_IRI, bind, query
from app.rdf.vocabulary import PROV, SCHEMA, WS, concept
from app.store.base import N_TRIPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from enum import StrEnum

    from app.domain.dispute_view import DisputeFilter, DisputeView
    from app.domain.view import (
        ArticleView,
        ClaimFilter,
        ClaimView,
        ConflictFilter,
        ConflictView,
        DecisionView,
        PartyView,
        RefusalView,
    )
    from app.errors import Gone
    from app.rdf.iris import Iris
    from app.store.base import Store

T = TypeVar("T")
NOTHING = URIRef("urn:whosaid:nothing")
"""What a name that nothing bears stands for, so that a filter by it finds nothing."""
JUDGED = {
    "rejected": ("rejected",),
    "confirmed": ("confirmed",),
    "open": ("unrejected", "unjudged"),
    "any": (),
}
"""Which parts of the query for conflicts a status asks for; without one, what is not rejected."""


class Archive:
    """The graph as a reader sees it; lists show claims of current versions."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self._store = store
        self._iris = iris
        self._reader = Reader(store, iris)
        self._decisions = Decisions(store, self._reader, iris)

    def articles(
        self, *, text: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[ArticleView]:
        """List articles, newest first; `text` must stand in the headline."""
        return self._page("articles", self._article_views, cursor=cursor, limit=limit, words=_lowered(text))

    def article(self, ident: str) -> ArticleView:
        """Show an article with all versions of its text, newest first; NotFound."""
        iri = self._iris.iri("article", ident)
        view = self._only(self._article_views([iri]), "article", ident)
        rows = self._reader.rows("versions", article=iri)
        facts = self._reader.follow([iri, *(row["text"] for row in rows)], depth=1)
        current = facts.one(iri, WS.currentVersion)
        versions = [
            VersionView(
                id=views.last_part(row["text"]),
                iri=row["text"],
                sha256=facts.one(row["text"], SCHEMA.sha256) or "",
                retrieved=facts.one(row["text"], PROV.generatedAtTime) or "",
                current=row["text"] == current,
                text=self.body(row["text"]),
            )
            for row in rows
        ]
        versions.sort(key=lambda version: (version.current, version.retrieved), reverse=True)
        return replace(view, versions=tuple(versions))

    def body(self, text_iri: str) -> str | None:
        """Give the text of a version."""
        found = self._reader.things("body", text=URIRef(text_iri))
        return found[0] if found else None

    def claims(self, asked: ClaimFilter, *, cursor: str | None = None, limit: int = 20) -> Page[ClaimView]:
        """List the claims that fit, newest article first, in the order of the text."""
        return self._page(
            "claims",
            self._claim_views,
            cursor=cursor,
            limit=limit,
            party=self._named("party", asked.party),
            article=self._one("article", asked.article),
            about=self._named(None, asked.about),
            about_words=_lowered(asked.about),
            place=self._named("place", asked.place),
            since=_literal(asked.since),
            until=_literal(asked.until),
            kind=_concept(Quotation, asked.kind),
            stance=_concept(Stance, asked.stance),
            words=_lowered(asked.text),
        )

    def claim(self, ident: str) -> ClaimView:
        """Show a claim; NotFound."""
        return self._only(self._claim_views([self._iris.iri("claim", ident)]), "claim", ident)

    def claims_of_version(self, text_iri: str) -> tuple[ClaimView, ...]:
        """List the claims of one text version, in the order of the text."""
        return self._claim_views(self._reader.things("version_claims", text=URIRef(text_iri)))

    def parties(
        self, *, text: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[PartyView]:
        """List parties, those with most claims first; `text` must stand in the name."""
        return self._page("parties", self._party_views, cursor=cursor, limit=limit, words=_lowered(text))

    def party(self, ident: str) -> PartyView:
        """Show a party; NotFound."""
        return self._only(self._party_views([self._iris.iri("party", ident)]), "party", ident)

    def conflicts(
        self, asked: ConflictFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[ConflictView]:
        """List conflicts between claims of current versions, newest first."""
        return self._page(
            "conflicts",
            self._conflict_views,
            cursor=cursor,
            limit=limit,
            conflicts=self._iris.graph("derived/conflicts"),
            party=self._named("party", asked.party),
            article=self._one("article", asked.article),
            kind=_concept(ConflictKind, asked.kind),
            strength=_concept(Strength, asked.strength),
            words=_lowered(asked.text),
            **{
                name: self._iris.graph("decisions")
                for name in JUDGED.get(asked.status or "", ("unrejected",))
            },
        )

    def conflict(self, ident: str) -> ConflictView:
        """Show a conflict; NotFound."""
        return self._only(self._conflict_views([self._iris.iri("conflict", ident)]), "conflict", ident)

    def disputes(
        self, asked: DisputeFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[DisputeView]:
        """List disputes, those spoken of last first."""
        return self._page(
            "disputes",
            self._dispute_views,
            cursor=cursor,
            limit=limit,
            groups=self._iris.graph("derived/groups"),
            party=self._named("party", asked.party),
            kind=_concept(ConflictKind, asked.kind),
            words=_lowered(asked.text),
        )

    def dispute(self, ident: str) -> DisputeView:
        """Show a dispute; NotFound, Gone."""
        return self._only(self._dispute_views([self._iris.iri("dispute", ident)]), "dispute", ident)

    def decisions(
        self, *, about: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[DecisionView]:
        """List what people decided, newest first; `about` is the IRI of a thing."""
        graph = self._iris.graph("decisions")
        wanted = URIRef(about) if about else None
        if about and NOT_IN_IRI.search(about):
            wanted = NOTHING  # about what has no name, nothing was decided
        return self._page(
            "decisions", self._decisions.views, cursor=cursor, limit=limit, about=wanted, decisions=graph
        )

    def decision(self, ident: str) -> DecisionView:
        """Show a decision; NotFound."""
        return self._only(self._decisions.views([self._iris.iri("decision", ident)]), "decision", ident)

    def decided(self, iri: str) -> tuple[DecisionView, ...]:
        """List what was decided about one thing, the latest last."""
        return self._decisions.history([iri]).get(iri, ())

    def training(self) -> Iterator[dict[str, Any]]:
        """Give the pairs that people judged, with labels."""
        return self._decisions.training()

    def quarantine(self, *, cursor: str | None = None, limit: int = 20) -> Page[RefusalView]:
        """List what was kept out, newest first."""
        return self._page(
            "refusals",
            self._refusal_views,
            cursor=cursor,
            limit=limit,
            quarantine=self._iris.graph("quarantine"),
        )

    def refusal(self, ident: str) -> RefusalView:
        """Show one quarantined input; NotFound."""
        return self._only(self._refusal_views([self._iris.iri("refusal", ident)]), "refusal", ident)

    def describe(self, iri: str, accept: str) -> bytes:
        """Give all triples of a thing, with its passages, quantities and times, in a media type; NotFound."""
        if not self._reader.rows("facts", subjects=[URIRef(iri)]):
            message = f"nothing is known of {iri}"
            raise NotFound(message)
        return self._store.answer(bind(query("describe"), thing=URIRef(iri)), accept=accept)

    def describe_graph(self, iri: str, accept: str) -> bytes:
        """Give all triples of a named graph, in a media type; NotFound."""
        if not self._reader.rows("graph_exists", graph=URIRef(iri)):
            message = f"there is no graph {iri}"
            raise NotFound(message)
        return self._store.answer(bind(query("graph"), graph=URIRef(iri)), accept=accept)

    def provenance(self, claim: str) -> bytes:
        """Give where a claim comes from in PROV's own words, as N-Triples."""
        return self._store.answer(bind(query("provenance"), claim=URIRef(claim)), accept=N_TRIPLES)

    def gone(self, iri: str) -> Gone | None:
        """Say of what is not there that it was retracted; None if it never was there."""
        return tombstone(self._store, self._iris, URIRef(iri))

    def one_of_each(self) -> list[str]:
        """Name one tie, dispute or proposition of each kind that there is."""
        graphs = {name: self._iris.graph(f"derived/{name}") for name in ("ties", "groups")}
        return self._reader.things("one_of_each", **graphs)

    def counts(self) -> dict[str, int]:
        """Count articles, claims, parties, conflicts, the quarantined, and versions not yet compared."""
        return {row["name"]: int(row["count"]) for row in self._reader.rows("counts")}

    def _page(
        self,
        name: str,
        show: Callable[[Iterable[str]], tuple[T, ...]],
        *,
        cursor: str | None,
        limit: int,
        **values: Any,
    ) -> Page[T]:
        after = Literal(cursor) if cursor else None
        rows = self._reader.rows(name, after=after, limit=limit + 1, **values)
        shown = rows[:limit]
        following = shown[-1]["key"] if len(rows) > limit else None
        return Page(items=show([row["thing"] for row in shown]), next=following)

    def _article_views(self, iris: Iterable[str]) -> tuple[ArticleView, ...]:
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=2)
        counts = self._related("claim_counts", known)
        return tuple(
            views.article_view(facts, iri, int(counts.get(iri, ["0"])[0])) for iri in known if iri in facts
        )

    def _claim_views(self, iris: Iterable[str]) -> tuple[ClaimView, ...]:
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

    def _party_views(self, iris: Iterable[str]) -> tuple[PartyView, ...]:
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

    def _conflict_views(self, iris: Iterable[str]) -> tuple[ConflictView, ...]:
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

    def _dispute_views(self, iris: Iterable[str]) -> tuple[DisputeView, ...]:
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=1)
        members = sorted({one for iri in known for one in facts.all(iri, WS.expressedBy)})
        parts = sorted({one for iri in known for one in facts.all(iri, DCTERMS.hasPart)})
        claims = {one.id: one for one in self._claim_views(members)}
        conflicts = {one.id: one for one in self._conflict_views(parts)}
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

    def _refusal_views(self, iris: Iterable[str]) -> tuple[RefusalView, ...]:
        known = [str(iri) for iri in iris]
        facts = self._reader.follow(known, depth=1)
        return tuple(views.refusal_view(facts, iri) for iri in known if iri in facts)

    def _related(self, name: str, of: list[str], **values: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._reader.rows(name, of=_terms(of), **values) if of else ():
            found.setdefault(row["of"], []).append(row["thing"])
        return found

    def _named(self, kind: str | None, asked: str | None) -> list[URIRef] | None:
        """Find the things of a kind that are asked for: by IRI, by id, or by a part of their name."""
        if not asked:
            return None
        exact = self._one(kind, asked) if kind else None
        if exact is None and self._iris.parse(asked):
            return [URIRef(asked)]
        if exact is not None and self._reader.rows("facts", subjects=[exact]):
            return [exact]
        found = [URIRef(one) for one in self._reader.things("named", words=_lowered(asked))]
        return found or [NOTHING]

    def _one(self, kind: str, asked: str | None) -> URIRef | None:
        if not asked:
            return None
        ident = (self._iris.parse(asked) or ("", asked))[1]
        return self._iris.iri(kind, ident) if ident.isalnum() else NOTHING

    @staticmethod
    def _only(found: tuple[T, ...], kind: str, ident: str) -> T:
        if not found:
            message = f"there is no {kind} {ident!r} here"
            raise NotFound(message)
        return found[0]


def _terms(iris: Iterable[str]) -> list[URIRef]:
    return [URIRef(iri) for iri in iris]


def _literal(text: str | None) -> Literal | None:
    return Literal(text) if text else None


def _lowered(text: str | None) -> Literal | None:
    return Literal(text.lower()) if text else None


def _concept(scheme: type[StrEnum], asked: str | None) -> URIRef | None:
    if not asked:
        return None
    return concept(scheme(asked)) if asked in set(scheme) else NOTHING
