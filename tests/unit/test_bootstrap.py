"""The base of all IRIs is chosen once for a data folder and never moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.bootstrap import build
from app.errors import SettingsError
from app.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def base_of(settings: Settings) -> str:
    parts = build(settings)
    parts.close()
    assert parts.settings.base_iri == parts.iris.base
    return parts.iris.base


def test_without_a_base_the_address_of_the_first_start_is_kept(tmp_path: Path) -> None:
    assert base_of(Settings(data=tmp_path, port=8123)) == "http://localhost:8123/"
    assert base_of(Settings(data=tmp_path, port=9000)) == "http://localhost:8123/"


def test_instances_on_one_server_agree_whatever_their_ports(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/"
    bases = {base_of(Settings(data=tmp_path / str(port), port=port, store_url=url)) for port in (8123, 8124)}
    assert bases == {"http://localhost:8000/"}


def test_another_base_for_the_same_folder_stops_the_start(tmp_path: Path) -> None:
    assert base_of(Settings(data=tmp_path, base_iri="https://claims.example/")) == "https://claims.example/"
    assert base_of(Settings(data=tmp_path)) == "https://claims.example/"
    with pytest.raises(SettingsError) as stopped:
        build(Settings(data=tmp_path, base_iri="https://other.example/"))
    assert "'https://claims.example/'; set it to that" in str(stopped.value)
