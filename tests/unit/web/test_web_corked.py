"""What is written in one turn of the event loop is sent at once, and nothing is lost."""

from __future__ import annotations

import asyncio
from typing import Any

from app.web.corked import Corked


class Transport:
    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        assert not self.closed
        self.sent.append(data)

    def writelines(self, parts: list[bytes]) -> None:
        self.write(b"".join(parts))

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


def run(act: Any) -> Transport:
    below = Transport()

    async def turn() -> None:
        act(Corked(below))
        await asyncio.sleep(0)

    asyncio.run(turn())
    return below


def test_head_and_body_leave_together() -> None:
    def act(corked: Corked) -> None:
        corked.write(b"head")
        corked.write(b"body")

    assert run(act).sent == [b"headbody"]


def test_an_answer_that_is_whole_does_not_wait_for_the_end_of_the_turn() -> None:
    def act(corked: Corked) -> None:
        corked.write(b"head")
        corked.write(b"body")
        corked.send()
        assert corked._transport.sent == [b"headbody"]

    assert run(act).sent == [b"headbody"]


def test_what_was_written_leaves_before_the_close() -> None:
    def act(corked: Corked) -> None:
        corked.write(b"head")
        corked.close()

    below = run(act)
    assert (below.sent, below.closed) == ([b"head"], True)


def test_nothing_is_sent_to_who_has_left() -> None:
    def act(corked: Corked) -> None:
        corked.write(b"head")
        corked._transport.closed = True

    assert run(act).sent == []


def test_all_else_is_asked_of_the_transport() -> None:
    def act(corked: Corked) -> None:
        assert corked.is_closing() is False

    run(act)
