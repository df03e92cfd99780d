"""Commands that serve."""

from __future__ import annotations

import gc
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from app import console
from app.cli.keeping import inputs_of, take_here
from app.cli.shared import parts_of, settings_of

if TYPE_CHECKING:
    from app.bootstrap import Parts

Port = Annotated[int | None, typer.Option(help="Port to listen on; default $PORT or 8000.")]

GARBAGE = 20_000
"""New objects after which the garbage collection looks at the young ones: a request makes some hundreds."""


def serve(
    port: Port = None,
) -> None:
    """Serve the store over HTTP, in the foreground."""
    settings = settings_of(port)
    with parts_of(settings) as parts:
        _serve(parts)


def demo(
    port: Port = None,
) -> None:
    """Ingest the seed articles, print what to try, and serve."""
    from app.bootstrap import ROOT

    settings = settings_of(port)
    with parts_of(settings) as parts:
        articles = [str(ROOT / "seeds" / "articles")]
        failures = console.ingest(articles, inputs_of(settings), take_here(parts), quiet=True)
        if failures:
            console.say(f"{failures} of the seed articles could not be taken in")
        console.say(_welcome(settings.port, parts.made_token))
        _serve(parts)


def _serve(parts: Parts) -> None:
    import uvicorn

    from app.client import leave_note, remove_note
    from app.web import create_app
    from app.web.corked import CorkedProtocol

    settings = parts.settings
    logging.getLogger().setLevel(settings.log_level)
    parts.service.compare_touched()  # what a crash may have left
    note = leave_note(settings.data, url=f"http://127.0.0.1:{settings.port}")
    owner = replace(parts, tokens=parts.tokens.with_owner(note.token))
    application = create_app(owner)
    gc.collect()
    gc.freeze()  # what is there now stays: no collection need look at it
    gc.set_threshold(GARBAGE)
    try:
        uvicorn.run(
            application,
            host=settings.host,
            port=settings.port,
            http=CorkedProtocol,
            log_level=settings.log_level.lower(),
            access_log=False,
            server_header=False,
        )
    finally:
        remove_note(settings.data)


def _welcome(port: int, token: str | None) -> str:
    here = f"http://localhost:{port}"
    lines = [
        "",
        f"Whosaid serves  {here}/",
        f"  conflicts     {here}/conflicts",
        f"  SPARQL        {here}/sparql",
        f"  API           {here}/docs",
        "",
        "Three queries worth trying:",
        *(
            f"  {question}\n    curl -s {here}/sparql --data-urlencode query@{path}"
            for question, path in _worth_trying()
        ),
    ]
    if token:
        lines += ["", f"Token for writing, shown this once: {token}"]
    return "\n".join([*lines, ""])


def _worth_trying() -> list[tuple[str, str]]:
    from app.bootstrap import ROOT

    found = []
    for path in sorted((ROOT / "seeds" / "queries").glob("*.rq"))[:3]:
        question = path.read_text("utf-8").partition("\n")[0].lstrip("# ")
        found.append((question, f"seeds/queries/{path.name}"))
    return found
