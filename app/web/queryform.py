"""Which form a SPARQL text has: it decides which media types can be offered.

Only the prologue is read, by the tokens of the grammar, so that a keyword in a comment, an IRI or
a prefix deceives nobody. The store's parser decides what is a query.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Form(StrEnum):
    """The forms of SPARQL 1.1, all updates as one."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"
    UPDATE = "update"
    UNKNOWN = "unknown"


UPDATE_WORDS = frozenset(
    {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}
)
_SKIPPED = r"(?:[\s\ufeff]|\#[^\n\r]*)*"
_PROLOGUE = re.compile(
    rf"""{_SKIPPED} (?:
        BASE {_SKIPPED} <[^<>"{{}}|^`\\]*>
      | PREFIX {_SKIPPED} [^\s:<>#]* {_SKIPPED} : {_SKIPPED} <[^<>"{{}}|^`\\]*>
      | VERSION {_SKIPPED} (?: "[^"\n]*" | '[^'\n]*' )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(rf"{_SKIPPED}([A-Za-z]+)")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def form_of(text: str) -> Form:
    """Tell the form of a query or an update.

    >>> form_of("PREFIX ask: <http://x/select> # construct")
    <Form.UNKNOWN: 'unknown'>
    >>> form_of("base <http://x/> aSk {}")
    <Form.ASK: 'ask'>
    """
    plain = _ESCAPE.sub(_character, text)
    place = 0
    while found := _PROLOGUE.match(plain, place):
        place = found.end()
    word = _WORD.match(plain, place)
    name = word[1].lower() if word else ""
    if name in UPDATE_WORDS:
        return Form.UPDATE
    return Form(name) if name in {"select", "ask", "construct", "describe"} else Form.UNKNOWN


def _character(escape: re.Match[str]) -> str:
    """Escapes of code points stand for themselves anywhere in a query (SPARQL 1.1, 19.2)."""
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= 0x10FFFF else escape[0]  # noqa: PLR2004  # the last code point
