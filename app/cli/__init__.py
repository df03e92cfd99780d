"""The command line. Exit codes: 0 done, 1 some inputs kept out, 2 wrong use, 3 store unreachable."""

from __future__ import annotations

import sys

import typer

from app import console
from app.cli import keeping, moving, reading, serving
from app.cli.shared import KEPT_OUT, UNREACHABLE, WRONG_USE
from app.errors import SettingsError, StoreError, WhosaidError

cli = typer.Typer(
    help="Who said what, where exactly it stands, and who contradicts it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    serving.serve,
    serving.demo,
    keeping.ingest,
    reading.extract,
    reading.compare,
    keeping.check,
    keeping.rebuild,
    keeping.retract,
    keeping.quarantine,
    moving.dump,
    moving.load,
    moving.backup,
)
LATER = (moving.restore, moving.bench)
"""Commands that only say what to do instead, for now."""
for _command in COMMANDS:
    cli.command()(_command)
for _command in LATER:
    cli.command(hidden=True)(_command)


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
