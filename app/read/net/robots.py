"""What a host asks of programs that fetch from it: robots.txt, by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

PATH = "/robots.txt"
MOST_BYTES = 500 * 1024
"""RFC 9309, section 2.5: at least this much of the file is read, and we read no more."""
LONGEST_DELAY = 10.0
KEPT, KEPT_OF_FAILURE = 24 * 3600.0, 600.0
"""Seconds for which rules are held valid (section 2.4); of a host that failed to tell, not so long."""
_OK = 200
_CLIENT_ERRORS = range(400, 500)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; without rules everything is allowed, or nothing is."""

    rules: Protego | None
    else_allowed: bool = True

    @property
    def kept(self) -> float:
        """Give the seconds after which the host is asked again."""
        return KEPT if self.rules or self.else_allowed else KEPT_OF_FAILURE

    def allow(self, url: str, agent: str) -> bool:
        """Tell whether the host lets the agent fetch the address."""
        return bool(self.rules.can_fetch(url, agent)) if self.rules else self.else_allowed

    def delay(self, agent: str) -> float:
        """Give the seconds that the host wants between two requests, within reason."""
        wanted = self.rules.crawl_delay(agent) if self.rules else None
        return min(float(wanted or 0.0), LONGEST_DELAY)


def read_robots(status: int, body: bytes) -> Robots:
    """Read the answer to a request for robots.txt (sections 2.3.1 and 2.5).

    A host that has none allows everything; one that fails to answer allows nothing for now.
    """
    if status == _OK:
        return Robots(Protego.parse(body[:MOST_BYTES].decode("utf-8", errors="replace")))
    return Robots(None, else_allowed=status in _CLIENT_ERRORS)
