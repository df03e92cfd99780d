"""Media types by their names, and what the engine's complaints mean; free of the engine itself."""

from __future__ import annotations

import re
from typing import Final

from app.errors import QuerySyntax, QueryUnsupported, StoreError

RESULT_TYPES: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""How the answers of SELECT and ASK can be written."""

BOOLEAN_TYPES: Final = RESULT_TYPES[:2]
"""What the standards define for the yes or no of ASK."""

GRAPH_TYPES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
"""How the triples of CONSTRUCT and DESCRIBE can be written."""

ANSWER_TYPES: Final = (*RESULT_TYPES, *GRAPH_TYPES)

SURROGATE: Final = "the text has half of a surrogate pair, which is no character"
"""What is wrong with a text that cannot be written as UTF-8."""

_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)$", re.DOTALL)
_EXPECTED = re.compile(
    r"""
      "(?:[^"\\]|\\.)*"
    | \[(?:'(?:\\u\{\w+\}|\\.|[^'\\])'|[^\]'])*\]
    | [^\s,"\[][^,"\[]*
    """,
    re.VERBOSE,
)
"""One thing that a parser expects: a text in quotation marks, a class of characters, or a name."""
_UNSUPPORTED = re.compile(r"The custom (?:aggregate )?function <[^<>]*> is not supported")
_LONGEST_COMPLAINT = 300


def syntax_error(complaint: str) -> QuerySyntax:
    """Turn the engine's complaint about a query into an error that tells the place and what is missing.

    >>> syntax_error("error at 3:7: expected one of GRAPH, MINUS, [_]").line
    3
    """
    match = _PLACE.match(complaint)
    if not match:
        return QuerySyntax(_shorten(complaint))
    line, column = int(match[1]), int(match[2])
    message = f"line {line}, column {column}: {_shorten(match[3])}"
    return QuerySyntax(message, line=line, column=column)


def evaluation_error(complaint: str) -> QueryUnsupported | StoreError:
    """Tell a query that asks for what the engine does not have from a failure of the store.

    >>> evaluation_error("The custom function <http://example.org/f> is not supported")
    QueryUnsupported('the custom function <http://example.org/f> is not supported')
    """
    if _UNSUPPORTED.match(complaint):
        return QueryUnsupported(complaint[:1].lower() + complaint[1:])
    return StoreError(complaint)


def unwritable(accept: str, offered: tuple[str, ...]) -> str:
    """Say that an answer has no such form, and which it has."""
    return f"the answer cannot be written as {accept}; expected one of {', '.join(offered)}"


def _shorten(complaint: str) -> str:
    """Leave out the character classes of the grammar: they fill pages and help nobody.

    Among what was expected the engine names what is wrong in a sentence, where it knows: that is said alone.
    """
    head, joint, expected = complaint.partition("expected ")
    if not joint:
        return complaint[:_LONGEST_COMPLAINT]
    found = [match[0].strip() for match in _EXPECTED.finditer(expected.removeprefix("one of "))]
    names = [name for name in found if name and not name.startswith("[")]
    sentence = next((name for name in names if " " in name), None)
    if sentence:
        return f"{head}{sentence}"[:_LONGEST_COMPLAINT]
    if not names:
        return f"{head}not expected here"
    return f"{head}expected {'one of ' if len(names) > 1 else ''}{', '.join(names)}"[:_LONGEST_COMPLAINT]


_ENDINGS: Final[dict[str, tuple[bytes, ...]]] = {
    "application/sparql-results+json": (b"}",),
    "application/sparql-results+xml": (b">",),
    "text/csv": (b"\n",),
    "text/tab-separated-values": (b"\n",),
    "text/turtle": (b".", b"}", b">"),
    "application/n-triples": (b".",),
    "application/rdf+xml": (b">",),
    "application/ld+json": (b"]", b"}"),
    "application/trig": (b".", b"}", b">"),
    "application/n-quads": (b".",),
}
_MAY_BE_EMPTY: Final = frozenset(
    {"text/turtle", "application/n-triples", "application/trig", "application/n-quads"}
)


def is_whole(media_type: str, last_part: bytes) -> bool:
    """Tell by its last bytes whether an answer is whole.

    Oxigraph's server answers with status 200 and ends in the middle, with a sentence of its own, when
    it gives a query up. A yes or no (ASK) in CSV is not looked for: the standards know none.
    """
    endings = _ENDINGS.get(media_type, (b"",))
    if b"\n" not in endings:
        last_part = last_part.rstrip()
    if not last_part:
        return media_type in _MAY_BE_EMPTY
    return last_part.endswith(endings)
