"""What must be written along when an article's record is changed in place, in the same update.

What is derived of its claims goes before the change, while the claims can still be found; the sheet, the
digest, the frames and the note that it wants comparing come after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import Graph, Literal, URIRef

from app.archive.graphs import named
from app.rdf.sparql import bind, query
from app.rdf.spelling import moment

if TYPE_CHECKING:
    from datetime import datetime

    from app.rdf.iris import Iris


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """A version as it will stand: its digest, if its own graph changes, and the frames of its claims."""

    version: str
    digest: str | None
    frames: Graph

    @property
    def article(self) -> str:
        """Give the id of its article."""
        return self.version.split("/")[-2]


def before(renewed: list[Renewed], iris: Iris) -> list[str]:
    """Drop what is derived of the claims of these versions."""
    updates = [
        bind(
            query("unsettle"),
            article=iris.iri("article", article),
            sheet=iris.article_graph(article),
            **named(iris, "frames", "conflicts", "ties", "groups", "outbox"),
        )
        for article in sorted({one.article for one in renewed})
    ]
    versions = [URIRef(one.version) for one in renewed]
    return [*updates, bind(query("drop_frames"), versions=versions, **named(iris, "frames"))]


def after(renewed: list[Renewed], iris: Iris, *, now: datetime) -> list[str]:
    """Write sheets, digests, frames and notes of these versions."""
    updates = []
    for one in renewed:
        if one.digest is not None:
            sheet, article = iris.article_graph(one.article), iris.iri("article", one.article)
            updates.append(bind(query("renew_article"), article=article, graph=sheet))
            updates.append(
                bind(
                    query("renew_digest"),
                    version=URIRef(one.version),
                    digest=Literal(one.digest),
                    **named(iris, "digests"),
                )
            )
        updates.append(
            bind(
                query("put_frames"),
                version=URIRef(one.version),
                frame_facts=one.frames,
                now=moment(now),
                sheet=iris.article_graph(one.article),
                **named(iris, "frames", "outbox"),
            )
        )
    return updates
