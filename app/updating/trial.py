"""An update tried out on a copy, in a child process that can be killed; the store itself is not touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from app.errors import QueryRefused, QueryTimeout, QueryTooLarge, Uncheckable, UpdateFailed
from app.rdf.operations import DEFAULT, Operation, only, using, with_dataset
from app.store.embedded import EmbeddedStore
from app.store.formats import syntax_error
from app.updating.change import Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.store.base import Store

ROOT: Final = Path(__file__).parents[2]
FINISHING: Final = 3.0
"""Seconds that starting a child and reading its answer may take beside the trial itself."""
UNREACHED: Final = "a store on another machine is copied for the trial, and this one holds more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLimits:
    """What trying one update out may take; `triples` bounds the graphs that it may change."""

    seconds: float = 30.0
    memory_bytes: int = 1024**3
    triples: int = 500_000
    copy_bytes: int = 256 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One update request as the SPARQL protocol carries it."""

    text: str
    base: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation as the child is told of it."""

    text: str
    writes: tuple[str, ...]
    everywhere: bool
    asks: str | None
    within: str | None
    select: str | None
    template: str | None
    load: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Tries updates out; `union` says that the default graph of a pattern is the union of all graphs.

    `fetch` gets the triples of an address, as N-Triples, for LOAD.
    """

    store: Store
    beside: Path | None
    limits: TrialLimits
    union: bool
    fetch: Callable[[str], bytes]

    def run(self, request: Request, operations: Sequence[Operation]) -> Change:
        """Carry an update out on a copy and give the difference; QueryError or UpdateError if that fails."""
        asked = [with_dataset(one, request.default_graphs, request.named_graphs) for one in operations]
        if self.beside:
            self.beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="trial-", dir=self.beside) as name:
            folder = Path(name)
            steps = [
                step
                for number, pair in enumerate(zip(operations, asked, strict=True))
                if (step := self._step(request, *pair, folder / f"load-{number}.nt"))
            ]
            job = {
                "folder": str(folder),
                "base": request.base,
                "steps": [asdict(step) for step in steps],
                "seconds": self.limits.seconds,
                "memory_bytes": self.limits.memory_bytes,
                "most": self.limits.triples,
                **self._copy(asked, folder),
            }
            return _read_change(folder, self._answer(job))

    def _step(self, request: Request, written: Operation, asked: Operation, file: Path) -> Step | None:
        """Tell of one operation; None if there is nothing to do."""
        text, load = request.text, None
        if written.kind == "LOAD":
            try:
                file.write_bytes(self.fetch(written.source))
            except (QueryRefused, UpdateFailed):
                if written.silent:  # SPARQL 1.1 Update, section 3.1.4: the failure is passed over
                    return None
                raise
            load = str(file)
        insert = using(text, written, request.default_graphs, request.named_graphs)
        has_parts = written.template is not None or written.kind == "DELETE WHERE"
        is_union = self.union and asked.reads_default and has_parts and not asked.names_dataset
        head = only(text, written)[: -(written.end - written.start)]
        return Step(
            text=only(text, written, insert),
            writes=tuple(sorted(asked.writes)),
            everywhere=asked.everywhere,
            asks=_question(head, " ".join(asked.asks), text, asked) if asked.asks and asked.where else None,
            within=asked.within if not (asked.uses or asked.uses_named) else None,
            select=_question(head, "*", text, asked) if is_union else None,
            template=_template(head, text, written) if is_union else None,
            load=load,
        )

    def _copy(self, operations: Sequence[Operation], folder: Path) -> dict[str, Any]:
        """Copy what the update may read or write: some graphs where it names them all, else everything."""
        copied: dict[str, Any] = {"store": None, "graphs": [], "dump": None}
        if not any(self._needs_all(one) for one in operations):
            names = {name for one in operations for name in one.writes | one.reads}
            names |= {DEFAULT for one in operations if one.reads_default}
            for number, name in enumerate(sorted(names)):
                if name or not self.union:
                    path = folder / f"graph-{number}.nt"
                    path.write_bytes(self.store.graph(name or None))
                    copied["graphs"].append((name, str(path)))
        elif isinstance(self.store, EmbeddedStore):
            copied["store"] = str(folder / "store")
            self.store.checkpoint(folder / "store")
        else:
            copied["dump"] = str(folder / "dump.nq")
            self._dump(folder / "dump.nq")
        return copied

    def _needs_all(self, one: Operation) -> bool:
        return one.everywhere or one.anywhere or bool(one.asks) or (self.union and one.reads_default)

    def _dump(self, path: Path) -> None:
        left = self.limits.copy_bytes
        with path.open("wb") as file:
            for chunk in everything(self.store, union=self.union):
                left -= len(chunk)
                if left < 0:
                    message = f"{UNREACHED} {self.limits.copy_bytes // 1024**2} MB; name all graphs by USING"
                    raise Uncheckable(message)
                file.write(chunk)

    def _answer(self, job: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
        try:
            done = subprocess.run(  # our own program, without arguments
                [sys.executable, "-B", "-m", "app.updating.child"],
                input=json.dumps(job).encode() + b"\n",
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C in a terminal is for the parent
                env={**kept, "PYTHONPATH": str(ROOT)},
                cwd=ROOT,
                timeout=self.limits.seconds + FINISHING,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise self._too_long() from error
        try:
            answer: dict[str, Any] = json.loads(done.stdout)
        except ValueError as error:
            if done.returncode in {-14, -24}:  # SIGALRM, SIGXCPU: the bounds that it laid on itself
                raise self._too_long() from error
            raise self._too_large() from error
        self._complain(answer)
        return answer

    def _complain(self, answer: dict[str, Any]) -> None:
        if "syntax" in answer:
            raise syntax_error(answer["syntax"])
        if "refused" in answer:
            message = f"it cannot be tried out before it is committed: {answer['refused']}"
            raise Uncheckable(message)
        if "large" in answer:
            raise self._too_large()
        if "failed" in answer:
            raise UpdateFailed(answer["failed"])

    def _too_long(self) -> QueryTimeout:
        return QueryTimeout(
            f"the update was stopped after {self.limits.seconds:g} seconds; nothing is changed"
        )

    def _too_large(self) -> QueryTooLarge:
        megabytes = self.limits.memory_bytes // 1_000_000
        return QueryTooLarge(f"the update needs more than {megabytes} MB of memory; nothing is changed")


def everything(store: Store, *, union: bool) -> Iterator[bytes]:
    """Give the whole store as N-Quads; a server's default graph only where it is a graph of its own."""
    if not union and not isinstance(store, EmbeddedStore):
        yield store.graph(None)
    yield from store.dump()


def _question(head: str, wanted: str, text: str, operation: Operation) -> str:
    """Ask for what the pattern of an operation finds."""
    assert operation.where is not None
    clauses = [f"FROM <{graph}>" for graph in operation.uses]
    clauses += [f"FROM NAMED <{graph}>" for graph in operation.uses_named]
    pattern = text[operation.where[0] : operation.where[1]]
    return f"{head} SELECT DISTINCT {wanted} {' '.join(clauses)} WHERE {pattern}"


def _template(head: str, text: str, operation: Operation) -> str:
    """Give an operation up to its pattern."""
    assert operation.where is not None
    if operation.template is None:
        return f"{head} DELETE {text[operation.where[0] : operation.where[1]]}"
    return f"{head} {text[operation.template[0] : operation.template[1]]}"


def _read_change(folder: Path, answer: dict[str, Any]) -> Change:
    def read(name: str) -> frozenset[ox.Quad]:
        return frozenset(ox.parse(path=str(folder / f"{name}.nq"), format=ox.RdfFormat.N_QUADS))

    return Change(
        removed=read("removed"),
        added=read("added"),
        whole=read("whole"),
        touched=frozenset(answer["touched"]),
        emptied=frozenset(answer["emptied"]),
        replaced=frozenset(answer["replaced"]),
    )
