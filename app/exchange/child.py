"""The child's own program: one stranger's graph held against shapes, then the end.

It reads one job from its standard input and writes one answer to its standard output. Neither a graph
nor shapes can make it open a socket, read or write a file, start a program, or take more time or
memory than it was given: SHACL-SPARQL is a stranger's query, and may say SERVICE or never end.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyshacl
import rdflib.plugins.sparql.processor
import rdflib.plugins.stores.memory  # noqa: F401  # loaded before the doors close
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph

from app.errors import Malformed
from app.exchange.parse import read_graph
from app.rdf.shapes import apart, findings, legible
from app.store.child.fence import forbid_sockets, limit_memory

if TYPE_CHECKING:
    from app.domain.report import Violation

TOLD: Final = 1_000
"""Findings told in words; the report in RDF holds all of them."""
GRACE: Final = 2
"""Seconds after which the child ends itself, should its parent not have ended it."""
CODE: Final = frozenset({".py", ".pyc", ".so"})
"""What may still be opened: modules that are imported when they are needed."""
REFUSED: Final = ("socket.", "subprocess.", "os.", "shutil.", "ctypes.", "pty.", "sqlite3.", "urllib.")
HARMLESS: Final = frozenset({"os.listdir", "os.scandir", "os.putenv", "os.unsetenv"})


def main() -> None:
    """Do one job: a line of JSON with limits and lengths, then the bytes of data and shapes."""
    line = sys.stdin.buffer.readline()
    if not line:
        return  # the parent wants nothing any more
    job = json.loads(line)
    data = sys.stdin.buffer.read(job["data"]["length"])
    shapes = sys.stdin.buffer.read(job["shapes"]["length"]) if job["shapes"] else None
    own = _own_shapes(Path(job["folder"])) if shapes is None else None
    _enclose(seconds=job["seconds"], memory_bytes=job["memory_bytes"])
    try:
        graph = read_graph(data, job["data"]["media_type"], base=job["data"]["base"])
        if own is None:
            assert shapes is not None
            own = _shapes(shapes, job["shapes"])
        answer = judge(graph, own)
    except Malformed as error:
        answer = {"refused": str(error)}
    except RecursionError:
        answer = {"refused": "the graph or the shapes are nested too deeply"}
    except MemoryError:
        answer = {"stopped": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def judge(graph: Graph, shapes: Graph) -> dict[str, Any]:
    """Hold a graph against shapes; Malformed if the shapes mean nothing that can be done.

    >>> judge(Graph(), Graph())["conforms"]
    True
    """
    try:
        # A warning or a note is a result, too: with one the graph does not conform (SHACL, 3.6.1.1).
        conforms, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    except (RecursionError, MemoryError):
        raise
    except ReportableRuntimeError as error:
        message = f"the shapes cannot be used: {error}"
        raise Malformed(message) from error
    except Exception as error:  # pySHACL and the SPARQL engine raise many, of no common type
        message = f"the shapes cannot be used: {type(error).__name__}: {error}"
        raise Malformed(message) from error
    if not isinstance(results, Graph):  # a ValidationFailure comes as a value
        message = f"the shapes cannot be used: {results}"
        raise Malformed(message)
    found = findings(apart(legible(results)), graph)
    return {
        "conforms": bool(conforms),
        "shapes": len(shapes),
        "triples": len(graph),
        "count": len(found),
        "findings": [_row(one) for one in found[:TOLD]],
        "report": results.serialize(format="nt", encoding="utf-8").decode(),
    }


def _row(one: Violation) -> dict[str, Any]:
    return {
        "severity": one.severity.value,
        "message": one.message,
        "focus": one.focus,
        "path": one.path,
        "value": one.value,
        "shape": one.shape,
    }


def _shapes(data: bytes, named: dict[str, Any]) -> Graph:
    try:
        return read_graph(data, named["media_type"], base=named["base"])
    except Malformed as error:
        message = f"the shapes: {error.message}"
        raise Malformed(message, origin=error.origin) from error


def _own_shapes(folder: Path) -> Graph:
    graph = Graph()
    for file in sorted(folder.glob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def _enclose(*, seconds: float, memory_bytes: int) -> None:
    """Lay all bounds on this process; there is no way back."""
    most = int(seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    limit_memory(memory_bytes)
    signal.alarm(most)
    forbid_sockets()
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a graph or a shape has no business to do; an audit hook cannot be taken away again."""
    if event == "open":
        path, mode = arguments[0], arguments[1]
        reads = mode is None or not set(str(mode)) & set("wax+")
        if reads and isinstance(path, str) and Path(path).suffix in CODE:
            return
    elif event in HARMLESS or not event.startswith(REFUSED):
        return
    message = f"{event} is not for strangers' graphs"
    raise PermissionError(message)


if __name__ == "__main__":
    main()
