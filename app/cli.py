"""The command line. Exit codes: 0 done, 1 some inputs kept out, 2 wrong use, 3 store unreachable."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import console
from app.client import ServiceClient, find_note
from app.errors import ExtractorError, InputError, SettingsError, StoreError, WhosaidError
from app.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.bootstrap import Parts
    from app.read.inputs import Inputs
    from app.settings import Settings

KEPT_OUT = 1
WRONG_USE = 2
UNREACHABLE = 3

cli = typer.Typer(
    help="Who said what, where exactly it stands, and who contradicts it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one value a line.")]
Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, http(s) addresses, or - for standard input.")
]


def main() -> None:
    """Run a command and turn our errors into exit codes."""
    try:
        cli()
    except SettingsError as error:
        for complaint in error.complaints:
            console.say(f"whosaid: {complaint}")
        sys.exit(WRONG_USE)
    except StoreError as error:
        console.say(f"whosaid: {error}")
        sys.exit(UNREACHABLE)
    except WhosaidError as error:
        console.say(f"whosaid: {error}")
        sys.exit(KEPT_OUT)


@cli.command()
def serve(
    port: Annotated[int | None, typer.Option(help="Port to listen on; default $PORT or 8000.")] = None,
) -> None:
    """Serve the store over HTTP, in the foreground."""
    settings = _settings(port)
    with _parts(settings) as parts:
        _serve(parts)


@cli.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port to listen on; default $PORT or 8000.")] = None,
) -> None:
    """Ingest the seed articles, print what to try, and serve."""
    from app.bootstrap import ROOT

    settings = _settings(port)
    with _parts(settings) as parts:
        articles = [str(ROOT / "seeds" / "articles")]
        failures = console.ingest(articles, _inputs(settings), _here(parts), quiet=True)
        if failures:
            console.say(f"{failures} of the seed articles could not be taken in")
        console.say(_welcome(settings.port, parts.made_token))
        _serve(parts)


@cli.command()
def ingest(sources: Sources, *, as_json: AsJson = False) -> None:
    """Take articles in; what cannot be is named, and the rest goes on."""
    settings = _settings()
    running = _running(settings)
    if running:
        failures = console.ingest(sources, _inputs(settings), running.ingest, as_json=as_json)
    else:
        with _parts(settings) as parts:
            failures = console.ingest(sources, _inputs(settings), _here(parts), as_json=as_json)
    raise typer.Exit(KEPT_OUT if failures else 0)


@cli.command()
def extract(
    source: Annotated[
        Path,
        typer.Argument(help="JSON Lines: id, text, published?, publisher?, url?; - reads standard input."),
    ],
    form: Annotated[str, typer.Option("--format", help="Only jsonl.")] = "jsonl",
) -> None:
    """Print who says what in each text, as JSON Lines; no store is touched."""
    from app.bootstrap import make_extractor
    from app.rows import attributions, read_row

    if form != "jsonl":
        message = f"{form!r} is not a format; expected jsonl"
        raise typer.BadParameter(message)
    extractor = make_extractor(_settings())
    failures = 0
    for number, line in console.lines(source):
        origin = f"{source} line {number}"
        try:
            ident, article = read_row(line, origin=origin)
            extraction = extractor.extract(article)
        except InputError as error:
            failures += console.complain(error)
            continue
        except ExtractorError as error:
            failures += console.complain(ExtractorError(f"{origin}: {error}"))
            continue
        for one in extraction.unfound:
            console.say(f"whosaid: {origin}: left out: {one.reason}")
        console.emit({"id": ident, "attributions": attributions(extraction)})
    raise typer.Exit(KEPT_OUT if failures else 0)


@cli.command()
def compare(
    pairs: Annotated[
        Path,
        typer.Argument(
            help="JSON Lines: id, a and b with source, claim, date, place; - reads standard input."
        ),
    ],
) -> None:
    """Print for each pair of claims whether they clash, as JSON Lines; no store is touched."""
    from app.bootstrap import make_pair_reader
    from app.conflict.detect import relate
    from app.rows import relation_row

    read_pair = make_pair_reader(_settings())
    failures = 0
    for number, line in console.lines(pairs):
        try:
            ident, first, second = read_pair(line, origin=f"{pairs} line {number}")
        except InputError as error:
            failures += console.complain(error)
            continue
        console.emit(relation_row(ident, relate(first, second)))
    raise typer.Exit(KEPT_OUT if failures else 0)


@cli.command()
def check(*, as_json: AsJson = False) -> None:
    """Hold the whole store against texts, shapes, digests and rules; exit code 1 if anything is amiss."""
    settings = _settings()
    running = _running(settings)
    if running:
        found = running.act("check")
    else:
        with _parts(settings) as parts:
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


@cli.command()
def rebuild() -> None:
    """Drop frames and conflicts and work them out again from the claims."""
    settings = _settings()
    running = _running(settings)
    if running:
        done = running.act("rebuild")
        print(f"{done['versions']} article versions compared anew")
        return
    with _parts(settings) as parts, console.progress() as progress:
        total = len(parts.ledger.version_graphs())
        task = progress.add_task("comparing anew", total=total)
        for _ in parts.service.rebuild(now=_now()):
            progress.advance(task)
    print(f"{total} article versions compared anew")


@cli.command()
def retract(articles: Annotated[list[str], typer.Argument(help="Ids or IRIs of articles.")]) -> None:
    """Undo the ingest of articles, with everything that was read in them."""
    failures = 0
    with _retracting(_settings()) as undo:
        for article in articles:
            gone = undo(article.rstrip("/").rpartition("/")[2])
            failures += 0 if gone else 1
            print(f"{article}: {'retracted' if gone else 'there is no such article'}")
    raise typer.Exit(KEPT_OUT if failures else 0)


@cli.command()
def quarantine(
    *,
    retry: Annotated[bool, typer.Option("--retry", help="Try each of them again.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what was kept out, with the reason; or try it again: exit code 1 if some stays out."""
    settings = _settings()
    running = _running(settings)
    if running:
        rows = running.act("quarantine", retry=retry)["rows"]
    else:
        from app.rows import quarantine_rows

        with _parts(settings) as parts:
            rows = quarantine_rows(parts, retry=retry, now=_now())
    for row in rows:
        if as_json:
            console.emit(row)
        else:
            print(f"{row['id']}  {row['at']}  {row['origin']}: {row.get('outcome', row['reason'])}")
    raise typer.Exit(0 if all(row.get("released", True) for row in rows) else KEPT_OUT)


