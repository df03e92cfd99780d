"""Throw-away servers for the benches: our own service, and a bare `oxigraph serve` beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
_SERVERS: dict[str, int] = {}
"""The process of each server that runs, by its address."""


@contextmanager
def whosaid(data: Path, command: str = "serve", **settings: str) -> Iterator[str]:
    """Serve a data folder (its graph lies in `store/`) by the command that everybody uses."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    usual = {"WHOSAID_DATA": str(data), "PORT": str(port), "WHOSAID_RATE_LIMIT": "off"}
    address = f"http://127.0.0.1:{port}"
    with _running([str(BIN / "whosaid"), command], f"{address}/readyz", kept | usual | settings) as process:
        _SERVERS[address] = process.pid
        yield address


@contextmanager
def oxigraph(store: Path) -> Iterator[str]:
    """Serve a store's folder by the engine's own server."""
    port = free_port()
    command = [str(BIN / "oxigraph"), "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    with _running(command, f"{address}/query?query=ASK%7B%7D", dict(os.environ)) as process:
        _SERVERS[address] = process.pid
        yield address


def cpu_seconds(address: str) -> float:
    """Give the CPU time that a server and its children have taken; Linux only."""
    return sum(_cpu_seconds(pid) for pid in _family(_SERVERS[address]))


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            found += [
                one for child in (task / "children").read_text("ascii").split() for one in _family(int(child))
            ]
    return found


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _running(
    command: list[str], ready: str, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(ready, process)
            yield process
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
