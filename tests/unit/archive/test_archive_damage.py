"""A check misses no triple that is lost, and none that was put where it does not belong."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from world import NOW, filled_service

from app.errors import Rejected
from app.read.clean import read_articles

if TYPE_CHECKING:
    from app.service import Service
    from app.store.base import Store

LOST, ADDED = 4, 1
"""Triples of each kind of graph that are taken out, and put in."""
STRANGE = ('<http://schema.org/legalName> "x"', "<http://www.w3.org/2002/07/owl#sameAs> <http://x.example/>")


@pytest.fixture(scope="module")
def service() -> Service:
    service = filled_service()
    (bare,) = read_articles(b"Nothing is known of this.\n", media_type="text/plain")
    with pytest.raises(Rejected):
        service.ingest(bare, now=NOW)  # type: ignore[arg-type]  # it is an article, without a headline
    return service


def store_of(service: Service) -> Store:
    return service.ledger._store


def by_kind(service: Service) -> dict[str, list[tuple[str, str]]]:
    """Sort all triples by the kind of their graph; each comes with its graph."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in b"".join(store_of(service).dump()).decode().splitlines():
        triple, graph = re.fullmatch(r"(.*) (<[^>]*>) \.", line).groups()  # type: ignore[union-attr] # N-Quads
        found[re.sub(r"/[0-9a-f]{24}", "", graph)].append((triple, graph))
    return found


def test_the_store_is_sound_before_it_is_damaged(service: Service) -> None:
    assert service.check().findings == ()
    assert len(by_kind(service)) >= 8


def test_no_triple_can_be_lost_unseen(service: Service) -> None:
    chance = random.Random(1)
    unseen = []
    for triples in by_kind(service).values():
        for triple, graph in chance.sample(triples, min(LOST, len(triples))):
            store_of(service).update(f"DELETE DATA {{ GRAPH {graph} {{ {triple} }} }}")
            unseen += [] if service.check().findings else [triple]
            store_of(service).update(f"INSERT DATA {{ GRAPH {graph} {{ {triple} }} }}")
    assert unseen == []
    assert service.check().findings == ()


def test_no_triple_can_be_added_unseen(service: Service) -> None:
    chance = random.Random(2)
    unseen = []
    for triples in by_kind(service).values():
        for triple, graph in chance.sample(triples, min(ADDED, len(triples))):
            for strange in STRANGE:
                added = f"GRAPH {graph} {{ {triple.partition(' ')[0]} {strange} }}"
                store_of(service).update(f"INSERT DATA {{ {added} }}")
                unseen += [] if service.check().findings else [added]
                store_of(service).update(f"DELETE DATA {{ {added} }}")
    assert unseen == []
    assert service.check().findings == ()
