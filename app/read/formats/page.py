"""A web page: what its reader sees of the article, and what its head says about it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_metadata

from app.errors import EmptyInput, Malformed
from app.read.dates import read_date
from app.read.formats.fragment import fragment_text
from app.read.formats.linked import addresses_of, article_text, find_articles, node_metadata, words
from app.read.record import Metadata, is_url, make_article, one_line, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from app.domain.article import Article
    from app.read.formats.linked import Node
    from app.read.record import Source

_NO_DATE_SEARCH = {"extensive_search": False, "original_date": True}
"""A date that is only found somewhere in the page may be that of anything."""
_ENDS = dict.fromkeys(
    ["p", "head", "item", "list", "quote", "row", "table", "lb", "ab", "div", "code"], "\n"
) | {"cell": "\t"}
"""What ends a line, and what stands between the cells of a table, in trafilatura's tree."""
_FRAME = frozenset({"nav", "header", "footer", "aside", "form"})
_START = re.compile(r"<html\b", re.IGNORECASE)
_VARIANTS = re.compile(r"^(www|m|amp|mobile)\.")


def read_page(html: str, source: Source) -> Article:
    """Read the article of a web page; of several on one page, the one that the page is about."""
    html = _whole_page(html)
    tree = load_html(html)
    if tree is None:
        message = "is no HTML that can be parsed; expected a web page"
        raise Malformed(message, origin=source.origin)
    head = _Head(tree)
    _leave_one_article(tree, head)
    node = _about(head, source)
    said, guessed = _page_metadata(head, node, source), _guessed(tree)
    text = _with_paragraphs(_page_text(tree), article_text(node)) or _bare_text(html)
    if not text:
        message = "holds no article: no paragraphs were found beside menus and links; expected a news page"
        raise EmptyInput(message, origin=source.origin)
    return make_article(text, said, source, guessed=guessed)


def _whole_page(html: str) -> str:
    """Make a page of a piece of one, and drop what stands before a page: comments, XML declarations."""
    start = _START.search(html)
    return html[start.start() :] if start else f"<html><body>{html}</body></html>"


