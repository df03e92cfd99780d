"""The laws of the way of an article, on both doors, for arbitrary articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import partial
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
from app.conflict.detect import compare, compare_among_all, keys, relate
from app.conflict.keywords import CROWD, keywords
from app.domain.article import Article
from app.domain.conflict import ConflictKind, Opinion
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

    from app.domain.conflict import Statement
    from app.store.base import Store

BASE = Iris("http://test.example/")
SHAPES = Shapes(ROOT / "shapes")


def see_clash(_first: Statement, _second: Statement, _marks: tuple[int, ...]) -> Opinion:
    """Take every two claims that are read side by side for a clash: so a conflict shows each such pair."""
    return Opinion(conflict=1.0, agree=0.0, kind=ConflictKind.STATUS)


RULES = Comparer(relate=relate, compare=compare)
ALL_READ = Comparer(relate=relate, compare=partial(compare_among_all, judge=see_clash))


def make_service(store: Store, *, comparer: Comparer = RULES, crowd: int = CROWD) -> Service:
    return Service(
        extractor=TemplateExtractor(),
        linker=TemplateLinker(),
        shapes=SHAPES,
        ledger=Ledger(store, BASE, keys, crowd=crowd),
        archive=Archive(store, BASE),
        iris=BASE,
        comparer=comparer,
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


STORY = "The town lay in ashes, as Ostrowicka and Halvorsund had.\n"


@st.composite
def great_stories(draw: st.DrawFn) -> list[Article]:
    """Give articles that all tell one story."""
    taken = draw(st.lists(articles(), min_size=4, max_size=8, unique_by=article_id))
    return [replace(one, text=one.text + STORY) for one in taken]


@settings(max_examples=10)
@given(taken=great_stories(), gone=st.sets(st.integers(0, 7)))
def test_what_is_read_of_a_great_story_step_by_step_equals_a_rebuild(
    fresh: Callable[[], Store], taken: list[Article], gone: set[int]
) -> None:
    store = fresh()
    service = make_service(store, comparer=ALL_READ, crowd=1)
    fill(service, taken)
    for number in gone & set(range(len(taken))):
        service.retract(article_id(taken[number]))
    step_by_step = state(store)
    for _ in service.rebuild(now=taken_at(taken[0])):
        pass
    assert state(store) == step_by_step
    assert service.check().findings == ()


def test_of_a_great_story_a_part_is_read_and_of_a_small_one_all(fresh: Callable[[], Store]) -> None:
    said = ("The mayor said exactly {} houses", "Ministry of Ponds said exactly {} bridges")
    taken = [
        Article(
            text=f"{said[number % 2].format(number + 1)} burned in Zenda.\n{STORY}",
            headline=f"Fire {number}",
            published=date(2021, 7, 1),
        )
        for number in range(12)
    ]
    shown = {}
    for crowd in (2, 12):
        service = make_service(fresh(), comparer=ALL_READ, crowd=crowd)
        fill(service, taken)
        shown[crowd] = service.archive.counts()["conflicts"]
    assert shown[12] == 6 * 6
    assert 16 <= shown[2] < 24  # the first three meet all of the other party


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
