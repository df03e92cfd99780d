"""OpenLink Virtuoso as the server behind the remote door: started on loopback, with settings of its own.

What it does otherwise than the contract says is listed here, test by test, with the reason; `docs/stores.md`
tells it to people. A deviation that is gone makes its test fail, so that the list stays true.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.remote import RemoteStore

SETTINGS = Path("/usr/share/virtuoso-opensource-7/virtuoso.ini")
PROGRAM, CLIENT = "virtuoso-t", "isql-vt"
GRANTS = """grant SPARQL_UPDATE to "SPARQL"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"""


def is_installed() -> bool:
    """Tell whether there is one on this machine."""
    return SETTINGS.exists() and shutil.which(PROGRAM) is not None and shutil.which(CLIENT) is not None


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def served(folder: Path) -> Iterator[str]:
    """Start a server with its files in a folder, and give its address."""
    sql, http = free_port(), free_port()
    settings = SETTINGS.read_text(encoding="utf-8")
    for place in ("db", "vsp"):
        settings = settings.replace(f"/var/lib/virtuoso-opensource-7/{place}", str(folder))
    for old, new in ((1111, sql), (8890, http)):
        settings = re.sub(rf"(?m)^ServerPort\s*=\s*{old}$", f"ServerPort = 127.0.0.1:{new}", settings)
    settings = re.sub(r"(?m)^ResultSetMaxRows.*$", "ResultSetMaxRows = 1000000", settings)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    command = [PROGRAM, "-f", "-c", str(folder / "virtuoso.ini")]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{http}/sparql", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        grant = [CLIENT, f"127.0.0.1:{sql}", "dba", "dba", f"exec={GRANTS}"]
        subprocess.run(grant, check=True, capture_output=True, timeout=60)
        yield f"http://127.0.0.1:{http}"
        process.kill()


DEVIATIONS = {
    "in_strict_mode_the_default_graph": "it has no default graph of its own",
    "an_update_request_is_done_as_a_whole_or_not_at_all": "each operation of a request is a transaction",
    "an_update_with_a_syntax_error": "an error names a line of a text that the server made of ours",
    "a_query_with_a_syntax_error": "an error names no column",
    "an_update_is_no_query": "one address takes both, and each under either name",
    "loading_what_cannot_be_read": "a malformed graph is answered with 500, not 400",
    "a_graph_can_be_loaded_as_json_ld": "the graph store takes no JSON-LD",
    "texts_come_back_as_they_went_in[foreign-]": "its own graphs hold empty texts, and show in the union",
    "rows_can_be_had_in_four_forms": "the header of tab-separated values is quoted",
    "triples_can_be_had_in_six_forms[foreign-text/turtle": "names are shortened, which is right",
    "triples_can_be_had_in_six_forms[foreign-application/n-triples": "the end of an answer has no line end",
    "triples_can_be_had_in_six_forms[foreign-application/rdf+xml": "DESCRIBE finds nothing in the union",
    "triples_can_be_had_in_six_forms[foreign-application/ld+json": "DESCRIBE finds nothing in the union",
    "triples_can_be_had_in_six_forms[foreign-application/trig": "triples are not given as TriG",
    "triples_can_be_had_in_six_forms[foreign-application/n-quads": "triples are not given as N-Quads",
    "rows_are_not_given_as_what_they_are_not[foreign-text/turtle": "rows are given as triples",
    "triples_are_not_given_as_rows[foreign-text/csv": "triples are given as rows of three",
    "triples_are_not_given_as_rows[foreign-application/sparql": "triples are given as rows of three",
}


def deviation(name: str) -> str | None:
    """Say what a test of the contract is known to find, None where it is to pass."""
    return next((reason for part, reason in DEVIATIONS.items() if part in name), None)


def reset(store: RemoteStore) -> None:
    """Empty all graphs but its own, which must stay."""
    for graph in store.graphs():
        store.update(f"CLEAR GRAPH <{graph}>")
