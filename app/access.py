"""Who may write: bearer tokens, kept as hashes, each with its scopes."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import Forbidden, Unauthenticated

if TYPE_CHECKING:
    from pathlib import Path

SCOPES = ("ingest", "decide", "admin")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Known tokens: hash → scopes. A token has 256 random bits, so a plain SHA-256 keeps it safe."""

    scopes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def check(self, bearer: str | None, scope: str) -> None:
        """Let who holds the scope pass; Unauthenticated, Forbidden."""
        if not bearer:
            message = f"this needs a token with the scope {scope!r}: send 'Authorization: Bearer <token>'"
            raise Unauthenticated(message)
        hashed = hash_token(bearer)
        for known, scopes in self.scopes.items():
            if hmac.compare_digest(known, hashed):
                if scope in scopes or "admin" in scopes:
                    return
                message = f"this token has the scopes {', '.join(scopes)}; needed: {scope}"
                raise Forbidden(message)
        message = "this token is not known here"
        raise Unauthenticated(message)

    def with_owner(self, token: str) -> Tokens:
        """Add a token with all scopes that is kept nowhere: it dies with the process."""
        return Tokens(self.scopes | {hash_token(token): SCOPES})


def hash_token(token: str) -> str:
    """Hash a token as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def read_tokens(path: Path, *, admin: str = "") -> tuple[Tokens, str | None]:
    """Read the kept tokens; on a first start without any, make one and give its words, once.

    `admin` is a token from the settings that has all scopes and is not kept.
    """
    kept: dict[str, tuple[str, ...]] = {}
    made = None
    if path.exists():
        kept = {hashed: tuple(scopes) for hashed, scopes in json.loads(path.read_text("utf-8")).items()}
    elif not admin:
        made = secrets.token_urlsafe(32)
        kept = {hash_token(made): SCOPES}
        write_tokens(path, kept)
    if admin:
        kept = kept | {hash_token(admin): SCOPES}
    return Tokens(kept), made


def write_tokens(path: Path, kept: dict[str, tuple[str, ...]]) -> None:
    """Keep token hashes where only the owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1)
