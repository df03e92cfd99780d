"""The calls of other servers in a query (SERVICE): where they stand, whom they call, what they ask.

A call is answered by what `SELECT *` of its pattern gives there (SPARQL 1.1 Federated Query, section 4),
whatever stands around it: so it can be asked beforehand, and its answer put in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import QueryRefused
from app.rdf.tokens import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rdf.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One SERVICE clause, from `start` to `end` of the text, and the query that its `endpoint` is asked."""

    start: int
    end: int
    endpoint: str
    query: str
    silent: bool = False


def calls(text: str, *, base: str) -> tuple[Call, ...]:
    """Find the calls of a query; QuerySyntax, QueryRefused for one that is not as we can carry it out.

    >>> [call] = calls("SELECT * { ?s a ?c . SERVICE SILENT <http://a.example/q> { ?c ?p ?o } }", base="")
    >>> call.endpoint, call.query.strip(), call.silent
    ('http://a.example/q', 'SELECT * WHERE { ?c ?p ?o }', True)
    """
    return tuple(_Query(text, base).calls())


def uncalled(text: str) -> str:
    """Spell a query so that it calls nobody, and follows the grammar where the text does.

    A SERVICE clause is a GRAPH clause but for its keyword and SILENT; every other token stays in its place.

    >>> uncalled("ASK { SERVICE SILENT ?server {} }")
    'ASK { GRAPH          ?server {} }'
    """
    tokens = Reading(text, "").tokens
    parts: list[str] = []
    reached = 0
    for token, following in pairwise(tokens):
        if token.word == "SERVICE":
            parts += [text[reached : token.start], "GRAPH".ljust(len("SERVICE"))]
            reached = token.end
            if following.word == "SILENT":
                parts += [text[reached : following.start], " " * len("SILENT")]
                reached = following.end
    return "".join([*parts, text[reached:]])


def answered(text: str, answers: Iterable[tuple[Call, str]]) -> str:
    """Put groups of the grammar in the place of calls; every line stays the line that it was."""
    parts: list[str] = []
    reached = 0
    for call, group in answers:
        parts += [text[reached : call.start], group, "\n" * text.count("\n", call.start, call.end)]
        reached = call.end
    return "".join([*parts, text[reached:]])


class _Query(Reading):
    def calls(self) -> Iterable[Call]:
        base = f"BASE <{self.base}>\n" if self.base else ""
        self.read_prologue()
        prologue = base + "".join(f"{self.text[start:end]}\n" for start, end in self.prologue)
        while self.at < len(self.tokens):
            token = self._next("")
            if token.text == "\\":
                message = "an escape stands outside of strings and names, where SERVICE is not understood"
                raise QueryRefused(message)
            if token.word == "SERVICE":
                yield self._call(token, prologue)

    def _call(self, service: Token, prologue: str) -> Call:
        name = self._next("an IRI")
        is_silent = name.word == "SILENT"
        name = self._next("an IRI") if is_silent else name
        if name.kind == "variable":
            message = f"SERVICE {name.text}: a variable is not followed; name the server"
            raise QueryRefused(message)
        if name.kind not in {"iri", "name"}:
            raise self.complaint(name, "an IRI")
        opened = self._next("{")
        if opened.text != "{":
            raise self.complaint(opened, "{")
        closed, depth = opened, 1
        while depth:
            closed = self._next("}")
            if closed.word == "SERVICE" or closed.text == "\\":
                message = (
                    "SERVICE within SERVICE, and escapes outside of strings and names, are not passed on"
                )
                raise QueryRefused(message)
            depth += {"{": 1, "}": -1}.get(closed.text, 0)
        return Call(
            start=service.start,
            end=closed.end,
            endpoint=self.iri(name),
            query=f"{prologue}SELECT * WHERE {self.text[opened.start : closed.end]}",
            silent=is_silent,
        )

    def _next(self, expected: str) -> Token:
        if self.at >= len(self.tokens):
            raise self.complaint(self.tokens[-1], f"{expected} after it")
        self.at += 1
        return self.tokens[self.at - 1]
