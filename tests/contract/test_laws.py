"""The laws of the way of an article, on both doors, for arbitrary articles."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TemplateExtractor, TemplateLinker, articles, taken_at

from app.archive.archive import Archive
from app.archive.derived import Comparer
from app.archive.ledger import Ledger
from app.bootstrap import ROOT
from app.conflict.detect import compare, keys, relate
from app.conflict.keywords import keywords
from app.domain.identity import article_id
from app.domain.report import Outcome
from app.rdf.iris import Iris
from app.rdf.passages import count_passages, misquoted
from app.rdf.shapes import Shapes
from app.read.clean import read_articles
from app.service import Service
from app.store.embedded import EmbeddedStore
from app.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.domain.article import Article
    from app.store.base import Store

BASE = Iris("http://test.example/")
SHAPES = Shapes(ROOT / "shapes")


def make_service(store: Store) -> Service:
    return Service(
        extractor=TemplateExtractor(),
        linker=TemplateLinker(),
        shapes=SHAPES,
        ledger=Ledger(store, BASE, keys),
        archive=Archive(store, BASE),
        iris=BASE,
        comparer=Comparer(relate=relate, compare=compare),
        read=read_articles,
        keywords=keywords,
    )


def fill(service: Service, taken: Iterable[Article]) -> None:
    for article in taken:
        service.ingest(article, now=taken_at(article))


def state(store: Store) -> list[bytes]:
    return sorted(b"".join(store.dump()).splitlines())


@pytest.fixture(scope="module", params=["embedded", "remote"])
def fresh(request: pytest.FixtureRequest) -> Iterator[Callable[[], Store]]:
    """Give an empty store each time it is called; there is one at a time."""
    if request.param == "embedded":
        yield lambda: EmbeddedStore(None)
        return
    server = request.getfixturevalue("server")
    with httpx.Client(trust_env=False, timeout=30) as client:
        store = RemoteStore(f"{server}/query", f"{server}/update", f"{server}/store", client)

        def empty() -> Store:
            store.update("DROP ALL")
            return store

        yield empty


@settings(max_examples=10)
@given(taken=st.lists(articles(), min_size=1, max_size=4))
def test_twice_is_once(fresh: Callable[[], Store], taken: list[Article]) -> None:
    store = fresh()
    service = make_service(store)
    fill(service, taken)
    once = state(store)
    for article in taken:
        assert service.ingest(article, now=taken_at(article)).outcome is Outcome.KNOWN
    assert state(store) == once


@settings(max_examples=10)
@given(taken=st.lists(articles(), min_size=2, max_size=5), seed=st.integers(0, 1000))
def test_the_order_of_arrival_does_not_matter(
    fresh: Callable[[], Store], taken: list[Article], seed: int
) -> None:
    shuffled = list(taken)
    random.Random(seed).shuffle(shuffled)
    store = fresh()
    fill(make_service(store), taken)
    in_order = state(store)
    store = fresh()
    fill(make_service(store), shuffled)
    assert state(store) == in_order


@settings(max_examples=10)
@given(taken=st.lists(articles(), min_size=2, max_size=5))
def test_conflicts_found_step_by_step_equal_conflicts_rebuilt(
    fresh: Callable[[], Store], taken: list[Article]
) -> None:
    store = fresh()
    service = make_service(store)
    fill(service, taken)
    step_by_step = state(store)
    for _ in service.rebuild(now=taken_at(taken[0])):
        pass
    assert state(store) == step_by_step


@settings(max_examples=10)
@given(kept=st.lists(articles(), max_size=3), gone=articles())
def test_retract_undoes_ingest(fresh: Callable[[], Store], kept: list[Article], gone: Article) -> None:
    store = fresh()
    service = make_service(store)
    fill(service, [one for one in kept if article_id(one) != article_id(gone)])
    before = state(store)
    service.ingest(gone, now=taken_at(gone))
    assert state(store) != before
    assert service.retract(article_id(gone)) == 1
    tombstones = f"<{BASE.graph('gone')}> .".encode()
    assert [quad for quad in state(store) if not quad.endswith(tombstones)] == before
    service.ingest(gone, now=taken_at(gone))
    assert not any(quad.endswith(tombstones) for quad in state(store))


@settings(max_examples=10)
@given(taken=st.lists(articles(), min_size=1, max_size=3))
def test_every_passage_gives_back_its_words_and_the_store_is_sound(
    fresh: Callable[[], Store], taken: list[Article]
) -> None:
    store = fresh()
    service = make_service(store)
    fill(service, taken)
    for version in service.ledger.version_graphs():
        graph = service.ledger.graph(version)
        assert count_passages(graph) > 0
        assert misquoted(graph) == ()
    found = service.check()
    assert found.passages > 0
    assert found.findings == ()


@settings(max_examples=10)
@given(article=articles())
def test_a_claim_read_back_is_the_claim_that_was_written(
    fresh: Callable[[], Store], article: Article
) -> None:
    store = fresh()
    service = make_service(store)
    fill(service, [article])
    (version,) = service.ledger.version_graphs()
    written = {one.id: one for one in service.statement(article)}
    assert {one.id: one for one in service.ledger.claims_in(version).values()} == written
