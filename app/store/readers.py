"""Strangers' queries, each in a process of its own that can be killed, asked of a checkpoint.

The engine cannot stop a query, so a process that goes over a limit is killed and replaced. A query
that takes long goes on at low priority, beside the readers, as far as there is room.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.errors import QueryBusy, StoreError
from app.store.base import Answer, ReaderLimits
from app.store.checkpoints import Checkpoints
from app.store.child.frames import MORE
from app.store.child.pool import Pool
from app.store.child.transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from app.store.base import Question
    from app.store.checkpoints import Checkpoint
    from app.store.child.process import Child
    from app.store.embedded import EmbeddedStore

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
        self._union = union
        self._limits = limits
        self._refuse = refuse
        self._checkpoints = Checkpoints(store, folder, limits.checkpoint_seconds)
        self._pool = Pool(limits, self._checkpoints)

    def ask(self, question: Question) -> Answer:
        """Answer, or raise one of the query errors; what follows the first part may still raise one."""
        turn = self.queue(question)
        try:
            turn.lent.result()
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
        try:
            lent = self._pool.queue(checkpoint, question.seconds, question.client)
        except (QueryBusy, StoreError):
            self._checkpoints.release(checkpoint)
            raise
        request = _request(question, checkpoint, self._limits, union=self._union)
        return ReaderTurn(question.accept, request, checkpoint, self._checkpoints, lent, self._pool)

    def close(self) -> None:
        """End every child and clear the checkpoints away."""
        self._pool.close()
        self._checkpoints.close()


class ReaderTurn:
    """A question on its way to a reader, step by step, so that nobody need block a thread for it."""

    def __init__(  # noqa: PLR0913, PLR0917 - made in one place, of what that place has at hand
        self,
        accept: str,
        request: bytes,
        checkpoint: Checkpoint,
        checkpoints: Checkpoints,
        lent: Future[Child],
        pool: Pool,
    ) -> None:
        self._accept = accept
        self._request = request
        self._checkpoint = checkpoint
        self._checkpoints = checkpoints
        self._pool = pool
        self._transfer: Transfer | None = None
        self._is_begun = False
        self._is_held = True
        self.lent = lent

    def begin(self) -> Child:
        """Send the question to the child that was lent, and give that child."""
        self._is_begun = True
        self._transfer = Transfer(self.lent.result(), self._pool)
        return self._transfer.ask(self._request)

    def finish(self) -> Answer:
        """Read the beginning of the answer, or raise one of the query errors."""
        assert self._transfer is not None
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
        """Let go of all that is still held; after `finish`, of the state only."""
        if self._transfer is not None:
            self._transfer.close()
        elif not (self._is_begun or self.lent.cancel() or self.lent.exception()):
            self._pool.discard(self.lent.result())
        if self._is_held:
            self._checkpoints.release(self._checkpoint)
        self._is_begun, self._is_held = True, False


def _request(question: Question, checkpoint: Checkpoint, limits: ReaderLimits, *, union: bool) -> bytes:
    return json.dumps(
        {
            "path": str(checkpoint.path),
            "query": question.query,
            "accept": question.accept,
            "default": question.default_graphs,
            "named": question.named_graphs,
            "base": question.base,
            "union": union,
            "rows": limits.rows,
            "bytes": limits.answer_bytes,
        }
    ).encode()
