"""Which fixture to take when: `claim` makes a claim from a line, with figures in braces."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.domain.article import Span
from app.domain.claim import Certainty, Comparator, MentionKind, Precision, Quantity, Stance, TimeRange
from app.domain.conflict import Statement
from app.domain.entity import Entity

if TYPE_CHECKING:
    from collections.abc import Callable

COMPARATORS = {
    "more than": Comparator.MORE_THAN,
    "over": Comparator.MORE_THAN,
    "at least": Comparator.AT_LEAST,
    "fewer than": Comparator.FEWER_THAN,
    "under": Comparator.FEWER_THAN,
    "at most": Comparator.AT_MOST,
    "no more than": Comparator.AT_MOST,
    "up to": Comparator.AT_MOST,
    "about": Comparator.ABOUT,
    "around": Comparator.ABOUT,
    "some": Comparator.ABOUT,
    "nearly": Comparator.NEARLY,
    "almost": Comparator.NEARLY,
}
UNITS = "percent|%|km|miles|square km|square miles|tonnes|hours|days|crowns|dollars|euros|points|degrees"
SCALES = {"": 1, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
FIGURE = re.compile(
    rf"(?:(?P<comparator>{'|'.join(COMPARATORS)}) )?"
    r"(?P<figure>[\d.,]+(?:-[\d.,]+)?|dozens|scores|hundreds|thousands)"
    r"(?: (?P<scale>thousand|million|billion))?"
    rf"(?: ?(?P<unit>{UNITS}))?(?: (?:of )?(?P<counted>.+))?"
)
LINE = re.compile(r"(?P<party>[^\[:]+?)(?: \[(?P<tags>[^\]]*)\])?: (?P<text>.+)")

KASTREN = Entity(id="kastren", kind=MentionKind.PLACE, name="Kastren", same_as=("https://example.org/1",))
FARLAND = Entity(id="farland", kind=MentionKind.PLACE, name="Farland", same_as=("https://example.org/2",))
PLACES = {
    "Kastren": KASTREN,
    "Farland": FARLAND,
    "Torvane": Entity(id="torvane", kind=MentionKind.PLACE, name="Torvane", within=(KASTREN,)),
    "Ulmen": Entity(id="ulmen", kind=MentionKind.PLACE, name="Ulmen", within=(KASTREN,)),
    "Harbour": Entity(id="harbour", kind=MentionKind.PLACE, name="Harbour", within=(FARLAND,)),
    "Qala-i-Mir": Entity(id="qala-1", kind=MentionKind.PLACE, name="Qala-i-Mir"),
    "Qala-e-Mir": Entity(id="qala-2", kind=MentionKind.PLACE, name="Qala-e-Mir"),
    "Bexley": Entity(id="bexley", kind=MentionKind.PLACE, name="Bexley"),
}
TAGS: dict[str, dict[str, object]] = {
    "denies": {"stance": Stance.DENIES},
    "asks": {"stance": Stance.ASKS},
    "intends": {"stance": Stance.INTENDS},
    "doubts": {"stance": Stance.DOUBTS},
    "probably": {"certainty": Certainty.PROBABLE},
    "possibly": {"certainty": Certainty.POSSIBLE},
    "nowhere": {"places": ()},
    "undated": {"published": None},
}


def quantity(words: str, start: int = 0) -> Quantity:
    """Read one marked figure; only what the tests write, not news."""
    found = FIGURE.fullmatch(words)
    assert found, words
    comparator = COMPARATORS.get(found["comparator"] or "", Comparator.EXACTLY)
    scale = SCALES[found["scale"] or ""]
    value = low = high = None
    if found["figure"] in VAGUE:
        low = Decimal(VAGUE[found["figure"]])
    elif "-" in found["figure"]:
        low, high = (Decimal(part) * scale for part in found["figure"].replace(",", "").split("-"))
        comparator = Comparator.BETWEEN
    else:
        value = Decimal(found["figure"].replace(",", "")) * scale
        lower = {Comparator.EXACTLY, Comparator.MORE_THAN, Comparator.AT_LEAST}
        upper = {Comparator.EXACTLY, Comparator.FEWER_THAN, Comparator.AT_MOST}
        low, high = (value if comparator in lower else None), (value if comparator in upper else None)
    return Quantity(
        words=words,
        figure=found["figure"],
        comparator=comparator,
        span=Span(start, start + len(words)),
        value=value,
        minimum=low,
        maximum=high,
        minimum_included=comparator is not Comparator.MORE_THAN,
        maximum_included=comparator is not Comparator.FEWER_THAN,
        unit=found["unit"],
        counted=found["counted"],
    )


def day(spelt: str) -> date:
    """Read "6 March" as a day of the year that the tests play in."""
    number, _, month = spelt.partition(" ")
    return date(2026, ["January", "February", "March", "April", "May"].index(month) + 1, int(number))


def read_claim(line: str, ident: str = "") -> Statement:
    """Read "party [tags]: text"; tags are a day, "on" and a day, a place, a stance, a certainty."""
    found = LINE.fullmatch(line.strip())
    assert found, line
    fields: dict[str, object] = {"published": day("4 March"), "places": (PLACES["Torvane"],)}
    for tag in filter(None, (found["tags"] or "").split(", ")):
        if tag in PLACES:
            fields["places"] = (PLACES[tag],)
        elif tag in TAGS:
            fields |= TAGS[tag]
        elif tag.startswith("on "):
            when = day(tag.removeprefix("on "))
            fields["event"] = TimeRange(words=tag, precision=Precision.DAY, earliest=when, latest=when)
        elif tag.startswith("in "):
            fields["article"] = tag.removeprefix("in ")
        else:
            fields["published"] = day(tag)
    text = re.sub(r"[{}]", "", found["text"])
    figures = tuple(
        quantity(marked[1], marked.start()) for marked in re.finditer(r"\{([^}]*)\}", found["text"])
    )
    return Statement(
        id=ident or line,
        text=text,
        parties=frozenset({found["party"]}),
        party_name=found["party"],
        quantities=figures,
        **fields,  # type: ignore[arg-type]  # the tags' fields have the types of the record
    )


@pytest.fixture
def claim() -> Callable[..., Statement]:
    return read_claim
