"""The service as a process: as a person starts it, as a container starts it, as a crash leaves it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
JSON = {"Accept": "application/json"}
ONE = "Toll\nThe mayor, Ida Brandt, said 40 people had died in Torvane on Monday.\n"
OTHER = "Count\nThe health office said 12 people had died in Torvane on Monday.\n"
CRASH = """
import os, signal, sys
from dataclasses import replace
from datetime import UTC, datetime
from app.archive.derived import Comparer
from app.bootstrap import build
from app.settings import read_settings

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

parts = build(read_settings(os.environ))
service = replace(parts.service, comparer=Comparer(relate=die, compare=die))
list(service.ingest_all(sys.argv[1].encode(), now=datetime.now(UTC), media_type="text/plain", origin="b.txt"))
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WHOSAID_", "PORT"))}
    return kept | {"WHOSAID_DATA": str(data), "WHOSAID_ADMIN_TOKEN": "secret"} | more


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            if httpx.get(url, timeout=5).status_code < 500:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    message = f"{url} did not answer (exit code {process.poll()})"
    raise AssertionError(message)


@contextmanager
def process(*command: str, ready: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(ready, running)
            yield running
        finally:
            running.terminate()
            running.wait(20)


@contextmanager
def service(data: Path, **more: str) -> Iterator[httpx.Client]:
    port = free_port()
    env = environment(data, PORT=str(port), **more)
    with (
        process(str(BIN / "whosaid"), "serve", ready=f"http://127.0.0.1:{port}/readyz", env=env),
        httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": "Bearer secret"}, timeout=60
        ) as client,
    ):
        yield client


def post(client: httpx.Client, text: str, origin: str) -> httpx.Response:
    params = {"origin": origin, "published": "2024-03-05", "publisher": origin}
    return client.post(
        "/articles", content=text.encode(), params=params, headers={"Content-Type": "text/plain"}
    )


@pytest.mark.slow
def test_a_crash_between_commit_and_comparison_loses_no_conflict(tmp_path: Path) -> None:
    with service(tmp_path) as client:
        assert post(client, ONE, "A").status_code == 201
    lines = "headline: Count\npublisher: B\npublished: 2024-03-05\n\n" + OTHER
    crashed = subprocess.run(
        [sys.executable, "-c", CRASH, lines], env=environment(tmp_path), cwd=ROOT, check=False, timeout=60
    )
    assert crashed.returncode == -signal.SIGKILL
    with service(tmp_path) as client:
        found = client.get("/conflicts", headers=JSON).json()["items"]
    assert len(found) == 1


@pytest.mark.slow
def test_a_command_typed_while_the_service_runs_goes_through_it(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ONE, "utf-8")
    with service(tmp_path / "data") as client:
        env = environment(tmp_path / "data")
        typed = [str(BIN / "whosaid"), "ingest", "--json", str(article)]
        done = subprocess.run(typed, env=env, cwd=ROOT, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        assert b'"stored"' in done.stdout
        assert len(client.get("/articles", headers=JSON).json()["items"]) == 1
        checked = subprocess.run(
            [str(BIN / "whosaid"), "check"], env=env, cwd=ROOT, capture_output=True, check=False, timeout=60
        )
        assert b"no findings" in checked.stdout
        assert checked.returncode == 0


@pytest.mark.slow
def test_two_instances_share_one_sparql_server(tmp_path: Path) -> None:
    port = free_port()
    server = [
        str(BIN / "oxigraph"),
        "serve",
        "--location",
        str(tmp_path / "store"),
        "--bind",
        f"127.0.0.1:{port}",
    ]
    ready = f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"
    with process(*server, ready=ready, env=environment(tmp_path)):
        shared = {"WHOSAID_STORE_URL": f"http://127.0.0.1:{port}/"}
        with service(tmp_path / "one", **shared) as one, service(tmp_path / "two", **shared) as two:
            assert post(one, ONE, "A").status_code == 201
            assert post(two, OTHER, "B").status_code == 201
            for instance in (one, two):
                assert len(instance.get("/conflicts", headers=JSON).json()["items"]) == 1
                asked = {"query": "SELECT (COUNT(*) AS ?n) { ?c a <https://w3id.org/whosaid/ns#Claim> }"}
                rows = instance.get("/sparql", params=asked, headers={"Accept": "text/csv"}).text
                assert rows.split() == ["n", "2"]
