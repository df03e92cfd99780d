"""Making sure that what was written is on disk.

The engine hands each committed transaction to the operating system, in a log file of its folder
(`*.log`), but does not wait for the disk. Two ways lead there: its own `flush`, which rewrites the
recent past as sorted tables (40 to 60 ms, and a dozen files each time), and waiting for the log files
themselves (5 to 10 ms), which is what engines of its kind do for a synced write. We do the second
after each write, and the first now and then, since a long log makes the start after a crash slow.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FLUSH_AFTER: Final = 1024**2
"""Bytes of updates after which a flush is due: their log, ten times as long, is read back in a second."""
WRITE_COUNTS: Final = 20_000
"""Bytes that a write counts beside its text: a short one may change much. (The log's own size says
nothing, because the engine uses log files again, at their old length.)"""


class WriteAheadLog:
    """The log files in a store's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: frozenset[Path] = frozenset()

    def sync(self) -> None:
        """Wait until all log files are on disk."""
        paths = frozenset(self._folder.glob("*.log"))
        for path in sorted(paths):
            _sync_file(path)
        if paths != self._known:
            _sync_folder(self._folder)  # a new file is safe only when its name is
            self._known = paths


def _sync_file(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # the engine has just moved its content into tables, which it syncs
        return
    try:
        os.fdatasync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
