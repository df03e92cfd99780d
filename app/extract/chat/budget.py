"""What reading may cost, in tokens: for one article, and for one run of the program."""

from __future__ import annotations

from threading import Lock

from app.errors import OverBudget


class Budget:
    """Tokens that may be spent; threads may share it.

    Before a request the most that it can cost is set aside, and afterwards what it did cost is counted.
    So no request begins that could exceed the limit.
    """

    def __init__(self, most: int, *, name: str) -> None:
        self._most = most
        self._name = name
        self._spent = 0
        self._lock = Lock()

    @property
    def spent(self) -> int:
        """Tokens spent or set aside."""
        return self._spent

    def take(self, tokens: int) -> None:
        """Set tokens aside; OverBudget if fewer are left."""
        with self._lock:
            if self._spent + tokens > self._most:
                message = (
                    f"reading on may take {tokens} tokens, but of the {self._most} "
                    f"for {self._name} {max(0, self._most - self._spent)} are left"
                )
                raise OverBudget(message)
            self._spent += tokens

    def settle(self, taken: int, used: int) -> None:
        """Put what was used in the place of what was set aside."""
        with self._lock:
            self._spent += used - taken
