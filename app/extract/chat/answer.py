"""An endpoint's answer, read strictly: what is not of the shape asked for is an error that names it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from app.domain.claim import Quotation
from app.errors import ExtractorError

_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_KINDS = {"direct": Quotation.DIRECT, "indirect": Quotation.INDIRECT, "mixed": Quotation.MIXED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One attribution as an endpoint tells it: words, not places; nothing of it is believed yet."""

    source: str
    cue: str
    content: tuple[str, ...]
    kind: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The message of an endpoint, and the tokens it says to have used, if it says so."""

    message: str
    tokens: int | None


def read_reply(body: bytes) -> Reply:
    """Read what surrounds the message; ExtractorError if it was refused, cut short or is no such thing."""
    whole = _json(body, "the answer of the chat endpoint")
    try:
        choice = whole["choices"][0]
        message = choice["message"]["content"]
        finish = choice.get("finish_reason")
        usage = whole.get("usage") or {}
        tokens = usage.get("total_tokens")
    except (LookupError, TypeError, AttributeError) as error:
        words = "the answer of the chat endpoint has no message where one was expected"
        raise ExtractorError(words) from error
    if finish not in {None, "stop"}:
        words = f"the chat endpoint did not finish its answer ({finish!r:.80})"
        raise ExtractorError(words)
    if not isinstance(message, str):
        words = "the chat endpoint refused to answer or said nothing"
        raise ExtractorError(words)
    counted = isinstance(tokens, int) and not isinstance(tokens, bool) and tokens >= 0
    return Reply(message=message, tokens=tokens if counted else None)


def read_message(message: str) -> tuple[Told, ...]:
    """Read the attributions of a message, fenced or not; ExtractorError if it has no such shape."""
    fenced = _FENCE.fullmatch(message)
    whole = _json(fenced[1] if fenced else message, "the message of the chat endpoint")
    rows = whole.get("attributions") if isinstance(whole, dict) else None
    if not isinstance(rows, list):
        words = "the message of the chat endpoint has no list of attributions"
        raise ExtractorError(words)
    return tuple(_told(row, number) for number, row in enumerate(rows, 1))


def _told(row: Any, number: int) -> Told:
    fields = row if isinstance(row, dict) else {}
    source, cue, content, kind = (fields.get(name) for name in ("source", "cue", "content", "kind"))
    if (
        not isinstance(source, str)
        or not isinstance(cue, str)
        or not isinstance(content, list)
        or not all(isinstance(part, str) for part in content)
        or not isinstance(kind, str)
        or kind not in _KINDS
    ):
        words = f"attribution {number} of the chat endpoint is not of the shape asked for"
        raise ExtractorError(words)
    return Told(source=source, cue=cue, content=tuple(content), kind=_KINDS[kind])


def _json(data: str | bytes, what: str) -> Any:
    try:
        whole = json.loads(data)
        json.dumps(whole, ensure_ascii=False).encode()  # half a character could not be stored
    except (ValueError, RecursionError) as error:
        reason = "half a character" if isinstance(error, UnicodeEncodeError) else f"{error!s:.120}"
        words = f"{what} is not JSON ({reason})"
        raise ExtractorError(words) from error
    return whole
