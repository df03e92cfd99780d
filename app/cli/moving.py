"""Commands that move the whole store: dump, load, backup."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import console
from app.cli.shared import KEPT_OUT, WRONG_USE, AsJson, now, parts_of, running_service, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings import Settings


def dump(
    to: Annotated[Path, typer.Argument(help="File to write; - writes to standard output.")],
    form: Annotated[
        str | None, typer.Option("--format", help="nq (N-Quads) or trig; else by the file's suffix.")
    ] = None,
    *,
    gz: Annotated[bool, typer.Option("--gz", help="Pack it by gzip; also by the suffix gz.")] = False,
    zst: Annotated[bool, typer.Option("--zst", help="Pack it by zstandard; also by the suffix zst.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the whole store as N-Quads or TriG."""
    from app.exchange.dump import form_of, write_dump, write_file
    from app.rdf.vocabulary import PREFIXES

    if gz and zst:
        message = "--gz and --zst exclude each other"
        raise typer.BadParameter(message)
    packing = "gz" if gz else "zst" if zst else None
    name = "" if str(to) == "-" else to.name
    form, packing = form_of(name, form=form, packing=packing)
    with _all_quads(settings_of()) as quads, console.counted("writing", quads) as chunks:
        write = partial(write_dump, chunks, form=form, packing=packing, prefixes=PREFIXES)
        if str(to) == "-":
            write(sys.stdout.buffer)
            return
        size = write_file(to, write)
    if as_json:
        console.emit({"file": str(to), "format": form, "packing": packing, "bytes": size})
    else:
        console.say(f"store written to {to}, {size:,} bytes")


@contextmanager
def _all_quads(settings: Settings) -> Iterator[Iterator[bytes]]:
    """Give the whole store, from the service that owns it or from the store itself."""
    running = running_service(settings)
    if running:
        yield running.dump()
        return
    with parts_of(settings) as parts:
        yield parts.store.dump()


def backup(to: Annotated[Path, typer.Argument(help="New folder for the copy.")]) -> None:
    """Copy the embedded store, hot: hard links where the file system allows."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        running.act("backup", to=str(to.resolve()))
    else:
        from app.rows import back_up

        with parts_of(settings) as parts:
            back_up(parts, to)
    print(f"store copied to {to}")


def load(
    files: Annotated[list[Path], typer.Argument(help="Dumps: N-Quads or TriG, packed or not.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Take dumps in; what does not conform is named and stays out, the rest goes on."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        loaded = running.act("load", files=[str(file.resolve()) for file in files])
    else:
        from app import transfer

        with parts_of(settings) as parts, console.load_progress(files) as progress:
            loaded = asdict(transfer.load(parts, files, now=now(), progress=progress))
    if as_json:
        console.emit(loaded)
    else:
        for reason in loaded["refused"]:
            console.say(f"kept out: {reason}")
        print(
            f"{loaded['articles']} article versions taken in, {loaded['known']} known already, "
            f"{loaded['graphs']} other graphs, {len(loaded['refused']) or 'no'} refusals, "
            f"{loaded['conflicts']} conflicts found"
        )
    raise typer.Exit(KEPT_OUT if loaded["refused"] else 0)


def restore() -> None:
    """Not there yet."""
    _later("restore", "stop the service and put the backup's folder in place of data/store")


def bench() -> None:
    """Not there yet."""
    _later("bench", "run the scripts in bench/")


def _later(name: str, instead: str) -> None:
    console.say(f"whosaid {name} is not built yet; instead, {instead}")
    raise typer.Exit(WRONG_USE)
