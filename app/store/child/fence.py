"""What a child lays on itself before it reads a stranger's query; a fence that the system lacks is left out.

It ends with its parent, opens no socket, takes no more memory than it was given, is the first to go
when the machine has none left, and leaves no core file.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ROOM_BESIDE = 256 * 1024**2
"""Bytes that an idle child has mapped already, with room for the parent to stop it first."""

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2

_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES
_NUMBER, _ARCHITECTURE = 0, 4  # where a filter finds them in what the kernel shows it

SOCKET_CALLS: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""The kernel's name of the architecture, and the number of socket(2) on it."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def end_with_parent(watched: int, end: Callable[[int], None] = os._exit) -> threading.Thread:
    """End when the pipe `watched`, whose other end only the parent holds, is closed by its death."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)

    def wait() -> None:
        while os.read(watched, 1):
            pass
        end(0)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def limit_memory(memory_bytes: int) -> None:
    """Let the system refuse memory far over the limit; the parent watches what is in use more finely."""
    for kind, most in (
        (resource.RLIMIT_DATA, memory_bytes + memory_bytes // 4 + ROOM_BESIDE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, hard))
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib costs the child 10 ms at its start
        file.write("1000")


def wake_gently() -> None:
    """Push nobody aside when a query comes: its sender is at work on the next one."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def forbid_sockets(machine: str = os.uname().machine) -> bool:
    """Have the kernel refuse socket(2) from now on, in all threads to come; tell whether it does.

    This is the second wall: `SERVICE` is refused before a query comes here.
    """
    if sys.platform != "linux" or machine not in SOCKET_CALLS:
        return False
    architecture, socket_call = SOCKET_CALLS[machine]
    steps = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_EQUAL, 0, 1, socket_call),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), instructions)
    kernel = ctypes.CDLL(None)
    failed = kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or kernel.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    )
    return not failed
