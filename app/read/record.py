"""What is known about an article beside its text, and how the article is made of both."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

from app.domain.article import Article
from app.errors import EmptyInput, Malformed, TooLarge
from app.read.decode import clean_text
from app.read.language import detect_language, language_tag

if TYPE_CHECKING:
    from datetime import date, datetime

MEBIBYTE = 1024**2
DEFAULT_LIMIT = 10 * MEBIBYTE
"""Bytes of one document: a page, a JSON value, a feed, one line of JSON Lines."""
TEXT_LIMIT = 2 * MEBIBYTE
"""Bytes of one article's text as UTF-8; the longest news stories have a twentieth of it."""

_NOT_IN_ADDRESS = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f]")


class Hints(TypedDict, total=False):
    """What the sender knows of an article; it fills in what the input itself does not say."""

    headline: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: date | datetime | None
    language: str | None
    url: str | None
    dateline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What one source says about an article; what it does not say is empty."""

    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    language: str | None = None
    url: str | None = None
    dateline: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Say what this one says, and what only the other says."""
        chosen = {
            field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(Metadata)
        }
        return Metadata(**chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an input came from, what its sender knows of it, and how much text is read of it."""

    origin: str = ""
    hints: Metadata = Metadata()
    text_limit: int = TEXT_LIMIT

    def part(self, name: str) -> Source:
        """Name a part of this input: a line, or an item; what names one article cannot hold for each."""
        origin = f"{self.origin} {name}".strip()
        hints = replace(self.hints, headline=None, url=None)
        return Source(origin=origin, hints=hints, text_limit=self.text_limit)


def make_article(text: str, said: Metadata, source: Source, *, guessed: Metadata | None = None) -> Article:
    """Make an article: what the input says stands over the sender's hints, those over guesses."""
    text = clean_text(text)
    if not text.strip():
        message = "holds no text to read"
        raise EmptyInput(message, origin=source.origin)
    size = len(text.encode())
    if size > source.text_limit:
        message = f"holds a text of {size} bytes; expected at most {source.text_limit} for one article"
        raise TooLarge(message, origin=source.origin)
    known = said.over(source.hints).over(guessed or Metadata())
    return Article(
        text=text,
        headline=one_line(known.headline),
        publisher=one_line(known.publisher),
        authors=tuple(dict.fromkeys(name for one in known.authors if (name := one_line(one)))),
        published=known.published,
        language=language_tag(known.language) or detect_language(text),
        url=read_url(known.url, origin=source.origin),
        dateline=one_line(known.dateline),
        origin=source.origin,
    )


def one_line(words: str | None) -> str | None:
    """Put a name or a headline on one line; None if nothing is left."""
    return " ".join(clean_text(words).split()) or None if words else None


def is_url(words: str | None) -> bool:
    """Tell whether the words are an http(s) address that can stand in a graph."""
    if not words or _NOT_IN_ADDRESS.search(words):
        return False
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)


def read_url(words: str | None, *, origin: str) -> str | None:
    """Read the address of an article; Malformed if it is none."""
    address = words.strip() if words else ""
    if not address:
        return None
    if not is_url(address):
        message = f"the address of the article is {address[:200]!r}; expected one that begins with http(s)://"
        raise Malformed(message, origin=origin)
    return address


def split_names(words: str | None) -> tuple[str, ...]:
    """Read a byline: "By Ann Lee and Bo Li" names two people, "Bread and Roses" is left alone."""
    line = re.sub(r"^\s*by:?\s+", "", words or "", flags=re.IGNORECASE)
    parts = [part.strip() for part in line.split(";") if part.strip()]
    found: list[str] = []
    for part in parts:
        names = [
            name.strip() for name in re.split(r",\s*and\s+|\s+and\s+|\s+&\s+|,\s*", part) if name.strip()
        ]
        found += names if all(" " in name for name in names) else [part]
    return tuple(found)
