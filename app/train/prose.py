"""News prose of our own, with marks for who says what, as annotated articles.

`{s1:The mayor} {c1:said} {t1:the bridge was safe}.` holds a source, a cue and a content of the act of
saying number 1. Marks nest; a part that the text interrupts is marked twice under one number.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = re.compile(r"\{([sct])(\d+):|\}")
_ROLES = {"s": "source", "c": "cue", "t": "content"}
_DASHES = " ,;:-–—"
"""What may stand before a content or after it, and does not belong to it."""


def read_prose(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of marked articles as rows with id, text and attributions; ValueError names a bad mark."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, attributions = unmark(row["text"], origin=row["id"])
        yield {"id": row["id"], "text": text, "attributions": attributions}


def unmark(marked: str, *, origin: str = "") -> tuple[str, list[dict[str, Any]]]:
    """Give the plain text of a marked one, and its acts of saying in the order of their numbers.

    >>> unmark("{s1:She} {c1:said} {t1:no}.")
    ('She said no.', [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': [[9, 11]]}])
    """
    acts: dict[int, dict[str, list[list[int]]]] = {}
    opened: list[tuple[str, int, int]] = []
    parts: list[str] = []
    length = last = 0
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            opened.append((_ROLES[mark[1]], int(mark[2]), length))
            continue
        if not opened:
            message = f"{origin}: a closing brace too many before {marked[mark.end() : mark.end() + 30]!r}"
            raise ValueError(message)
        role, number, start = opened.pop()
        act = acts.setdefault(number, {name: [] for name in _ROLES.values()})
        act[role].append([start, length])
    text = "".join([*parts, marked[last:]])
    if opened:
        message = f"{origin}: mark {opened[-1][0]} {opened[-1][1]} is not closed"
        raise ValueError(message)
    for number, act in acts.items():
        if not act["cue"] or not act["content"]:
            message = f"{origin}: act {number} has no {'content' if act['cue'] else 'cue'}"
            raise ValueError(message)
        for spans in act.values():
            spans[:] = sorted(_trimmed(text, span) for span in spans)
    return text, [acts[number] for number in sorted(acts)]


def _trimmed(text: str, span: list[int]) -> list[int]:
    start, end = span
    while end - start > 1 and text[end - 1] in _DASHES:
        end -= 1
    while end - start > 1 and text[start] in _DASHES:
        start += 1
    return [start, end]
