"""Answers that were given, kept while nothing is written: a query asked again costs no query.

What is kept belongs to one version of the store and is dropped with it, so nobody is told what has
changed. It is the whole answer as it was sent, found by the whole request as it came.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    Sent = tuple[list[tuple[bytes, bytes]], bytes]

SHARE = 16
"""One answer may take this part of the memory at most."""


class Versions:
    """Names the states of the store: by a number, and to clients by a tag that no restart repeats."""

    def __init__(self, number: Callable[[], int | None], epoch: str) -> None:
        self.number = number
        self._epoch = epoch

    def tag(self, version: int, parts: tuple[object, ...]) -> str:
        """Make the entity tag of an answer; weak, since rows without an order may come in another one."""
        digest = hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        return f'W/"{self._epoch}-{version:x}-{digest}"'


class Memory:
    """Keeps answers up to a number of bytes, those asked for last; for one version of the store at a time."""

    def __init__(self, version: Callable[[], int | None], most: int) -> None:
        self._version = version
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Sent, int]] = OrderedDict()
        self._kept_version: int | None = None
        self._bytes = 0

    @property
    def longest(self) -> int:
        """How long an answer may be to be kept."""
        return self._most // SHARE

    def get(self, key: Hashable) -> Sent | None:
        """Give headers and body of an answer that still holds."""
        if self._version() != self._kept_version:
            self._forget()
            return None
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, version: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep an answer, if it still holds."""
        if version != self._version() or len(body) > self.longest:
            return
        if version != self._kept_version:
            self._forget()
            self._kept_version = version
        self._drop(key)
        size = _size(key, headers, body)
        self._kept[key] = ((headers, body), size)
        self._bytes += size
        while self._bytes > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        dropped = self._kept.pop(key, None)
        if dropped:
            self._bytes -= dropped[1]

    def _forget(self) -> None:
        self._kept.clear()
        self._bytes = 0
        self._kept_version = None


def _size(key: Any, headers: list[tuple[bytes, bytes]], body: bytes) -> int:
    return len(body) + sum(map(len, key)) + 64 * len(headers) + 500
