"""Where the words of a content begin and end: without marks, bullets, datelines, headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.article import Span

if TYPE_CHECKING:
    from app.domain.claim import Attribution
    from app.extract.grammar import Grammar

QUOTES = frozenset('"“”„«»')
DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}, [A-Z][a-z]{2,8}\.? \d{1,2} \([A-Z][^)\n]{1,40}\)"
    r"[:.]? (?=[A-Z“\"])"
    r"|[A-Z][A-Z.'’-]{1,40}(?: [A-Z][A-Z.'’-]{1,40}){0,3} ?,? [^\n.]{0,60}?(?:\([^)\n]{2,40}\) )?[-–—]+ "
)
BULLET = re.compile(r"[-–•*·]\s+(?=\S)|\d{1,2}[.:]\d\d(?:\s?[ap]m)?\s+(?=[\"“‘'A-Z])")
"""What stands before the words of a line: a bullet, or the time of a live report."""

CLOSING_SINGLE = frozenset("'’")
SINGLE_PAIR = re.compile(r"['‘](?=\w)(?:[^'‘’]|(?<=\w)['’](?=\w))+['’]")
"""Words between single marks, with no others inside but apostrophes: "‘It’s fine,’"."""

CLOSING = frozenset('"”“»«')


def tidied(text: str, attribution: Attribution) -> Attribution:
    """Give the words of a content without the marks around them, and without a heading above them."""
    near = (attribution.cue or attribution.source or attribution.content)[0]
    content = tuple(_without_marks(text, _in_paragraph(text, span, near)) for span in attribution.content)
    return replace(attribution, content=content)


def without_lead(text: str, span: Span, grammar: Grammar | None) -> Span:
    """Give the words of a content without the "that" which leads them in, if that can be told."""
    stated = grammar.stated(span) if grammar else span
    says = stated != span and any(letter.isalnum() for letter in stated.of(text))
    return _without_marks(text, stated) if says else span


def _in_paragraph(text: str, span: Span, near: Span) -> Span:
    """Keep the line that is nearest to the cue, unless the words are a quotation over paragraphs."""
    if "\n" not in span.of(text).strip() or span.of(text)[0] in QUOTES:
        return span
    lines = []
    start = span.start
    for line in span.of(text).split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return min(lines, key=lambda line: min(abs(line.start - near.end), abs(near.start - line.end)))


def _without_marks(text: str, span: Span) -> Span:
    """Leave out quotation marks, commas and blanks at the ends, but never half of a pair inside."""
    start, end = span.start, span.end
    dateline = DATELINE.match(text, text.rfind("\n", 0, start) + 1)
    if dateline and start < dateline.end() < end:
        start = dateline.end()
    if bullet := BULLET.match(text, start, end):
        start = bullet.end()
    while end - start > 1 and _is_edge(text, start, end):
        if text[end - 1] in CLOSING | CLOSING_SINGLE:
            start += 1
        end -= 1
    if end - start > 1 and _opens_alone(text[start:end]):
        start += 1
    return Span(start, end)


def _opens_alone(words: str) -> bool:
    """Tell whether words begin with a mark that closes in a later paragraph, or never."""
    closing = {"“": "”", "„": "“”", "«": "»", '"': '"'}.get(words[0])
    return closing is not None and not any(mark in words[1:] for mark in closing)


def _is_edge(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    return last in ",; \n" or (
        (last in CLOSING and _is_pair(text, start, end))
        or (last in CLOSING_SINGLE and SINGLE_PAIR.fullmatch(text, start, end) is not None)
    )


def _is_pair(text: str, start: int, end: int) -> bool:
    """Tell whether the marks at both ends enclose the words, with no other between."""
    inner = text[start + 1 : end - 1]
    return end - start > 2 and text[start] in QUOTES and not QUOTES & set(inner)  # noqa: PLR2004 - two marks and a word
