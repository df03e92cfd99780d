"""How many triples of each property and things of each class there are: kept, not counted when asked.

Text versions are counted once, when they are indexed; the few graphs that all articles share are
counted again when the store has changed, and at most once a minute.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.search.keeper import Keeper
    from app.search.records import Tally

FRESH: Final = 60.0
"""Seconds for which the count of a shared graph is good enough."""
PATIENCE: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What there is; `behind` text versions are not counted yet."""

    properties: dict[str, int]
    classes: dict[str, int]
    behind: int = 0

    @property
    def triples(self) -> int:
        """How many triples there are: each has one property, and stands in one graph."""
        return sum(self.properties.values())


class Census:
    """The counts, kept beside the index."""

    def __init__(self, keeper: Keeper, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._keeper = keeper
        self._clock = clock
        self._lock = threading.Lock()
        self._shared: tuple[Tally, ...] = ()
        self._counted_at: float | None = None

    def count(self) -> Counted:
        """Give the counts as they stand now, those of shared graphs as of the last minute."""
        behind = self._keeper.catch_up(PATIENCE)
        if behind:
            self._keeper.start()
        properties, classes = map(Counter, self._keeper.index.tallies())
        for one in self._shared_tallies():
            properties[one.property] += one.count
            if one.of_class:
                classes[one.of_class] += one.count
        return Counted(properties=dict(properties), classes=dict(classes), behind=behind)

    def _shared_tallies(self) -> tuple[Tally, ...]:
        with self._lock:
            now = self._clock()
            if self._counted_at is None or now - self._counted_at > FRESH:
                self._shared = self._keeper.feed.shared_tallies()
                self._counted_at = now
            return self._shared
