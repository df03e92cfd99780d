"""One text version as graphs, with what tells its story and the sheet that its article takes from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, Literal, URIRef

from app.rdf.triples import Triples
from app.rdf.vocabulary import SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.conflict import Statement
    from app.rdf.iris import Iris

SHEET = (
    SCHEMA.headline,
    SCHEMA.inLanguage,
    SCHEMA.publisher,
    SCHEMA.datePublished,
    SCHEMA.url,
    SCHEMA.dateline,
    SCHEMA.author,
)
"""What an article's sheet takes over from its newest version (`queries/renew_article.rq` lists the same)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One text version as graphs, and its claims as they will be compared.

    `version` holds all whose subject belongs to this text; `parties` and `places` what depends on
    an id alone and may be there already.
    """

    article: str
    text: str
    digest: str
    statements: tuple[Statement, ...]
    version: Graph = field(default_factory=Triples)
    parties: Graph = field(default_factory=Triples)
    places: Graph = field(default_factory=Triples)

    def whole(self, iris: Iris) -> Graph:
        """Give all that is checked together, with the sheet that the store will write for the article."""
        article, text = iris.iri("article", self.article), iris.iri("text", self.text)
        found = Graph(bind_namespaces="none")  # what checks shapes wants a store that knows of contexts
        for part in (self.version, self.parties, self.places, sheet_of(self.version, article, text)):
            found += part
        return found


def sheet_of(version: Graph, article: URIRef, text: URIRef) -> Graph:
    """Write what an article takes over from its newest version."""
    sheet = Triples()
    sheet.add((article, RDF.type, SCHEMA.NewsArticle))
    sheet.add((article, WS.currentVersion, text))
    for predicate in SHEET:
        for value in version.objects(text, predicate):
            sheet.add((article, predicate, value))
    return sheet


def story_facts(text: URIRef, keywords: Iterable[str], crowd: int) -> Graph:
    """Write what tells the story of a text, and how crowded that was if it was crowded."""
    graph = Triples()
    for word in keywords:
        graph.add((text, SCHEMA.keywords, Literal(word)))
    if crowd > 1:
        graph.add((text, WS.crowd, Literal(crowd)))
    return graph
