"""RSS and Atom: feeds that carry their articles whole, and feeds that only point to them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import feedparser

from app.errors import EmptyInput, InputError, Malformed
from app.read.dates import read_date
from app.read.decode import decode
from app.read.formats.fragment import fragment_text
from app.read.record import Metadata, is_url, make_article, one_line, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from app.domain.article import Article
    from app.read.record import Source

_CUT = re.compile(
    r"(\[?(…|\.\.\.)\]?|(continue reading|read more|read the full (story|article))\W*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item of a feed; `content_html` is the whole article where the feed gives it, else empty.

    `published` is None where the feed gives no date, or one that is none: then `date_words` has it.
    """

    url: str | None
    headline: str | None
    published: date | datetime | None
    publisher: str | None
    summary_html: str = ""
    content_html: str = ""
    authors: tuple[str, ...] = ()
    language: str | None = None
    date_words: str = ""


def feed_entries(data: bytes, *, charset: str | None = None, origin: str = "") -> tuple[FeedEntry, ...]:
    """Read the items of a feed; Malformed for what is no feed."""
    return _entries(decode(data, charset=charset, origin=origin), origin=origin)


def read_feed(text: str, source: Source) -> Iterator[Article | InputError]:
    """Give the articles that a feed carries; an item that only points to one is told as such."""
    entries = _entries(text, origin=source.origin)
    if not entries:
        message = "is a feed without items; expected at least one"
        raise EmptyInput(message, origin=source.origin)
    for number, entry in enumerate(entries, 1):
        try:
            yield _article(entry, source.part(f"item {number}"))
        except InputError as error:
            yield error


def _article(entry: FeedEntry, source: Source) -> Article:
    if not entry.content_html:
        where = entry.url or "an address that it does not give"
        message = f"the feed has only a summary; the article itself is at {where}"
        raise EmptyInput(message, origin=source.origin)
    said = Metadata(
        headline=entry.headline,
        publisher=entry.publisher,
        authors=entry.authors,
        published=entry.published or read_date(entry.date_words, origin=source.origin),
        language=entry.language,
        url=entry.url,
    )
    return make_article(fragment_text(entry.content_html), said, source)


def _entries(text: str, *, origin: str) -> tuple[FeedEntry, ...]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    data = io.BytesIO(text.encode("utf-8", errors="replace"))
    try:
        parsed = feedparser.parse(data, response_headers=headers)
    except (ValueError, OverflowError) as error:  # a reference to a character that there is not
        message = f"is a feed that cannot be parsed ({error}); expected RSS or Atom"
        raise Malformed(message, origin=origin) from error
    if not parsed.get("version"):
        reason = parsed.get("bozo_exception") or "no rss, rdf or feed element"
        message = f"is no feed ({reason}); expected RSS or Atom"
        raise Malformed(message, origin=origin)
    feed = parsed.get("feed", {})
    return tuple(_entry(item, feed) for item in parsed.get("entries", ()))


def _entry(item: Any, feed: Any) -> FeedEntry:
    # Its own `get` answers for one of the two with the other, and warns.
    words = str(dict.get(item, "published") or dict.get(item, "updated") or "")
    try:
        published = read_date(words, origin="")
    except Malformed:
        published = None
    contents = item.get("content") or [{}]
    content = str(contents[0].get("value") or "")
    summary = str(item.get("summary") or "")
    authors = [str(one.get("name") or "") for one in item.get("authors") or () if one]
    link = item.get("link") or item.get("id")
    return FeedEntry(
        url=link if is_url(link) else None,
        headline=one_line(fragment_text(str(item.get("title") or ""))),
        published=published,
        publisher=one_line((item.get("source") or {}).get("title") or feed.get("title")),
        summary_html=summary,
        content_html="" if _is_teaser(content) else content,
        authors=tuple(name for one in authors for name in split_names(one)),
        language=contents[0].get("language") or feed.get("language"),
        date_words=words,
    )


def _is_teaser(content: str) -> bool:
    text = fragment_text(content)
    return not text or bool(_CUT.search(text))
