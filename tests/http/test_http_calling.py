"""SERVICE over HTTP: off unless the settings name hosts, then by the safe fetcher, and never remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from app.exchange.calling import ACCEPTED, Calling
from app.read.fetch import Fetcher, FetchLimits

if TYPE_CHECKING:
    from collections.abc import Callable

    from door_world import World
    from starlette.testclient import TestClient

RESULTS = "application/sparql-results+json"
CALL = "SERVICE <http://there.example/sparql> { ?party <http://x/country> ?country }"
QUERY = f"SELECT DISTINCT ?country {{ ?claim <https://w3id.org/whosaid/ns#claimedBy> ?party . {CALL} }}"


@pytest.fixture
def calling(world: World, make_client: Callable[[Any], TestClient]) -> tuple[TestClient, list[httpx.Request]]:
    """Give a client of a service that may call one host, and what that host was asked."""
    asked: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if "fail" in request.url.params["query"]:
            return httpx.Response(503)
        party = next(iter(world.archive.parties(limit=1).items)).iri
        body = {
            "head": {"vars": ["party", "country"]},
            "results": {
                "bindings": [
                    {
                        "party": {"type": "uri", "value": party},
                        "country": {"type": "literal", "value": str(len(asked))},
                    }
                ]
            },
        }
        return httpx.Response(200, headers={"content-type": RESULTS}, json=body)

    settings = replace(world.settings, service_hosts="there.example")
    client = make_client(replace(world, settings=settings))
    fetcher = Fetcher(
        transport=httpx.MockTransport(serve), accept=ACCEPTED, heed_robots=False, limits=FetchLimits(pause=0)
    )
    here = client.app.state.desk  # type: ignore[attr-defined] - it is ours, not any ASGI app
    client.app.state.desk = replace(  # type: ignore[attr-defined]
        here, calling=Calling(fetcher=fetcher, hosts=here.calling.hosts)
    )
    return client, asked


def test_a_named_host_is_called_each_time_and_nothing_is_remembered(
    calling: tuple[TestClient, list[httpx.Request]],
) -> None:
    client, asked = calling
    for number in ("1", "2"):
        answer = client.get("/sparql", params={"query": QUERY})
        assert [row["country"]["value"] for row in answer.json()["results"]["bindings"]] == [number]
        assert "etag" not in answer.headers
    assert asked[0].headers["accept"] == ACCEPTED
    assert asked[0].url.params["query"].endswith("SELECT * WHERE { ?party <http://x/country> ?country }")


def test_a_host_that_fails_is_told_of_unless_it_is_called_in_silence(
    calling: tuple[TestClient, list[httpx.Request]],
) -> None:
    client, _ = calling
    query = QUERY.replace("country>", "fail>")
    failed = client.post("/sparql", data={"query": query})
    assert (failed.status_code, failed.json()["type"]) == (502, "/problems#fetch-failed")
    assert "SERVICE" in failed.json()["detail"]
    silent = client.post("/sparql", data={"query": query.replace("SERVICE", "SERVICE SILENT")})
    assert silent.json()["results"]["bindings"] == [{}]


@pytest.mark.parametrize(
    ("call", "status", "problem"),
    [
        ("SERVICE <http://other.example/> {}", 403, "query-refused"),
        ("SERVICE SILENT <http://other.example/> {}", 403, "query-refused"),
        ("SERVICE ?claim {}", 403, "query-refused"),
        ("trueSERVICE<http://there.example/>{}", 403, "query-refused"),
        ("SERVICE 'x' {}", 400, "query-syntax"),
    ],
)
def test_nobody_else_is_called(
    calling: tuple[TestClient, list[httpx.Request]], call: str, status: int, problem: str
) -> None:
    client, asked = calling
    answer = client.get("/sparql", params={"query": f"SELECT * {{ ?claim ?p ?o {call} }}"})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems#{problem}")
    assert not asked


def test_a_private_network_is_not_entered_whatever_the_settings_say(
    world: World, make_client: Callable[[Any], TestClient]
) -> None:
    client = make_client(replace(world, settings=replace(world.settings, service_hosts="127.0.0.1, x")))
    for silent in ("", "SILENT"):
        query = f"ASK {{ SERVICE {silent} <http://127.0.0.1:9/sparql> {{ ?s ?p ?o }} }}"
        answer = client.get("/sparql", params={"query": query})
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems#address-refused")


def test_the_description_says_whether_there_are_calls(
    client: TestClient, calling: tuple[TestClient, list[httpx.Request]]
) -> None:
    assert "BasicFederatedQuery" in calling[0].get("/sparql?format=ttl").text
    assert "BasicFederatedQuery" not in client.get("/sparql?format=ttl").text
