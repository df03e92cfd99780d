"""The running service, spoken to by a command typed beside it: one process owns the store's folder."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from app.errors import NotFound, StoreUnreachable, WhosaidError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOTE = "service.json"
"""Where a running service notes its address and a token that dies with it, for its owner's eyes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """How to reach the service that owns a data folder."""

    url: str
    token: str
    pid: int


def leave_note(data: Path, *, url: str, token: str | None = None) -> Note:
    """Note that this process serves the folder."""
    note = Note(url=url, token=token or secrets.token_urlsafe(32), pid=os.getpid())
    handle = os.open(data / NOTE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({"url": note.url, "token": note.token, "pid": note.pid}, file)
    return note


def find_note(data: Path) -> Note | None:
    """Find the service that owns a folder; None if there is none, or only what a dead one left."""
    try:
        note = Note(**json.loads((data / NOTE).read_text("utf-8")))
        os.kill(note.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return note


def remove_note(data: Path) -> None:
    """Take the note away when the service ends."""
    (data / NOTE).unlink(missing_ok=True)


class ServiceClient:
    """The acts of the service, over HTTP."""

    def __init__(self, note: Note, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(
            base_url=note.url,
            headers={"Authorization": f"Bearer {note.token}", "Accept": "application/json"},
            timeout=httpx.Timeout(600, connect=5),
            transport=transport,
        )

    def ingest(self, data: bytes, *, media_type: str | None, origin: str) -> list[dict[str, Any]]:
        """Hand bytes in; one receipt or problem for each article in them."""
        response = self._send(
            "POST",
            "/articles",
            content=data,
            params={"origin": origin},
            headers={"Content-Type": media_type or "application/octet-stream"},
        )
        body = response.json()
        return body if isinstance(body, list) else [body]

    def act(self, name: str, **body: Any) -> dict[str, Any]:
        """Do one of the acts under /admin."""
        answer: dict[str, Any] = self._checked(self._send("POST", f"/admin/{name}", json=body)).json()
        return answer

    def retract(self, article: str, *, replaced_by: str | None = None) -> bool:
        """Undo the ingest of an article; False if there is none."""
        asked = {"replaced_by": replaced_by} if replaced_by else {}
        response = self._send("DELETE", f"/articles/{article}", params=asked)
        if response.status_code == httpx.codes.NOT_FOUND:
            return False
        self._checked(response)
        return True

    def dump(self) -> Iterator[bytes]:
        """Give the whole store as N-Quads."""
        with self._client.stream("GET", "/admin/dump") as response:
            self._checked(response)
            yield from response.iter_bytes()

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **more)
        except httpx.TransportError as error:
            message = f"the service at {self._client.base_url} does not answer: {error}"
            raise StoreUnreachable(message) from error

    @staticmethod
    def _checked(response: httpx.Response) -> httpx.Response:
        if response.is_success:
            return response
        response.read()
        detail = str(response.json().get("detail", response.reason_phrase))
        kind: type[WhosaidError] = NotFound if response.status_code == httpx.codes.NOT_FOUND else WhosaidError
        raise kind(detail)
