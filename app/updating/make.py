"""Joins what writing needs, by the settings."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from app.read.fetch import Fetcher
from app.settings import hosts_of
from app.updating.loading import Loading
from app.updating.record import Record
from app.updating.rules import Rules
from app.updating.trial import Trial, TrialLimits
from app.updating.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.bootstrap import Parts

MEGABYTE = 1_000_000


def make_updates(parts: Parts, beside: Path | None, *, clock: Callable[[], datetime]) -> Updates:
    """Make the writes of administrators; `beside` is a folder on the disk of the store, for trials."""
    settings = parts.settings
    union = settings.default_graph == "union"
    if beside:
        shutil.rmtree(beside, ignore_errors=True)  # left behind by a process that was killed
    return Updates(
        store=parts.store,
        trial=Trial(
            store=parts.store,
            beside=beside,
            limits=TrialLimits(
                seconds=settings.update_seconds, memory_bytes=settings.query_memory_mb * MEGABYTE
            ),
            union=union,
            fetch=Loading(Fetcher(contact=settings.contact), hosts_of(settings.load_hosts)),
        ),
        rules=Rules(
            store=parts.store,
            ledger=parts.ledger,
            shapes=parts.service.shapes,
            iris=parts.iris,
            record=Record(store=parts.store, shapes=parts.service.shapes, iris=parts.iris),
            union=union,
        ),
        clock=clock,
        settle=parts.service.compare_touched,
        checks=settings.check_updates == "on",
    )
