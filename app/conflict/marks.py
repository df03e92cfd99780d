"""What can be seen of a pair of claims without understanding them, as marks from a closed list.

A model that reads two claims is weak where the rules are strong: it cannot calculate, knows no calendar and
no map. So each pair comes to it with what the rules have worked out.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.scope import is_plan, scope
from app.conflict.values import Clash, bounds, clash, dimension
from app.domain.claim import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.conflict.rules.finding import Finding
    from app.conflict.scope import Scope
    from app.domain.claim import Quantity
    from app.domain.conflict import Statement

GAPS = (("days", 3), ("weeks", 31), ("months", 366))
RATIOS = (("near", 1.15), ("some", 1.6), ("much", 4.0))
FIELDS: dict[str, tuple[str, ...]] = {
    "gap": ("unknown", "none", "days", "weeks", "months", "years"),
    "where": ("unknown", "same", "within", "apart"),
    "when": ("unknown", "same", "near", "far", "apart"),
    "party": ("other", "same"),
    "plan": ("none", "one", "both"),
    "event": ("unknown", "same", "other"),
    "part": ("same", "other"),
    "denies": ("none", "one", "both"),
    "asks": ("none", "one", "both"),
    "figures": ("none", "one", "strange", "overlap", "near", "some", "much", "vast"),
    "rule": (
        "none",
        "conflict",
        "agree",
        "place",
        "event",
        "plan",
        "time",
        "same-party",
        "subset",
        "update",
        "other",
    ),
}
"""What each mark may say; the first of each is what is said where nothing is known."""

NUMBERS = {
    pair: number
    for number, pair in enumerate((field, value) for field, values in FIELDS.items() for value in values)
}
UNKNOWN = tuple(NUMBERS[field, values[0]] for field, values in FIELDS.items())
"""The marks of a pair of which nothing is known but its words."""


def numbers(first: Statement, second: Statement, finding: Finding) -> tuple[int, ...]:
    """Give the marks of a pair as the numbers by which a model knows them, one for each field."""
    return tuple(NUMBERS[field, value] for field, value in marks(first, second, finding).items())


def marks(first: Statement, second: Statement, finding: Finding) -> dict[str, str]:
    """Give the marks of a pair; `finding` is what the rules say of it."""
    shared = scope(first, second)
    return {
        "gap": _gap(shared),
        "where": {"first within second": "within", "second within first": "within"}.get(
            shared.where.value, shared.where.value
        ),
        "when": shared.when.value,
        "party": "same" if shared.same_party else "other",
        "plan": _how_many(is_plan(first), is_plan(second)),
        "event": "unknown" if shared.same_event is None else "same" if shared.same_event else "other",
        "part": "same" if shared.same_part else "other",
        "denies": _how_many(first.stance is Stance.DENIES, second.stance is Stance.DENIES),
        "asks": _how_many(first.stance is Stance.ASKS, second.stance is Stance.ASKS),
        "figures": _figures(first, second),
        "rule": _rule(finding),
    }


def _how_many(one: bool, other: bool) -> str:  # noqa: FBT001 - two of a kind
    return ("none", "one", "both")[one + other]


def _gap(shared: Scope) -> str:
    if shared.gap is None:
        return "unknown"
    days = abs(shared.gap) // timedelta(days=1)
    return next((name for name, most in (("none", 0), *GAPS) if days <= most), "years")


def _figures(first: Statement, second: Statement) -> str:
    """Say how far apart the nearest two figures of one dimension are."""
    if not first.quantities or not second.quantities:
        return "one" if first.quantities or second.quantities else "none"
    found = list(_distances(first.quantities, second.quantities))
    if not found:
        return "strange"
    nearest = min(found)
    if nearest <= 0:
        return "overlap"
    return next((name for name, most in RATIOS if nearest <= most), "vast")


def _distances(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> Iterator[float]:
    """Give the ratio of each two figures of one dimension, 0 where they do not exclude each other."""
    for one in ours:
        for other in theirs:
            (sort, size), (other_sort, other_size) = dimension(one.unit), dimension(other.unit)
            relation = clash(one, other) if sort == other_sort else None
            if relation is None:
                continue
            if relation in {Clash.SAME, Clash.COMPATIBLE}:
                yield 0
                continue
            ends = [
                float(abs(value) * scale)
                for quantity, scale in ((one, size), (other, other_size))
                if (found := bounds(quantity))
                and (value := found.low if found.low is not None else found.high) is not None
            ]
            low, high = min(ends, default=0), max(ends, default=0)
            yield high / low if low else 1_000


def _rule(finding: Finding) -> str:
    if finding.label.value != "unrelated":
        return finding.label.value
    for flag in finding.flags:
        if flag in FIELDS["rule"]:
            return flag
    return "none" if finding.because == "they are not about the same thing" else "other"
