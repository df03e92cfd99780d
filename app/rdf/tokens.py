"""SPARQL text as the tokens of its grammar (SPARQL 1.1 Query, section 19.8), with what its prologue declares.

That a text follows the grammar is for the engine to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from app.errors import QuerySyntax

_TOKEN = re.compile(
    r"""
      (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<blank> \s+ | \#[^\n\r]* )
    | (?P<variable> [?$][\w\u00b7]+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<node> _:[\w.\-\u00b7]*[\w\-\u00b7] )
    | (?P<name> (?:[^\W\d_](?:[\w.\-\u00b7]*[\w\-\u00b7])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.\-\u00b7]|%[0-9A-Fa-f]{2}|\\.)*
           (?:[\w:\-\u00b7]|%[0-9A-Fa-f]{2}|\\.))?)? )
    | (?P<number> [0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)? )
    | (?P<word> [A-Za-z][A-Za-z0-9_]* )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_HIERARCHICAL = re.compile(r"https?:", re.IGNORECASE)
TERMS: Final = frozenset({"string", "iri", "variable", "node", "name", "number"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text that is neither blank nor comment."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Give a bare word in capitals; nothing for any other token."""
        return self.text.upper() if self.kind == "word" else ""


class Reading:
    """One text under way from its beginning to its end."""

    def __init__(self, text: str, base: str) -> None:
        self.text = text
        self.tokens = [
            Token(match.lastgroup or "", match[0], match.start(), match.end())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "blank"
        ]
        self.at = 0
        self.base = base
        self._prefixes: dict[str, str] = {}
        self.prologue: list[tuple[int, int]] = []

    def read_prologue(self) -> None:
        """Take note of the declarations that begin here."""
        while self.at < len(self.tokens):
            word = self.tokens[self.at].word
            length = {"BASE": 2, "PREFIX": 3, "VERSION": 2}.get(word)
            found = self.tokens[self.at : self.at + (length or 0)]
            if length is None or len(found) < length:
                return
            if word == "BASE":
                self.base = self.iri(found[1])
            elif word == "PREFIX":
                self._prefixes[found[1].text.removesuffix(":")] = self.iri(found[2])
            self.prologue.append((found[0].start, found[-1].end))
            self.at += length

    def iri(self, token: Token) -> str:
        """Resolve an IRI or a prefixed name."""
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            return self._prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
        iri = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), token.text.strip("<>"))
        return iri if _ABSOLUTE.match(iri) else urljoin(self.base, iri)

    def complaint(self, token: Token, expected: str) -> QuerySyntax:
        """Say where something else stands than what was expected."""
        line = self.text.count("\n", 0, token.start) + 1
        column = token.start - self.text.rfind("\n", 0, token.start)
        message = f"line {line}, column {column}: found {token.text[:40]}; expected {expected}"
        return QuerySyntax(message, line=line, column=column)

    def is_sure(self, tokens: list[Token]) -> bool:
        """Tell whether we resolve the names of these tokens as the engine does."""
        relative = [one for one in tokens if one.kind == "iri" and not _ABSOLUTE.match(one.text[1:])]
        return not relative or bool(_HIERARCHICAL.match(self.base))
