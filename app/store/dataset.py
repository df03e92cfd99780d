"""Which graphs a query is asked of: its own clause, else what the request says, else all of them.

A request that names graphs beats the query (SPARQL 1.1 Protocol, 2.1.4). The engine's switch for
the union of all graphs would also beat a FROM clause, so we must know whether there is one.
"""

from __future__ import annotations

import re

_NOT_A_BARE_WORD = re.compile(
    r"""
      \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \#[^\n\r]*
    | [?$@]\w+
    | [\w.\-]*:[\w.\-:%\\]*
    """,
    re.VERBOSE | re.DOTALL,
)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U000([0-9A-Fa-f]{5})")


def names_dataset(query: str) -> bool:
    """Tell whether a query has a FROM or FROM NAMED clause; a FROM in a literal or a name is none.

    >>> names_dataset("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    True
    >>> names_dataset("SELECT ?from { ?s from:x 'FROM' } # FROM")
    False
    """
    if "\\" in query:
        query = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), query)
    return bool(_FROM.search(query)) and bool(_FROM.search(_NOT_A_BARE_WORD.sub(" ", query)))
