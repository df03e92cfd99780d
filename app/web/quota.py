"""What one client may ask of the SPARQL endpoint: so many queries a minute, so many at once.

A client is an address, of IPv6 the network of the first 64 bits. Behind a proxy on this machine it is the one
that the proxy names (`X-Forwarded-For`).
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from app.errors import TooManyQueries

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Scope

CLIENTS = 10_000
"""Clients of whom we keep account; beyond that, who has been away longest begins anew."""
MINUTE = 60


@dataclass(slots=True)
class Account:
    """What a client has left, as of a moment, and how many of its queries are under way."""

    left: float
    at: float
    running: int = 0


class Quota:
    """Keeps account of clients; an allowance is used up at once or in parts, and comes back evenly."""

    def __init__(self, *, a_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.a_minute = a_minute
        self.at_once = at_once
        self._clock = clock
        self._accounts: OrderedDict[str, Account] = OrderedDict()

    def enter(self, client: str) -> Account:
        """Let a query of a client in, or raise TooManyQueries."""
        account = self._account(client)
        if account.left < 1:
            seconds = math.ceil((1 - account.left) * MINUTE / self.a_minute)
            message = f"this client has asked more than {self.a_minute} queries in a minute"
            raise TooManyQueries(message, seconds=seconds)
        if account.running >= self.at_once:
            message = f"{account.running} queries of this client are being answered"
            raise TooManyQueries(message, seconds=1)
        account.left -= 1
        account.running += 1
        return account

    def state(self, account: Account) -> str:
        """Say what is left, and in how many seconds all of it will be there again."""
        seconds = math.ceil((self.a_minute - account.left) * MINUTE / self.a_minute)
        return f'"queries";r={int(account.left)};t={seconds}'

    def _account(self, client: str) -> Account:
        now = self._clock()
        account = self._accounts.get(client)
        if account is None:
            account = self._accounts[client] = Account(left=self.a_minute, at=now)
            if len(self._accounts) > CLIENTS:
                self._accounts.popitem(last=False)
        else:
            self._accounts.move_to_end(client)
            account.left = min(self.a_minute, account.left + (now - account.at) * self.a_minute / MINUTE)
            account.at = now
        return account


def client_of(scope: Scope) -> str:
    """Name the client of a request."""
    return _client_at((scope.get("client") or ("unknown", 0))[0])


@lru_cache(maxsize=1024)
def _client_at(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return host
