from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent.parent


def test_without_any_variable_the_defaults_hold() -> None:
    assert read_settings({}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_a_variable_becomes_its_type() -> None:
    settings = read_settings({"PORT": "9001", "WHOSAID_DATA": "/x", "WHOSAID_QUERY_SECONDS": "2.5"})
    assert (settings.port, settings.data, settings.query_seconds) == (9001, Path("/x"), 2.5)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_settings({"PORT": ""}) == Settings()


def test_all_complaints_come_at_once_and_name_what_was_found() -> None:
    wrong = {
        "PORT": "http",
        "WHOSAID_BASE_IRI": "localhost",
        "WHOSAID_STORE_URL": "ftp://x",
        "WHOSAID_LOG_LEVEL": "LOUD",
        "WHOSAID_READERS": "0",
    }
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    assert len(caught.value.complaints) == len(wrong)
    for variable, value in wrong.items():
        assert any(variable in line and value in line for line in caught.value.complaints), variable


def test_a_chat_endpoint_needs_an_address_and_a_model() -> None:
    given = {
        "WHOSAID_EXTRACTOR": "chat",
        "WHOSAID_CHAT_URL": "http://localhost:1/v1",
        "WHOSAID_CHAT_MODEL": "m",
    }
    assert read_settings(given).extractor == "chat"
    with pytest.raises(SettingsError) as caught:
        read_settings({"WHOSAID_EXTRACTOR": "chat"})
    assert caught.value.complaints == (
        "WHOSAID_CHAT_URL is not set, and WHOSAID_EXTRACTOR is 'chat'",
        "WHOSAID_CHAT_MODEL is not set, and WHOSAID_EXTRACTOR is 'chat'",
    )


@pytest.mark.parametrize("address", ["localhost:1", "http://", "http://[", "file:///x"])
def test_wrong_chat_settings_are_named_and_the_key_is_not_shown(address: str) -> None:
    wrong = {
        "WHOSAID_EXTRACTOR": "magic",
        "WHOSAID_CHAT_URL": address,
        "WHOSAID_CHAT_KEY": "secret\n",
        "WHOSAID_CHAT_TOKENS": "0",
        "WHOSAID_CHAT_RUN_TOKENS": "-1",
    }
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    assert [line.split()[0] for line in caught.value.complaints] == list(wrong)
    assert "secret" not in str(caught.value)


def test_every_variable_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for option in fields(Settings):
        assert f"`{option.metadata['variable']}`" in page, option.name
        assert option.metadata["doc"] in page, option.name
