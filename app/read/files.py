"""Files and folders of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError, TooLarge
from app.read.clean import EXTENSIONS, Format, read_articles
from app.read.formats.structured import read_json_lines
from app.read.record import DEFAULT_LIMIT, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from app.domain.article import Article


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Give the files that are named, and those in the folders that are named, in a stable order.

    Hidden files are skipped in folders, not where they are named. What does not exist is given
    as it was named, so that reading it says so.
    """
    for path in paths:
        if path.is_dir():
            shown = sorted(one for one in path.iterdir() if not one.name.startswith("."))
            # A link to a folder may lead back up here, and the walk would not end.
            yield from find_files(one for one in shown if not (one.is_symlink() and one.is_dir()))
        else:
            yield path


def read_file(path: Path, limit: int = DEFAULT_LIMIT) -> Iterator[Article | InputError]:
    """Give the articles of a file; one over the limit is not read at all, JSON Lines go line by line."""
    origin = str(path)
    try:
        size = path.stat().st_size
        by_lines = EXTENSIONS.get(path.suffix.lower()) is Format.JSON_LINES
        if size > limit and not by_lines:
            message = f"has {size} bytes; expected at most {limit}"
            yield TooLarge(message, origin=origin)
            return
        with path.open("rb") as file:
            if by_lines and size > limit:
                yield from read_json_lines(_lines(file, limit), Source(origin=origin), limit=limit)
                return
            data = file.read(limit + 1)
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        yield InputError(message, origin=origin)
        return
    yield from read_articles(data, origin=origin, limit=limit)


def _lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Give the lines of a file; of one over the limit only so much that it is seen to be over it."""
    while line := file.readline(limit + 1):
        whole = line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield whole
