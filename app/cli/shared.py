"""What commands share: settings, the parts or the running service, exit codes."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.client import ServiceClient, find_note
from app.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.bootstrap import Parts
    from app.settings import Settings

KEPT_OUT = 1
WRONG_USE = 2
UNREACHABLE = 3

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one value a line.")]


def settings_of(port: int | None = None) -> Settings:
    """Read the settings; a command logs only what is amiss, as what it does stands on the screen."""
    settings = read_settings(os.environ)
    level = max(logging.getLevelNamesMapping()[settings.log_level], logging.WARNING)
    logging.basicConfig(level=level, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    return replace(settings, port=port) if port else settings


def now() -> datetime:
    """Give the moment."""
    return datetime.now(UTC)


def running_service(settings: Settings) -> ServiceClient | None:
    """Find the service that owns the data folder; None if there is none."""
    note = find_note(settings.data)
    return ServiceClient(note) if note else None


@contextmanager
def parts_of(settings: Settings) -> Iterator[Parts]:
    """Join the parts for one command, and let go of the store after it."""
    from app.bootstrap import build

    parts = build(settings)
    try:
        yield parts
    finally:
        parts.close()
