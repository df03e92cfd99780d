from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from world import BASE, ELSEWHERE, FIRE, NOW, OTHER, make_service

from app.domain.identity import article_id
from app.errors import QueryTimeout, StoreUnreachable
from app.search import index as index_module
from app.search.feed import Feed
from app.search.index import Index
from app.search.keeper import Keeper
from app.search.records import Asked, Found
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from app.service import Service


class Away:
    """A store that does not answer."""

    writes = 0

    def answer(self, _query: str, **_more: Any) -> bytes:
        message = "it is away"
        raise StoreUnreachable(message)


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore(None)


@pytest.fixture
def service(store: EmbeddedStore) -> Service:
    service = make_service(store)
    for article in (FIRE, OTHER, ELSEWHERE):
        service.ingest(article, now=NOW)
    return service


def keeper_of(store: Any, path: Path | None = None, *, knows_state: bool = True) -> Keeper:
    return Keeper(Index(path, BASE.base), Feed(store, BASE), lambda: store.writes if knows_state else None)


@pytest.fixture
def keeper(store: EmbeddedStore, service: Service) -> Keeper:
    assert service
    return keeper_of(store)


def find(keeper: Keeper, question: str, **narrowed: str) -> Found:
    return keeper.search(Asked(question=question, **narrowed))


def kinds(found: Found) -> dict[str, int]:
    return {facet.value: facet.count for facet in found.facets["kind"]}


def texts(found: Found) -> list[str]:
    return ["".join(piece.text for piece in hit.snippet) for hit in found.items]


def test_claims_parties_and_articles_are_found_by_their_words(keeper: Keeper) -> None:
    assert kinds(find(keeper, "bridges")) == {"claim": 1, "article": 1}
    assert kinds(find(keeper, "mayor"))["party"] == 1
    assert kinds(find(keeper, "Fire in Zenda")) == {"article": 1}
    assert find(keeper, "elephant").total == 0


def test_what_was_asked_for_is_marked(keeper: Keeper) -> None:
    claim = next(hit for hit in find(keeper, "burn* houses").items if hit.kind == "claim")
    assert {piece.text for piece in claim.snippet if piece.mark} >= {"houses", "burned"}


def test_the_forms_of_a_word_case_and_accents_do_not_matter(store: EmbeddedStore) -> None:
    service = make_service(store)
    service.ingest(
        replace(OTHER, headline="Élections à Zürich", text=OTHER.text.replace("Zenda", "Hentzau")), now=NOW
    )
    keeper = keeper_of(store)
    for question in ("elections", "ZURICH", "élection", "zürich"):
        assert find(keeper, question).total == 1, question
    assert find(keeper, "house burn").total > 0


def test_a_name_counts_more_than_a_word_of_a_text(keeper: Keeper) -> None:
    assert find(keeper, "mayor").items[0].kind != "article"


def test_the_newest_words_are_found_at_once(keeper: Keeper, service: Service) -> None:
    assert find(keeper, "dragons").total == 0
    service.ingest(replace(ELSEWHERE, headline="Dragons", url="https://x.example/"), now=NOW)
    assert kinds(find(keeper, "dragons")) == {"article": 1}


def test_a_new_version_takes_the_place_of_the_old_one(keeper: Keeper, service: Service) -> None:
    assert find(keeper, "houses", publisher=publisher(keeper, "Daily")).total > 0
    newer = replace(FIRE, text="The mayor said exactly 11 bridges burned in Zenda on the day.\n")
    service.ingest(newer, now=NOW + timedelta(days=1))
    assert kinds(find(keeper, "bridges", publisher=publisher(keeper, "Daily"))) == {"claim": 1, "article": 1}
    assert find(keeper, "houses", publisher=publisher(keeper, "Daily")).total == 0
    assert find(keeper, "mayor", kind="party").total == 1


def publisher(keeper: Keeper, name: str) -> str:
    facets = find(keeper, "in OR on OR burned").facets["publisher"]
    return next(facet.value for facet in facets if facet.name == name)


def test_what_is_retracted_is_not_found_any_more(keeper: Keeper, service: Service) -> None:
    assert find(keeper, "bridges").total == 2
    service.retract(article_id(ELSEWHERE))
    assert find(keeper, "bridges").total == 0
    assert find(keeper, "official", kind="party").total == 1


def test_one_index_step_by_step_equals_one_made_at_once(keeper: Keeper, service: Service) -> None:
    find(keeper, "x")
    service.ingest(replace(FIRE, text=OTHER.text), now=NOW + timedelta(days=1))
    find(keeper, "x")
    service.retract(article_id(OTHER))
    step_by_step = [find(keeper, word) for word in ("burned", "official", "zenda")]
    keeper.rebuild()
    assert [find(keeper, word) for word in ("burned", "official", "zenda")] == [
        replace(found, items=found.items, facets=found.facets) for found in step_by_step
    ]


