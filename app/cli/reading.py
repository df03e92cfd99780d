"""Commands that read and print, without a store: extract and compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import console
from app.cli.shared import KEPT_OUT, settings_of
from app.errors import ExtractorError, InputError


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
    extractor = make_extractor(settings_of())
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

    read_pair = make_pair_reader(settings_of())
    failures = 0
    for number, line in console.lines(pairs):
        try:
            ident, first, second = read_pair(line, origin=f"{pairs} line {number}")
        except InputError as error:
            failures += console.complain(error)
            continue
        console.emit(relation_row(ident, relate(first, second)))
    raise typer.Exit(KEPT_OUT if failures else 0)
