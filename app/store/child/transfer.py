"""One answer on its way from a child to whoever asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from app.errors import QueryRefused, QueryTooLarge, WhosaidError
from app.store.child.frames import ERROR, MORE
from app.store.formats import evaluation_error, syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store.child.pool import Pool
    from app.store.child.process import Child

_ERRORS: Final[dict[str, Callable[[str], WhosaidError]]] = {
    "syntax": syntax_error,
    "refused": QueryRefused,
    "large": QueryTooLarge,
    "store": evaluation_error,
}
_BROKE_DOWN: Final = (
    "the reader broke down on this query, most likely for want of memory or because it nests too deeply"
)


class Transfer(Iterator[bytes]):
    """The parts of an answer; the child goes back to the pool with the last one, or with `close`."""

    def __init__(self, child: Child, pool: Pool) -> None:
        self._child = child
        self._pool = pool
        self._read_ahead: bytes | None = None
        self._is_open = True

    def ask(self, request: bytes) -> Child:
        """Send the query; give the child from which the answer comes."""
        with suppress(OSError):  # a child that is gone is met when its answer is read
            self._child.ask(request)
        return self._child

    def first(self) -> tuple[bytes, bytes]:
        """Wait for the first part; it raises what went wrong before that."""
        return self._receive()

    def after(self, first: bytes) -> Transfer:
        """Give all parts, the first one included, which has been read already."""
        self._read_ahead = first
        return self

    def __next__(self) -> bytes:
        """Give the next part (the last may be empty), or raise why there is none.

        StopIteration comes only after the whole answer.
        """
        if self._read_ahead is not None:
            part, self._read_ahead = self._read_ahead, None
            return part
        if not self._is_open:
            raise StopIteration
        return self._receive()[1]

    def close(self) -> None:
        """Leave the rest: the child is killed if it has not finished, since it cannot be stopped."""
        if self._is_open:
            self._is_open = False
            self._pool.discard(self._child)

    def __del__(self) -> None:
        """Do not keep a child for an answer that nobody reads.

        This may run at any moment, also under the pool's lock, so the keeper does the rest.
        """
        if self._is_open:
            self._child.stop()

    def _receive(self) -> tuple[bytes, bytes]:
        try:
            kind, payload = self._child.read()
        except (EOFError, OSError, ValueError) as end:  # ValueError: the pool has closed the pipe
            self.close()
            raise (self._child.stopped or QueryTooLarge(_BROKE_DOWN)) from end
        if kind != MORE:
            self._is_open = False
            self._pool.release(self._child)
        if kind == ERROR:
            name, message = json.loads(payload)
            raise _ERRORS[name](message)
        return kind, payload
