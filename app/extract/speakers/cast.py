"""Everybody whom an article names, and who has spoken so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from app.domain.claim import Speaker, SpeakerKind
from app.extract.lexicon import COURTESIES, FIRMS, ORGANIZATIONS
from app.extract.names.find import names_of
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of, nationality
from app.extract.speakers.words import country_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.article import Span

SUBJECT = 40
"""Characters at the beginning of a sentence in which its subject is named."""
CLAUSE = 4
"""Characters between a source and the relative clause that goes on about it."""
NEAR = 500
"""Characters over which a speaker stays the one that "it" or "he" means."""
REACH = 1200
"""Characters that a pronoun looks back for a person who is not speaking."""
MEMORY = 20_000
"""Characters that any word looks back: beyond most articles, and a bound for very long texts."""


def office_of(name: Name) -> str | None:
    """Give the first office that the text tells of somebody, be it before or after the name."""
    return next((one for one in name.roles if bare(one) not in COURTESIES), None)


class Cast:
    """Keeps the names of an article, the parties made of them, and who has spoken so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = names_of(text)
        self.by_name = {name.text: name for name in reversed(self.names)}
        self.known: dict[str, Speaker] = {}
        self.heard: list[tuple[Span, Speaker]] = []
        self.nation = nationality(text)
        self._placed = sorted(
            (place.start, place.end, number)
            for number, name in enumerate(self.names)
            for place in name.places
        )
        self._widest = max((end - start for start, end, _ in self._placed), default=0)

    def entered(self, name: Name, role: str | None = None) -> Speaker:
        """Give the party of a name, as far as it is known; a new one is entered."""
        role = role or office_of(name)
        if name.text not in self.known:
            is_person = name.is_person or self._is_called_as_a_person(name)
            self.known[name.text] = Speaker(
                kind=SpeakerKind.PERSON if is_person else SpeakerKind.ORGANIZATION,
                name=name.text,
                first=name.first,
                country=country_in(role or ""),
            )
        return self.known[name.text]

    def names_within(self, places: tuple[Span, ...]) -> list[Name]:
        """Give the names that stand in some places, or touch them, in the order of their first places."""
        numbers: set[int] = set()
        for span in places:
            first = bisect_left(self._placed, (span.start - self._widest,))
            last = bisect_right(self._placed, (span.end,))
            numbers.update(number for _, end, number in self._placed[first:last] if end >= span.start)
        return [self.names[number] for number in sorted(numbers)]

    def lately(self, span: Span) -> Iterator[tuple[Span, Speaker]]:
        """Give who spoke before, the latest first, as far back as anybody remembers."""
        return takewhile(lambda pair: pair[0].start >= span.start - MEMORY, reversed(self.heard))

    def is_called(self, name: Name, head: str) -> bool:
        """Tell whether a name is an institution's that is called by its last word: "the front"."""
        return not name.is_person and len(name.words) > 1 and bare(name.words[-1]) == head

    def _is_called_as_a_person(self, name: Name) -> bool:
        """Tell whether one word is a person's: it has an office, and no article before it."""
        if len(name.words) > 1 or nation_of(name.text) or name.text.isupper():
            return False
        article = self.text[max(0, name.first.start - 4) : name.first.start].lower() == "the "
        return not article and bare(name.text) not in ORGANIZATIONS | FIRMS and bool(name.roles)
