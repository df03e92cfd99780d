"""The conversation with an endpoint: one request a part, tried again where that makes sense."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from app.errors import ExtractorError, ExtractorUnreachable
from app.extract.chat.answer import read_reply
from app.extract.chat.request import most_tokens, request_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.extract.chat.budget import Budget

log = logging.getLogger(__name__)

OK = 200
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""Answers after which the same request may do better a little later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often, how long and how much: `seconds` is for all tries at one part, pauses included.

    The pauses double from `pause` on; where the endpoint names a time to wait, that is kept if longer,
    up to `longest_pause`.
    """

    tries: int = 5
    pause: float = 1.0
    longest_pause: float = 30.0
    seconds: float = 300.0
    answer_bytes: int = 4_000_000


class _Passing(Exception):
    """One try failed, for a reason that may pass; `sent` tells whether it may have cost something."""

    def __init__(self, reason: str, *, wait: float = 0.0, sent: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.sent = sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address that speaks the chat protocol; transport, clock and sleep are handed in.

    `key` goes into the header of each request and nowhere else.
    """

    client: httpx.Client
    base: str
    model: str
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    key: str = ""
    patience: Patience = Patience()

    def ask(self, text: str, budgets: Iterable[Budget]) -> str:
        """Give the message about a text; ExtractorError, ExtractorUnreachable, OverBudget."""
        budgets = tuple(budgets)
        until = self.clock() + self.patience.seconds
        for number in range(1, self.patience.tries + 1):
            try:
                return self._try(text, budgets, until)
            except _Passing as failed:
                wait = max(self.patience.pause * 2 ** (number - 1), failed.wait)
                wait = min(wait, self.patience.longest_pause)
                log.warning("chat endpoint try=%d failed=%s", number, failed)
                if number == self.patience.tries or self.clock() + wait >= until:
                    message = f"the chat endpoint was tried {number} times; at last: {failed}"
                    raise ExtractorUnreachable(message) from failed
                self.sleep(wait)
        message = "the chat endpoint was not tried, since no tries are allowed"
        raise ExtractorUnreachable(message)

    def _try(self, text: str, budgets: tuple[Budget, ...], until: float) -> str:
        """Try once; what may have been charged for stays counted, at the most it can be."""
        most = most_tokens(text)
        taken: list[Budget] = []
        used = 0
        try:
            for budget in budgets:
                budget.take(most)
                taken.append(budget)
            body = self._post(text, until)
            used = most
            if len(body) > self.patience.answer_bytes:
                message = f"the answer of the chat endpoint is over {self.patience.answer_bytes} bytes"
                raise ExtractorError(message)
            reply = read_reply(body)
            used = most if reply.tokens is None else reply.tokens
        except _Passing as failed:
            used = most if failed.sent else 0
            raise
        finally:
            for budget in taken:
                budget.settle(most, used)
        return reply.message

    def _post(self, text: str, until: float) -> bytes:
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.base.rstrip('/')}/chat/completions"
        body = request_body(text, self.model)
        try:
            with self.client.stream("POST", address, json=body, headers=headers) as response:
                return self._body(response, until)
        except httpx.ConnectError as error:
            reason = "no connection"
            raise _Passing(reason) from error
        except httpx.TimeoutException as error:
            reason = "no answer in time"
            raise _Passing(reason, sent=not isinstance(error, httpx.ConnectTimeout)) from error
        except httpx.TransportError as error:
            reason = f"the connection failed ({type(error).__name__})"
            raise _Passing(reason, sent=True) from error
        except httpx.RequestError as error:
            message = f"the answer of the chat endpoint cannot be read ({type(error).__name__})"
            raise ExtractorError(message) from error

    def _body(self, response: httpx.Response, until: float) -> bytes:
        if response.status_code in PASSING:
            reason = f"it answered {response.status_code}"
            raise _Passing(reason, wait=_seconds(response.headers.get("retry-after", "")))
        if response.status_code != OK:
            message = f"the chat endpoint answered {response.status_code}"
            raise ExtractorError(message)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.patience.answer_bytes:
                break
            if self.clock() >= until:
                reason = "the answer came too slowly"
                raise _Passing(reason, sent=True)
        return bytes(body)


def _seconds(words: str) -> float:
    """Read a Retry-After in seconds; a date, or anything else, says nothing."""
    return float(words) if words.isascii() and words.isdigit() and len(words) < len("10000000") else 0.0
