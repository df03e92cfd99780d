from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from app.access import SCOPES, Tokens, hash_token, read_tokens
from app.errors import Forbidden, Unauthenticated

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_start_makes_a_token_and_keeps_only_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "new" / "tokens.json"
    tokens, made = read_tokens(path)
    assert made is not None
    assert made not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for scope in SCOPES:
        tokens.check(made, scope)


def test_the_second_start_knows_the_token_and_makes_none(tmp_path: Path) -> None:
    _, made = read_tokens(tmp_path / "tokens.json")
    tokens, again = read_tokens(tmp_path / "tokens.json")
    assert again is None
    tokens.check(made, "ingest")


def test_a_token_from_the_settings_has_all_scopes_and_is_not_kept(tmp_path: Path) -> None:
    tokens, made = read_tokens(tmp_path / "tokens.json", admin="secret")
    assert made is None
    tokens.check("secret", "decide")
    assert not (tmp_path / "tokens.json").exists()


def test_a_kept_token_has_the_scopes_that_are_noted(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text(json.dumps({hash_token("t"): ["ingest"]}), "utf-8")
    tokens, _ = read_tokens(tmp_path / "tokens.json", admin="secret")
    tokens.check("t", "ingest")
    with pytest.raises(Forbidden, match="this token has the scopes ingest; needed: decide"):
        tokens.check("t", "decide")


def test_admin_covers_every_scope() -> None:
    Tokens({hash_token("t"): ("admin",)}).check("t", "ingest")


def test_no_token_is_told_what_to_send() -> None:
    with pytest.raises(Unauthenticated, match="Authorization: Bearer"):
        Tokens().check(None, "ingest")


def test_an_unknown_token_is_refused() -> None:
    with pytest.raises(Unauthenticated, match="not known"):
        Tokens({hash_token("t"): SCOPES}).check("u", "ingest")


def test_the_owners_token_lives_as_long_as_the_process() -> None:
    kept = Tokens()
    kept.with_owner("t").check("t", "admin")
    assert kept.scopes == {}
