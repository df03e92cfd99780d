"""Answers that are passed on as they come, and broken off when they cannot be finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import CancelScope
from anyio.to_thread import run_sync
from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from anyio import CapacityLimiter
    from starlette.types import Receive, Scope, Send


class Streamed(StreamingResponse):
    """An answer that is passed on as it comes; when its reader leaves early, the query is let go."""

    def __init__(
        self, stream: AsyncIterator[bytes], source: Iterator[bytes], headers: Mapping[str, str]
    ) -> None:
        super().__init__(stream, headers=headers)
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send everything, and close the source however it ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await let_go(self._source)


async def let_go(source: Iterator[bytes]) -> None:
    """Close what gives an answer, if it is not at its end."""
    close = getattr(source, "close", None)
    if close is not None:
        with CancelScope(shield=True):
            await run_sync(close)


async def _stream(
    first: bytes | None, rest: Iterator[bytes], askers: CapacityLimiter
) -> AsyncIterator[bytes]:
    """Pass chunks on as they come, each fetched in a thread."""
    chunk = first
    while chunk is not None:
        yield chunk
        chunk = await run_sync(_next, rest, limiter=askers)


def _next(chunks: Iterator[bytes]) -> bytes | None:
    """Give the next chunk, None at the end: no thread may raise StopIteration into a coroutine."""
    return next(chunks, None)


async def streamed(chunks: Iterator[bytes], headers: Mapping[str, str], askers: CapacityLimiter) -> Streamed:
    """Wait for the first chunk, which may raise what is still an error status, and stream from there."""
    first = await run_sync(_next, chunks, limiter=askers)
    return Streamed(_stream(first, chunks, askers), chunks, headers)
