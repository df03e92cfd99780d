"""What the faces read: articles, claims, parties and conflicts, as lists and one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from rdflib import Literal, URIRef

from app.archive import views
from app.archive.decisions import Decisions
from app.archive.facts import Reader
from app.archive.gone import tombstone
from app.archive.showing import Showing
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
        self._showing = Showing(self._reader, self._decisions, iris)

    def articles(
        self, *, text: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[ArticleView]:
        """List articles, newest first; `text` must stand in the headline."""
        return self._page(
            "articles", self._showing.articles, cursor=cursor, limit=limit, words=_lowered(text)
        )

    def article(self, ident: str) -> ArticleView:
        """Show an article with all versions of its text, newest first; NotFound."""
        iri = self._iris.iri("article", ident)
        view = self._only(self._showing.articles([iri]), "article", ident)
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
            self._showing.claims,
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
        return self._only(self._showing.claims([self._iris.iri("claim", ident)]), "claim", ident)

    def claims_of_version(self, text_iri: str) -> tuple[ClaimView, ...]:
        """List the claims of one text version, in the order of the text."""
        return self._showing.claims(self._reader.things("version_claims", text=URIRef(text_iri)))

    def parties(
        self, *, text: str | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[PartyView]:
        """List parties, those with most claims first; `text` must stand in the name."""
        return self._page("parties", self._showing.parties, cursor=cursor, limit=limit, words=_lowered(text))

    def party(self, ident: str) -> PartyView:
        """Show a party; NotFound."""
        return self._only(self._showing.parties([self._iris.iri("party", ident)]), "party", ident)

    def conflicts(
        self, asked: ConflictFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[ConflictView]:
        """List conflicts between claims of current versions, newest first."""
        return self._page(
            "conflicts",
            self._showing.conflicts,
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
        return self._only(self._showing.conflicts([self._iris.iri("conflict", ident)]), "conflict", ident)

    def disputes(
        self, asked: DisputeFilter, *, cursor: str | None = None, limit: int = 20
    ) -> Page[DisputeView]:
        """List disputes, those spoken of last first."""
        return self._page(
            "disputes",
            self._showing.disputes,
            cursor=cursor,
            limit=limit,
            groups=self._iris.graph("derived/groups"),
            party=self._named("party", asked.party),
            kind=_concept(ConflictKind, asked.kind),
            words=_lowered(asked.text),
        )

    def dispute(self, ident: str) -> DisputeView:
        """Show a dispute; NotFound, Gone."""
        return self._only(self._showing.disputes([self._iris.iri("dispute", ident)]), "dispute", ident)

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
            self._showing.refusals,
            cursor=cursor,
            limit=limit,
            quarantine=self._iris.graph("quarantine"),
        )

    def refusal(self, ident: str) -> RefusalView:
        """Show one quarantined input; NotFound."""
        return self._only(self._showing.refusals([self._iris.iri("refusal", ident)]), "refusal", ident)

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


def _literal(text: str | None) -> Literal | None:
    return Literal(text) if text else None


def _lowered(text: str | None) -> Literal | None:
    return Literal(text.lower()) if text else None


def _concept(scheme: type[StrEnum], asked: str | None) -> URIRef | None:
    if not asked:
        return None
    return concept(scheme(asked)) if asked in set(scheme) else NOTHING