def test_what_is_found_can_be_narrowed_by_each_facet(keeper: Keeper) -> None:
    whole = find(keeper, "burned")
    for name, facets in whole.facets.items():
        assert facets, name
        for facet in facets:
            assert find(keeper, "burned", **{name: facet.value}).total == facet.count
    assert [facet.name for facet in whole.facets["publisher"]] == ["Daily", "Weekly"]
    assert {facet.value for facet in whole.facets["year"]} == {"2021"}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_pages_together_are_the_whole(keeper: Keeper, limit: int) -> None:
    whole = keeper.search(Asked(question="burned"), limit=100)
    found, cursor = [], None
    while True:
        page = keeper.search(Asked(question="burned"), limit=limit, cursor=cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    assert tuple(found) == whole.items
    assert len(found) == whole.total > 3
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


@pytest.mark.parametrize("cursor", ["", "x", "1_x", "nan_9999999999999999999999", "_", "1e999_1"])
def test_a_cursor_that_is_none_does_no_harm(keeper: Keeper, cursor: str) -> None:
    keeper.search(Asked(question="burned"), cursor=cursor)


def test_an_index_in_a_file_is_there_at_the_next_start(
    store: EmbeddedStore, service: Service, tmp_path: Path
) -> None:
    first = keeper_of(store, tmp_path / "search.sqlite")
    found = find(first, "burned")
    first.close()
    second = Index(tmp_path / "search.sqlite", BASE.base)
    assert second.search(Asked(question="burned")).items == found.items
    second.close()
    service.retract(article_id(ELSEWHERE))
    third = keeper_of(store, tmp_path / "search.sqlite")
    assert find(third, "bridges").total == 0
    third.close()


def test_an_index_of_another_graph_or_form_or_none_at_all_is_made_anew(
    store: EmbeddedStore, service: Service, tmp_path: Path
) -> None:
    assert service
    path = tmp_path / "search.sqlite"
    filled = keeper_of(store, path)
    assert find(filled, "burned").total
    filled.close()
    other = Index(path, "http://other.example/")
    assert other.search(Asked(question="burned")).total == 0
    other.close()
    path.write_bytes(b"this is no index" * 500)
    damaged = keeper_of(store, path)
    assert find(damaged, "burned").total
    damaged.close()
    path.write_bytes(b"")
    empty = keeper_of(store, path)
    assert find(empty, "burned").total
    empty.close()


def test_a_store_that_cannot_say_whether_it_changed_is_looked_at(store: EmbeddedStore) -> None:
    """Two instances on one server: what the other wrote is found, too."""
    writer = make_service(store)
    now = [0.0]
    keeper = Keeper(Index(None, BASE.base), Feed(store, BASE), lambda: None, clock=lambda: now[0])
    assert find(keeper, "bridges").total == 0
    writer.ingest(ELSEWHERE, now=NOW)
    assert find(keeper, "bridges").total == 2
    keeper._next_look = 10.0
    writer.retract(article_id(ELSEWHERE))
    assert find(keeper, "bridges").total == 2
    now[0] = 11.0
    assert find(keeper, "bridges").total == 0


def test_a_store_that_is_not_written_is_not_asked(keeper: Keeper) -> None:
    find(keeper, "burned")
    keeper.feed = Feed(Away(), BASE)  # type: ignore[arg-type]  # it is never asked
    assert find(keeper, "burned").total


def test_while_the_store_is_away_what_was_seen_is_found(
    keeper: Keeper, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    assert find(keeper, "burned").total
    service.retract(article_id(ELSEWHERE))
    keeper.feed = Feed(Away(), BASE)  # type: ignore[arg-type]  # it raises whatever it is asked
    assert find(keeper, "bridges").total == 2
    assert "may be old" in caplog.text


def test_a_long_way_behind_is_told_and_worked_off_beside(
    store: EmbeddedStore, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        service.ingest(replace(ELSEWHERE, headline=f"Bridges {number}"), now=NOW)
    monkeypatch.setattr("app.search.keeper.PATIENCE", 0.0)
    keeper = keeper_of(store)
    assert find(keeper, "bridges").behind > 0
    assert keeper._beside is not None
    keeper._beside.join()
    assert find(keeper, "bridges").behind == 0
    assert find(keeper, "bridges", kind="article").total == 31
    keeper.close()


def test_one_who_works_keeps_the_others_from_it(keeper: Keeper) -> None:
    with keeper._working:
        assert keeper.catch_up(0.01) == 1


def test_work_beside_ends_where_the_store_is_away(caplog: pytest.LogCaptureFixture) -> None:
    keeper = keeper_of(Away())
    keeper.start()
    assert keeper._beside is not None
    keeper._beside.join()
    assert "waits for the store" in caplog.text


def test_a_search_that_takes_too_long_is_stopped(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    find(keeper, "burned")
    monkeypatch.setattr(index_module, "SECONDS", -1.0)
    keeper.index._connection.set_progress_handler(keeper.index._is_late, 1)
    with pytest.raises(QueryTimeout, match="stopped after"):
        find(keeper, "burned")


def test_many_may_search_and_write_at_the_same_time(keeper: Keeper, service: Service) -> None:
    failures: list[Exception] = []

    def search() -> None:
        try:
            for _ in range(20):
                assert find(keeper, "burned").total >= 5
        except Exception as error:  # noqa: BLE001  # whatever it is, the test tells it
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        service.ingest(replace(ELSEWHERE, headline=f"Bridges {number}"), now=NOW)
    for thread in threads:
        thread.join()
    assert failures == []


def test_tallies_are_those_of_the_store(keeper: Keeper, service: Service, store: EmbeddedStore) -> None:
    service.ingest(replace(FIRE, text=OTHER.text), now=NOW + timedelta(days=1))
    keeper.catch_up()
    properties, classes = keeper.index.tallies()
    dumped = b"".join(store.dump()).decode().splitlines()
    versions = [line for line in dumped if re.search(r"/graph/article/\w+(/\w{64})?> \.$", line)]
    assert sum(properties.values()) == len(versions) > 100
    assert classes["https://w3id.org/whosaid/ns#Claim"] == sum(
        "ns#Claim>" in line and "rdf-syntax-ns#type" in line for line in versions
    )
