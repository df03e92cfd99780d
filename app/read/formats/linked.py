"""Articles in schema.org's words: on their own in JSON, or in the head of a web page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from app.errors import Malformed
from app.read.dates import read_date
from app.read.formats.fragment import fragment_text, has_markup
from app.read.record import Metadata, is_url, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = "dict[str, Any]"
DEPTH = 20
_ARTICLE = re.compile(r"\w*Article|Report|\w*BlogPosting|SocialMediaPosting")
_PREFIX = re.compile(r"(https?://schema\.org/|schema:)")
INTO = ("@graph", "@included", "mainEntity", "mainEntityOfPage", "itemReviewed")
"""Where a node holds what it is about; other articles that it mentions are not looked at."""


def find_articles(value: Any) -> list[Node]:
    """Find the articles in JSON-LD, however it is nested, with references among them followed."""
    nodes = list(_nodes(value, DEPTH))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return [_resolved(node, by_id) for node in nodes if is_article(node)]


def is_article(node: Node) -> bool:
    """Tell whether a node says that it is an article."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _ARTICLE.fullmatch(_PREFIX.sub("", name)) for name in names)


def article_text(node: Node) -> str:
    """Give the body of an article, free of markup; empty if the node has none."""
    body = words(node.get("articleBody") or node.get("text")) or ""
    return fragment_text(body) if has_markup(body) else body


def node_metadata(node: Node, *, origin: str) -> Metadata:
    """Read what a node says about its article; Malformed for a date that is none."""
    return Metadata(
        headline=plain_words(node.get("headline")) or plain_words(node.get("name")),
        publisher=name_of(node.get("publisher")) or name_of(node.get("sourceOrganization")),
        authors=names_of(node.get("author")) or names_of(node.get("creator")),
        published=read_date(words(node.get("datePublished")), origin=origin),
        language=name_of(node.get("inLanguage")),
        url=next(iter(addresses_of(node)), None),
        dateline=plain_words(node.get("dateline")),
    )


def addresses_of(node: Node) -> list[str]:
    """Give the addresses that a node says its article is at, the best one first."""
    page = node.get("mainEntityOfPage")
    said = (words(node.get("url")), words(page), _at_id(page), _at_id(node))
    return [address for address in said if address and is_url(address)]


def words(value: Any) -> str | None:
    """Give the string that a value is, also in a list or as `{"@value": …}`; None if it is none."""
    if isinstance(value, list):
        return next((found for one in value if (found := words(one))), None)
    if isinstance(value, dict):
        return words(value.get("@value"))
    return value if isinstance(value, str) else None


def plain_words(value: Any) -> str | None:
    """Give the string without markup: headlines come with entities and tags."""
    found = words(value)
    return fragment_text(found) if found and has_markup(found) else found


def name_of(value: Any) -> str | None:
    """Give the name of a party: a string, or an object with a name."""
    return next(iter(_names(value)), None)


def names_of(value: Any) -> tuple[str, ...]:
    """Give the names of authors: strings, objects, or lists of them; addresses are no names."""
    return tuple(name for one in _names(value) for name in split_names(one))


def required_text(item: Node, name: str, *, origin: str) -> str:
    """Give a value that must be a string."""
    value = item.get(name)
    if not isinstance(value, str):
        message = f"{name!r} is {str(value)[:60]!r}; expected a string"
        raise Malformed(message, origin=origin)
    return value


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") or one.get("alternateName") if isinstance(one, dict) else one
        found = plain_words(name) or (words(one) if isinstance(one, dict) else None)
        if found and not is_url(found):
            yield found


def _at_id(value: Any) -> str | None:
    return words(value.get("@id")) if isinstance(value, dict) else None


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if isinstance(value, list) and depth:
        for one in value:
            yield from _nodes(one, depth - 1)
    elif isinstance(value, dict) and depth:
        node = {_PREFIX.sub("", key, count=1): part for key, part in value.items()}
        yield node
        for name in INTO:
            yield from _nodes(node.get(name), depth - 1)


def _resolved(node: Node, by_id: dict[str, Node]) -> Node:
    """Put the nodes themselves in the places where this one only names them."""
    return {
        name: _followed(value, by_id) if not name.startswith("@") else value for name, value in node.items()
    }


def _followed(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_followed(one, by_id) for one in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return by_id.get(str(value.get("@id")), value)
    return value
