"""The child's program, run here without a process, and the fences in processes of their own."""

from __future__ import annotations

import fcntl
import io
import json
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from app.store.child import worker
from app.store.child.fence import forbid_sockets
from app.store.child.frames import (
    ASK,
    ERROR,
    FORGET,
    FRAME_BYTES,
    HEAD_END,
    LAST,
    MORE,
    READY,
    read_frame,
    write_frame,
)
from app.store.child.process import ROOT, Child, resident_bytes
from app.store.child.worker import serve

if TYPE_CHECKING:
    from pathlib import Path

JSON = "application/sparql-results+json"


@pytest.fixture
def path(tmp_path: Path) -> str:
    store = ox.Store(str(tmp_path / "state"))
    rows = "".join(f"<a:s> <a:p> 'text number {number}' ." for number in range(2000))
    store.update(f"INSERT DATA {{ GRAPH <a:g> {{ {rows} }} }}")
    return str(tmp_path / "state")


def request(state: str, query: str, **changes: Any) -> bytes:
    asked = {
        "path": state, "accept": JSON, "default": [], "named": [], "base": None,
        "rows": 100_000, "bytes": 10_000_000,
    }  # fmt: skip
    return json.dumps(asked | changes).encode() + HEAD_END + query.encode("utf-8", "surrogatepass")


def frames(*requests: tuple[bytes, bytes]) -> list[tuple[bytes, bytes]]:
    """Give what the program answers to these frames."""
    asked, answered = io.BytesIO(), io.BytesIO()
    for kind, payload in requests:
        write_frame(asked, kind, payload)
    asked.seek(0)
    serve(asked, answered)
    answered.seek(0)
    found = []
    while answered.tell() < len(answered.getvalue()):
        found.append(read_frame(answered))
    assert found[0] == (READY, b"")
    return found[1:]


def one_error(asked: bytes) -> tuple[str, str]:
    found = frames((ASK, asked))
    assert [kind for kind, _ in found if kind != MORE] == [ERROR]
    name, message = json.loads(found[-1][1])
    return name, message


def test_a_small_answer_is_one_frame(path: str) -> None:
    found = frames((ASK, request(path, "ASK { ?s ?p ?o }")))
    assert found == [(LAST, b'{"head":{},"boolean":true}')]


def test_a_large_answer_comes_in_parts_and_has_an_end(path: str) -> None:
    found = frames(
        (
            ASK,
            request(
                path, "SELECT * { { ?s ?p ?o } UNION { ?s ?p ?o } UNION { ?s ?p ?o } UNION { ?s ?p ?o } }"
            ),
        )
    )
    kinds = [kind for kind, _ in found]
    assert kinds == [MORE] * (len(kinds) - 1) + [LAST]
    assert len(kinds) > 2
    assert all(FRAME_BYTES <= len(part) < 2 * FRAME_BYTES for _, part in found[:-1])
    assert len(json.loads(b"".join(part for _, part in found))["results"]["bindings"]) == 8000


def test_a_checkpoint_stays_open_from_one_query_to_the_next(path: str) -> None:
    asked = request(path, "ASK { ?s ?p ?o }")
    assert frames((ASK, asked), (ASK, asked)) == [(LAST, b'{"head":{},"boolean":true}')] * 2


def test_a_checkpoint_is_closed_when_it_is_to_be_forgotten(path: str) -> None:
    found = frames(
        (ASK, request(path, "ASK { ?s ?p ?o }")), (FORGET, b""), (ASK, request(path, "ASK { ?s ?p ?o }"))
    )
    assert len(found) == 2


