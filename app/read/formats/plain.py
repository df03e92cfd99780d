"""Plain text, with or without lines above it that say what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.errors import Malformed
from app.read.dates import read_date
from app.read.decode import clean_text
from app.read.record import Metadata, make_article, split_names

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.read.record import Source

KEYS = {
    "headline": "headline",
    "title": "headline",
    "publisher": "publisher",
    "outlet": "publisher",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
    "dateline": "dateline",
}
"""The names that front matter may use, and what they mean."""
FENCE = "---"
HEADLINE_LENGTH = 160
HEADLINE_WORDS = 25
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}?)\s*:(?:\s+(?P<value>.*))?")
_LIST_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
_FULL_STOP = re.compile(r"[.:;,][\"'”’»)\]]*$")


def read_plain(text: str, source: Source) -> Article:
    """Read a text; its front matter is no part of it, its headline line is."""
    said, body = split_front_matter(clean_text(text), origin=source.origin)
    return make_article(body, said, source, guessed=Metadata(headline=guess_headline(body)))


def split_front_matter(text: str, *, origin: str) -> tuple[Metadata, str]:
    """Part the lines that describe a text from the text; without such lines there is only text."""
    lines = text.split("\n")
    start = 1 if lines[0].strip() == FENCE else 0
    end = next(
        (at for at, line in enumerate(lines) if at >= start and _closes(line, fenced=start)), len(lines)
    )
    fields = _fields(lines[start:end])
    if not fields:
        return Metadata(), text
    if start and end == len(lines):
        message = f"the front matter that begins in line 1 is not closed by a line {FENCE!r}"
        raise Malformed(message, origin=origin)
    if not start and not _is_bare_header(lines[:end], fields):
        return Metadata(), text
    return _metadata(fields, origin=origin), "\n".join(lines[end + 1 :])


def guess_headline(text: str) -> str | None:
    """Take the first line for the headline if it is short, ends no sentence, and is not all there is."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    is_short = 0 < len(first) <= HEADLINE_LENGTH and len(first.split()) <= HEADLINE_WORDS
    return first if is_short and rest.strip() and not _FULL_STOP.search(first) else None


def _closes(line: str, *, fenced: int) -> bool:
    return line.strip() in {FENCE, "..."} if fenced else not line.strip()


def _is_bare_header(lines: list[str], fields: dict[str, list[str]]) -> bool:
    """Tell header lines from a story that begins with a colon: all are known, one alone is a headline."""
    known = [match for line in lines if (match := _PAIR.fullmatch(line.strip()))]
    if len(known) != len(lines) or any(match["key"].lower() not in KEYS for match in known):
        return False
    return len(lines) > 1 or "headline" in fields


def _fields(lines: list[str]) -> dict[str, list[str]]:
    """Read `key: value` lines; a value may go on in indented lines or be a list of "- item" lines."""
    found: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in lines:
        item = _LIST_ITEM.fullmatch(line.rstrip())
        pair = _PAIR.fullmatch(line.strip())
        if item and values is not None:
            values.append(_unquoted(item["value"]))
        elif values and line[:1] in {" ", "\t"}:
            values[-1] = f"{values[-1]} {line.strip()}"
        elif pair:
            name = KEYS.get(pair["key"].lower())
            values = found.setdefault(name, []) if name else []
            values += [_unquoted(pair["value"])] if pair["value"] else []
    return {name: values for name, values in found.items() if values}


def _unquoted(value: str) -> str:
    value = value.strip()
    for quote in "\"'":
        if len(value) > 1 and value[0] == value[-1] == quote and quote not in value[1:-1]:
            return value[1:-1]
    return value


def _metadata(fields: dict[str, list[str]], *, origin: str) -> Metadata:
    first = {name: values[0] for name, values in fields.items()}
    authors = fields.get("authors", [])
    if len(authors) == 1 and authors[0].startswith("[") and authors[0].endswith("]"):
        authors = [_unquoted(name) for name in authors[0][1:-1].split(",")]
    return Metadata(
        headline=first.get("headline"),
        publisher=first.get("publisher"),
        authors=tuple(name for words in authors for name in split_names(words)),
        published=read_date(first.get("published"), origin=origin),
        language=first.get("language"),
        url=first.get("url"),
        dateline=first.get("dateline"),
    )
