"""Every door of the store, one after the other.

- `store`: the embedded store in memory, in a folder, and the remote one; each test finds it empty.
- `public`: strangers' queries on the folder and on the server, with the `store` that feeds them.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import virtuoso

from app.errors import QueryRefused
from app.store.base import ReaderLimits
from app.store.embedded import EmbeddedStore
from app.store.readers import Readers
from app.store.remote import RemotePublic, RemoteStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.base import PublicStore, Store

LIMITS = ReaderLimits(seconds=20, checkpoint_seconds=0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of the foreign server together, and expect of each what is known of it."""
    for item in items:
        if "[foreign" not in item.name:
            continue
        item.add_marker(pytest.mark.xdist_group("foreign"))
        reason = virtuoso.deviation(item.name)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


@dataclass(frozen=True)
class Doors:
    store: Store
    public: PublicStore


def refuse(query: str) -> None:
    if "FORBIDDEN" in query:
        message = "the word is FORBIDDEN"
        raise QueryRefused(message)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """An Oxigraph server in memory, on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    program = Path(sys.executable).with_name("oxigraph")
    with subprocess.Popen([program, "serve", "--bind", address], stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            try:
                httpx.get(f"http://{address}/", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield f"http://{address}"
        process.kill()


@pytest.fixture
def remote(server: str) -> Iterator[RemoteStore]:
    client = httpx.Client(trust_env=False, timeout=30)
    store = RemoteStore(f"{server}/query", f"{server}/update", f"{server}/store", client)
    store.update("DROP ALL")
    yield store
    store.close()


@pytest.fixture(scope="session")
def foreign_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that is no Oxigraph."""
    if not virtuoso.is_installed():
        pytest.skip("SKIPPED: no Virtuoso here; on Debian: apt-get install virtuoso-opensource-7")
    yield from virtuoso.served(tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture
def foreign(foreign_server: str) -> Iterator[RemoteStore]:
    client = httpx.Client(trust_env=False, timeout=30)
    sparql, crud = f"{foreign_server}/sparql", f"{foreign_server}/sparql-graph-crud"
    store = RemoteStore(sparql, sparql, crud, client)
    virtuoso.reset(store)
    yield store
    store.close()


@pytest.fixture(params=["memory", "folder", "remote", "foreign"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param in {"remote", "foreign"}:
        yield request.getfixturevalue(request.param)
        return
    embedded = EmbeddedStore(tmp_path / "store" if request.param == "folder" else None)
    yield embedded
    embedded.close()


@pytest.fixture(params=["memory", "folder", "remote"])
def doors(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Doors]:
    if request.param == "remote":
        remote = request.getfixturevalue("remote")
        server = request.getfixturevalue("server")
        with httpx.Client(trust_env=False) as client:
            yield Doors(remote, RemotePublic(f"{server}/query", client, LIMITS, refuse))
        return
    embedded = EmbeddedStore(tmp_path / "store" if request.param == "folder" else None)
    readers = Readers(embedded, tmp_path / "checkpoints", LIMITS, refuse)
    yield Doors(embedded, readers)
    readers.close()
    embedded.close()