class _Head:
    """The tags of a page that speak about it."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop")
            if name and meta.get("content"):
                self.metas.setdefault(name.lower(), meta.get("content"))

    def first(self, *names: str) -> str | None:
        """Give what the first of the tags says that is there."""
        return next((self.metas[name] for name in names if name in self.metas), None)

    def titles(self) -> set[str]:
        """Give the headlines that the page shows."""
        shown = [self.first("og:title"), *("".join(one.itertext()) for one in self.tree.iter("h1"))]
        return {line.casefold() for one in shown if (line := one_line(one))}

    def addresses(self) -> list[str]:
        """Give the addresses that the page names as its own."""
        links = [one.get("href") for one in self.tree.iter("link") if one.get("rel") == "canonical"]
        return [one.strip() for one in (*links, self.first("og:url")) if one]

    def linked(self) -> Iterator[Node]:
        """Give the articles of the JSON-LD on the page; a broken block is as good as none."""
        for script in self.tree.iter("script"):
            if "ld+json" not in (script.get("type") or "").lower():
                continue
            content = re.sub(
                r"^\s*(<!--|//\s*<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(-->|//\s*\]\]>)\s*$", "", script.text or ""
            )
            try:
                yield from find_articles(json.loads(content, strict=False))
            except (ValueError, RecursionError):
                continue


def _leave_one_article(tree: Any, head: _Head) -> None:
    """Take other whole stories off the page: endless pages append them, and they have pages of their own.

    A story has a main heading; the posts of a live page are articles too, but have none, and stay.
    """
    stories = [one for one in tree.iter("article") if next(one.iter("h1"), None) is not None]
    outer = [one for one in stories if not any(above in stories for above in one.iterancestors("article"))]
    title = one_line(head.first("og:title"))
    named = [one for one in outer if one_line("".join(next(one.iter("h1")).itertext())) == title]
    for other in outer:
        if other is not (named or outer)[0]:
            other.drop_tree()


def _about(head: _Head, source: Source) -> Node:
    """Choose the article that the page is about: the one with its address or its headline, or the first."""
    nodes = list(head.linked())
    own = {*head.addresses(), source.hints.url}
    titles = head.titles()
    for node in nodes:
        if own.intersection(addresses_of(node)):
            return node
    for node in nodes:
        if (one_line(words(node.get("headline")) or words(node.get("name"))) or "").casefold() in titles:
            return node
    return nodes[0] if nodes else {}


def _page_text(tree: Any) -> str:
    """Take the article out of its page, a line for each paragraph."""
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(found, "body", None)
    if body is None:
        return ""
    lines = (
        re.sub(r" *\t[ \t]*", "\t", re.sub(" +", " ", line)).strip()
        for line in "".join(_pieces(body)).split("\n")
    )
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    """Spell the tree that trafilatura leaves: its own text adds dashes to lists and bars to tables."""
    end = _ENDS.get(element.tag, "")
    yield end
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield re.sub(r"\s+", " ", child.tail or "")
    yield end


def _with_paragraphs(shown: str, said: str) -> str:
    """Choose what the page shows; of the same words in both places, the version that keeps more lines."""
    same = "".join(shown.split()) == "".join(said.split())
    return said if not shown or (same and said.count("\n") > shown.count("\n")) else shown


def _bare_text(html: str) -> str:
    """Take a page that is too short to tell what is article and what is menu as it stands."""
    return fragment_text(html, also_unseen=_FRAME)


def _page_metadata(head: _Head, node: Node, source: Source) -> Metadata:
    dates = [
        node.pop("datePublished", None),
        head.first("article:published_time", "og:article:published_time", "datepublished"),
        *(one.get("datetime") for one in head.tree.iter("time") if one.get("itemprop") == "datePublished"),
    ]
    said = node_metadata(node, origin=source.origin)
    author = head.first("author", "article:author", "dc.creator", "parsely-author", "byl")
    language = head.tree.getroottree().getroot().get("lang") or head.first("og:locale", "content-language")
    return Metadata(
        headline=said.headline or head.first("og:title", "twitter:title"),
        publisher=said.publisher or head.first("og:site_name", "application-name"),
        authors=said.authors or (() if is_url(author) else split_names(author)),
        published=_first_date(dates, origin=source.origin),
        language=said.language or language,
        url=_believed([*head.addresses(), said.url], source.hints.url),
        dateline=said.dateline,
    )


def _first_date(values: list[Any], *, origin: str) -> date | datetime | None:
    """Read the first of several dates that is one; Malformed if there are some and none is."""
    problem = None
    for value in values:
        try:
            found = read_date(value if isinstance(value, str) else None, origin=origin)
        except Malformed as error:
            problem = problem or error
            continue
        if found:
            return found
    if problem:
        raise problem
    return None


def _believed(addresses: list[str | None], fetched: str | None) -> str | None:
    """Choose the page's own address; on another host than the one it came from it is not believed.

    Otherwise any page could pass for another outlet's article and replace it.
    """
    for address in addresses:
        whole = urljoin(fetched, address) if fetched and address else address
        if is_url(whole) and (fetched is None or _host(str(whole)) == _host(fetched)):
            return whole
    return fetched


def _host(address: str) -> str:
    return _VARIANTS.sub("", urlsplit(address).hostname or "")


def _guessed(tree: Any) -> Metadata:
    """Ask trafilatura for what the page does not say itself."""
    found = extract_metadata(tree, date_config=dict(_NO_DATE_SEARCH))
    return Metadata(
        headline=found.title,
        publisher=found.sitename,
        authors=split_names(found.author),
        published=read_date(found.date, origin=""),
    )