@cli.command()
def dump(
    to: Annotated[Path, typer.Argument(help="File to write, N-Quads; - writes to standard output.")],
) -> None:
    """Write the whole store as N-Quads."""
    settings = _settings()
    running = _running(settings)
    if running:
        console.write(to, running.dump())
        return
    with _parts(settings) as parts:
        console.write(to, parts.store.dump())


@cli.command()
def backup(to: Annotated[Path, typer.Argument(help="New folder for the copy.")]) -> None:
    """Copy the embedded store, hot: hard links where the file system allows."""
    settings = _settings()
    running = _running(settings)
    if running:
        running.act("backup", to=str(to.resolve()))
    else:
        from app.rows import back_up

        with _parts(settings) as parts:
            back_up(parts, to)
    print(f"store copied to {to}")


@cli.command(hidden=True)
def load() -> None:
    """Not there yet: loading dumps comes with the linked-data work."""
    _later("load", "ingest the articles again, or restore a backup")


@cli.command(hidden=True)
def restore() -> None:
    """Not there yet."""
    _later("restore", "stop the service and put the backup's folder in place of data/store")


@cli.command(hidden=True)
def bench() -> None:
    """Not there yet."""
    _later("bench", "run the scripts in bench/")


def _later(name: str, instead: str) -> None:
    console.say(f"whosaid {name} is not built yet; instead, {instead}")
    raise typer.Exit(WRONG_USE)


def _settings(port: int | None = None) -> Settings:
    """Read the settings; a command logs only what is amiss, as what it does stands on the screen."""
    settings = read_settings(os.environ)
    level = max(logging.getLevelNamesMapping()[settings.log_level], logging.WARNING)
    logging.basicConfig(level=level, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    return replace(settings, port=port) if port else settings


def _inputs(settings: Settings) -> Inputs:
    from app.bootstrap import MEGABYTE
    from app.read.fetch import Fetcher
    from app.read.inputs import Inputs

    return Inputs(
        fetcher=Fetcher(contact=settings.contact),
        standard_input=sys.stdin.buffer,
        limit=settings.max_text_mb * MEGABYTE,
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _running(settings: Settings) -> ServiceClient | None:
    note = find_note(settings.data)
    return ServiceClient(note) if note else None


@contextmanager
def _parts(settings: Settings) -> Iterator[Parts]:
    from app.bootstrap import build

    parts = build(settings)
    try:
        yield parts
    finally:
        parts.close()


def _here(parts: Parts) -> console.Ingest:
    """Take articles in within this process."""
    from app.rows import receipt_row

    def take(data: bytes, *, media_type: str | None, origin: str) -> list[dict[str, Any]]:
        taken = parts.service.ingest_all(data, now=_now(), media_type=media_type, origin=origin)
        return [receipt_row(one) for one in taken]

    return take


@contextmanager
def _retracting(settings: Settings) -> Iterator[Callable[[str], bool]]:
    running = _running(settings)
    if running:
        yield running.retract
        return
    with _parts(settings) as parts:
        yield lambda article: parts.service.retract(article) > 0


def _serve(parts: Parts) -> None:
    import uvicorn

    from app.client import leave_note, remove_note
    from app.web import create_app

    settings = parts.settings
    logging.getLogger().setLevel(settings.log_level)
    parts.service.compare_touched()  # what a crash may have left
    note = leave_note(settings.data, url=f"http://127.0.0.1:{settings.port}")
    owner = replace(parts, tokens=parts.tokens.with_owner(note.token))
    try:
        uvicorn.run(
            create_app(owner),
            host=settings.host,
            port=settings.port,
            http="httptools",
            log_level=settings.log_level.lower(),
            access_log=False,
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
