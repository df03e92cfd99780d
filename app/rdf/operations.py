"""An update request taken apart: its operations, which graphs each may write, and which it may read.

That the text follows the grammar is for the engine to say. Nothing is committed on the word of this
module alone: what it says is only used to know where to look for changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.errors import QuerySyntax
from app.rdf.tokens import TERMS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.rdf.tokens import Token

EXPECTED: Final = "an operation of an update"
DEFAULT: Final = ""
"""How the default graph is called here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation of a request, between `start` and `end` of its text.

    `writes` and `reads` are graphs by name; `everywhere` says that it may write to any graph, `asks`
    that the graphs it writes to are found by its pattern, `anywhere` that it may read any graph.
    `where` is the place of its pattern and `dataset` the place where a USING clause can be put.
    """

    kind: str
    start: int
    end: int
    prologue: tuple[tuple[int, int], ...] = ()
    silent: bool = False
    writes: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    everywhere: bool = False
    asks: tuple[str, ...] = ()
    anywhere: bool = False
    reads_default: bool = False
    uses: tuple[str, ...] = ()
    uses_named: tuple[str, ...] = ()
    within: str | None = None
    where: tuple[int, int] | None = None
    template: tuple[int, int] | None = None
    dataset: int | None = None
    source: str = ""

    @property
    def names_dataset(self) -> bool:
        """Tell whether it says itself which graphs its pattern is asked of."""
        return bool(self.uses or self.uses_named or self.within is not None)


def operations(text: str, *, base: str) -> tuple[Operation, ...]:
    """Take a request apart; QuerySyntax where it has no beginning of an operation.

    >>> [one.kind for one in operations("CLEAR ALL ; INSERT DATA { <s> <p> ';' }", base="http://x/")]
    ['CLEAR', 'INSERT DATA']
    """
    return tuple(_Request(text, base).operations())


def only(text: str, operation: Operation, insert: tuple[int, str] | None = None) -> str:
    """Give the text of one operation with its prologue, each on the line and column where it stood.

    So the place that a complaint names is the place in the whole text. `insert` puts words in.
    """
    parts: list[str] = []
    reached = 0
    for start, end in (*operation.prologue, (operation.start, operation.end)):
        skipped = text[reached:start]
        lines = skipped.count("\n")
        parts.append("\n" * lines + " " * (len(skipped) - skipped.rfind("\n") - 1))
        parts.append(text[start:end])
        reached = end
    if insert is not None:
        place = insert[0] - operation.start
        parts[-1] = f"{parts[-1][:place]}{insert[1]}{parts[-1][place:]}"
    return "".join(parts)


def using(
    text: str, operation: Operation, default: Iterable[str], named: Iterable[str]
) -> tuple[int, str] | None:
    """Say where the dataset of the request goes into an operation that has a pattern, and how.

    DELETE WHERE is short for a template and a pattern that say the same; only the long form has a dataset.
    """
    clauses = [f"USING <{graph}>" for graph in default] + [f"USING NAMED <{graph}>" for graph in named]
    if operation.dataset is None or operation.where is None or not clauses:
        return None
    is_short = operation.kind == "DELETE WHERE"
    template = text[operation.where[0] : operation.where[1]] if is_short else ""
    return operation.dataset, f"{template} {' '.join(clauses)} "


def with_dataset(operation: Operation, default: tuple[str, ...], named: tuple[str, ...]) -> Operation:
    """Give the operation as it is when the request says which graphs its pattern is asked of."""
    if operation.dataset is None or not (default or named):
        return operation
    wild = operation.anywhere
    return replace(
        operation,
        uses=default,
        uses_named=named,
        anywhere=operation.everywhere,
        reads_default=operation.reads_default and bool(default),
        reads=operation.reads | set(default) | (set(named) if wild else set()),
    )


class _Request(Reading):
    """One text under way from its beginning to its end."""

    def operations(self) -> Iterable[Operation]:
        nodes: dict[str, int] = {}
        count = 0
        while True:
            self.read_prologue()
            if self.at >= len(self.tokens):
                return
            tokens = self._body()
            if not tokens:
                raise self.complaint(self.tokens[self.at], EXPECTED)
            operation = self._operation(tokens)
            for token in tokens if operation.kind == "INSERT DATA" else ():
                if token.kind == "node" and nodes.setdefault(token.text, count) != count:
                    message = f"the label {token.text} stands in the data of two operations"
                    raise QuerySyntax(message)
            yield operation
            count += 1
            self.at += 1  # the semicolon

    def _body(self) -> list[Token]:
        start, depth = self.at, 0
        while self.at < len(self.tokens):
            text = self.tokens[self.at].text
            depth += {"{": 1, "}": -1}.get(text, 0)
            if text == ";" and depth <= 0:
                break
            self.at += 1
        return self.tokens[start : self.at]

    def _operation(self, tokens: list[Token]) -> Operation:
        first, second = tokens[0].word, tokens[1].word if len(tokens) > 1 else ""
        common = Operation(
            kind=f"{first} {second}" if second in {"DATA", "WHERE"} else first,
            start=tokens[0].start,
            end=tokens[-1].end,
            prologue=tuple(self.prologue),
            silent=second == "SILENT",
            everywhere=not self.is_sure(tokens),
            anywhere=not self.is_sure(tokens),
        )
        if first in {"LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}:
            return self._management(common, tokens)
        if first in {"INSERT", "DELETE", "WITH"}:
            return self._modification(common, tokens)
        raise self.complaint(tokens[0], EXPECTED)

    def _management(self, common: Operation, tokens: list[Token]) -> Operation:
        words = {one.word for one in tokens}
        named = [self.iri(one) for one in tokens if one.kind in {"iri", "name"}]
        if common.kind == "LOAD":
            if not named:
                raise self.complaint(tokens[0], EXPECTED)
            return replace(common, writes=frozenset(named[1:2] or [DEFAULT]), source=named[0])
        if common.kind in {"CLEAR", "DROP", "CREATE"}:
            if words & {"ALL", "NAMED"}:
                return replace(common, everywhere=True, anywhere=True)
            return replace(common, writes=frozenset(named or [DEFAULT]))
        places = [
            DEFAULT if one.word == "DEFAULT" else self.iri(one)
            for one in tokens
            if one.word == "DEFAULT" or one.kind in {"iri", "name"}
        ]
        written = places if common.kind == "MOVE" else places[1:]
        return replace(common, writes=frozenset(written), reads=frozenset(places[:1]))

    def _modification(self, common: Operation, tokens: list[Token]) -> Operation:
        within: str | None = None
        if tokens[0].word == "WITH" and len(tokens) > 1:
            within = self.iri(tokens[1])
        whole = _Braces(tokens)
        templates = [one for one in whole.groups if one.keyword in {"INSERT", "DELETE", "DATA"}]
        pattern = next((one for one in reversed(whole.groups) if one.keyword == "WHERE"), None)
        written = [*templates, pattern] if common.kind == "DELETE WHERE" and pattern else templates
        named, variables, rest = self._graphs([one.tokens for one in written])
        uses, uses_named = self._using(tokens)
        found = replace(
            common,
            writes=frozenset(named | ({within or DEFAULT} if rest else set())),
            asks=tuple(sorted(variables)),
            uses=uses,
            uses_named=uses_named,
            within=within,
        )
        if pattern is None:
            return found
        return self._with_pattern(found, pattern, templates)

    def _with_pattern(self, found: Operation, pattern: _Group, templates: list[_Group]) -> Operation:
        asked, variables, rest = self._graphs([pattern.tokens])
        is_template = found.kind == "DELETE WHERE"
        limited = bool(found.uses or found.uses_named)
        reads = asked | set(found.uses) | ({found.within} if found.within is not None else set())
        return replace(
            found,
            reads=frozenset(reads | (set(found.uses_named) if variables else set())),
            anywhere=found.anywhere or (bool(variables) and not limited),
            reads_default=rest and found.within is None and not limited,
            where=(pattern.start, pattern.end),
            template=None
            if is_template or not templates
            else (templates[0].keyword_start, templates[-1].end),
            dataset=pattern.keyword_start,
        )

    def _using(self, tokens: list[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read the USING clauses, which stand outside of all braces."""
        default, named, depth = [], [], 0
        for index, token in enumerate(tokens):
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if token.word != "USING" or depth or index + 1 >= len(tokens):
                continue
            if tokens[index + 1].word == "NAMED":
                named.append(self.iri(tokens[min(index + 2, len(tokens) - 1)]))
            else:
                default.append(self.iri(tokens[index + 1]))
        return tuple(default), tuple(named)

    def _graphs(self, groups: list[list[Token]]) -> tuple[set[str], set[str], bool]:
        """Give the graphs that GRAPH names, the variables in their place, and whether there is more."""
        named: set[str] = set()
        variables: set[str] = set()
        rest = False
        for tokens in groups:
            depth, inside = 0, 0
            for index, token in enumerate(tokens):
                depth += {"{": 1, "}": -1}.get(token.text, 0)
                if token.word == "GRAPH" and index + 1 < len(tokens):
                    name = tokens[index + 1]
                    if name.kind == "variable":
                        variables.add(name.text)
                    else:
                        named.add(self.iri(name))
                    inside = inside or depth + 1
                elif inside and token.text == "}" and depth < inside:
                    inside = 0
                elif not inside and (token.kind in TERMS or token.text in "[("):
                    rest = True
        return named, variables, rest


@dataclass(slots=True)
class _Group:
    """What stands between two braces that are not inside of others, and the word before it."""

    keyword: str
    keyword_start: int
    start: int
    end: int
    tokens: list[Token]


class _Braces:
    """The outermost groups of an operation."""

    def __init__(self, tokens: list[Token]) -> None:
        self.groups: list[_Group] = []
        depth, opened = 0, 0
        for index, token in enumerate(tokens):
            if token.text == "{" and token.kind == "mark":
                opened = index if depth == 0 else opened
                depth += 1
            elif token.text == "}" and token.kind == "mark":
                depth -= 1
                if depth == 0:
                    self._add(tokens, opened, index)

    def _add(self, tokens: list[Token], opened: int, closed: int) -> None:
        before = tokens[opened - 1] if opened else tokens[0]
        keyword, start = before.word, before.start
        if keyword not in {"INSERT", "DELETE", "DATA", "WHERE"}:
            # Nothing but the graph of a USING clause can stand there: WHERE may be left out.
            keyword, start = "WHERE", tokens[opened].start
        inside = tokens[opened + 1 : closed]
        self.groups.append(_Group(keyword, start, tokens[opened].start, tokens[closed].end, inside))
