"""Asking a public store from the event loop: no thread waits for what the loop can wait for itself.

A look-up takes the reader a third of a millisecond; handing it to a thread and back took three times
as long.
"""

from __future__ import annotations

import asyncio
import os
import select
import threading
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from anyio.to_thread import run_sync

from app.rdf.refuse import LONG

if TYPE_CHECKING:
    from anyio import CapacityLimiter

    from app.store.base import Answer, PublicStore, Question, QueueingStore, Source, Turn


class Listening:
    """Listens to the pipes of readers in the event loop, which is told of each pipe once.

    To tell it anew for each answer takes a dozen calls to the system.
    """

    def __init__(self) -> None:
        self._ears: WeakKeyDictionary[Source, _Ear] = WeakKeyDictionary()

    def to(self, source: Source) -> _Ear:
        """Give what listens to a pipe."""
        ear = self._ears.get(source)
        if ear is None or not ear.hears(asyncio.get_running_loop()):
            ear = self._ears[source] = _Ear(source.fileno())
        return ear


class _Ear:
    """One pipe in one event loop, under a number of its own that nobody else can close or use again.

    `waiting` is settled when the pipe has something to read, or its other end is gone. When it speaks and
    nobody waits, the loop is told to forget it: its other end is gone, or a thread reads a long answer.
    """

    def __init__(self, file: int) -> None:
        self._loop = asyncio.get_running_loop()
        self.waiting: asyncio.Future[None] | None = None
        self._file: int | None = os.dup(file)
        self._loop.add_reader(self._file, self._hear)
        os.set_blocking(file, True)  # uvloop sets it otherwise, and it is read to the end of a frame

    def hears(self, loop: asyncio.AbstractEventLoop) -> bool:
        """Tell whether it is still of use in a loop."""
        return self._file is not None and self._loop is loop

    def _hear(self) -> None:
        if self.waiting is not None and not self.waiting.cancelled():
            _settle(self.waiting)
        elif self._file is not None and _speaks(self._file):
            self._loop.remove_reader(self._file)
            os.close(self._file)
            self._file = None

    def __del__(self) -> None:
        """Close the pipe's number, should its loop have ended before the pipe."""
        if self._file is not None:
            os.close(self._file)


class _Wait:
    """One wait for a reader, to whom the question is sent without a turn of the asker, and for its answer."""

    def __init__(self, turn: Turn, listening: Listening) -> None:
        self._turn = turn
        self._listening = listening
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._answered: asyncio.Future[None] = self._loop.create_future()
        self._ear: _Ear | None = None

    async def until_answered(self) -> None:
        """Wait until there is something to read, or the question cannot be sent."""
        if self._turn.is_settled(self._tell):
            self._begin()
        await self._answered
        if self._ear is not None:
            self._ear.waiting = None

    def _tell(self) -> None:
        if threading.get_ident() == self._thread:  # then the loop need not be woken by a pipe
            self._loop.call_soon(self._begin)
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        if self._answered.done():  # whoever asked has left
            return
        source = self._turn.begin()
        if source is None:
            _settle(self._answered)
            return
        self._ear = self._listening.to(source)
        self._ear.waiting = self._answered


async def ask(
    public: PublicStore, question: Question, askers: CapacityLimiter, listening: Listening
) -> Answer:
    """Ask, and give the answer or its beginning; raises the query errors."""
    if not hasattr(public, "queue"):
        return await run_sync(public.ask, question, limiter=askers)
    store = cast("QueueingStore", public)
    if store.is_at_hand() and len(question.query) < LONG:
        turn = store.queue(question)
    else:
        turn = await run_sync(store.queue, question, limiter=askers)
    try:
        await _Wait(turn, listening).until_answered()
        return turn.finish()
    finally:
        turn.leave()


def _speaks(file: int) -> bool:
    """Tell whether there is something to read at this moment: what the loop was told may be read by now."""
    asked = select.poll()
    asked.register(file, select.POLLIN)
    return bool(asked.poll(0))


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
