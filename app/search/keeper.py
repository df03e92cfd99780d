"""Keeps the index with the graph: whatever instance wrote it, whatever was missed while nobody looked.

Nothing tells the index of a write. It asks how the store stands: the embedded store counts its
writes; of a remote store the list of text versions with their digests is the only mark. The list is
held against what is indexed, and the difference worked off.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from app.errors import StoreError
from app.search.records import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.search.feed import Feed
    from app.search.index import Index
    from app.search.records import Asked, Version

log = logging.getLogger(__name__)
BATCH: Final = 20
"""Text versions that are read and indexed together."""
PATIENCE: Final = 2.0
"""Seconds that a search waits for the index to catch up; the rest is done beside it."""
SHARE: Final = 5
"""After a look at a store that cannot say whether it changed, this many times as long passes to the next."""


class Keeper:
    """The index as one searches it; `state` tells how often the store was written, None if nobody knows."""

    def __init__(
        self,
        index: Index,
        feed: Feed,
        state: Callable[[], int | None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.index = index
        self.feed = feed
        self._state = state
        self._clock = clock
        self._working = threading.Lock()
        self._seen: int | None = None
        self._next_look = 0.0
        self._waiting: list[Version] = []
        self._beside: threading.Thread | None = None

    def search(self, asked: Asked, *, cursor: str | None = None, limit: int = 20) -> Found:
        """Find what was asked for, in the graph as it stands now; if it cannot be reached, as last seen."""
        try:
            behind = self.catch_up(PATIENCE)
        except StoreError as error:
            log.warning("searching an index that may be old: %s", error)
            behind = len(self._waiting)
        if behind:
            self.start()
        found = self.index.search(asked, cursor=cursor, limit=limit)
        return Found(
            items=found.items, next=found.next, total=found.total, facets=found.facets, behind=behind
        )

    def catch_up(self, seconds: float | None = None) -> int:
        """Index what is new and forget what is gone; give how many versions are left when time is up."""
        ends = self._clock() + seconds if seconds is not None else None
        if not self._working.acquire(timeout=-1 if seconds is None else seconds):
            return max(1, len(self._waiting))
        try:
            self._look()
            while self._waiting:  # at least one batch, so that there is always progress
                batch, rest = self._waiting[:BATCH], self._waiting[BATCH:]
                self.index.take(self.feed.contents(batch))
                self._waiting = rest
                if ends is not None and self._clock() >= ends:
                    break
            return len(self._waiting)
        finally:
            self._working.release()

    def rebuild(self) -> None:
        """Throw the index away and make it anew."""
        with self._working:
            self.index.clear()
            self._seen, self._next_look, self._waiting = None, 0.0, []
        self.catch_up()

    def start(self) -> None:
        """Catch up while requests are answered; one thread at a time."""
        if self._beside is None or not self._beside.is_alive():
            self._beside = threading.Thread(target=self._work_off, name="search", daemon=True)
            self._beside.start()

    def close(self) -> None:
        """Wait for the work beside the requests, which ends with its batch, and let go of the file."""
        with self._working:
            self._waiting = []
            self._next_look = float("inf")
        if self._beside:
            self._beside.join()
        self.index.close()

    def _look(self) -> None:
        """Compare what is there with what is indexed, unless nothing can have changed."""
        state, began = self._state(), self._clock()
        unchanged = state is not None and state == self._seen
        if unchanged or began < self._next_look:
            return
        there = {version.graph: version for version in self.feed.versions()}
        known = self.index.known()
        self.index.take((), gone=sorted(known.keys() - there.keys()))
        self._waiting = [
            version
            for graph, version in there.items()
            if known.get(graph) != (version.digest, version.current)
        ]
        self._seen = state
        if state is None:
            self._next_look = began + SHARE * (self._clock() - began)

    def _work_off(self) -> None:
        try:
            while self.catch_up(PATIENCE):
                continue
        except StoreError as error:
            log.warning("indexing waits for the store: %s", error)
