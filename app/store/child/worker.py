"""The child's own program: reads queries from its standard input, writes answers to its standard output.

It holds one checkpoint open, answers one query at a time, and is killed by its parent when one goes
over a limit. It imports little, because it is started often.
"""

from __future__ import annotations

import json
import os
import sys
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from app.store.child.fence import end_with_parent, forbid_sockets, limit_memory, wake_gently
from app.store.child.frames import (
    ASK,
    ERROR,
    FRAME_BYTES,
    HEAD_END,
    HEADS,
    LAST,
    MORE,
    READY,
    read_frame,
    write_frame,
)
from app.store.child.rows import ROW_COUNTERS
from app.store.dataset import names_dataset
from app.store.formats import BOOLEAN_TYPES, GRAPH_TYPES, RESULT_TYPES, SURROGATE, unwritable

if TYPE_CHECKING:
    from typing import IO


class TooMuchError(Exception):
    """The answer has more rows or bytes than it may."""


class NoIriError(Exception):
    """The request names a graph by what is no IRI."""


class UnfitError(Exception):
    """The answer cannot be written in the type asked for."""


class Answering:
    """The file that the engine writes one answer to: it gathers, counts and sends."""

    def __init__(self, stream: IO[bytes], *, rows: int, answer_bytes: int, accept: str) -> None:
        self._stream = stream
        self._parts: list[bytes] = []
        self._gathered = 0
        self._left = answer_bytes
        self._rows_left = rows
        self._counter = ROW_COUNTERS[accept]() if accept in ROW_COUNTERS else None
        self._is_begun = False
        self._limits = (rows, answer_bytes)

    def write(self, data: bytes) -> int:
        """Take what the engine has written."""
        self._left -= len(data)
        if self._left < 0:
            message = f"the answer is over the limit of {self._limits[1]} bytes"
            raise TooMuchError(message)
        self._parts.append(data)
        self._gathered += len(data)
        if self._gathered >= FRAME_BYTES:
            self._send(MORE)
        return len(data)

    def use_rows(self, count: int) -> None:
        """Count rows that were written."""
        self._rows_left -= count
        if self._rows_left < 0:
            message = f"the answer is over the limit of {self._limits[0]} rows"
            raise TooMuchError(message)

    def flush(self) -> None:
        """Keep what is gathered: it is sent when it fills a frame, or at the end."""

    def finish(self) -> None:
        """Send the rest, with the mark that nothing is missing."""
        self._send(LAST)

    def _send(self, kind: bytes) -> None:
        # A row takes a byte at least: a short answer that is sent in one frame need not be counted.
        if self._counter and (kind == MORE or self._is_begun or self._gathered > self._rows_left):
            self.use_rows(self._counter.count(b"".join(self._parts)))
        write_frame(self._stream, kind, *self._parts)
        self._is_begun = True
        self._parts.clear()
        self._gathered = 0


class Worker:
    """Answers the queries of one parent."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._path = ""
        self._store = ox.Store()

    def answer(self, request: bytes) -> None:
        """Send the answer to one request, or one error; an error ends what was sent before it."""
        head, _, query = request.partition(HEAD_END)
        told = _read_head(head)
        try:
            self._open(told["path"])
            self._evaluate(query.decode("utf-8", "surrogatepass"), told)
        except SyntaxError as error:
            self._fail("syntax", str(error.msg))
        except NoIriError as error:
            self._fail("syntax", str(error))
        except UnicodeEncodeError:
            self._fail("syntax", SURROGATE)
        except UnfitError as error:
            self._fail("refused", str(error))
        except (TooMuchError, MemoryError) as error:
            self._fail("large", str(error) or "the query needs more memory than it may have")
        except (OSError, ValueError, RuntimeError) as error:
            self._fail("store", str(error))

    def forget(self) -> None:
        """Close the checkpoint, so that it can be deleted."""
        self._store = ox.Store()
        self._path = ""

    def _open(self, path: str) -> None:
        """Turn to another checkpoint, where the request names one."""
        if path != self._path:
            self.forget()
            self._store = ox.Store.read_only(path)
            self._path = path

    def _evaluate(self, query: str, told: dict[str, Any]) -> None:
        accept, rows = told["accept"], told["rows"]
        output = Answering(self._stream, rows=rows, answer_bytes=told["bytes"], accept=accept)
        file = cast("IO[bytes]", output)  # the engine calls `write` and `flush`, nothing else
        result = self._store.query(query, base_iri=_base(told["base"]), **dataset(query, told))
        if isinstance(result, ox.QueryTriples):
            if accept not in GRAPH_TYPES:
                raise UnfitError(unwritable(accept, GRAPH_TYPES))
            ox.serialize(islice(result, rows), file, format=ox.RdfFormat.from_media_type(accept))
            output.use_rows(rows + 1 if next(result, None) else 0)
        else:
            offered = BOOLEAN_TYPES if isinstance(result, ox.QueryBoolean) else RESULT_TYPES
            if accept not in offered:
                raise UnfitError(unwritable(accept, offered))
            result.serialize(file, format=ox.QueryResultsFormat.from_media_type(accept))
        output.finish()

    def _fail(self, kind: str, message: str) -> None:
        write_frame(self._stream, ERROR, json.dumps([kind, message]).encode())


@lru_cache(maxsize=HEADS)
def _read_head(head: bytes) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(head))


def dataset(query: str, told: dict[str, Any]) -> dict[str, Any]:
    """Say to the engine which graphs are asked: those of the request, of the query, or all."""
    default, named = told["default"], told["named"]
    if default or named:
        return {
            "default_graph": [_graph(iri) for iri in dict.fromkeys(default)],
            "named_graphs": [_graph(iri) for iri in dict.fromkeys(named)],
        }
    return {"use_default_graph_as_union": told.get("union", True) and not names_dataset(query)}


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        message = f"a graph is named {iri[:80]!r}, which is no absolute IRI"
        raise NoIriError(message) from error


def _base(iri: str | None) -> str | None:
    """Leave a base out that is none: it comes from the host that the client names."""
    try:
        return ox.NamedNode(iri).value if iri else None
    except ValueError:
        return None


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the parent closes its end."""
    worker = Worker(answers)
    write_frame(answers, READY, b"")
    while True:
        try:
            kind, payload = read_frame(requests)
        except EOFError:
            return
        if kind == ASK:
            worker.answer(payload)
        else:
            worker.forget()


def main() -> None:
    """Set up the fences, then serve."""
    watched, memory_bytes = (int(argument) for argument in sys.argv[1:])
    forbid_sockets()
    end_with_parent(watched)
    limit_memory(memory_bytes)
    wake_gently()
    # Whatever the engine may print, also when it runs out of memory, belongs into no answer.
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
