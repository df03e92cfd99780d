"""A small known world for tests: three articles of the template shape, over an in-memory store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from strategies import TemplateExtractor, TemplateLinker

from app.archive.archive import Archive
from app.archive.derived import Comparer
from app.archive.ledger import Ledger
from app.bootstrap import ROOT
from app.conflict.detect import compare, keys, relate
from app.conflict.keywords import keywords
from app.domain.article import Article
from app.rdf.iris import Iris
from app.rdf.shapes import Shapes
from app.read.clean import read_articles
from app.service import Service
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from app.extract.base import Extractor
    from app.store.base import Store

BASE = Iris("http://test.example/")
NOW = datetime(2021, 7, 10, 12, tzinfo=UTC)
SHAPES = Shapes(ROOT / "shapes")

FIRE = Article(
    text="The mayor said exactly 10 houses burned in Zenda on the day.\n"
    "Ann Lee denied more than 3 people burned in Zenda.\n",
    headline="Fire in Zenda",
    publisher="Daily",
    published=date(2021, 7, 9),
    url="https://daily.example/fire",
    authors=("A. Writer",),
)
OTHER = Article(
    text="an official said at least 20 houses burned in Zenda on the day.\n",
    headline="More burned",
    publisher="Weekly",
    published=date(2021, 7, 9),
)
ELSEWHERE = Article(
    text="an official said about 90 bridges burned in Hentzau.\n",
    headline="Bridges",
    published=date(2021, 7, 8),
)


def make_service(store: Store | None = None, extractor: Extractor | None = None) -> Service:
    """Join the real parts over a store, reading with the template extractor unless told otherwise."""
    store = store or EmbeddedStore(None)
    return Service(
        extractor=extractor or TemplateExtractor(),
        linker=TemplateLinker(),
        shapes=SHAPES,
        ledger=Ledger(store, BASE, keys),
        archive=Archive(store, BASE),
        iris=BASE,
        comparer=Comparer(relate=relate, compare=compare),
        keywords=keywords,
        read=read_articles,
    )


def filled_service() -> Service:
    """Take the three articles in."""
    service = make_service()
    for article in (FIRE, OTHER, ELSEWHERE):
        service.ingest(article, now=NOW)
    return service
