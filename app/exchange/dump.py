"""The whole store as a file: N-Quads or TriG, as it is or compressed."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox
import zstandard

from app.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

FORMS: Final = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
MEDIA_TYPES: Final = {"nq": "application/n-quads", "trig": "application/trig"}
PACKINGS: Final = ("gz", "zst")


def form_of(name: str, *, form: str | None = None, packing: str | None = None) -> tuple[str, str | None]:
    """Say how a file is written, by what is asked for and else by its suffixes; Malformed.

    >>> form_of("all.trig.gz")
    ('trig', 'gz')
    """
    parts = name.rpartition("/")[2].lower().split(".")[1:]
    if parts and parts[-1] in PACKINGS:
        packing = packing or parts[-1]
        parts = parts[:-1]
    found = form or (parts[-1] if parts else "nq")
    found = {"nquads": "nq", "n-quads": "nq"}.get(found, found)
    if found not in FORMS:
        message = f"is to be written as {found!r}; expected one of {', '.join(FORMS)}"
        raise Malformed(message, origin=name)
    return found, packing


def write_dump(
    quads: Iterable[bytes],
    to: IO[bytes],
    *,
    form: str = "nq",
    packing: str | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write N-Quads, which come in chunks, in another form; the chunks are read as they are needed."""
    with _packed(to, packing) as out:
        if form == "nq":
            for chunk in quads:
                out.write(chunk)
            return
        ox.serialize(_read(quads), out, format=FORMS[form], prefixes=dict(prefixes or {}))


def as_trig(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Write N-Quads, which come in chunks of whole lines, as TriG, chunk by chunk."""
    for chunk in chunks:
        quads = ox.parse(chunk, format=ox.RdfFormat.N_QUADS)
        yield ox.serialize(quads, format=ox.RdfFormat.TRIG) or b""


def write_file(path: Path, write: Callable[[IO[bytes]], None]) -> int:
    """Write a file whole or not at all: what is there under its name is always complete; give its size."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            write(file)
        size = beside.stat().st_size
        beside.replace(path)
    except OSError as error:
        message = f"cannot be written ({error.strerror})"
        raise Malformed(message, origin=str(path)) from error
    finally:
        beside.unlink(missing_ok=True)
    return size


def _read(chunks: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Read quads out of chunks that may end in the middle of a line."""
    rest = b""
    for chunk in chunks:
        lines, _, rest = (rest + chunk).rpartition(b"\n")
        yield from ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    yield from ox.parse(rest, format=ox.RdfFormat.N_QUADS)


@contextmanager
def _packed(to: IO[bytes], packing: str | None) -> Iterator[IO[bytes]]:
    if packing == "gz":
        with gzip.GzipFile(fileobj=to, mode="wb", mtime=0, filename="") as file:
            yield cast("IO[bytes]", file)
    elif packing == "zst":
        with zstandard.ZstdCompressor(level=9).stream_writer(to, closefd=False) as file:
            yield cast("IO[bytes]", file)
    else:
        yield to
