"""News in JSON as agencies send it: IPTC ninjs, generations 1 to 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Malformed
from app.read.dates import read_date
from app.read.formats.fragment import fragment_text
from app.read.formats.linked import name_of, words
from app.read.record import Metadata, is_url, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {"versioncreated", "bodies", "headlines", "body_text", "body_xhtml", "body_html"}


def is_ninjs(item: dict[str, Any]) -> bool:
    """Recognise a news item by the properties that only ninjs has."""
    return bool(_SIGNS & {key.lower() for key in item})


def read_ninjs(item: dict[str, Any], *, origin: str) -> tuple[str, Metadata]:
    """Give the text of a news item and what it says of it; Malformed for one that was withdrawn."""
    item = {key.lower(): value for key, value in item.items()}  # generation 3 writes versionCreated
    status = words(item.get("pubstatus")) or "usable"
    if status.lower() in {"canceled", "withheld"}:
        message = f"the agency says that this item is {status}; expected a usable one"
        raise Malformed(message, origin=origin)
    address = words(item.get("uri"))
    headlines = [
        *_values(item.get("headlines"), role="main"),
        *_values(item.get("headlines")),
        words(item.get("title")),
    ]
    said = Metadata(
        headline=words(item.get("headline")) or next((line for line in headlines if line), None),
        publisher=name_of(item.get("infosources") or item.get("infosource"))
        or name_of(item.get("provider"))
        or words(item.get("copyrightholder")),
        authors=split_names(words(item.get("byline")) or words(item.get("by"))),
        published=read_date(
            words(item.get("versioncreated")) or words(item.get("firstcreated")), origin=origin
        ),
        language=words(item.get("language")),
        url=address if is_url(address) else None,
        dateline=words(item.get("located")),
    )
    return _text(item), said


def _text(item: dict[str, Any]) -> str:
    """Choose the body that keeps most paragraphs; agencies send a flattened one beside it."""
    bodies = [words(item.get("body_text")) or ""]
    bodies += [fragment_text(words(item.get(name)) or "") for name in ("body_xhtml", "body_html")]
    for body in item.get("bodies") or [] if isinstance(item.get("bodies"), list) else []:
        value = words(body.get("value")) if isinstance(body, dict) else None
        kind = (
            " ".join(str(body[key]) for key in body if key.lower() in {"contenttype", "role"})
            if value
            else ""
        )
        bodies.append(fragment_text(value or "") if "html" in kind else value or "")
    return max(bodies, key=lambda body: body.strip().count("\n") + bool(body.strip()))


def _values(value: Any, *, role: str | None = None) -> Iterator[str]:
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict) and (role is None or one.get("role") == role):
            found = words(one.get("value"))
            if found:
                yield found
