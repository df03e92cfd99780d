"""The folder: who may open it, what survives, what a checkpoint holds."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from app.errors import StoreError, StoreInUse
from app.store import disk, embedded
from app.store.child.process import ROOT
from app.store.disk import WriteAheadLog
from app.store.embedded import DUMP_BATCH, EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(folder)
    yield opened
    opened.close()


def insert(store: EmbeddedStore, number: int) -> None:
    store.update(f"INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> {number} }} }}")


def count(store: EmbeddedStore) -> int:
    return int(store.answer(COUNT, accept="text/csv").split()[1])


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_what_was_written_is_there_after_closing_and_opening(folder: Path) -> None:
    first = EmbeddedStore(folder)
    insert(first, 1)
    first.close()
    second = EmbeddedStore(folder)
    assert count(second) == 1
    second.close()


def test_a_folder_that_is_in_use_is_named(store: EmbeddedStore, folder: Path) -> None:
    insert(store, 1)
    program = (
        "import sys; from pathlib import Path; from app.store.embedded import EmbeddedStore\n"
        "try: EmbeddedStore(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    assert run(program, folder).stdout == f"StoreInUse {folder} is in use: another process has it open\n"
    with pytest.raises(StoreInUse, match="is in use"):
        EmbeddedStore(folder)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    with pytest.raises(StoreError, match="file cannot be opened"):
        EmbeddedStore(file)


def test_acknowledged_writes_survive_a_kill(folder: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from app.store.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(Path(sys.argv[1]))\n"
        "for number in range(50):\n"
        "    store.update(f'INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> {number} }} }}')\n"
        "os.kill(os.getpid(), 9)"
    )
    assert run(program, folder).returncode == -9
    store = EmbeddedStore(folder)
    assert count(store) == 50
    store.close()


def test_a_closed_store_says_so(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.answer(COUNT)
    with pytest.raises(StoreError, match="the store is closed"):
        insert(store, 1)


def test_a_graph_needs_a_name_that_is_an_iri(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="'no iri' is not an IRI"):
        store.load("no iri", b"")


def test_names_of_graphs_inside_loaded_data_are_passed_over(store: EmbeddedStore) -> None:
    store.load("a:g", b"<a:other> { <a:s> <a:p> 1 }", media_type="application/trig")
    assert b"".join(store.dump()).endswith(b"<a:g> .\n")


def test_a_write_that_fails_counts_as_none(store: EmbeddedStore) -> None:
    insert(store, 1)
    with pytest.raises(StoreError):
        store.update("LOAD <http://127.0.0.1:9/nothing-listens-here>")
    assert store.writes == 1


def test_a_dump_comes_in_parts_and_is_of_one_moment(store: EmbeddedStore) -> None:
    quads = 2 * DUMP_BATCH + 1
    store.load("a:g", b"".join(b"<a:s> <a:p> %d .\n" % number for number in range(quads)))
    parts = store.dump()
    first = next(parts)
    store.update("DROP ALL")
    rest = list(parts)
    assert len(rest) == 2
    assert sum(part.count(b"\n") for part in [first, *rest]) == quads


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_checkpoint_stays_as_it_was(folder: Path, tmp_path: Path, in_memory: bool) -> None:  # noqa: FBT001 - a parameter of the test
    store = EmbeddedStore(None if in_memory else folder)
    insert(store, 1)
    insert(store, 2)
    assert store.checkpoint(tmp_path / "copy") == 2
    insert(store, 3)
    copy = ox.Store.read_only(str(tmp_path / "copy"))
    assert len(copy) == 2
    assert count(store) == 3
    store.close()


def test_a_checkpoint_overwrites_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(StoreError, match="exists"):
        store.checkpoint(tmp_path / "copy")


def test_writers_who_wait_together_share_one_wait_for_the_disk(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs = []
    may_go_on = threading.Event()
    is_first_in = threading.Event()

    class SlowLog:
        def sync(self) -> None:
            syncs.append(store.writes)
            is_first_in.set()
            may_go_on.wait(10)

    monkeypatch.setattr(store, "_log", SlowLog())
    threads = [threading.Thread(target=insert, args=(store, number)) for number in range(6)]
    threads[0].start()
    is_first_in.wait(10)
    for thread in threads[1:]:
        thread.start()
    while store.writes < 6:
        pass
    may_go_on.set()
    for thread in threads:
        thread.join()
    assert syncs == [1, 6]


def tables(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.sst")}


def test_now_and_then_the_log_is_worked_into_the_tables(
    store: EmbeddedStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert(store, 1)
    before = tables(folder)
    insert(store, 2)
    assert tables(folder) == before
    monkeypatch.setattr(embedded, "FLUSH_AFTER", 1)
    insert(store, 3)
    assert tables(folder) != before
    assert store._unflushed == 0


def test_a_write_waits_for_the_very_files_it_went_to(
    store: EmbeddedStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []

    def record(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    monkeypatch.setattr(disk.os, "fdatasync", record)
    monkeypatch.setattr(disk.os, "fsync", record)
    before = {path: path.stat().st_size for path in folder.glob("*.log")}
    insert(store, 1)
    grown = {path for path in folder.glob("*.log") if path.stat().st_size != before.get(path, 0)}
    assert grown
    assert grown <= set(synced)
    assert folder in synced  # the name of a new file too
    synced.clear()
    insert(store, 2)
    assert grown <= set(synced)
    assert folder not in synced


def test_a_system_that_cannot_wait_for_a_file_flushes_the_engine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fdatasync")
    store = EmbeddedStore(folder)
    before = tables(folder)
    insert(store, 1)
    assert tables(folder) != before
    store.close()


def test_a_log_file_that_has_just_gone_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.log").write_bytes(b"12345")
    synced: list[int] = []
    monkeypatch.setattr(Path, "glob", lambda _, __: [tmp_path / "1.log", tmp_path / "2.log"])
    monkeypatch.setattr(disk.os, "fdatasync", synced.append)
    WriteAheadLog(tmp_path).sync()
    assert len(synced) == 1
