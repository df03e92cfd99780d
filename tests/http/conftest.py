"""Take `client` for reading, `fresh_client` for writing; `world` and `fresh_world` lie behind them.

Take `make_client` for a world of which one part is replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from door_world import NOW, World, make_world
from starlette.testclient import TestClient

from app.web import create_app, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def world() -> World:
    return make_world()


@pytest.fixture
def fresh_world() -> World:
    return make_world()


@pytest.fixture(scope="session")
def make_client() -> Iterator[Callable[[Any], TestClient]]:
    """Make the client of another world, for one part replaced."""
    made: list[TestClient] = []
    ontology = read_vocabulary()  # once: it is the same for all

    def make(world: Any) -> TestClient:
        client = TestClient(
            create_app(world, clock=lambda: NOW, ontology=ontology), raise_server_exceptions=False
        )
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture(scope="session")
def client(world: World, make_client: Callable[[Any], TestClient]) -> TestClient:
    return make_client(world)


@pytest.fixture
def fresh_client(fresh_world: World, make_client: Callable[[Any], TestClient]) -> TestClient:
    return make_client(fresh_world)
