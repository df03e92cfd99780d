"""Asking a public store from the event loop: no thread waits for what the loop can wait for itself.

A look-up takes the reader a third of a millisecond; handing it to a thread and back took three times
as long.
"""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING, Any, cast

from anyio.to_thread import run_sync

from app.rdf.refuse import LONG

if TYPE_CHECKING:
    from concurrent.futures import Future

    from anyio import CapacityLimiter

    from app.store.base import Answer, PublicStore, Question, QueueingStore


async def ask(public: PublicStore, question: Question, askers: CapacityLimiter) -> Answer:
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
        await _readable(turn.begin())
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


async def _readable(file: int) -> None:
    """Wait until a file has something to read, or its other end is gone."""
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    loop.add_reader(file, _settle, ready)
    try:
        await ready
    finally:
        loop.remove_reader(file)
        os.set_blocking(file, True)


def _settle(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
