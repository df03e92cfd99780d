"""The stories that articles tell: by which words, under which frames, and how many others tell them."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from app.archive.graphs import named
from app.archive.sketch import read_telling, write_telling
from app.conflict.keys import story_keys
from app.conflict.keywords import tell_one_story
from app.domain.identity import text_id
from app.rdf.digest import digest
from app.rdf.sparql import bind, query
from app.rdf.triples import Triples
from app.rdf.version import story_facts
from app.rdf.vocabulary import SCHEMA, WS

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.archive.facts import Reader
    from app.domain.conflict import Statement
    from app.rdf.iris import Iris
    from app.store.base import Store


class Stories:
    """Counts the articles that tell a story, and writes what tells it; `crowd` articles are one crowd."""

    def __init__(self, store: Store, reader: Reader, iris: Iris, *, crowd: int) -> None:
        self._store = store
        self._reader = reader
        self._iris = iris
        self._crowd = crowd

    def crowd(self, article: str, story: tuple[str, ...], published: date | None) -> int:
        """Count, in crowds and rounded up, the other articles that tell a story by now; at least 1."""
        keys = [Literal(key) for key in story_keys(story, published)]
        rows = self._reader.rows("filed", keys=keys, **named(self._iris, "frames")) if keys else ()
        tellings = (read_telling(row["theirs"]) for row in rows)
        told = sum(one.article != article and tell_one_story(story, one.story) for one in tellings)
        return max(1, ceil(told / self._crowd))

    def put(self, version: str, keywords: Callable[[str | None, str], tuple[str, ...]]) -> None:
        """Write what tells the story of a version from before that was kept, as if it came now."""
        stored = self._reader.graph(version)
        text = self._iris.iri("text", text_id(*version.split("/")[-2:]))
        if (text, SCHEMA.keywords, None) in stored:
            return
        headline, published = (stored.value(text, one) for one in (SCHEMA.headline, SCHEMA.datePublished))
        words = keywords(str(headline or "") or None, str(stored.value(text, SCHEMA.articleBody) or ""))
        if not words:
            return
        day = date.fromisoformat(str(published)[:10]) if published else None
        story = story_facts(text, words, self.crowd(version.split("/")[-2], words, day))
        self._store.update(
            bind(
                query("put_story"),
                version=URIRef(version),
                story_facts=story,
                digest=Literal(digest(stored + story)),
                **named(self._iris, "digests"),
            )
        )

    def frame_facts(self, version: str, telling: Statement) -> Graph:
        """Write under which frames, and in which form, a text is found by those that may tell its story."""
        graph = Triples()
        text = self._iris.iri("text", text_id(*version.split("/")[-2:]))
        for key in story_keys(telling.story, telling.published):
            graph.add((text, WS.frame, Literal(key)))
            graph.add((text, WS.asCompared, Literal(write_telling(telling))))
        return graph
