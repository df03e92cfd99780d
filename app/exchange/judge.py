"""Strangers' graphs held against shapes, each in a process of its own that can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.domain.report import Severity, Violation
from app.errors import Malformed, QueryBusy, QueryTimeout, QueryTooLarge

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parents[2]
FINISHING: Final = 3.0
"""Seconds that starting a child and reading its answer may take beside the judging itself."""
OVER_TIME: Final = frozenset({-signal.SIGXCPU, -signal.SIGALRM})
"""How a child ends by the bounds of time that it laid on itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A graph as it was sent: its bytes, its media type, and what relative IRIs are read against."""

    content: bytes
    media_type: str
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What shapes say of a graph; `findings` are the first of `count`, `report` is all, as N-Triples.

    `conforms` is that of SHACL: a warning is a result, too. What is told of a graph of no triples, or
    by no shapes, is true and says nothing; so both are counted.
    """

    conforms: bool
    triples: int
    shape_triples: int
    count: int
    findings: tuple[Violation, ...]
    report: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeLimits:
    """What one judging may take; `at_once` run beside each other, and others wait as long as one may run."""

    seconds: float = 10.0
    memory_bytes: int = 1024**3
    at_once: int = 2


@dataclass(slots=True)
class Judge:
    """Judges by the shapes of a folder, or by shapes that come with the graph.

    Between `open` and `close` one child is started ahead, since loading the engine takes longer than
    most graphs need.
    """

    folder: Path
    limits: JudgeLimits = field(default_factory=JudgeLimits)
    _places: threading.BoundedSemaphore = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _spare: subprocess.Popen[bytes] | None = None
    _is_open: bool = False

    def __post_init__(self) -> None:
        """Make as many places as may be taken at once."""
        self._places = threading.BoundedSemaphore(self.limits.at_once)

    def judge(self, data: Document, shapes: Document | None = None) -> Judgement:
        """Judge; Malformed (not RDF, or no shapes), QueryTimeout, QueryTooLarge, QueryBusy."""
        if not self._places.acquire(timeout=self.limits.seconds):
            message = f"{self.limits.at_once} graphs are being validated, and none has ended"
            raise QueryBusy(message)
        try:
            answer = self._answer(data, shapes)
        finally:
            self._places.release()
        if "refused" in answer:
            raise Malformed(answer["refused"])
        if "stopped" in answer:
            raise self._too_large()
        return Judgement(
            conforms=answer["conforms"],
            triples=answer["triples"],
            shape_triples=answer["shapes"],
            count=answer["count"],
            findings=tuple(_violation(one) for one in answer["findings"]),
            report=answer["report"].encode(),
        )

    def open(self) -> None:
        """Keep a child ready from now on."""
        with self._lock:
            self._is_open = True
            self._spare = self._spare or _start()

    def close(self) -> None:
        """End the child that waits, and start none ahead any more."""
        with self._lock:
            self._is_open = False
            spare, self._spare = self._spare, None
        if spare:
            _end(spare)

    def _answer(self, data: Document, shapes: Document | None) -> dict[str, Any]:
        header = {
            "data": _header(data),
            "shapes": _header(shapes) if shapes else None,
            "folder": str(self.folder),
            "seconds": self.limits.seconds,
            "memory_bytes": self.limits.memory_bytes,
        }
        job = json.dumps(header).encode() + b"\n" + data.content + (shapes.content if shapes else b"")
        child = self._child()
        try:
            out, _ = child.communicate(job, timeout=self.limits.seconds + FINISHING)
        except subprocess.TimeoutExpired as error:
            raise self._too_long() from error
        finally:
            _end(child)
        if child.returncode in OVER_TIME:
            raise self._too_long()
        try:
            answer: dict[str, Any] = json.loads(out)
        except ValueError as error:  # it was killed, by the system or by a limit that it laid on itself
            raise self._too_large() from error
        return answer

    def _child(self) -> subprocess.Popen[bytes]:
        """Take the child that waits, and leave another in its place; or start one."""
        with self._lock:
            spare, self._spare = self._spare, _start() if self._is_open else None
        if spare is None:
            return _start()
        if spare.poll() is not None:  # the system took it while it waited
            _end(spare)
            return _start()
        return spare

    def _too_long(self) -> QueryTimeout:
        return QueryTimeout(f"the validation was stopped after {self.limits.seconds:g} seconds")

    def _too_large(self) -> QueryTooLarge:
        megabytes = self.limits.memory_bytes // 1_000_000
        return QueryTooLarge(
            f"the validation was stopped: it took more than {megabytes} MB of memory, or ended by itself"
        )


def _header(document: Document) -> Mapping[str, Any]:
    return {"length": len(document.content), "media_type": document.media_type, "base": document.base}


def _start() -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    return subprocess.Popen(  # our own program, without arguments
        [sys.executable, "-B", "-m", "app.exchange.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a hostile graph makes the engine say is nobody's business
        process_group=0,  # Ctrl-C in a terminal is for the parent
        env={**kept, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe and not pipe.closed:
            try:
                pipe.close()
            except OSError:  # what was not yet sent cannot be sent any more
                continue


def _violation(row: Mapping[str, Any]) -> Violation:
    return Violation(**{**row, "severity": Severity(row["severity"])})
