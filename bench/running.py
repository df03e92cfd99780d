"""Throw-away servers for the benches: our own service, and a bare `oxigraph serve` beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@contextmanager
def whosaid(data: Path, command: str = "serve", **settings: str) -> Iterator[str]:
    """Serve a data folder (its graph lies in `store/`) by the command that everybody uses."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    usual = {"WHOSAID_DATA": str(data), "PORT": str(port), "WHOSAID_RATE_LIMIT": "off"}
    address = f"http://127.0.0.1:{port}"
    with _running([str(BIN / "whosaid"), command], f"{address}/readyz", kept | usual | settings):
        yield address


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """Serve a store's folder by the engine's own server."""
    port = free_port()
    command = [str(BIN / "oxigraph"), "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    with _running(command, f"{address}/query?query=ASK%7B%7D", dict(os.environ)):
        yield address


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _running(command: list[str], ready: str, environment: Mapping[str, str]) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(ready, process)
            yield
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    with httpx.Client(trust_env=False, timeout=5) as client:
        for _ in range(600):
            if process.poll() is not None:
                break
            try:
                if client.get(url).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    sys.exit(f"{url} did not answer (exit code {process.poll()})")
