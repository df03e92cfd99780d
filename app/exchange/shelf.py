"""The newest dump, ready to be fetched: written at night, or when somebody asks and none is there."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import WhosaidError
from app.exchange.dump import write_dump, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log = logging.getLogger(__name__)
NAME: Final = "whosaid.nq.gz"
DAY: Final = 24 * 3600.0
LOOK: Final = 600.0
"""Seconds between two looks at the age of the newest dump."""


@dataclass(slots=True)
class Shelf:
    """Holds one dump; `quads` gives the whole store, `folder` is made when it is needed.

    Where there is no folder, because the store is in memory, the dump lies in a temporary one.
    """

    folder: Path | None
    quads: Callable[[], Iterator[bytes]]
    clock: Callable[[], float] = time.time
    _writing: threading.Lock = field(default_factory=threading.Lock)
    _ends: threading.Event = field(default_factory=threading.Event)
    _watch: threading.Thread | None = None

    def newest(self) -> Path | None:
        """Give the newest dump; None while there is none."""
        path = self.folder / NAME if self.folder else None
        return path if path and path.exists() else None

    def fetch(self) -> Path:
        """Give a dump of the last day; one that is older is given, too, while a new one is written."""
        path = self.newest()
        if path is None:
            return self.renew()
        if self._age(path) > DAY and not self._writing.locked():
            threading.Thread(target=self._renew_beside, name="dump", daemon=True).start()
        return path

    def renew(self) -> Path:
        """Write a new dump in place of the old one, unless somebody else just did."""
        began = self.clock()
        with self._writing:
            path = self.newest()
            if path and path.stat().st_mtime >= began:
                return path
            if self.folder is None:
                self.folder = Path(tempfile.mkdtemp(prefix="whosaid-dump-"))
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / NAME
            size = write_file(path, partial(write_dump, self.quads(), packing="gz"))
            log.info("dumped bytes=%d", size)
            return path

    def open(self) -> None:
        """Write a dump each day from now on."""
        self._ends.clear()
        self._watch = threading.Thread(target=self._keep, name="nightly dump", daemon=True)
        self._watch.start()

    def close(self) -> None:
        """Write none any more, and wait for the one that is being written."""
        self._ends.set()
        if self._watch:
            self._watch.join()

    def _keep(self) -> None:
        while not self._ends.wait(LOOK):
            path = self.newest()
            if path is None or self._age(path) > DAY:
                self._renew_beside()

    def _renew_beside(self) -> None:
        try:
            self.renew()
        except WhosaidError as error:  # the store may be away; the next look tries again
            log.warning("no dump was written: %s", error)

    def _age(self, path: Path) -> float:
        return self.clock() - path.stat().st_mtime
