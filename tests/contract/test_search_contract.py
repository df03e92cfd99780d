"""Two instances beside each other on one server find what either took in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from world import BASE, ELSEWHERE, FIRE, NOW, make_service

from app.domain.identity import article_id
from app.search.feed import Feed
from app.search.index import Index
from app.search.keeper import Keeper
from app.search.records import Asked
from app.store.remote import RemoteStore

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def store(server: str) -> Iterator[RemoteStore]:
    with httpx.Client(trust_env=False, timeout=30) as client:
        store = RemoteStore(f"{server}/query", f"{server}/update", f"{server}/store", client)
        store.update("DROP ALL")
        yield store
        store.update("DROP ALL")


def test_what_one_instance_takes_in_or_out_the_other_finds_or_not(store: RemoteStore) -> None:
    writer = make_service(store)
    now = [0.0]
    one, other = (
        Keeper(Index(None, BASE.base), Feed(store, BASE), lambda: None, clock=lambda: now[0])
        for _ in range(2)
    )

    def found() -> list[int]:
        now[0] += 60
        return [keeper.search(Asked(question="burned")).total for keeper in (one, other)]

    assert found() == [0, 0]
    writer.ingest(FIRE, now=NOW)
    first = found()
    assert first[0] == first[1] > 0
    writer.ingest(ELSEWHERE, now=NOW)
    second = found()
    assert second[0] == second[1] > first[0]
    writer.retract(article_id(FIRE))
    writer.retract(article_id(ELSEWHERE))
    assert found() == [0, 0]
    assert one.feed.shared_tallies()
