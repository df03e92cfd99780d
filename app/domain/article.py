"""An article as it was read, and stretches of its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, counted in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward stretch: nothing could be shown for it."""
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, found {self.start} and {self.end}"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """Give the words that stand there."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Tell whether all characters of this span belong to another."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    r"""One article as one outlet published it, in one state of its text.

    `text` is what offsets count in and what is hashed: line ends are "\n", nothing else is changed.
    `published` is a day or a moment, as precise as the outlet says.
    """

    text: str
    headline: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    language: str = "en"
    url: str | None = None
    dateline: str | None = None
    origin: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the text as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def day(self) -> date | None:
        """The day of publication, against which "on Thursday" is read."""
        if isinstance(self.published, datetime):
            return self.published.date()
        return self.published
