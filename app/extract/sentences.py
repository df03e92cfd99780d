"""Paragraphs and sentences as spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
# A run of stops is tried once, from its beginning: ten thousand of them would take their time otherwise.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s++[\"'“‘«(\[]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Brig|Supt|Insp|Cmdr|Cllr|Adm|Rev|Hon|Mt|Ft|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|St|Jr|Sr|vs|No|Inc|Corp|Co|Ltd"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.N|U\.K|a\.m|p\.m)|\b[A-Z])\.$"
)


def paragraphs(text: str) -> Iterator[Span]:
    """Give the lines that hold anything."""
    for match in _PARAGRAPH.finditer(text):
        if match[0].strip():
            yield Span(*match.span())


def sentences(text: str) -> Iterator[Span]:
    """Cut paragraphs after a full stop before a capital, but not after abbreviations and initials."""
    for paragraph in paragraphs(text):
        start = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            if _SHORT.search(text, max(start, match.start() - 6), match.start() + 1):
                continue
            yield Span(start, match.end())
            start = match.end()
            while start < paragraph.end and text[start].isspace():
                start += 1
        rest = text[start : paragraph.end].rstrip()
        if rest:
            yield Span(start, start + len(rest))
