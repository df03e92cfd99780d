"""A mark of what a graph holds, the same in whatever order its triples come."""

from __future__ import annotations

import hashlib
from typing import Final

_ROOM: Final = 1 << 128


class Tag:
    """The mark of N-Triples that come in pieces: a sum over the lines, so nothing has to be kept."""

    def __init__(self) -> None:
        self._sum = 0
        self._count = 0
        self._rest = b""

    def take(self, piece: bytes) -> None:
        """Take in the next piece, which may end within a line."""
        lines = (self._rest + piece).split(b"\n")
        self._rest = lines.pop()
        for line in lines:
            self._add(line)

    def value(self) -> str | None:
        """Give the mark; None if there was no triple."""
        self._add(self._rest)
        self._rest = b""
        return f"{self._sum:032x}{self._count:x}" if self._count else None

    def _add(self, line: bytes) -> None:
        line = line.strip()
        if line:
            digest = hashlib.blake2b(line, digest_size=16).digest()
            self._sum = (self._sum + int.from_bytes(digest)) % _ROOM
            self._count += 1


def tag_of(ntriples: bytes) -> str | None:
    r"""Give the mark of whole N-Triples; None if there are none.

    >>> one, other = b"<a:b> <a:c> <a:d> .\n", b"<a:e> <a:c> <a:d> .\n"
    >>> tag_of(one + other) == tag_of(other + one)
    True
    """
    tag = Tag()
    tag.take(ntriples)
    return tag.value()
