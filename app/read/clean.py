"""Bytes to articles: the format is found out, the encoding too, and each article becomes a record."""

from __future__ import annotations

import json
import re
from email.message import Message
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Unpack
from urllib.parse import urlsplit

from app.errors import InputError, NotText, TooLarge
from app.read.decode import EXPECTED, decode, refuse_other_formats
from app.read.formats.feeds import read_feed
from app.read.formats.page import read_page
from app.read.formats.plain import read_plain
from app.read.formats.structured import read_json, read_json_lines
from app.read.record import DEFAULT_LIMIT, TEXT_LIMIT, Hints, Metadata, Source, is_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.article import Article

__all__ = ["DEFAULT_LIMIT", "TEXT_LIMIT", "Hints", "read_articles"]


class Format(Enum):
    """The forms in which articles come."""

    TEXT = "text"
    PAGE = "HTML"
    JSON = "JSON"
    JSON_LINES = "JSON Lines"
    FEED = "a feed"


MEDIA_TYPES = {
    "text/plain": Format.TEXT,
    "text/markdown": Format.TEXT,
    "text/html": Format.PAGE,
    "application/xhtml+xml": Format.PAGE,
    "application/json": Format.JSON,
    "text/json": Format.JSON,
    "application/ld+json": Format.JSON,
    "application/x-ndjson": Format.JSON_LINES,
    "application/ndjson": Format.JSON_LINES,
    "application/jsonl": Format.JSON_LINES,
    "application/jsonlines": Format.JSON_LINES,
    "application/x-jsonlines": Format.JSON_LINES,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
}
EXTENSIONS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.TEXT,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".json": Format.JSON,
    ".jsonld": Format.JSON,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".xml": Format.FEED,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
}
_XML = {"text/xml", "application/xml"}
_UNTOLD = {"", "application/octet-stream", "binary/octet-stream", *_XML}
# Atomic groups: a comment is never read a second way, or a row of them would take for ever.
_PROLOGUE = r"(?:(?><\?.*?\?>)|(?><!--.*?-->)|\s)*+"
_FEED_ROOT = re.compile(_PROLOGUE + r"<(?:rss|rdf:RDF|feed|atom:feed)\b", re.DOTALL)
_PAGE_ROOT = re.compile(
    _PROLOGUE + r"<(?:!doctype\s+html|html|head|body|article|p|div|meta)\b", re.DOTALL | re.IGNORECASE
)
_SNIFFED = 4096


def read_articles(
    data: bytes,
    *,
    media_type: str | None = None,
    origin: str = "",
    limit: int = DEFAULT_LIMIT,
    text_limit: int = TEXT_LIMIT,
    **hints: Unpack[Hints],
) -> Iterator[Article | InputError]:
    """Give every article in some bytes; what cannot be read comes as the error, and the rest goes on.

    `media_type` is a Content-Type, with charset or without. `origin` is a path or an address, for
    messages, for the extension, and as the article's address if it is one.
    """
    known = Metadata(**{name: value for name, value in hints.items() if value is not None})  # type: ignore[arg-type] # a TypedDict's items lose their types
    if is_url(origin):
        known = known.over(Metadata(url=origin))
    source = Source(origin=origin, hints=known, text_limit=text_limit)
    try:
        yield from _read(data, media_type or "", source, limit)
    except InputError as error:
        yield error


def find_format(text: str, media_type: str, origin: str) -> Format:
    """Tell the format: by media type, by what the text plainly is, by extension, by what it may be."""
    told = MEDIA_TYPES.get(media_type)
    if told:
        return told
    start = text[:_SNIFFED]
    if _FEED_ROOT.match(start):
        return Format.FEED
    if _PAGE_ROOT.match(start):
        return Format.PAGE
    if media_type in _XML or start.lstrip().startswith("<?xml"):
        return Format.FEED  # no other XML is read, and the feed reader says so
    path = urlsplit(origin).path if is_url(origin) else origin
    named = EXTENSIONS.get(PurePath(path).suffix.lower())
    return named or _json_or_text(text.lstrip())


def is_feed(data: bytes, media_type: str, origin: str) -> bool:
    """Tell whether a document is a feed, whose items may lie elsewhere."""
    kind, charset = _parameters(media_type)
    try:
        return find_format(decode(data, charset=charset, origin=origin), kind, origin) is Format.FEED
    except InputError:  # reading it will say what it is
        return False


def _read(data: bytes, media_type: str, source: Source, limit: int) -> Iterator[Article | InputError]:
    refuse_other_formats(data, origin=source.origin)
    kind, charset = _parameters(media_type)
    if kind not in MEDIA_TYPES and kind not in _UNTOLD:
        message = f"is {kind}; expected {EXPECTED}"
        raise NotText(message, origin=source.origin)
    by_lines = MEDIA_TYPES.get(kind) is Format.JSON_LINES or (
        kind in _UNTOLD and EXTENSIONS.get(PurePath(source.origin).suffix.lower()) is Format.JSON_LINES
    )
    if by_lines and data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        yield from read_json_lines(data.split(b"\n"), source, limit=limit)
        return
    if len(data) > limit:
        message = f"has {len(data)} bytes; expected at most {limit}"
        raise TooLarge(message, origin=source.origin)
    text = decode(data, charset=charset, origin=source.origin)
    form = find_format(text, kind, source.origin)
    if form is Format.TEXT:
        yield read_plain(text, source)
    elif form is Format.PAGE:
        yield read_page(text, source)
    elif form is Format.FEED:
        yield from read_feed(text, source)
    elif form is Format.JSON:
        yield from read_json(text, source)
    else:
        yield from read_json_lines(text.encode("utf-8", "replace").split(b"\n"), source, limit=limit)


def _parameters(media_type: str) -> tuple[str, str | None]:
    message = Message()
    message["content-type"] = media_type
    kind = message.get_content_type() if media_type else ""
    charset = message.get_param("charset")
    return kind, charset if isinstance(charset, str) else None


def _json_or_text(text: str) -> Format:
    """Tell JSON from a story that begins with a bracket."""
    if not text.startswith(("{", "[")):
        return Format.TEXT
    first = text.partition("\n")[0]
    if _parses(text):
        return Format.JSON
    if first.startswith("{") and _parses(first):
        return Format.JSON_LINES
    return Format.JSON if re.match(r"[{\[]\s*(\"|\{\s*\")", text) else Format.TEXT


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
