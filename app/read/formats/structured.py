"""JSON: one article, a list of them, a graph, or one on every line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.errors import InputError, Malformed, TooLarge
from app.read.dates import read_date
from app.read.decode import decode
from app.read.formats.linked import (
    article_text,
    find_articles,
    is_article,
    name_of,
    names_of,
    node_metadata,
    required_text,
    words,
)
from app.read.formats.ninjs import is_ninjs, read_ninjs
from app.read.record import Metadata, is_url, make_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.article import Article
    from app.read.record import Source


def read_json(text: str, source: Source) -> Iterator[Article | InputError]:
    """Read every article of a JSON value; an item that is none is told, and the rest goes on."""
    try:
        value = parse_json(text, origin=source.origin)
    except Malformed as error:
        yield error
        return
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _try_items(item, source.part(f"item {number}"))
    else:
        yield from _try_items(value, source)


def read_json_lines(lines: Iterable[bytes], source: Source, *, limit: int) -> Iterator[Article | InputError]:
    """Read an article from each line; blank lines are skipped, bad ones told by their number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        here = source.part(f"line {number}")
        if len(line) > limit:
            message = f"is longer than {limit} bytes, the limit for one article"
            yield TooLarge(message, origin=here.origin)
            continue
        try:
            text = decode(line, charset="utf-8", origin=here.origin)
        except InputError as error:
            yield error
            continue
        yield from read_json(text, here)


def parse_json(text: str, *, origin: str) -> Any:
    """Parse JSON; Malformed with the place of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        near = text[error.pos : error.pos + 20]
        message = f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}" + (
            f", near {near!r}" if near else ", at its end"
        )
        raise Malformed(message, origin=origin) from error
    except (RecursionError, ValueError) as error:
        message = "is JSON that is nested too deeply or has a number too long to be an article"
        raise Malformed(message, origin=origin) from error


def _try_items(value: Any, source: Source) -> Iterator[Article | InputError]:
    """Read one value, which may be a graph with several articles in it."""
    graph = find_articles(value) if isinstance(value, dict) and "@graph" in value else []
    for number, node in enumerate(graph, 1):
        here = source.part(f"article {number}") if len(graph) > 1 else source
        yield _tried(node, here)
    if not graph:
        yield _tried(value, source)


def _tried(value: Any, source: Source) -> Article | InputError:
    try:
        return _read_item(value, source)
    except InputError as error:
        return error


def _read_item(value: Any, source: Source) -> Article:
    origin = source.origin
    if not isinstance(value, dict):
        message = f"expected a JSON object for an article, found {_kind(value)}"
        raise Malformed(message, origin=origin)
    is_linked = any(key.startswith(("@", "schema:", "http")) for key in value)
    node = next(iter(find_articles(value)), {}) if is_linked else value
    if is_ninjs(value):
        text, said = read_ninjs(value, origin=origin)
    elif "articleBody" in node or (is_article(node) and words(node.get("text"))):
        text, said = article_text(node), node_metadata(node, origin=origin)
    elif "text" in value:
        text, said = required_text(value, "text", origin=origin), _own_metadata(value, origin=origin)
    else:
        keys = ", ".join(sorted(value)[:8]) or "none"
        message = f"has no text of an article (keys: {keys}); expected text, articleBody, or a body of ninjs"
        raise Malformed(message, origin=origin)
    return make_article(text, said, source)


def _own_metadata(item: dict[str, Any], *, origin: str) -> Metadata:
    """Read our own plain keys."""
    published = item.get("published") or item.get("datePublished")
    if published is not None and not isinstance(published, str):
        message = f"'published' is {published!r}; expected a date as a string"
        raise Malformed(message, origin=origin)
    address = words(item.get("id"))
    return Metadata(
        headline=words(item.get("headline")) or words(item.get("title")),
        publisher=name_of(item.get("publisher")),
        authors=names_of(item.get("authors") or item.get("author")),
        published=read_date(published, origin=origin),
        language=words(item.get("language")),
        url=words(item.get("url")) or (address if is_url(address) else None),
        dateline=words(item.get("dateline")),
    )


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
