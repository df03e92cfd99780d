"""States of the store that readers may ask: made on demand, shared, deleted when nobody needs them.

A query is asked of a state that holds every write acknowledged before it came. While there are
writes all the time, at most one state is made in an interval, and a query waits that long for it.
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.embedded import EmbeddedStore

_OURS = re.compile(r"checkpoint-\d+")


@dataclass(eq=False, slots=True, kw_only=True)
class Checkpoint:
    """One state on disk: how many writes it holds, when it was made, how many hold on to it."""

    path: Path
    writes: int
    made: float
    holders: int = field(default=0)


class Checkpoints:
    """Hands out the newest state and clears the others away."""

    def __init__(self, store: EmbeddedStore, folder: Path, interval: float) -> None:
        self._store = store
        self._folder = folder
        self._interval = interval
        self._renewing = threading.Lock()
        self._counting = threading.Lock()
        self._number = 0
        self._current: Checkpoint | None = None
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):  # left behind by a process that was killed
                shutil.rmtree(path, ignore_errors=True)

    def take(self) -> Checkpoint:
        """Hold on to a state with every write so far; to be given back with `release`."""
        with self._renewing:
            current = self._current
            if current is None or current.writes != self._store.writes:
                if current is not None:
                    time.sleep(max(0.0, current.made + self._interval - time.monotonic()))
                current = self._renew()
            return self.hold(current)

    def is_at_hand(self) -> bool:
        """Tell whether `take` would return at once."""
        current = self._current
        return current is not None and current.writes == self._store.writes and not self._renewing.locked()

    def hold(self, checkpoint: Checkpoint) -> Checkpoint:
        """Hold on to a state once more."""
        with self._counting:
            checkpoint.holders += 1
        return checkpoint

    def release(self, checkpoint: Checkpoint) -> None:
        """Let go of a state; the last one to go clears it away."""
        with self._counting:
            checkpoint.holders -= 1
            is_last = checkpoint.holders == 0
        if is_last:
            shutil.rmtree(checkpoint.path, ignore_errors=True)

    def age(self, checkpoint: Checkpoint) -> float:
        """Tell how long a state has been out of date at most; 0 if nothing was written since."""
        if checkpoint.writes == self._store.writes:
            return 0.0
        return time.monotonic() - checkpoint.made

    def is_current(self, checkpoint: Checkpoint | None) -> bool:
        """Tell whether a state is the newest."""
        return checkpoint is self._current

    def close(self) -> None:
        """Let go of the newest state."""
        with self._renewing:
            if self._current is not None:
                self.release(self._current)
            self._current = None

    def _renew(self) -> Checkpoint:
        self._number += 1
        path = self._folder / f"checkpoint-{self._number}"
        writes = self._store.checkpoint(path)
        made = Checkpoint(path=path, writes=writes, made=time.monotonic(), holders=1)
        before, self._current = self._current, made
        if before is not None:
            self.release(before)
        return made
