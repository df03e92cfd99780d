"""Strangers' queries, each in a process of its own that can be killed, asked of a checkpoint.

The engine cannot stop a query, so a process that goes over a limit is killed and replaced. A query
that takes long goes on at low priority, beside the readers, as far as there is room.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.store.base import Answer, ReaderLimits
from app.store.checkpoints import Checkpoints
from app.store.child.frames import MORE
from app.store.child.pool import Pool
from app.store.child.transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.store.base import Question
    from app.store.checkpoints import Checkpoint
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
        self._refuse(question.query)
        checkpoint = self._checkpoints.take()
        try:
            child = self._pool.take(checkpoint)
        finally:
            self._checkpoints.release(checkpoint)
        transfer = Transfer(child, self._pool)
        kind, first = transfer.begin(self._request(question, checkpoint))
        chunks: Iterator[bytes] = iter((first,) if first else ())
        if kind == MORE:
            chunks = transfer.after(first)
        return Answer(media_type=question.accept, chunks=chunks, age=self._checkpoints.age(checkpoint))

    def close(self) -> None:
        """End every child and clear the checkpoints away."""
        self._pool.close()
        self._checkpoints.close()

    def _request(self, question: Question, checkpoint: Checkpoint) -> bytes:
        return json.dumps(
            {
                "path": str(checkpoint.path),
                "query": question.query,
                "accept": question.accept,
                "default": question.default_graphs,
                "named": question.named_graphs,
                "base": question.base,
                "union": self._union,
                "rows": self._limits.rows,
                "bytes": self._limits.answer_bytes,
            }
        ).encode()
