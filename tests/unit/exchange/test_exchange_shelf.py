from __future__ import annotations

import gzip
import os
import time
from typing import TYPE_CHECKING

from app.errors import StoreUnreachable
from app.exchange import shelf as shelf_module
from app.exchange.shelf import DAY, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest


def shelf_of(folder: Path | None, *states: bytes) -> Shelf:
    """Make a shelf of a store that has these states, one after the other."""
    left = list(states)

    def quads() -> Iterator[bytes]:
        yield left.pop(0) if len(left) > 1 else left[0]

    return Shelf(folder, quads)


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def wait_for(path: Path, wanted: bytes) -> None:
    for _ in range(200):
        if content(path) == wanted:
            return
        time.sleep(0.02)
    raise AssertionError(content(path))


def test_the_first_who_asks_has_a_dump_written(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path / "dumps", b"<urn:a> <urn:b> <urn:c> .\n")
    assert shelf.newest() is None
    path = shelf.fetch()
    assert content(path) == b"<urn:a> <urn:b> <urn:c> .\n"
    assert shelf.newest() == path == shelf.fetch()


def test_a_dump_of_yesterday_is_given_while_a_new_one_is_written(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, b"old\n", b"new\n")
    path = shelf.fetch()
    assert content(shelf.fetch()) == b"old\n"
    os.utime(path, (0, time.time() - DAY - 1))
    assert shelf.fetch() == path
    wait_for(path, b"new\n")


def test_a_store_in_memory_has_its_dump_in_a_temporary_folder() -> None:
    shelf = shelf_of(None, b"x\n")
    assert content(shelf.fetch()) == b"x\n"
    assert shelf.folder is not None
    assert shelf.fetch().parent == shelf.folder


def test_a_dump_is_written_each_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "LOOK", 0.01)
    shelf = shelf_of(tmp_path, b"old\n", b"new\n")
    path = shelf.renew()
    shelf.open()
    time.sleep(0.1)
    assert content(path) == b"old\n"
    os.utime(path, (0, time.time() - DAY - 1))
    wait_for(path, b"new\n")
    shelf.close()


def test_a_store_that_is_away_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(shelf_module, "LOOK", 0.01)
    tries: list[int] = []

    def quads() -> Iterator[bytes]:
        tries.append(1)
        if len(tries) < 3:
            message = "it is away"
            raise StoreUnreachable(message)
        yield b"x\n"

    shelf = Shelf(tmp_path, quads)
    shelf.open()
    while shelf.newest() is None:
        time.sleep(0.01)
    shelf.close()
    assert "no dump was written: it is away" in caplog.text


def test_two_who_ask_at_once_write_it_once(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, b"one\n", b"two\n")
    moments = iter([time.time(), 0.0])
    shelf.clock = lambda: next(moments)
    shelf.renew()
    assert content(shelf.renew()) == b"one\n"
