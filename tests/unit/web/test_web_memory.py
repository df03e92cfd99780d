"""Answers are kept while nothing is written, and not a moment longer."""

from __future__ import annotations

from app.web.memory import Memory, Versions

HEADERS = [(b"content-type", b"text/csv")]


class Store:
    version: int | None = 1


def make(most: int = 100_000) -> tuple[Store, Memory]:
    store = Store()
    return store, Memory(lambda: store.version, most)


def test_what_was_kept_is_given_again() -> None:
    _, memory = make()
    memory.put((b"a",), 1, HEADERS, b"x")
    assert memory.get((b"a",)) == (HEADERS, b"x")
    assert memory.get((b"b",)) is None


def test_a_write_makes_all_forgotten() -> None:
    store, memory = make()
    memory.put((b"a",), 1, HEADERS, b"x")
    store.version = 2
    assert memory.get((b"a",)) is None
    store.version = 1  # never happens; what is forgotten is forgotten
    assert memory.get((b"a",)) is None


def test_an_answer_that_is_out_of_date_already_is_not_kept() -> None:
    store, memory = make()
    store.version = 2
    memory.put((b"a",), 1, HEADERS, b"x")
    store.version = 1
    assert memory.get((b"a",)) is None


def test_a_store_that_knows_no_version_is_never_answered_for() -> None:
    store, memory = make()
    store.version = None
    assert memory.get((b"a",)) is None
    memory.put((b"a",), 1, HEADERS, b"x")
    assert memory.get((b"a",)) is None


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    _, memory = make(most=40_000)
    for name in (b"a", b"b", b"c"):
        memory.put((name,), 1, HEADERS, b"x" * 2_000)
    for number in range(20):
        memory.put((b"%d" % number,), 1, HEADERS, b"x" * 2_000)
        assert memory.get((b"a",))
    assert memory.get((b"b",)) is None
    assert memory._bytes <= 40_000


def test_one_answer_does_not_drive_all_others_out() -> None:
    _, memory = make(most=16_000)
    memory.put((b"a",), 1, HEADERS, b"x" * 1_001)
    assert memory.get((b"a",)) is None


def test_an_answer_that_is_put_twice_counts_once() -> None:
    _, memory = make()
    for _ in range(3):
        memory.put((b"a",), 1, HEADERS, b"x" * 100)
    once = memory._bytes
    memory.put((b"a",), 1, HEADERS, b"x" * 100)
    assert memory._bytes == once


def test_a_tag_tells_version_query_and_start_apart() -> None:
    versions, after_restart = Versions(lambda: 1, "a"), Versions(lambda: 1, "b")
    tags = {
        versions.tag(1, ("ASK {}",)),
        versions.tag(2, ("ASK {}",)),
        versions.tag(1, ("ASK { ?s ?p ?o }",)),
        after_restart.tag(1, ("ASK {}",)),
    }
    assert len(tags) == 4
    assert all(tag.startswith('W/"') for tag in tags)
    assert versions.tag(1, ("\ud800",))
