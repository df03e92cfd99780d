"""Work on several inputs at once, and give the answers in their order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

In = TypeVar("In")
Out = TypeVar("Out")


def in_order(work: Callable[[In], Out], inputs: Iterable[In], *, at_once: int) -> Iterator[Out]:
    """Apply `work` to each input, up to `at_once` of them side by side; with 1, nothing is read ahead.

    No more than twice as many inputs are in hand at a time, so that an endless stream may be given.
    """
    if at_once == 1:
        yield from map(work, inputs)
        return
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[Future[Out]] = deque()
        for one in inputs:
            waiting.append(pool.submit(work, one))
            if len(waiting) >= 2 * at_once:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
