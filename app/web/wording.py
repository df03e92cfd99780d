"""The words in which the pages say what a record holds: its notations, days, figures, conflicts, disputes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.domain.dispute_view import DisputeView
    from app.domain.view import ClaimView, ConflictView, QuantityView, TimeView

QUOTATION = {
    "direct": "in quotation marks",
    "indirect": "in reported speech",
    "mixed": "partly in quotation marks",
    "none": "in the article’s own voice",
}
STANCE = {
    "asserts": "says so",
    "denies": "denies it",
    "doubts": "doubts it",
    "intends": "means to do it",
    "asks": "asks it",
}
ACT = {
    "asserts": "",
    "denies": "a denial, ",
    "doubts": "a doubt, ",
    "intends": "an intention, ",
    "asks": "a question, ",
}
"""What a claim is, where saying alone would mislead; nouns, for one party may be many people."""
CERTAINTY = {
    "certain": "without reservation",
    "probable": "as probable",
    "possible": "as possible",
    "unknown": "with a certainty that the words do not tell",
}
COMPARATOR = {
    "exactly": "exactly",
    "moreThan": "more than",
    "atLeast": "at least",
    "fewerThan": "fewer than",
    "atMost": "at most",
    "about": "about",
    "nearly": "nearly",
    "between": "between",
}
CONFLICT = {
    "quantity": "Different figures",
    "negation": "One says it, the other denies it",
    "control": "Different powers in control",
    "agent": "Different doers",
    "status": "Different states",
    "cause": "Different causes",
    "date": "Different dates",
}
STRENGTH = {
    "hard": "both cannot be true",
    "soft": "both can be true, but hardly from one source that knew",
    "hedged": "at least one of them is said with reservation",
}
ACTS = {
    "confirm": "Confirmed",
    "reject": "Rejected",
    "merge": "Merged",
    "split": "Split",
    "note": "Note",
    "undo": "Undone",
}
PARTY = {"person": "Person", "organization": "Organization", "unnamed": "Unnamed source"}
FIELD = {
    "value": "figure",
    "measure": "what is counted",
    "relation": "what is said of it",
    "place": "where",
    "polarity": "yes or no",
    "state": "state",
    "holder": "who holds it",
    "subject": "about what",
}
"""What conflicts are compared in; a field that is newer than these words is shown by its name."""
LONGEST_TITLE = 110
"""Characters of a claim that stand as the title of its dispute."""
BOUNDS = frozenset(
    {
        "more",
        "less",
        "fewer",
        "over",
        "under",
        "above",
        "below",
        "at",
        "about",
        "around",
        "nearly",
        "almost",
        "up",
        "some",
        "no",
        "not",
    }
)
"""Words that begin a figure; a capital on one of them is that of a sentence, not that of a name."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(iso: str | None) -> str:
    """Write a day as a newspaper does; what is no date stays as it is.

    >>> day_words("2021-07-09")
    '9 July 2021'
    """
    if not iso:
        return ""
    try:
        day = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(iso: str) -> str:
    """Write a day with the minute, in UTC, where a clock gave it."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{day_words(utc.date().isoformat())}, {utc:%H:%M} UTC"


def time_words(time: TimeView) -> str:
    """Write the days that a time comes to."""
    earliest, latest = day_words(time.earliest), day_words(time.latest)
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest} to {latest}"
    if earliest:
        return f"from {earliest}"
    return f"until {latest}" if latest else "days not known"


def bounds_words(quantity: QuantityView) -> str:
    """Write what a figure says of the value, as the machine has understood it."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    counted = f" {quantity.counted}" if quantity.counted else ""
    comparator = COMPARATOR.get(quantity.comparator, quantity.comparator)
    if quantity.comparator == "between" and quantity.minimum and quantity.maximum:
        return f"between {quantity.minimum} and {quantity.maximum}{unit}{counted}"
    number = quantity.value or quantity.minimum or quantity.maximum or quantity.figure
    return f"{comparator} {number}{unit}{counted}"


def said_as(value: str, words: Mapping[str, str]) -> str:
    """Say a notation in words; one that is newer than the words is shown as it is."""
    return words.get(value, value)


def conflict_question(conflict: ConflictView) -> str:
    """Put a conflict as the question that it raises, where two readings stand against each other."""
    if conflict.kind == "negation" or not conflict.differs:
        return said_as(conflict.kind, CONFLICT)
    first, second = conflict.differs[0].first, conflict.differs[0].second
    if second.partition(" ")[0].lower() in BOUNDS:
        second = second[:1].lower() + second[1:]
    return f"{sentence(first)}, or {second}?"


def together(conflicts: Iterable[ConflictView]) -> tuple[tuple[ConflictView, ...], ...]:
    """Put those together whose parties and words are the same: a copied report says nothing new."""
    groups: dict[frozenset[tuple[str, str]], list[ConflictView]] = {}
    for one in conflicts:
        sides = frozenset((claim.party.name, claim.text) for claim in (one.first, one.second))
        groups.setdefault(sides, []).append(one)
    return tuple(tuple(group) for group in groups.values())


def dispute_question(dispute: DisputeView) -> str:
    """Put a dispute as the question that it raises: its lowest and highest figure, or what one side says."""
    figures = [figure for side in dispute.sides for figure in side.figures]
    if dispute.kind == "quantity" and figures:
        ordered = sorted(figures, key=lambda one: Decimal(one.value or one.minimum or one.maximum or 0))
        lowest, highest = ordered[0].words, ordered[-1].words
        if highest.partition(" ")[0].lower() in BOUNDS:
            highest = highest[:1].lower() + highest[1:]
        return f"{sentence(lowest)}, or {highest}?"
    if dispute.kind != "negation" and dispute.conflicts:
        return conflict_question(dispute.conflicts[0])
    asserted = [side.claim.text for side in dispute.sides if side.claim.stance == "asserts"]
    said = (asserted or [side.claim.text for side in dispute.sides])[0].removeprefix("that ").strip(" .“”")
    return f"{sentence(shortened(said))}?"


def shortened(words: str) -> str:
    """Cut a long text after a word."""
    return words if len(words) <= LONGEST_TITLE else words[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """One claim in the table of a dispute: its figures or words, and how it stands."""

    claim: ClaimView
    words: str
    standing: str


def dispute_rows(dispute: DisputeView) -> list[DisputeRow]:
    """List all claims of a dispute by day: what stands now, what was replaced, what was printed again."""
    counted = {figure.counted for side in dispute.sides for figure in side.figures if figure.counted}
    rows = []
    for side in dispute.sides:
        listed = [("now", side.claim)]
        listed += [("before", claim) for claim in side.past]
        listed += [("printed again", claim) for claim in side.copies]
        for standing, claim in listed:
            figures = side.figures if claim is side.claim else claim.quantities
            known = [one for one in figures if one.counted in counted] or list(figures[:1])
            words = ", ".join(one.words for one in known) if dispute.kind == "quantity" else ""
            rows.append(DisputeRow(claim=claim, words=words or claim.text, standing=standing))
    return sorted(rows, key=lambda row: (row.claim.published or "", row.claim.party.name, row.standing))


def plain_number(number: str) -> str:
    """Write a decimal number with thousands apart and without needless zeros.

    >>> plain_number("4000.0")
    '4,000'
    """
    return f"{Decimal(number).normalize():,f}"


def sentence(words: str) -> str:
    """Begin with a capital.

    >>> sentence("about 25 houses")
    'About 25 houses'
    """
    return words[:1].upper() + words[1:]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun.

    >>> plural(2, "conflict")
    '2 conflicts'
    """
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}"
