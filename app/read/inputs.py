"""What a person names, as inputs one after another: files, folders, addresses, feeds, standard input."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import EmptyInput, FetchError, InputError, TooLarge
from app.read.clean import EXTENSIONS, Format, is_feed
from app.read.formats.feeds import feed_entries
from app.read.formats.fragment import fragment_text
from app.read.record import DEFAULT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from app.read.fetch import Fetcher
    from app.read.formats.feeds import FeedEntry

STANDARD_INPUT = "-"
LINES = 20
"""So many lines of JSON Lines go together: few enough to see progress, enough to share a commit."""
_JSON = "application/json"
_JSON_LINES = "application/x-ndjson"
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes to be read as articles; `count` tells for how many of all inputs they stand."""

    origin: str
    data: bytes
    media_type: str | None = None
    count: int = 1


@dataclass(slots=True, kw_only=True)
class Inputs:
    """Goes through what was named; `total` is the number of inputs, and grows while feeds unfold.

    What cannot be read or fetched comes as the error in its place, and the rest goes on.
    """

    fetcher: Fetcher
    standard_input: BinaryIO
    limit: int = DEFAULT_LIMIT
    total: int = 0

    def read(self, names: Iterable[str]) -> Iterator[Input | InputError | FetchError]:
        """Give the inputs that files, folders, addresses or "-" stand for, in their order."""
        named = [one for name in names for one in _expand(name)]
        self.total = sum(_count(one) for one in named)
        for one in named:
            if one == STANDARD_INPUT:
                yield self._standard_input()
            elif _is_address(one):
                yield from self._address(one)
            else:
                yield from self._file(Path(one))

    def _standard_input(self) -> Input | TooLarge:
        data = self.standard_input.read(self.limit + 1)
        if len(data) > self.limit:
            return TooLarge(
                f"has more than {self.limit} bytes; expected at most that", origin="standard input"
            )
        return Input(origin=STANDARD_INPUT, data=data)

    def _address(self, url: str) -> Iterator[Input | InputError | FetchError]:
        """Fetch a document; of a feed, what it carries whole, and what it points to."""
        found = self._fetched(url)
        if not isinstance(found, Input) or not is_feed(found.data, found.media_type or "", found.origin):
            yield found
            return
        try:
            entries = feed_entries(found.data, origin=url)
        except InputError as error:
            yield error
            return
        self.total += len(entries) - 1
        for number, entry in enumerate(entries, 1):
            yield self._entry(entry, origin=f"{url} item {number}")

    def _entry(self, entry: FeedEntry, *, origin: str) -> Input | InputError | FetchError:
        if entry.content_html:
            return Input(origin=origin, data=_as_json(entry), media_type=_JSON)
        if entry.url:
            return self._fetched(entry.url)
        return EmptyInput("the feed has only a summary, and no address of the article", origin=origin)

    def _fetched(self, url: str) -> Input | FetchError:
        try:
            document = self.fetcher.fetch(url)
        except FetchError as error:
            return error
        assert document is not None  # nothing was asked for conditionally
        return Input(origin=document.url, data=document.body, media_type=document.media_type)

    def _file(self, path: Path) -> Iterator[Input | InputError]:
        """Read a file; one over the limit not at all, but for JSON Lines, which go a few lines at a time."""
        try:
            if _has_lines(path):
                yield from self._lines(path)
                return
            size = path.stat().st_size
            if size > self.limit:
                yield TooLarge(f"has {size} bytes; expected at most {self.limit}", origin=str(path))
                return
            yield Input(origin=str(path), data=path.read_bytes())
        except OSError as error:
            yield InputError(f"cannot be read ({error.strerror})", origin=str(path))

    def _lines(self, path: Path) -> Iterator[Input]:
        """Give a few lines together; a line over the limit goes alone, and only so much of it is read."""
        held: list[bytes] = []
        with path.open("rb") as file:
            for number, line in _numbered_lines(file, self.limit):
                full = len(held) == LINES or sum(map(len, held)) + len(line) > self.limit
                if held and full:
                    yield _some_lines(path, number - len(held), held)
                    held = []
                held.append(line)
            yield _some_lines(path, number - len(held) + 1, held)


def _expand(name: str) -> Iterator[str]:
    """Give a folder's files in a stable order; hidden ones only where they are named themselves.

    What does not exist is given as it was named, so that reading it says so.
    """
    path = Path(name)
    if name == STANDARD_INPUT or _is_address(name) or not path.is_dir():
        yield name
        return
    for one in sorted(path.iterdir()):
        # A link to a folder may lead back up here, and the walk would not end.
        if not one.name.startswith(".") and not (one.is_symlink() and one.is_dir()):
            yield from _expand(str(one))


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))


def _has_lines(path: Path) -> bool:
    if EXTENSIONS.get(path.suffix.lower()) is not Format.JSON_LINES:
        return False
    with path.open("rb") as file:
        return file.read(2) not in {b"", *_BOMS}


def _count(name: str) -> int:
    """Count the lines of JSON Lines; everything else is one input until it unfolds."""
    path = Path(name)
    if not path.is_file() or not _has_lines(path):
        return 1
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _numbered_lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        whole = line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)
        yield number, whole


def _some_lines(path: Path, first: int, lines: list[bytes]) -> Input:
    origin = str(path) if first == 1 else f"{path} from line {first}"
    return Input(origin=origin, data=b"".join(lines), media_type=_JSON_LINES, count=len(lines))


def _as_json(entry: FeedEntry) -> bytes:
    """Write an entry that carries its article in our own keys (docs/reading.md)."""
    said = {
        "text": fragment_text(entry.content_html),
        "headline": entry.headline,
        "publisher": entry.publisher,
        "authors": list(entry.authors),
        "published": entry.published.isoformat() if entry.published else entry.date_words,
        "language": entry.language,
        "url": entry.url,
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False).encode()
