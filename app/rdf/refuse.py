"""What strangers may not ask: recognised by the grammar's own tokens, never by searching the text.

In SPARQL 1.1 (section 19.8) a keyword is a bare word; strings, IRIs, prefixed names, variables, blank
node labels, language tags and comments are tokens of their own. So a bare SERVICE is the keyword and
nothing else, and a SERVICE inside a literal is not.

Oxigraph reads `trueSERVICE<x>{}` and `SERVICE:x{}` as a call too, because its parser has no tokens: a
bare word is refused wherever it holds SERVICE, and so is a prefixed name with SERVICE in its prefix
where only a call can stand, which is before a brace and not after GRAPH.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.errors import QueryRefused

_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|\#[^\n\r]*)
    | [;,()}*]+
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | [?$][\w\u00b7]+
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | _:[\w.\-\u00b7]+
    | (?P<prefixed>(?:[^\W\d_][\w.\-\u00b7]*)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w:.\-\u00b7]|%[0-9A-Fa-f]{2}|\\.)*)?)
    | [0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?
    | (?P<brace>\{)
    | (?P<word>[A-Za-z][A-Za-z0-9_]*)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

LONG = 64 * 1024
"""Characters of a query from which on it takes milliseconds to read, and too much memory to remember."""
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})


def keywords(query: str) -> list[str]:
    """Give the bare words of a query in capitals, in their order; a hidden call counts as SERVICE.

    >>> keywords('SELECT ?service { ?s rdfs:label "SERVICE" } # SERVICE')
    ['SELECT']
    """
    return list(_keywords(query) if len(query) < LONG else _read(query))


@lru_cache(maxsize=64)  # the door and the store look at the same query
def _keywords(query: str) -> tuple[str, ...]:
    return _read(query)


def _read(query: str) -> tuple[str, ...]:
    found: list[str] = []
    prefix = ""
    for match in _TOKEN.finditer(_ESCAPE.sub(_character, query) if "\\" in query else query):
        kind = match.lastgroup
        if kind == "blank":
            continue
        if kind == "word":
            word = match[0].upper()
            found.append("SERVICE" if "SERVICE" in word else word)
        elif kind == "brace" and "SERVICE" in prefix:
            found.append("SERVICE")
        is_name = kind == "prefixed" and not (found and found[-1] == "GRAPH")
        prefix = match[0].partition(":")[0].upper() if is_name else ""
    return tuple(found)


def refuse(query: str) -> None:
    """Raise QueryRefused for an update, and for a query that would make us call another server."""
    found = keywords(query)
    first = next((word for word in found if word in FORMS | UPDATES), None)
    if first in UPDATES:
        message = f"this is an update ({first}); this address answers queries only"
        raise QueryRefused(message)
    if "SERVICE" in found:
        message = "SERVICE is not allowed here: this service does not call other servers for a query"
        raise QueryRefused(message)


def _character(match: re.Match[str]) -> str:
    """Resolve an escape as section 19.2 wants it, before the grammar is applied."""
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 - the last code point of Unicode
