"""Making sure that what was written is on disk.

The engine hands each committed transaction to the operating system, in a log file of its folder
(`*.log`), but does not wait for the disk. Two ways lead there: its own `flush`, which rewrites the
recent past as sorted tables (40 to 60 ms, and a dozen files each time), and waiting for the log files
themselves (5 to 10 ms), which is what its kind of engine does for a synced write. We do the second
after each write, and the first when the log has grown, since a long log makes the next start slow.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_LOG: Final = 8 * 1024**2
"""Bytes of log after which a flush is due: read back in half a second after a crash."""


class WriteAheadLog:
    """The log files in a store's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: frozenset[Path] = frozenset()

    def sync(self) -> int:
        """Wait until all log files are on disk, and tell how many bytes they hold."""
        paths = frozenset(self._folder.glob("*.log"))
        size = sum(_sync_file(path) for path in sorted(paths))
        if paths != self._known:
            _sync_folder(self._folder)  # a new file is safe only when its name is
            self._known = paths
        return size


def _sync_file(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # the engine has just moved its content into tables, which it syncs
        return 0
    try:
        os.fdatasync(descriptor)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
