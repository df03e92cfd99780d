"""Counting the rows of an answer in the bytes that the engine writes, at the speed of a byte search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Marks:
    """Counts a mark in bytes that come in pieces, also where it lies across two of them."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._tail = b""

    def count(self, piece: bytes) -> int:
        """Give how many marks end in this piece."""
        data = self._tail + piece
        self._tail = data[-(len(self._mark) - 1) :] if len(self._mark) > 1 else b""
        return data.count(self._mark)


class JsonRows:
    r"""Rows of SPARQL JSON, which parts two rows by `},{"` and the name of a variable.

    In a literal the quotation mark would be escaped, or would end it, and what follows the end of a
    literal is `}` or `,`: that is no name. Rows that bind nothing are not counted.
    """

    def __init__(self) -> None:
        self._first = Marks(b'"bindings":[{"')
        self._tail = b""

    def count(self, piece: bytes) -> int:
        """Give how many rows begin in this piece, and for sure: the byte after the mark is seen too."""
        data = self._tail + piece
        self._tail = data[-4:]
        rows = data.count(b'},{"', 0, len(data) - 1) - data.count(b'},{"}') - data.count(b'},{",')
        return rows + self._first.count(piece)


class CsvRows:
    """Rows of CSV: line ends outside of quotation marks, less the heading."""

    def __init__(self) -> None:
        self._is_quoted = False
        self._heading = 1

    def count(self, piece: bytes) -> int:
        """Give how many rows end in this piece."""
        parts = piece.split(b'"')
        outside = parts[1::2] if self._is_quoted else parts[::2]
        self._is_quoted ^= len(parts) % 2 == 0
        rows = sum(part.count(b"\n") for part in outside) - self._heading
        if rows >= 0:
            self._heading = 0
            return rows
        return 0


class TsvRows:
    """Rows of TSV: line ends, less the heading."""

    def __init__(self) -> None:
        self._heading = 1

    def count(self, piece: bytes) -> int:
        """Give how many rows end in this piece."""
        rows = piece.count(b"\n") - self._heading
        if rows >= 0:
            self._heading = 0
            return rows
        return 0


ROW_COUNTERS: dict[str, Callable[[], JsonRows | Marks | CsvRows | TsvRows]] = {
    "application/sparql-results+json": JsonRows,
    "application/sparql-results+xml": lambda: Marks(b"<result>"),
    "text/csv": CsvRows,
    "text/tab-separated-values": TsvRows,
}
