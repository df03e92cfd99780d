"""Asking a public store from the event loop: no thread waits for what the loop can wait for itself.

A look-up takes the reader a third of a millisecond; handing it to a thread and back took three times
as long.
"""

from __future__ import annotations

import asyncio
import os
import select
import threading
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from anyio.to_thread import run_sync

from app.rdf.refuse import LONG

if TYPE_CHECKING:
    from concurrent.futures import Future

    from anyio import CapacityLimiter

    from app.store.base import Answer, PublicStore, Question, QueueingStore, Source


class Listening:
    """Waits for the pipes of readers in the event loop, which is told of each pipe once.

    To tell it anew for each answer takes a dozen calls to the system.
    """

    def __init__(self) -> None:
        self._ears: WeakKeyDictionary[Source, _Ear] = WeakKeyDictionary()

    async def until_readable(self, source: Source) -> None:
        """Wait until a pipe has something to read, or its other end is gone."""
        ear = self._ears.get(source)
        if ear is None or not ear.hears(asyncio.get_running_loop()):
            ear = self._ears[source] = _Ear(source.fileno())
        await ear.heard()


class _Ear:
    """One pipe in one event loop, under a number of its own that nobody else can close or use again.

    When the pipe speaks and nobody waits, the loop is told to forget it: its other end is gone, or a
    thread reads a long answer.
    """

    def __init__(self, file: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[None] | None = None
        self._file: int | None = os.dup(file)
        self._loop.add_reader(self._file, self._hear)
        os.set_blocking(file, True)  # uvloop sets it otherwise, and it is read to the end of a frame

    def hears(self, loop: asyncio.AbstractEventLoop) -> bool:
        """Tell whether it is still of use in a loop."""
        return self._file is not None and self._loop is loop

    async def heard(self) -> None:
        """Wait until the pipe speaks."""
        self._waiting = self._loop.create_future()
        try:
            await self._waiting
        finally:
            self._waiting = None

    def _hear(self) -> None:
        if self._waiting is not None:
            _settle(self._waiting)
        elif self._file is not None and _speaks(self._file):
            self._loop.remove_reader(self._file)
            os.close(self._file)
            self._file = None

    def __del__(self) -> None:
        """Close the pipe's number, should its loop have ended before the pipe."""
        if self._file is not None:
            os.close(self._file)


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
        if not turn.lent.done():
            await _done(turn.lent)
        await listening.until_readable(turn.begin())
        return turn.finish()
    finally:
        turn.leave()


async def _done(lent: Future[Any]) -> None:
    """Wait for what another thread settles, or this one: then the loop need not be woken by a pipe."""
    loop = asyncio.get_running_loop()
    here = threading.get_ident()
    ready = loop.create_future()

    def tell(_: Future[Any]) -> None:
        if threading.get_ident() == here:
            _settle(ready)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_settle, ready)

    lent.add_done_callback(tell)
    await ready


def _speaks(file: int) -> bool:
    """Tell whether there is something to read at this moment: what the loop was told may be read by now."""
    asked = select.poll()
    asked.register(file, select.POLLIN)
    return bool(asked.poll(0))


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
