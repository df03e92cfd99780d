"""A child as its parent sees it: ask it, watch it, kill it."""

from __future__ import annotations

import fcntl
import io
import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.store.child.frames import ASK, FORGET, FRAME_BYTES, read_frame, write_frame

if TYPE_CHECKING:
    from app.errors import QueryError
    from app.store.checkpoints import Checkpoint

ROOT: Final = Path(__file__).parents[3]
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
PIPE_BYTES: Final = 2 * FRAME_BYTES
"""A frame lies in the pipe whole: else its two ends wake each other in turn until it has gone through."""
MEMORY_HABITS: Final = {
    "MALLOC_TRIM_THRESHOLD_": str(64 * FRAME_BYTES),
    "MALLOC_MMAP_THRESHOLD_": str(64 * FRAME_BYTES),
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=500",
}
"""Else the C library gives back the memory of one answer, and asks for it again with the next one; and of
the many small pieces that a query takes, it keeps too few at hand (a tenth of the time of a look-up)."""
LOW_PRIORITY: Final = 5
"""What a slow query runs at, so that the quick ones are served first; a third of a quick one's share."""


class Child:
    """One process; `checkpoint` is what it has open, `former` what it had open before its query.

    `began` is when its query began, `seconds` what it may take, `client` whose it is, and `stopped`
    why it was killed, if it was.
    """

    def __init__(self, *, watched: int, memory_bytes: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, with numbers as arguments
            [sys.executable, "-m", "app.store.child.worker", str(watched), str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            pass_fds=(watched,),
            process_group=0,  # Ctrl-C in a terminal is for the parent, which then ends its children
            env=_environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests = self._process.stdin
        self._answers = io.BufferedReader(self._process.stdout)  # type: ignore[type-var]  # it is a raw file
        self.checkpoint: Checkpoint | None = None
        self.former: Checkpoint | None = None
        self.stopped: QueryError | None = None
        _widen(self._answers.fileno())
        self._memory = _open_memory(self._process.pid)
        self.began = 0.0
        self.seconds = 0.0
        self.client: str | None = None

    def fileno(self) -> int:
        """Give the number of the file from which its answer comes."""
        return self._answers.fileno()

    @property
    def pid(self) -> int:
        """The number that the system knows it by."""
        return self._process.pid

    def ask(self, request: bytes) -> None:
        """Send a query; OSError if the child is gone."""
        write_frame(self._requests, ASK, request)

    def is_ready(self) -> bool:
        """Tell, without waiting, whether a new child has started; EOFError if it failed to."""
        asked = select.poll()  # unlike select(), it takes numbers from 1024 on
        asked.register(self._answers, select.POLLIN)
        if not asked.poll(0):
            return False
        self.read()
        return True

    def forget(self) -> None:
        """Have it close its checkpoint."""
        with suppress(OSError):  # a child that is gone has closed it
            write_frame(self._requests, FORGET, b"")

    def read(self) -> tuple[bytes, bytes]:
        """Wait for a frame of the answer; EOFError if the child is gone."""
        return read_frame(self._answers)

    def is_alive(self) -> bool:
        """Tell whether it runs, and take note of its end if it does not."""
        return self._process.poll() is None

    def resident(self) -> int:
        """Tell how many bytes of memory it has in use; 0 when it is gone."""
        if self._memory is None:
            return resident_bytes(self._process.pid)
        try:
            return int(os.pread(self._memory, 128, 0).split()[1]) * PAGE
        except (OSError, IndexError):
            return 0

    def lower_priority(self) -> None:
        """Let others go first from now on."""
        with suppress(OSError):  # it may have ended at this moment
            os.setpriority(os.PRIO_PROCESS, self._process.pid, LOW_PRIORITY)

    def stop(self, reason: QueryError | None = None) -> None:
        """Kill it, and remember why; whoever reads its answer meets the end of it."""
        self.stopped = self.stopped or reason
        self._process.kill()

    def bury(self) -> None:
        """Wait for its end and give back what it held open."""
        self._process.wait()
        self._answers.close()
        if self._memory is not None:
            os.close(self._memory)
            self._memory = None
        with suppress(OSError):  # what was not yet sent cannot be sent any more
            self._requests.close()


def _widen(pipe: int) -> None:
    """Have a pipe hold a frame, where the system knows of that and has room for it."""
    set_size = getattr(fcntl, "F_SETPIPE_SZ", None)
    if set_size is not None:
        with suppress(OSError):
            fcntl.fcntl(pipe, set_size, PIPE_BYTES)


def _open_memory(pid: int) -> int | None:
    """Open what the system says of a process's memory, where it does: it is read after each query."""
    try:
        return os.open(f"/proc/{pid}/statm", os.O_RDONLY)
    except OSError:
        return None


def resident_bytes(pid: int, processes: Path = Path("/proc")) -> int:
    """Tell how much memory a process has in use; 0 when there is no such process."""
    if processes.is_dir():
        try:
            pages = (processes / str(pid) / "statm").read_bytes().split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * PAGE
    found = subprocess.run(  # noqa: S603 - a number is the only argument
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False
    )
    return int(found.stdout.strip() or 0) * 1024


def _environment() -> dict[str, str]:
    """Give what a child needs to start: our code, and none of our settings, which hold secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    return {**kept, "PYTHONPATH": str(ROOT), **MEMORY_HABITS}
