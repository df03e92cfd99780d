"""Strangers' queries, each in a process of its own that can be killed, asked of a checkpoint.

The engine cannot stop a query, so a process that goes over a limit is killed and replaced. A query
that takes long goes on at low priority, beside the readers, as far as there is room.
"""

from __future__ import annotations

import json
import threading
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from app.store.base import Answer, ReaderLimits
from app.store.checkpoints import Checkpoints
from app.store.child.frames import HEAD_END, HEADS, MORE
from app.store.child.pool import Pool
from app.store.child.transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from app.store.base import Question
    from app.store.child.pool import Place
    from app.store.child.process import Child
    from app.store.embedded import EmbeddedStore

TOLD = ("path", "accept", "default", "named", "base")
"""What the questions of a client differ in, besides the query."""
__all__ = ["ReaderLimits", "Readers"]


class Readers:
    """Answers strangers' queries; threads may share it. `refuse` raises QueryRefused by the text.

    With `union` the default graph of a query is the union of all graphs, else the one that has no name.
    """

    def __init__(
        self,
        store: EmbeddedStore,
        folder: Path,
        limits: ReaderLimits,
        refuse: Callable[[str], None],
        *,
        union: bool = True,
    ) -> None:
        fixed = {"union": union, "rows": limits.rows, "bytes": limits.answer_bytes}
        self._head = lru_cache(maxsize=HEADS)(partial(_head, fixed))
        self._refuse = refuse
        self._checkpoints = Checkpoints(store, folder, limits.checkpoint_seconds)
        self._pool = Pool(limits, self._checkpoints)

    def ask(self, question: Question) -> Answer:
        """Answer, or raise one of the query errors; what follows the first part may still raise one."""
        turn = self.queue(question)
        try:
            settled = threading.Event()
            if not turn.is_settled(settled.set):
                settled.wait()
            turn.begin()
            return turn.finish()
        finally:
            turn.leave()

    def is_at_hand(self) -> bool:
        """Tell whether `queue` would return at once."""
        return self._checkpoints.is_at_hand()

    def queue(self, question: Question) -> ReaderTurn:
        """Take a place in the queue for a reader; QueryRefused, QueryBusy."""
        self._refuse(question.query)
        checkpoint = self._checkpoints.take()
        place = self._pool.queue(checkpoint, question.seconds, question.client)
        head = self._head(
            str(checkpoint.path),
            question.accept,
            question.default_graphs,
            question.named_graphs,
            question.base,
        )
        request = head + question.query.encode("utf-8", "surrogatepass")
        return ReaderTurn(question.accept, request, place, self._pool, self._checkpoints)

    def close(self) -> None:
        """End every child and clear the checkpoints away."""
        self._pool.close()
        self._checkpoints.close()


class ReaderTurn:
    """A question on its way to a reader, step by step, so that nobody need block a thread for it."""

    def __init__(
        self, accept: str, request: bytes, place: Place, pool: Pool, checkpoints: Checkpoints
    ) -> None:
        self._accept = accept
        self._request = request
        self._place: Place | None = place
        self._pool = pool
        self._checkpoints = checkpoints
        self._checkpoint = place.checkpoint
        self._transfer: Transfer | None = None

    def is_settled(self, tell: Callable[[], None]) -> bool:
        """Tell whether a child is lent, or none will be; if not yet, `tell` is called then, in any thread."""
        assert self._place is not None
        return self._pool.is_settled(self._place, tell)

    def begin(self) -> Child | None:
        """Send the question to the child that was lent, and give that child; None if there is none."""
        if self._place is None or self._place.child is None:
            return None
        self._transfer = Transfer(self._place.child, self._pool)
        self._place = None
        return self._transfer.ask(self._request)

    def finish(self) -> Answer:
        """Read the beginning of the answer, or raise one of the query errors."""
        if self._transfer is None:
            assert self._place is not None
            assert self._place.reason is not None
            raise self._place.reason
        transfer, self._transfer = self._transfer, None
        kind, first = transfer.first()
        chunks: Iterator[bytes] = iter((first,) if first else ())
        if kind == MORE:
            chunks = transfer.after(first)
        return Answer(
            media_type=self._accept,
            chunks=chunks,
            age=self._checkpoints.age(self._checkpoint),
            version=self._checkpoint.writes,
            is_whole=kind != MORE,
        )

    def leave(self) -> None:
        """Give up what has not come to its end."""
        if self._transfer is not None:
            self._transfer.close()
        elif self._place is not None:
            self._pool.leave(self._place)
        self._place = self._transfer = None


def _head(fixed: Mapping[str, object], *told: str | tuple[str, ...] | None) -> bytes:
    """Write what many queries have in common, so that each side need do it once."""
    return json.dumps({**fixed, **dict(zip(TOLD, told, strict=True))}).encode() + HEAD_END
