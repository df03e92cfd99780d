"""What the commands share: where inputs come from, progress, and words on the screen."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from app.errors import InputError
from app.read.inputs import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from app import transfer
    from app.read.inputs import Inputs

screen = Console(stderr=True, highlight=False)


class Ingest(Protocol):
    """Take bytes in; one row (receipt or problem) for each article in them."""

    def __call__(self, data: bytes, *, media_type: str | None, origin: str) -> list[dict[str, Any]]:
        """Do it."""
        ...


def say(words: str) -> None:
    """Tell the person at the screen; never part of the output that programs read."""
    screen.print(words, markup=False, soft_wrap=True)


def emit(value: Any) -> None:
    """Print one JSON value on one line, for programs."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def complain(error: Exception) -> int:
    """Name an input that was kept out; gives 1, to be counted."""
    say(f"whosaid: {error}")
    return 1


def progress() -> Progress:
    """Make a progress bar with numbers beside it."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    )


@contextmanager
def counted(words: str, chunks: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """Pass chunks on, and show how many bytes went by."""
    with _byte_progress() as bar:
        task = bar.add_task(words, total=None)

        def pass_on() -> Iterator[bytes]:
            for chunk in chunks:
                yield chunk
                bar.advance(task, len(chunk))

        yield pass_on()


@contextmanager
def load_progress(files: Sequence[Path]) -> Iterator[transfer.Progress]:
    """Show how far a load is: bytes of the files, then article versions."""
    from app import transfer

    size = sum(file.stat().st_size for file in files if file.exists())
    with _byte_progress() as reading, progress() as checking:
        read = reading.add_task("reading", total=size)
        versions = checking.add_task("checking", total=None, visible=False)
        yield transfer.Progress(
            read=lambda count: reading.advance(read, count),
            versions=lambda count: checking.update(versions, total=count, visible=True),
            done=lambda: checking.advance(versions),
        )


def _byte_progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    )


def lines(source: Path) -> Iterator[tuple[int, str]]:
    """Read the lines of a file, or of standard input for "-", with their numbers; blank ones are skipped."""
    if str(source) == "-":
        yield from _numbered(sys.stdin)
        return
    try:
        with source.open(encoding="utf-8") as file:
            yield from _numbered(file)
    except (OSError, UnicodeDecodeError) as error:
        message = f"cannot be read ({error})"
        raise InputError(message, origin=str(source)) from error


def ingest(
    names: Sequence[str], inputs: Inputs, take: Ingest, *, as_json: bool = False, quiet: bool = False
) -> int:
    """Take all that is named in, with a progress bar; gives how many inputs were kept out."""
    failures = 0
    with progress() as bar:
        task = bar.add_task("ingesting", total=None)
        for one in inputs.read(names):
            bar.update(task, total=inputs.total)
            if isinstance(one, Input):
                for row in take(one.data, media_type=one.media_type, origin=one.origin):
                    failures += "detail" in row
                    _tell(row, as_json=as_json, quiet=quiet)
            else:
                failures += complain(one)
            bar.advance(task, one.count if isinstance(one, Input) else 1)
    return failures


def _tell(row: dict[str, Any], *, as_json: bool, quiet: bool) -> None:
    if as_json:
        emit(row)
    elif "detail" in row:
        say(f"{row.get('outcome', 'refused')}: {row['detail']}")
    elif not quiet:
        say(
            f"{row['outcome']:<12} {row['article_iri']}  {row['claims']} claims, {row['conflicts']} conflicts"
        )


def _numbered(file: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file, 1):
        if line.strip():
            yield number, line
