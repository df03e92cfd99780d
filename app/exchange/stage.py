"""A dump put into a store of its own, where it can be looked at before any of it counts."""

from __future__ import annotations

import gzip
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox
import zstandard

from app.errors import Malformed
from app.exchange.parse import GRAPH_FORMATS, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAGIC: Final = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst"}
"""How packed files begin, whatever they are called."""

PORTION: Final = 1 << 20


class Counted:
    """A file that tells how much of it has been read."""

    def __init__(self, file: IO[bytes], tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def read(self, size: int = -1) -> bytes:
        """Read, and tell."""
        data = self._file.read(size)
        self._tell(len(data))
        return data


class Unzstd:
    """A file packed by zstandard, read to its end: one that is cut off is an error, not a shorter file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ready = b""

    def read(self, size: int = PORTION) -> bytes:
        """Read at most so many bytes; nothing at the end only."""
        while not self._ready:
            packed = self._frame.unused_data if self._frame.eof else b""
            packed = packed or self._file.read(PORTION)
            if not packed:
                if not self._frame.eof:
                    message = "the file is cut off"
                    raise EOFError(message)
                return b""
            if self._frame.eof:  # another frame follows
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._ready = self._frame.decompress(packed)
        data, self._ready = self._ready[:size], self._ready[size:]
        return data


def stage(files: list[Path], folder: Path, tell: Callable[[int], None]) -> None:
    """Read dumps into a new store in a folder; `tell` hears of each stretch of bytes that is read.

    Malformed, with file and place, where one is not what its name says.
    """
    store = ox.Store(str(folder))
    for path in files:
        rdf_format = GRAPH_FORMATS[_media_type(path)]
        try:
            with path.open("rb") as file:
                store.bulk_load(_unpacked(file, tell), format=rdf_format)
        except SyntaxError as error:
            raise Malformed(str(error.msg), origin=str(path)) from error
        except (ValueError, EOFError, zstandard.ZstdError, gzip.BadGzipFile) as error:
            message = f"cannot be read: {error}"
            raise Malformed(message, origin=str(path)) from error
        except OSError as error:
            message = f"cannot be read ({error.strerror or error})"
            raise Malformed(message, origin=str(path)) from error
    store.flush()


def _media_type(path: Path) -> str:
    parts = path.name.lower().split(".")
    if parts[-1] in {"gz", "zst"}:
        parts = parts[:-1]
    suffix = parts[-1] if len(parts) > 1 else ""
    media_type = SUFFIXES.get(suffix)
    if media_type not in {"application/n-quads", "application/trig"}:
        message = f"has the suffix {suffix!r}; expected nq or trig, with gz or zst after it if it is packed"
        raise Malformed(message, origin=str(path))
    return media_type


def _unpacked(file: IO[bytes], tell: Callable[[int], None]) -> IO[bytes]:
    start = file.read(4)
    file.seek(0)
    packing = next((name for magic, name in MAGIC.items() if start.startswith(magic)), None)
    counted = cast("IO[bytes]", Counted(file, tell))
    if packing == "gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=counted, mode="rb"))
    if packing == "zst":
        return cast("IO[bytes]", Unzstd(counted))
    return counted
