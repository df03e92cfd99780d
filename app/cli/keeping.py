"""Commands about articles: taking them in and out, what was kept out, and whether all is sound."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import console
from app.cli.shared import KEPT_OUT, AsJson, now, parts_of, running_service, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.bootstrap import Parts
    from app.read.inputs import Inputs
    from app.settings import Settings

Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, http(s) addresses, or - for standard input.")
]


def ingest(sources: Sources, *, as_json: AsJson = False) -> None:
    """Take articles in; what cannot be is named, and the rest goes on."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        failures = console.ingest(sources, inputs_of(settings), running.ingest, as_json=as_json)
    else:
        with parts_of(settings) as parts:
            failures = console.ingest(sources, inputs_of(settings), take_here(parts), as_json=as_json)
    raise typer.Exit(KEPT_OUT if failures else 0)


def check(*, as_json: AsJson = False) -> None:
    """Hold the whole store against texts, shapes, digests and rules; exit code 1 if anything is amiss."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        found = running.act("check")
    else:
        with parts_of(settings) as parts:
            found = asdict(parts.service.check())
    if as_json:
        console.emit(found)
    else:
        for finding in found["findings"]:
            console.say(finding)
        print(
            f"{found['graphs']} article versions, {found['passages']} passages, {found['quads']} triples "
            f"checked: {len(found['findings']) or 'no'} finding{'' if len(found['findings']) == 1 else 's'}"
        )
    raise typer.Exit(KEPT_OUT if found["findings"] else 0)


def rebuild() -> None:
    """Drop all that is derived, conflicts and the full text index, and work it out again from the claims."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        done = running.act("rebuild")
        print(f"{done['versions']} article versions compared anew")
        return
    from app.search.index import INDEX_FILE

    with parts_of(settings) as parts, console.progress() as progress:
        total = len(parts.ledger.version_graphs())
        task = progress.add_task("comparing anew", total=total)
        for _ in parts.service.rebuild(now=now()):
            progress.advance(task)
        for file in settings.data.glob(f"{INDEX_FILE}*"):
            file.unlink()  # the service makes it anew when it starts
    print(f"{total} article versions compared anew")


def retract(
    articles: Annotated[list[str], typer.Argument(help="Ids or IRIs of articles.")],
    replaced_by: Annotated[
        str | None, typer.Option(help="Id or IRI of the article that takes their place.")
    ] = None,
) -> None:
    """Undo the ingest of articles, with everything that was read in them."""
    failures = 0
    with _retracting(settings_of(), replaced_by) as undo:
        for article in articles:
            gone = undo(article.rstrip("/").rpartition("/")[2])
            failures += 0 if gone else 1
            print(f"{article}: {'retracted' if gone else 'there is no such article'}")
    raise typer.Exit(KEPT_OUT if failures else 0)


def quarantine(
    *,
    retry: Annotated[bool, typer.Option("--retry", help="Try each of them again.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was kept out, with the reason; or try it again: exit code 1 if some stays out."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        rows = running.act("quarantine", retry=retry)["rows"]
    else:
        from app.rows import quarantine_rows

        with parts_of(settings) as parts:
            rows = quarantine_rows(parts, retry=retry, now=now())
    for row in rows:
        if as_json:
            console.emit(row)
        else:
            print(f"{row['id']}  {row['at']}  {row['origin']}: {row.get('outcome', row['reason'])}")
    raise typer.Exit(0 if all(row.get("released", True) for row in rows) else KEPT_OUT)


def inputs_of(settings: Settings) -> Inputs:
    """Make what finds articles in files, folders and at addresses."""
    from app.bootstrap import MEGABYTE
    from app.read.fetch import Fetcher
    from app.read.inputs import Inputs

    return Inputs(
        fetcher=Fetcher(contact=settings.contact),
        standard_input=sys.stdin.buffer,
        limit=settings.max_text_mb * MEGABYTE,
    )


def take_here(parts: Parts) -> console.Ingest:
    """Take articles in within this process."""
    from app.rows import receipt_row

    def take(data: bytes, *, media_type: str | None, origin: str) -> list[dict[str, Any]]:
        taken = parts.service.ingest_all(data, now=now(), media_type=media_type, origin=origin)
        return [receipt_row(one) for one in taken]

    return take


@contextmanager
def _retracting(settings: Settings, replaced_by: str | None) -> Iterator[Callable[[str], bool]]:
    running = running_service(settings)
    if running:
        yield partial(running.retract, replaced_by=replaced_by)
        return
    with parts_of(settings) as parts:
        successor = replaced_by
        if successor and not parts.iris.parse(successor):
            successor = str(parts.iris.iri("article", successor))
        yield lambda article: parts.service.retract(article, replaced_by=successor) > 0
