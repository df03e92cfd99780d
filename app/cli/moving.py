"""Commands that move the whole store: dump, load, backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.cli.shared import WRONG_USE, parts_of, running_service, settings_of


def dump(
    to: Annotated[Path, typer.Argument(help="File to write, N-Quads; - writes to standard output.")],
) -> None:
    """Write the whole store as N-Quads."""
    settings = settings_of()
    running = running_service(settings)
    if running:
        console.write(to, running.dump())
        return
    with parts_of(settings) as parts:
        console.write(to, parts.store.dump())


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


def load() -> None:
    """Not there yet: loading dumps comes with the linked-data work."""
    _later("load", "ingest the articles again, or restore a backup")


def restore() -> None:
    """Not there yet."""
    _later("restore", "stop the service and put the backup's folder in place of data/store")


def bench() -> None:
    """Not there yet."""
    _later("bench", "run the scripts in bench/")


def _later(name: str, instead: str) -> None:
    console.say(f"whosaid {name} is not built yet; instead, {instead}")
    raise typer.Exit(WRONG_USE)
