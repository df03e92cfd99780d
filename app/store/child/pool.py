"""The children: as many as there are readers, and the slow ones beside them.

A thread of its own, the keeper, starts, watches, kills and buries them. It must be one thread for
the pool's whole life: on Linux a child ends with the very thread that started it.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.errors import QueryBusy, QueryTimeout, QueryTooLarge, StoreError
from app.store.child.process import Child

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import QueryError
    from app.store.base import ReaderLimits
    from app.store.checkpoints import Checkpoint, Checkpoints

_log = logging.getLogger(__name__)

TICK: Final = 0.02
"""Seconds between two looks at what the children take: at 0.4 GB/s, 8 MB are missed at most."""
CALM: Final = 50
"""Ticks without a query after which the keeper sleeps."""
SLOW_AFTER: Final = 0.25
"""Seconds after which a query counts as a slow one."""
PAUSE: Final = 0.5
"""Seconds before the next try when a child could not be started."""
FAT: Final = 0.5
"""Share of the memory limit beyond which a child is replaced after its query."""


@dataclass(eq=False, slots=True)
class Place:
    """A place in the queue, settled once: by the child that is lent, or by the reason why there is none."""

    checkpoint: Checkpoint
    seconds: float
    client: str | None
    began: float = field(default_factory=time.monotonic)
    child: Child | None = None
    reason: Exception | None = None
    tell: Callable[[], None] | None = None

    def is_settled(self) -> bool:
        """Tell whether there is nothing more to wait for."""
        return self.child is not None or self.reason is not None

    def settle(self, child: Child | None, reason: Exception | None = None) -> None:
        """Give what was waited for."""
        self.child, self.reason = child, reason
        if self.tell:
            self.tell()


class Pool:
    """Lends children, one query each."""

    def __init__(self, limits: ReaderLimits, checkpoints: Checkpoints) -> None:
        self._limits = limits
        self._checkpoints = checkpoints
        self._lock = threading.Lock()
        self._wake = threading.Condition(self._lock)
        self._starting: list[Child] = []
        self._idle: deque[Child] = deque()
        self._busy: set[Child] = set()
        self._slow: set[Child] = set()
        self._ended: list[Child] = []
        self._waiting: deque[Place] = deque()
        self._of_client: Counter[str] = Counter()
        self._calm = 0
        self._next_start = 0.0
        self._is_closed = False
        # Children inherit the reading end; it is closed by our end, whatever that end is.
        self._watched, self._held = os.pipe()
        self._keeper = threading.Thread(target=self._keep, name="readers", daemon=True)
        self._keeper.start()

    def queue(self, checkpoint: Checkpoint, seconds: float | None = None, client: str | None = None) -> Place:
        """Ask for a child for a query of this state; QueryBusy, now or as the reason, if none comes.

        The state is let go of here, whatever happens. A place whose child is not asked must be left.
        """
        most = self._limits.seconds
        place = Place(checkpoint, min(seconds or most, most), client)
        with self._lock:
            try:
                self._line_up(place)
            except (QueryBusy, StoreError):
                self._checkpoints.release(checkpoint)
                raise
            if self._calm >= CALM:
                self._wake.notify()
        return place

    def is_settled(self, place: Place, tell: Callable[[], None]) -> bool:
        """Tell whether a place is settled; if not, `tell` is called when it is, under the lock: be quick."""
        with self._lock:
            place.tell = tell
            return place.is_settled()

    def leave(self, place: Place) -> None:
        """Give up a place; a child that was lent for it is killed."""
        with self._lock:
            if place.child:
                self._end(place.child)
            elif place in self._waiting:
                self._waiting.remove(place)
                self._checkpoints.release(place.checkpoint)

    def release(self, child: Child) -> None:
        """Take a child back; one that was stopped, or went slow or fat, is replaced."""
        with self._lock:
            if child not in self._busy or self._is_worn(child):
                self._end(child)
                return
            self._busy.remove(child)
            self._take_from_client(child)
            former, child.former = child.former, None
            self._offer(child, is_warm=True)
        if former:
            self._checkpoints.release(former)

    def discard(self, child: Child) -> None:
        """Kill a child that was lent and has not finished, or has gone wrong."""
        with self._lock:
            self._end(child)

    def close(self) -> None:
        """End all children."""
        with self._lock:
            self._is_closed = True
            self._wake.notify()
        self._keeper.join()

    def _line_up(self, place: Place) -> None:
        """Lend an idle child, or put the place at the end."""
        if self._is_closed:
            message = "the readers are closed"
            raise StoreError(message)
        if not (self._idle and self._may(place)) and len(self._waiting) >= self._limits.waiting:
            message = f"{self._limits.readers} queries are being answered and {len(self._waiting)} wait"
            raise QueryBusy(message)
        self._waiting.append(place)
        self._serve()

    def _offer(self, child: Child, *, is_warm: bool) -> None:
        """Take a child as idle; one that has served has its state open, and is lent first."""
        if is_warm:
            self._idle.append(child)
        else:
            self._idle.appendleft(child)
        self._serve()

    def _serve(self) -> None:
        """Lend idle children to those who wait, the longest first; not one that something else has killed."""
        while self._idle and (place := next(filter(self._may, self._waiting), None)):
            child = self._idle.pop()
            if child.is_alive():
                self._waiting.remove(place)
                self._lend(child, place)
            else:
                self._ended.append(child)
                self._wake.notify()

    def _may(self, place: Place) -> bool:
        """Tell whether a client may have one more child: one client never has them all."""
        most = max(1, 2 * self._limits.readers - 1)
        return place.client is None or self._of_client[place.client] < most

    def _lend(self, child: Child, place: Place) -> None:
        child.began, child.seconds, child.client = time.monotonic(), place.seconds, place.client
        self._busy.add(child)
        if place.client is not None:
            self._of_client[place.client] += 1
        if child.checkpoint is place.checkpoint:
            self._checkpoints.release(place.checkpoint)
        else:
            child.former, child.checkpoint = child.checkpoint, place.checkpoint
        place.settle(child)

    def _take_from_client(self, child: Child) -> None:
        if child.client is not None:
            self._of_client[child.client] -= 1
            if not self._of_client[child.client]:
                del self._of_client[child.client]
            child.client = None

    def _send_away(self, before: float, reason: Exception) -> None:
        """Tell those who have waited since before a moment why they get no child."""
        while self._waiting and self._waiting[0].began <= before:
            place = self._waiting.popleft()
            self._checkpoints.release(place.checkpoint)
            place.settle(None, reason)

    def _is_worn(self, child: Child) -> bool:
        return child.resident() > FAT * self._limits.memory_bytes

    def _end(self, child: Child, reason: QueryError | None = None) -> None:
        """Kill a child that was lent, once; the keeper buries and replaces it."""
        if child in self._busy or child in self._slow:
            self._busy.discard(child)
            self._slow.discard(child)
            self._take_from_client(child)
            child.stop(reason)
            self._ended.append(child)
            self._serve()
            self._wake.notify()

    def _keep(self) -> None:
        """Live the keeper's life."""
        while not self._is_closed:
            self._fill()
            with self._lock:
                self._watch()
                ended = self._take_ended()
            for child in ended:
                self._bury(child)
            self._rest()
        self._end_all()

    def _fill(self) -> None:
        """Start what is missing, and lend what has started; a failure puts the next try off."""
        try:
            while self._missing() and time.monotonic() >= self._next_start:
                self._starting.append(Child(watched=self._watched, memory_bytes=self._limits.memory_bytes))
            for child in [one for one in self._starting if one.is_ready()]:
                self._starting.remove(child)
                with self._lock:
                    self._offer(child, is_warm=False)
        except (OSError, EOFError) as error:
            _log.warning("a reader cannot be started error=%s", error)
            self._next_start = time.monotonic() + PAUSE
            self._ended += [child for child in self._starting if not child.is_alive()]
            self._starting = [child for child in self._starting if child.is_alive()]

    def _missing(self) -> int:
        return self._limits.readers - len(self._starting) - len(self._idle) - len(self._busy)

    def _watch(self) -> None:
        """Stop what is over a limit, set slow ones aside, take back the dead."""
        now = time.monotonic()
        message = f"no reader became free in {self._limits.seconds:g} seconds"
        self._send_away(now - self._limits.seconds, QueryBusy(message))
        for child in [*self._busy, *self._slow]:
            took = now - child.began
            if not child.is_alive():
                self._end(child)
            elif took > child.seconds:
                message = f"stopped at the limit of {child.seconds:g} seconds"
                self._end(child, QueryTimeout(message))
            elif child.resident() > self._limits.memory_bytes:
                message = f"stopped at the limit of {self._limits.memory_bytes} bytes of memory"
                self._end(child, QueryTooLarge(message))
            elif took > SLOW_AFTER and child in self._busy and len(self._slow) < self._limits.readers:
                child.lower_priority()
                self._busy.remove(child)
                self._slow.add(child)

    def _take_ended(self) -> list[Child]:
        ended = [child for child in self._ended if not child.is_alive()]
        self._ended = [child for child in self._ended if child not in ended]
        return ended

    def _bury(self, child: Child) -> None:
        child.bury()
        for checkpoint in (child.checkpoint, child.former):
            if checkpoint:
                self._checkpoints.release(checkpoint)

    def _rest(self) -> None:
        """Wait for a tick; after a calm second, until there is something to watch."""
        with self._lock:
            is_active = bool(
                self._starting or self._busy or self._slow or self._ended or self._waiting or self._missing()
            )
            self._calm = 0 if is_active else self._calm + 1
            if self._calm == CALM:
                self._clear_away()
            if not self._is_closed:
                self._wake.wait(TICK if self._calm < CALM else None)

    def _clear_away(self) -> None:
        """Have idle children close what is out of date, so that it can be deleted."""
        for child in self._idle:
            if child.checkpoint and not self._checkpoints.is_current(child.checkpoint):
                child.forget()
                self._checkpoints.release(child.checkpoint)
                child.checkpoint = None

    def _end_all(self) -> None:
        with self._lock:
            self._send_away(time.monotonic(), StoreError("the readers are closed"))
            for child in [*self._busy, *self._slow]:
                self._end(child, QueryBusy("the readers are closed"))
            left = [*self._ended, *self._starting, *self._idle]
            self._starting.clear()
            self._idle.clear()
            self._ended.clear()
        for child in left:
            child.stop()
            self._bury(child)
        os.close(self._watched)
        os.close(self._held)
