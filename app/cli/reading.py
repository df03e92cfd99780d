"""Commands that read and print, without a store: extract and compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import console
from app.cli.shared import KEPT_OUT, settings_of
from app.errors import ExtractorError, InputError, WhosaidError
from app.side_by_side import in_order

if TYPE_CHECKING:
    from app.domain.claim import Extraction

SIDE_BY_SIDE = 2
"""Articles that are read at once: more gain nothing on two cores."""


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
    at_once = 1 if str(source) == "-" else SIDE_BY_SIDE  # who talks through a pipe waits for each answer
    extractor = make_extractor(settings_of(), threads=SIDE_BY_SIDE // at_once)

    def read(numbered: tuple[int, str]) -> tuple[str, str, Extraction] | WhosaidError:
        origin = f"{source} line {numbered[0]}"
        try:
            ident, article = read_row(numbered[1], origin=origin)
            return origin, ident, extractor.extract(article)
        except InputError as error:
            return error
        except ExtractorError as error:
            return ExtractorError(f"{origin}: {error}")

    failures = 0
    for found in in_order(read, console.lines(source), at_once=at_once):
        if isinstance(found, WhosaidError):
            failures += console.complain(found)
            continue
        origin, ident, extraction = found
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
    from app.bootstrap import make_judge, make_pair_reader
    from app.conflict.detect import relate
    from app.rows import relation_row

    read_pair, judge = make_pair_reader(settings_of()), make_judge()
    failures = 0
    for number, line in console.lines(pairs):
        try:
            ident, first, second = read_pair(line, origin=f"{pairs} line {number}")
        except InputError as error:
            failures += console.complain(error)
            continue
        console.emit(relation_row(ident, relate(first, second, judge)))
    raise typer.Exit(KEPT_OUT if failures else 0)
