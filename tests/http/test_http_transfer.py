"""What only a real connection shows: broken transfers, early leavers, long addresses."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from door_world import make_world, served

from app.errors import QueryTimeout
from app.store.base import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.base import Question

ASK = "ASK { ?s ?p ?o }"


@dataclass
class Endless:
    """Gives rows for ever, or fails after some; tells when it was let go."""

    failing: bool = False
    let_go: threading.Event = field(default_factory=threading.Event)

    def ask(self, question: Question) -> Answer:
        return Answer(media_type=question.accept, chunks=self._rows())

    def _rows(self) -> Iterator[bytes]:
        try:
            for number in range(1_000_000):
                if self.failing and number == 3:
                    message = "stopped at the limit"
                    raise QueryTimeout(message)
                yield b"x" * 100_000
        finally:
            self.let_go.set()

    def close(self) -> None:
        pass


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_query_that_fails_late_breaks_the_transfer() -> None:
    public = Endless(failing=True)
    with (
        served(replace(make_world(), public=public)) as address,
        httpx.stream("GET", f"{address}/sparql", params={"query": ASK}) as answer,
    ):
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()
    assert public.let_go.is_set()


def test_a_query_whose_reader_leaves_is_let_go() -> None:
    public = Endless()
    with served(replace(make_world(), public=public)) as address:
        with httpx.stream("GET", f"{address}/sparql", params={"query": ASK}) as answer:
            assert next(answer.iter_bytes())
        assert public.let_go.wait(timeout=10)


def test_an_address_of_60_kb_and_a_head_request_are_answered() -> None:
    with served(make_world()) as address:
        query: dict[str, Any] = {"query": f"{ASK} #{'x' * 60_000}"}
        assert httpx.get(f"{address}/sparql", params=query).json()["boolean"] is True
        head = httpx.head(f"{address}/claims")
        assert head.headers["content-type"] == "application/json"
        assert int(head.headers["content-length"]) > 100
