"""How ids are spelt as IRIs, and back: `{base}{kind}/{id}`. Nothing else spells IRIs."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import URIRef

KINDS = frozenset(
    {
        "article",
        "text",
        "claim",
        "passage",
        "mention",
        "quantity",
        "time",
        "step",
        "run",
        "party",
        "place",
        "conflict",
        "compared",
        "refusal",
        "agent",
        "decision",
        "dispute",
        "proposition",
        "copy",
        "update",
        "corroboration",
    }
)
"""The kinds of things that we mint IRIs for; `ontology/README.md` says what each is made from."""


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs under one base, which ends in "/"."""

    base: str

    def iri(self, kind: str, ident: str) -> URIRef:
        """Spell the IRI of a thing."""
        return URIRef(f"{self.base}{kind}/{ident}")

    def parse(self, iri: str) -> tuple[str, str] | None:
        """Give kind and id of an IRI of ours; None for any other IRI, graphs included."""
        kind, _, ident = iri.removeprefix(self.base).partition("/")
        if not iri.startswith(self.base) or kind not in KINDS or not ident.isalnum():
            return None
        return kind, ident

    def graph(self, name: str) -> URIRef:
        """Name a graph that is not an article's: parties, places, the outbox."""
        return URIRef(f"{self.base}graph/{name}")

    def article_graph(self, article: str) -> URIRef:
        """Name the graph of what holds for every version of an article."""
        return self.graph(f"article/{article}")

    def version_graph(self, article: str, digest: str) -> URIRef:
        """Name the graph of one text version with its claims."""
        return self.graph(f"article/{article}/{digest}")
