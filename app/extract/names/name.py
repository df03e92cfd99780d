"""A name in its fullest form, with what the text says of its bearer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.article import Span

GENITIVE = re.compile(r"[’']s$")
TWO = 2
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Name:
    """A name as the text gives it in full, with what it says of its bearer.

    `roles` are titles and appositions with an office, `told` every apposition; `votes` weighs the signs
    that it is a person (above 0) or an organisation (below 0).
    """

    words: tuple[str, ...]
    first: Span
    is_person: bool = False
    roles: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    is_woman: bool | None = None
    votes: int = 0

    @property
    def text(self) -> str:
        """Give the name itself."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """Give the last word that is no "Jr" and no number."""
        return next((word for word in reversed(self.words) if bare(word) not in SUFFIXES), self.words[-1])


Names = dict[tuple[str, ...], Name]


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """Give a word without genitive and stop, in small letters."""
    return GENITIVE.sub("", word).rstrip(".").lower()
