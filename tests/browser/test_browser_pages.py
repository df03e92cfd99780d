"""The pages as a browser makes them: scripts that run, and nothing that our own policy blocks."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from door_world import make_world, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--virtual-time-budget=8000",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: chromium)"),
    pytest.mark.xdist_group("browser"),
]
PAGES = [
    "/",
    "/articles",
    "/claims",
    "/parties",
    "/conflicts",
    "/disputes",
    "/decisions",
    "/quarantine",
    "/ns",
    "/sparql",
    "/docs",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(make_world()) as found:
        yield found


def look(url: str, profile: Path, *more: str) -> tuple[str, list[str]]:
    """Open a page; gives what it has become, and what the browser complained of."""
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *more, "--dump-dom", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout, complaints


@pytest.mark.parametrize("path", PAGES)
def test_the_browser_has_nothing_to_complain_of(address: str, tmp_path: Path, path: str) -> None:
    page, complaints = look(f"{address}{path}", tmp_path)
    assert "<h1" in page or "swagger-ui" in page
    assert complaints == []


def test_a_query_is_run_and_its_answer_shown_as_a_table(address: str, tmp_path: Path) -> None:
    query = (
        "PREFIX schema: <http://schema.org/> PREFIX ws: <https://w3id.org/whosaid/ns#> "
        "SELECT ?name WHERE { ?party a ws:UnnamedParty ; schema:name ?name }"
    )
    page, complaints = look(f"{address}/sparql?query={quote(query)}", tmp_path)
    assert '<p id="told" role="status">3 rows</p>' in page
    assert page.partition('class="yasr')[2].count("rescuers")
    assert complaints == []


def test_a_wrong_query_is_shown_with_its_line(address: str, tmp_path: Path) -> None:
    page, _ = look(f"{address}/sparql?query={quote('SELECT * WHERE {')}", tmp_path)
    told = page.partition('<p id="told"')[2].partition("</p>")[0]
    assert "This is not SPARQL" in told
    assert "Line 1" in told


def test_the_editor_knows_our_endpoint_and_asks_nobody_else(address: str, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    page, complaints = look(f"{address}/sparql", tmp_path / "profile", f"--log-net-log={log}")
    assert 'class="yasqe' in page
    assert "SPARQL query; Control and Enter runs it" in page
    assert complaints == []
    asked = set(re.findall(r'"url":"(https?://[^/"]+)', log.read_text("utf-8", "replace")))
    assert address in asked
    assert {one for one in asked if "google" not in one} == {address}  # the browser's own start pages


def test_the_description_of_the_api_is_drawn(address: str, tmp_path: Path) -> None:
    page, complaints = look(f"{address}/docs", tmp_path)
    assert page.count('class="opblock ') > 20
    assert "/conflicts" in page
    assert complaints == []
