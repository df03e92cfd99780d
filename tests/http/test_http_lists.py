from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("path", ["/articles", "/claims", "/parties", "/conflicts", "/quarantine"])
def test_a_list_is_json_for_a_program_and_a_page_for_a_browser(client: Any, path: str) -> None:
    data = client.get(path)
    page = client.get(path, headers={"accept": "text/html"})
    assert data.headers["content-type"] == "application/json"
    assert data.json()["items"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in page.text
