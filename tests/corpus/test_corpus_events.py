"""Conflicts between whole articles may not get fewer or falser: invented events, read into one graph.

The floors lie below what `bench/events_in_graph.py` prints, since a pair more or less is a matter of chance.
"""

from __future__ import annotations

import json
from functools import cache

import pytest
from events_in_graph import DEV, EVENTS, Found, read_events, score

pytestmark = pytest.mark.xdist_group("events")  # so that they are read once

PRECISION, RECALL = 0.77, 0.43
FOUND_AT_LEAST = 45


@cache
def scored() -> Found:
    """Read the events that are only ever scored."""
    return score(read_events(sorted(EVENTS.glob("*.json"))[DEV:]))


def test_precision_and_recall_do_not_sink() -> None:
    found = scored()
    assert len(found.shown) >= FOUND_AT_LEAST
    assert found.right / len(found.shown) >= PRECISION
    assert len(found.met) / len(found.gold) >= RECALL


def test_nearly_all_sides_of_conflicts_are_read_as_claims() -> None:
    found = scored()
    assert found.seen >= 0.9 * len(found.gold)


def test_what_is_marked_stands_once_in_its_article() -> None:
    for path in sorted(EVENTS.glob("*.json")):
        event = json.loads(path.read_text(encoding="utf-8"))
        for row in event["conflicts"]:
            for side in (row["a"], row["b"]):
                assert event["articles"][side["article"]]["text"].count(side["words"]) == 1
