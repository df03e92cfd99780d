"""Sends the head and the body of a short answer in one packet, as soon as it is whole.

uvicorn writes them one after the other; each write is a call to the system and wakes the client, which
is a good part of what a small answer costs.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.web.limits import LONGEST_URL
from app.web.problems import too_long

if TYPE_CHECKING:
    from collections.abc import Callable


class Corked:
    """A transport that keeps what is written in one turn of the event loop, and sends it at its end."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._parts: list[bytes] = []
        self._later: Callable[..., Any] = asyncio.get_running_loop().call_soon

    def write(self, data: bytes) -> None:
        """Keep it for the end of this turn."""
        if not self._parts:
            self._later(self.send)
        self._parts.append(data)

    def close(self) -> None:
        """Send what is kept, then close."""
        self.send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        """Be the transport in all else."""
        return getattr(self._transport, name)

    def send(self) -> None:
        """Send what is kept."""
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.writelines(parts)  # one call to the system, and nothing is copied before


class CorkedProtocol(HttpToolsProtocol):
    """uvicorn's protocol over such a transport."""

    def connection_made(self, transport: Any) -> None:
        """Take a new connection."""
        self._corked = Corked(transport)
        super().connection_made(cast("asyncio.Transport", self._corked))

    def on_url(self, url: bytes) -> None:
        """Gather the address, up to where it is too long."""
        super().on_url(url)
        if len(self.url) >= LONGEST_URL:
            raise ValueError

    def send_400_response(self, msg: str) -> None:
        """Tell an address that the parser gives up on from what is no HTTP."""
        if len(getattr(self, "url", b"")) < LONGEST_URL:
            super().send_400_response(msg)
        else:
            self.transport.write(too_long(LONGEST_URL))
            self.transport.close()

    def on_response_complete(self) -> None:
        """Send an answer when it is whole, before the next one is begun."""
        self._corked.send()
        super().on_response_complete()
