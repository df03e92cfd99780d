"""How much one client may ask, whatever the others do."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import TooManyQueries
from app.web import quota
from app.web.quota import Quota, client_of


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_allowance_is_used_up_and_comes_back() -> None:
    clock = Clock()
    kept = Quota(a_minute=60, at_once=100, clock=clock)
    for _ in range(60):
        kept.enter("a").running -= 1
    with pytest.raises(TooManyQueries, match="more than 60 queries in a minute") as refused:
        kept.enter("a")
    assert refused.value.seconds == 1
    kept.enter("b")
    clock.now += 1
    kept.enter("a")
    with pytest.raises(TooManyQueries):
        kept.enter("a")


def test_an_allowance_does_not_grow_beyond_a_minute() -> None:
    clock = Clock()
    kept = Quota(a_minute=2, at_once=100, clock=clock)
    kept.enter("a")
    clock.now += 3600
    kept.enter("a")
    kept.enter("a")
    with pytest.raises(TooManyQueries) as refused:
        kept.enter("a")
    assert refused.value.seconds == 30


def test_so_many_queries_are_under_way_at_once() -> None:
    kept = Quota(a_minute=60, at_once=2, clock=Clock())
    first = kept.enter("a")
    kept.enter("a")
    with pytest.raises(TooManyQueries, match="2 queries of this client") as refused:
        kept.enter("a")
    assert refused.value.seconds == 1
    first.running -= 1
    kept.enter("a")


def test_what_is_left_is_said() -> None:
    kept = Quota(a_minute=60, at_once=2, clock=Clock())
    assert kept.state(kept.enter("a")) == '"queries";r=59;t=1'


def test_accounts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "CLIENTS", 3)
    kept = Quota(a_minute=1, at_once=9, clock=Clock())
    for client in "abcd":
        kept.enter(client)
    kept.enter("a")
    with pytest.raises(TooManyQueries):
        kept.enter("d")


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_client_is_an_address_or_a_network(host: str, client: str) -> None:
    scope: Any = {"client": (host, 1)}
    assert client_of(scope) == client


def test_a_request_without_an_address_has_a_client_too() -> None:
    assert client_of({"client": None}) == "unknown"
