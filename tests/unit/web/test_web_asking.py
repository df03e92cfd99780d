"""The event loop waits for a reader that somebody else lends, in whatever thread that happens."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anyio import CapacityLimiter

from app.errors import QueryBusy
from app.store.base import Answer, Question
from app.web.asking import Listening, ask

if TYPE_CHECKING:
    from collections.abc import Callable

    Lend = Callable[[Future[Any]], None]


class Lending:
    """A public store whose one reader is lent by `lend`, and answers at once."""

    def __init__(self, lend: Lend) -> None:
        self.lent: Future[Any] = Future()
        self._lend = lend
        self._reading, self.writing = os.pipe()

    def is_at_hand(self) -> bool:
        return True

    def queue(self, _question: Question) -> Lending:
        self._lend(self.lent)
        return self

    def is_settled(self, tell: Callable[[], None]) -> bool:
        is_done = self.lent.done()
        if not is_done:
            self.lent.add_done_callback(lambda _: tell())
        return is_done

    def begin(self) -> Lending | None:
        if self.lent.exception():
            return None
        os.write(self.writing, b"!")
        return self

    def fileno(self) -> int:
        return self._reading

    def finish(self) -> Answer:
        self.lent.result()
        return Answer(media_type="text/csv", chunks=iter((os.read(self._reading, 1),)), is_whole=True)

    def leave(self) -> None:
        self.lent.cancel()

    def ask(self, question: Question) -> Answer:
        message = f"only lent readers are asked here, not {question.query}"
        raise AssertionError(message)

    def close(self) -> None:
        os.close(self._reading)
        os.close(self.writing)


def asked(lend: Lend) -> bytes:
    async def main() -> bytes:
        question = Question(query="ASK {}", accept="text/csv")
        answer = await asyncio.wait_for(ask(store, question, CapacityLimiter(1), Listening()), 10)
        return b"".join(answer.chunks)

    store = Lending(lend)
    try:
        return asyncio.run(main())
    finally:
        store.close()


def in_the_loop(lent: Future[Any]) -> None:
    asyncio.get_running_loop().call_later(0.01, lent.set_result, None)


def in_a_thread(lent: Future[Any]) -> None:
    threading.Timer(0.01, lent.set_result, (None,)).start()


def at_once(lent: Future[Any]) -> None:
    lent.set_result(None)


@pytest.mark.parametrize("lend", [in_the_loop, in_a_thread, at_once])
def test_an_answer_comes_wherever_its_reader_was_lent(lend: Lend) -> None:
    assert asked(lend) == b"!"


def test_who_waited_in_vain_is_told_why() -> None:
    def refuse(lent: Future[Any]) -> None:
        threading.Timer(0.01, lent.set_exception, (QueryBusy("no reader became free"),)).start()

    with pytest.raises(QueryBusy, match="no reader became free"):
        asked(refuse)


def test_nothing_is_sent_while_a_reader_is_being_lent() -> None:
    """Whoever lends one holds the lock of all."""

    async def main() -> bytes:
        store = Lending(lambda _: None)
        asking = asyncio.create_task(ask(store, QUESTION, CapacityLimiter(1), Listening()))
        await asyncio.sleep(0.01)
        store.lent.set_result(None)
        assert not select.select([store], [], [], 0)[0]
        answer = await asyncio.wait_for(asking, 10)
        store.close()
        return b"".join(answer.chunks)

    assert asyncio.run(main()) == b"!"


def test_who_leaves_the_queue_takes_no_reader() -> None:
    waiting: list[Future[Any]] = []

    async def main() -> None:
        store = Lending(waiting.append)
        asking = asyncio.create_task(
            ask(store, Question(query="ASK {}", accept="text/csv"), CapacityLimiter(1), Listening())
        )
        await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        store.close()

    asyncio.run(main())
    assert waiting[0].cancelled()


QUESTION = Question(query="ASK {}", accept="text/csv")


def open_files() -> int:
    gc.collect()  # what other tests have left
    return len(list(Path("/dev/fd").iterdir()))


async def bodies(store: Lending, listening: Listening, times: int) -> list[bytes]:
    found = []
    for _ in range(times):
        store.lent = Future()
        answer = await asyncio.wait_for(ask(store, QUESTION, CapacityLimiter(1), listening), 10)
        found.append(b"".join(answer.chunks))
    return found


def test_one_pipe_is_listened_to_by_one_number_until_its_end_is_gone() -> None:
    async def main() -> None:
        store, listening = Lending(at_once), Listening()
        before = open_files()
        assert await bodies(store, listening, 3) == [b"!"] * 3
        assert open_files() == before + 1
        os.close(store.writing)
        await asyncio.sleep(0.01)
        assert open_files() == before - 1
        os.close(store._reading)

    asyncio.run(main())


def test_a_pipe_that_speaks_while_nobody_waits_is_listened_to_anew_when_asked() -> None:
    async def main() -> None:
        store, listening = Lending(at_once), Listening()
        await bodies(store, listening, 1)
        before = open_files()
        os.write(store.writing, b"the rest of a long answer")
        await asyncio.sleep(0.01)
        assert open_files() == before - 1
        assert os.read(store._reading, 100) == b"the rest of a long answer"
        assert await bodies(store, listening, 2) == [b"!"] * 2
        store.close()

    asyncio.run(main())


def test_each_loop_listens_for_itself() -> None:
    store, listening = Lending(at_once), Listening()
    before = open_files()
    for _ in range(3):
        assert asyncio.run(bodies(store, listening, 2)) == [b"!"] * 2
    assert open_files() <= before + 1
    store.close()