@pytest.mark.parametrize(
    ("query", "changes", "name", "message"),
    [
        ("SELECT", {}, "syntax", "error at 1:7"),
        ("SELECT '\ud800' {}", {}, "syntax", "surrogate"),
        ("SELECT * {}", {"accept": "text/turtle"}, "refused", "cannot be written as text/turtle"),
        ("ASK {}", {"accept": "text/csv"}, "refused", "cannot be written as text/csv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {}, "refused", f"cannot be written as {JSON}"),
        ("SELECT * { ?s ?p ?o }", {"rows": 1999}, "large", "limit of 1999 rows"),
        ("SELECT * { ?s ?p ?o }", {"bytes": 100_000}, "large", "limit of 100000 bytes"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {"rows": 1999, "accept": "text/turtle"}, "large", "1999 rows"),
        ("ASK {}", {"path": "/nowhere/at/all"}, "store", "nowhere"),
        ("ASK {}", {"default": ["no iri"]}, "syntax", "IRI"),
    ],
)
def test_what_goes_wrong_is_told(
    path: str, query: str, changes: dict[str, Any], name: str, message: str
) -> None:
    found = one_error(request(path, query, **changes))
    assert found[0] == name
    assert message in found[1]


def test_a_want_of_memory_is_told(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(worker, "dataset", fail)
    assert one_error(request(path, "ASK {}")) == ("large", "the query needs more memory than it may have")


def test_exactly_as_many_rows_as_allowed_are_fine(path: str) -> None:
    for query, accept in (("SELECT * { ?s ?p ?o }", JSON), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")):
        assert frames((ASK, request(path, query, rows=2000, accept=accept)))[-1][0] == LAST


def test_rows_are_counted_through_all_frames_of_a_long_answer(path: str) -> None:
    query = "SELECT * { ?s ?p ?o VALUES ?n { 1 2 3 4 5 } }"
    whole = [kind for kind, _ in frames((ASK, request(path, query, rows=10_000)))]
    assert whole[0] == MORE
    assert whole[-1] == LAST
    cut = frames((ASK, request(path, query, rows=9_999)))
    assert [kind for kind, _ in cut[:-1]] == whole[:-1]
    assert b"limit of 9999 rows" in cut[-1][1]


def test_relative_names_are_read_against_the_base_of_the_request(path: str) -> None:
    found = frames((ASK, request(path, "SELECT (<x> AS ?x) {}", base="http://example.org/sparql")))
    assert b"http://example.org/x" in found[0][1]


class Bitwise(io.BytesIO):
    """Takes and gives three bytes at most at a time, as a pipe may."""

    def write(self, data: Any) -> int:
        return super().write(bytes(data[:3]))

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(3, size or 0))


def test_a_frame_goes_through_a_pipe_that_takes_and_gives_it_in_bits() -> None:
    stream = Bitwise()
    write_frame(stream, MORE, b"01234", b"", b"56789")
    stream.seek(0)
    assert read_frame(stream) == (MORE, b"0123456789")


def test_a_frame_that_breaks_off_is_no_frame() -> None:
    stream = io.BytesIO()
    write_frame(stream, MORE, b"0123456789")
    with pytest.raises(EOFError, match="after 9 of 10 bytes"):
        read_frame(io.BytesIO(stream.getvalue()[:-1]))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(b""))


def test_the_end_of_the_parent_is_the_end_of_the_child() -> None:
    program = (
        "import os, sys, time; from app.store.child import fence\n"
        "fence.sys.platform = sys.argv[1]\n"  # without Linux's own means, as on macOS
        "watched, held = os.pipe(); ended = []\n"
        "thread = fence.end_with_parent(watched, ended.append)\n"
        "os.write(held, b'x'); time.sleep(0.1); assert not ended\n"
        "os.close(held); thread.join(5); print(ended)"
    )
    for platform in ("linux", "darwin"):
        done = subprocess.run(
            [sys.executable, "-c", program, platform], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout == "[0]\n"


def test_the_watch_ends_the_process_when_the_pipe_is_closed() -> None:
    watched, held = os.pipe()
    program = (
        "import sys, time; from app.store.child import fence; fence.sys.platform = 'darwin'\n"
        "fence.end_with_parent(int(sys.argv[1])); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(watched)], cwd=ROOT, pass_fds=(watched,), stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"ready\n"
        os.close(held)
        assert child.wait(10) == 0
    os.close(watched)


def test_the_kernel_refuses_sockets_behind_the_fence() -> None:
    program = (
        "import socket; from app.store.child.fence import forbid_sockets\n"
        "print(forbid_sockets())\n"
        "try: socket.socket()\n"
        "except OSError as error: print(error.errno)\n"
        "print(open('/proc/self/stat').read()[:1] != '')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n13\nTrue\n"


def test_a_machine_whose_calls_are_not_known_has_no_such_fence() -> None:
    assert not forbid_sockets("abacus")


def test_memory_far_over_the_limit_is_refused_by_the_system() -> None:
    program = (
        "import resource; from app.store.child import fence\n"
        "fence.limit_memory(64 * 1024**2)\n"
        "try: bytearray(600 * 1024**2)\n"
        "except MemoryError: print('refused', resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
        "print(open('/proc/self/oom_score_adj').read().strip())\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (900 * 1024**2,) * 2)\n"
        "fence.limit_memory(10 * 1024**3)\n"
        "print(resource.getrlimit(resource.RLIMIT_DATA)[0] == 900 * 1024**2)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "refused 0\n1000\nTrue\n"


def test_the_program_serves_until_its_input_ends(path: str) -> None:
    watched, held = os.pipe()
    asked = io.BytesIO()
    write_frame(asked, ASK, request(path, "ASK {}"))
    done = subprocess.run(
        [sys.executable, "-m", "app.store.child.worker", str(watched), str(1024**3)],
        input=asked.getvalue(), capture_output=True, cwd=ROOT, pass_fds=(watched,), check=True,
    )  # fmt: skip
    os.close(watched)
    os.close(held)
    answered = io.BytesIO(done.stdout)
    assert read_frame(answered) == (READY, b"")
    assert read_frame(answered) == (LAST, b'{"head":{},"boolean":true}')


@pytest.mark.skipif(not hasattr(fcntl, "F_GETPIPE_SZ"), reason="only Linux tells how much a pipe holds")
def test_a_frame_lies_in_the_pipe_whole() -> None:
    watched, held = os.pipe()
    child = Child(watched=watched, memory_bytes=1024**3)
    holds = fcntl.fcntl(child.fileno(), fcntl.F_GETPIPE_SZ)
    child.stop()
    child.bury()
    os.close(watched)
    os.close(held)
    assert holds > FRAME_BYTES


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows of it")
def test_a_child_does_not_push_aside_who_asks_it() -> None:
    watched, held = os.pipe()
    child = Child(watched=watched, memory_bytes=1024**3)
    child.read()
    policy = os.sched_getscheduler(child.pid)
    child.stop()
    child.bury()
    os.close(watched)
    os.close(held)
    assert policy == os.SCHED_BATCH


def test_a_child_starts_when_more_than_a_thousand_files_are_open() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2048:
        pytest.skip("SKIPPED: this system lets nobody open more than a thousand files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (2048, hard))
    watched, held = os.pipe()
    files = [os.dup(watched) for _ in range(1100)]
    try:
        child = Child(watched=watched, memory_bytes=1024**3)
        while not child.is_ready():
            time.sleep(0.01)
        assert child.fileno() > 1024
        child.stop()
        child.bury()
    finally:
        for file in (*files, watched, held):
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_child_that_is_gone_can_still_be_spoken_to(tmp_path: Path) -> None:
    watched, held = os.pipe()
    child = Child(watched=watched, memory_bytes=1024**3)
    child.stop()
    child._process.wait()
    child.forget()
    child.lower_priority()
    assert not child.is_alive()
    with pytest.raises(OSError, match="Broken pipe"):
        child.ask(b"{}")
    child.bury()
    os.close(watched)
    os.close(held)
    assert list(tmp_path.iterdir()) == []


def test_the_memory_of_a_process_is_known_with_and_without_a_folder_of_processes(tmp_path: Path) -> None:
    mine = resident_bytes(os.getpid())
    assert mine > 10 * 1024**2
    assert resident_bytes(os.getpid(), tmp_path / "none") == pytest.approx(mine, rel=0.2)
    assert resident_bytes(2**22 + 1) == 0
    assert resident_bytes(2**22 + 1, tmp_path / "none") == 0


def test_the_default_graph_is_the_union_unless_that_is_not_wanted(path: str) -> None:
    asked = [request(path, "ASK { ?s ?p ?o }", **more) for more in ({}, {"union": True}, {"union": False})]
    found = [frames((ASK, one))[0][1] for one in asked]
    assert [b"true" in one for one in found] == [True, True, False]
