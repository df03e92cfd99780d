"""Score the reading of figures and dates on the corpora of normalised values.

    PYTHONPATH=. WHOSAID_CORPORA=DIR python bench/quality_values.py [--misses ROW]

Looks for `recognizers-text-specs` and `measeval` in the folder. A case is right when the reading that shares
most characters with it has its value, both ends of a range included; what was not read at all is wrong.
How a case is counted is told in `docs/decisions/0010-figures-and-dates.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.claim import Comparator
from app.extract.dates import find_times
from app.extract.quantities import find_quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.domain.claim import Quantity

Ends = tuple[Any, Any]
"""Lowest and highest number, or first and last day; None where it is open."""

DAY = timedelta(days=1)
DECEMBER = 12
SINGLE = {"number with unit", "plain number", "papers: one number"}
"""Rows of figures whose comparator stands outside of the case."""
WITH_UNIT = {"currency", "dimension", "temperature", "percentage"}
CLOSE = Decimal("0.0001")
RANGE = re.compile(r"[\[(](?P<low>[^,]*),(?P<high>[^\])]*)[\])]")
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Words in a text and the values that are right for them."""

    row: str
    text: str
    start: int
    end: int
    right: tuple[Ends, ...]
    day: date | None = None
    is_hedged: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was read somewhere in a text."""

    start: int
    end: int
    ends: Ends
    value: Decimal | None = None
    is_hedged: bool = False


def read_figures(case: Case) -> list[Found]:
    """Read the figures of a case."""
    return [
        Found(one.span.start, one.span.end, _bounds(one), one.value, is_hedged=one.comparator in HEDGES)
        for one in find_quantities(case.text)
    ]


HEDGES = {Comparator.ABOUT, Comparator.NEARLY}


def _bounds(one: Quantity) -> Ends:
    if one.comparator in HEDGES:
        return one.value, one.value
    return one.minimum, one.maximum


def read_days(case: Case) -> list[Found]:
    """Read the dates of a case."""
    return [
        Found(one.span.start, one.span.end, (one.earliest, one.latest))
        for one in find_times(case.text, case.day)
        if one.span
    ]


def specs(folder: Path) -> Iterator[Case]:
    """Give the cases of the specifications: figures with a unit, ranges, plain numbers, dates."""
    for name in ("unit", "number", "datetime"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            note = json.loads(line)
            reference = note["reference"]
            for entity in note["entities"]:
                printed = note["text"][entity["start"] : entity["end"]]
                row, right = _spec(entity, printed)
                if right:
                    yield Case(
                        row=row,
                        text=note["text"],
                        start=entity["start"],
                        end=entity["end"],
                        right=tuple(right),
                        day=date.fromisoformat(reference[:10]) if reference else None,
                    )


def _spec(entity: dict[str, Any], printed: str) -> tuple[str, list[Ends]]:
    """Give the row that a case counts for, and its right values; none where it is not measured."""
    kind = (entity["type"] or "").removeprefix("datetimeV2.")
    resolution = entity["resolution"] or {}
    if kind in {"date", "daterange", "datetime", "datetimerange"}:
        row = "date" if kind in {"date", "daterange"} else "day of a time"
        return row, [ends for value in resolution.get("values", ()) for ends in _days(value, printed)]
    if kind == "numberrange":
        match = RANGE.match(resolution["value"])
        return "number range", [(_decimal(match["low"]), _decimal(match["high"]))] if match else []
    value = _decimal(str(resolution.get("value", "")).removesuffix("%"))
    if value is None or kind not in WITH_UNIT | {"number"}:
        return "", []
    row = "number with unit" if kind in WITH_UNIT else "plain number"
    return row, [(value, value)]


def _decimal(words: str) -> Decimal | None:
    with suppress(InvalidOperation):
        return Decimal(words.strip())
    return None


def _days(value: dict[str, str], printed: str) -> Iterator[Ends]:
    """Give the days that are right; the specifications leave the last day out, an open end is a word."""
    if "value" in value:
        with suppress(ValueError):
            day = date.fromisoformat(value["value"][:10])
            yield day, day
        return
    begin, end = (value[key][:10] if key in value else None for key in ("start", "end"))
    first = date.fromisoformat(begin) if begin else None
    last = date.fromisoformat(end) if end else None
    lows, highs = {first}, {last}
    if first and value.get("Mod") == "after":
        lows.add(first + DAY)
    if last:
        highs |= {last - DAY, _whole(last, printed)}
    yield from ((low, high) for low in lows for high in highs if not (low and high and low > high))


def _whole(last: date, printed: str) -> date:
    """Give the end of the month or year that the words name as the last: "from 2014 to 2018"."""
    words = printed.lower()
    if last == last.replace(month=1, day=1) and str(last.year) in words and "end" not in words:
        return last.replace(month=DECEMBER, day=31)
    if last.day == 1 and MONTHS[last.month - 1] in words and "end" not in words:
        return (last.replace(day=28) + 4 * DAY).replace(day=1) - DAY
    return last


def papers(file: Path) -> Iterator[Case]:
    """Give the quantities of the scientific paragraphs whose digits can be told: one number, or a range."""
    for line in file.read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        for one in note["quantities"]:
            start, end = one["quantity"]
            printed = note["text"][start:end]
            numbers = [Decimal(number.replace(",", "")) for number in NUMBER.findall(printed)]
            mods = " ".join(one["mods"])
            is_range = "IsRange" in mods and len(numbers) == len("ab")
            if not is_range and (len(numbers) != 1 or mods not in {"", "IsCount", "IsApproximate"}):
                continue
            yield Case(
                row="papers: range" if is_range else "papers: one number",
                text=note["text"],
                start=start,
                end=end,
                right=((numbers[0], numbers[-1]),),
                is_hedged="IsApproximate" in mods,
            )


def judge(case: Case, found: list[Found]) -> tuple[bool, Found | None]:
    """Tell whether the reading that shares most characters with a case is right."""
    shared = [(min(one.end, case.end) - max(one.start, case.start), one) for one in found]
    near = max((pair for pair in shared if pair[0] > 0), key=lambda pair: pair[0], default=None)
    if near is None:
        return False, None
    one = near[1]
    ends = (one.value, one.value) if one.value is not None and case.row in SINGLE else one.ends
    return any(_equal(ends, right) for right in case.right), one


def _equal(read: Ends, right: Ends) -> bool:
    return all(
        one is other or (one is not None and other is not None and _same(one, other))
        for one, other in zip(read, right, strict=True)
    )


def _same(one: Any, other: Any) -> bool:
    return abs(one - other) <= abs(other) * CLOSE if isinstance(other, Decimal) else bool(one == other)


def cases(folder: Path) -> list[Case]:
    """Give all cases of the folder."""
    return [*specs(folder / "recognizers-text-specs"), *papers(folder / "measeval" / "train.jsonl")]


def measure(
    listed: list[Case], readers: Mapping[str, Callable[[Case], list[Found]]]
) -> tuple[dict[str, list[bool]], dict[str, list[str]]]:
    """Judge each case with the reader for its row, or with that for figures; give what was wrong too."""
    rows: dict[str, list[bool]] = defaultdict(list)
    misses: dict[str, list[str]] = defaultdict(list)
    for case in listed:
        is_right, near = judge(case, readers.get(case.row, readers["figures"])(case))
        rows[case.row].append(is_right)
        if case.row.startswith("papers") and near and case.is_hedged:
            rows["papers: about"].append(near.is_hedged)
        if not is_right:
            around = (
                f"{case.text[max(0, case.start - 30) : case.start]}[{case.text[case.start : case.end]}]"
                f"{case.text[case.end : case.end + 20]}"
            )
            misses[case.row].append(
                f"{case.day or ''} {around!r}: {_shown(case.right[0])}, read "
                f"{_shown(near.ends) + ' ' + repr(case.text[near.start : near.end]) if near else 'nothing'}"
            )
    return rows, misses


def _shown(ends: Ends) -> str:
    return "..".join(str(one) if one is not None else "" for one in ends)


OURS = {"figures": read_figures, "date": read_days, "day of a time": read_days}


def main() -> None:
    """Print the share of right values for each kind of case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", default="", help="print what was wrong in this row")
    options = parser.parse_args()
    folder = os.environ.get("WHOSAID_CORPORA")
    if not folder:
        sys.exit("skipped: WHOSAID_CORPORA names no folder of corpora")
    rows, misses = measure(cases(Path(folder)), OURS)
    for name, judged in rows.items():
        print(f"{name:24}{sum(judged) / len(judged):7.3f}{sum(judged):6} of {len(judged)}")
    for miss in misses.get(options.misses, ()):
        print(f"  - {miss}")


if __name__ == "__main__":
    main()
