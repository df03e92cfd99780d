"""SPARQL text: values enter it only as terms, and only where a `$name` stands.

A query file writes `?name` for variables and `$name` for what is handed in. A block between a line
`#[ name` and a line `#]` is left out when `name` is not handed in (None).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rdflib import Graph, Literal, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterable

QUERIES = Path(__file__).parent.parent / "queries"

Term: TypeAlias = "URIRef | Literal"
Value: TypeAlias = "Term | int | Graph | Iterable[Term] | None"

_TOKENS = re.compile(
    r"""
      (?P<string> \"\"\".*?\"\"\" | '''.*?''' | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | (?P<comment> \#[^\n]* )
    | \$(?P<name> [A-Za-z]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
_BLOCK = re.compile(r"^[ \t]*#\[ (\w+)\n(.*?)^[ \t]*#\]\n", re.MULTILINE | re.DOTALL)


@cache
def query(name: str) -> str:
    """Read one of our own questions, `app/queries/{name}.rq`."""
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def bind(text: str, /, **values: Value) -> str:
    """Put terms where a query names them; a name without a value, or the other way round, is an error.

    >>> bind("ASK { ?s ?p $o }", o=Literal("$o"))
    'ASK { ?s ?p "$o" }'
    """
    missing: set[str] = set()
    used: set[str] = {match[1] for match in _BLOCK.finditer(text)}

    def keep(match: re.Match[str]) -> str:
        return match[2] if values.get(match[1]) is not None else ""

    def put(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0]
        used.add(name)
        if values.get(name) is None:
            missing.add(name)
            return match[0]
        return spell(values[name])

    bound = _TOKENS.sub(put, _BLOCK.sub(keep, text))
    unused = {name for name, value in values.items() if value is not None} - used
    if missing or unused:
        message = f"query needs {sorted(missing)} and does not know {sorted(unused)}"
        raise ValueError(message)
    return bound


NOT_IN_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')


def spell(value: Value) -> str:
    """Write a term, a list of terms, the triples of a graph, or a bare number."""
    if isinstance(value, URIRef):
        if NOT_IN_IRI.search(value):
            message = f"not an IRI: {str(value)!r}"
            raise ValueError(message)
        return value.n3()
    if isinstance(value, Literal):
        return value.n3()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Graph):
        return "\n".join(" ".join(term.n3() for term in triple) + " ." for triple in value)
    assert value is not None
    return " ".join(spell(term) for term in value)


def chain(*updates: str) -> str:
    """Join updates into one request, carried out in order, all or nothing.

    Prefixes move to the front: Oxigraph 0.5.13 takes no prologue after a semicolon, though the grammar
    (SPARQL 1.1, rule 29) has one. Only the head of an update is looked at: further down, a line may be one
    of an article's text.
    """
    prologue: dict[str, None] = {}
    bodies = []
    for update in updates:
        lines = update.split("\n")  # nothing else ends a line here: a text may hold other line ends
        while lines and (not lines[0].strip() or lines[0].startswith(("PREFIX ", "#"))):
            line = lines.pop(0)
            if line.startswith("PREFIX "):
                prologue[line] = None
        bodies.append("\n".join(lines).strip().rstrip(";"))
    return "\n".join([*prologue, " ;\n".join(bodies)])
