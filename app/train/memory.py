"""Keep what is freed: giving pages back and taking them again costs more than the arithmetic."""

from __future__ import annotations

import os
import sys

_KEPT = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "20000000000",
    "MALLOC_TOP_PAD_": "1000000000",
    "MALLOC_ARENA_MAX": "1",
}


def keep_memory() -> None:
    """Start this program again with glibc told to keep its memory, if it was not told yet.

    On a busy virtual machine of two cores a step of training took about half as long afterwards.
    """
    if sys.platform == "linux" and not _KEPT.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | _KEPT)  # noqa: S606 - ourselves
