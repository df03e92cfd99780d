"""Who a source is, asked of one article in the order of its text.

A name stands for its fullest form. Pronouns and definite nouns ("the minister") point back to who fits;
where nobody does, the words stay what they are: "not known" beats a wrong name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Mention, MentionKind, Speaker, SpeakerKind
from app.extract.lexicon import ORGANIZATIONS, WHOLE_TITLES, is_role
from app.extract.names.find import named_alone
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of
from app.extract.speakers.behalf import Represented
from app.extract.speakers.cast import CLAUSE, NEAR, Cast, office_of
from app.extract.speakers.described import DEFINITE, Described
from app.extract.speakers.institutions import Institutions
from app.extract.speakers.pronouns import PLURALS, PRONOUNS, RELATIVES, THINGS, Pronouns
from app.extract.speakers.sources import (
    affiliation_in,
    coordinated,
    name_in,
    trimmed,
    without_determiner,
)
from app.extract.speakers.words import initials, lowered_words
from app.gazetteer.demonyms import is_nationality

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMES_FROM = re.compile(r"(?!Guardian|Vatican)[A-Z][a-z]+(?:[bcdfghklmnprstvxz]an|ian|ese)")
"""Where somebody comes from, most likely: "the Nebraskan"."""
_NO_OFFICE = re.compile(
    r"^(?:the|an?|his|her)\s|^one\sof\s(?:them|those|the\s\w+),\s|,?\s(?:m[rs]s?|dr|sir|dame|lord|lady|hon|madam)\.?$|,(?:\s[a-z]{2,5}\.)+$",
    re.IGNORECASE,
)
"""What stands around an office and is no part of it."""
LONGEST_LETTERS = 4
"""Letters of an office that is called by its letters: "MP", "CEO"."""


class Speakers:
    """Resolves the sources of one article, in the order of the text."""

    def __init__(self, text: str) -> None:
        self._cast = Cast(text)
        self._institutions = Institutions(self._cast)
        self._pronouns = Pronouns(self._cast, self._institutions, self._named)
        self._represented = Represented(self._cast, self._institutions, self._pronouns, self._named)
        self._described = Described(self._cast, self._institutions, self._represented, self._named)

    def parts(self, source: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
        """Part a source that names several from each other: two parties that say the same make two claims."""
        if len(source) != 1:
            return (source,)
        return tuple(
            (part,) for part in coordinated(self._cast.text, source[0], self._cast.names_within(source))
        ) or (source,)

    def resolve(self, source: tuple[Span, ...], content: Span) -> tuple[Speaker, float]:
        """Say who a source is and how sure that is; no source at all is an unnamed party."""
        if not source:
            return Speaker(kind=SpeakerKind.UNNAMED, name="source not stated", first=content), 0.5
        words = " ".join(span.of(self._cast.text) for span in source)
        span = Span(source[0].start, source[-1].end)
        speaker, confidence = self._read(trimmed(words), span, content)
        self._cast.heard.append((span, speaker))
        return speaker, confidence

    def called(self, span: Span) -> str:
        """Give what somebody is called who passes a claim on: the full name, else the words."""
        name = name_in(self._cast.text, span, self._cast.names_within((span,)))
        words = trimmed(span.of(self._cast.text))
        if name and not name.is_person and words.lower().startswith(("a ", "an ")):
            return without_determiner(words)  # "a TV channel"
        lowered = lowered_words(words)
        meant = name or (self._institutions.outlet(lowered[-1], span) if DEFINITE & set(lowered) else None)
        return meant.text if meant else without_determiner(words)

    def spoken_of(self, content: tuple[Span, ...]) -> Iterator[Mention]:
        """Give the parties that a content names: who speaks in this article, persons, and institutions.

        To be called when all sources are resolved, since a single word is a party only if it speaks.
        """
        for name in self._cast.names_within(content):
            kind = self._kind(name)
            inside = (place for place in name.places if any(place.within(span) for span in content))
            place = next(inside, None)
            if kind is not None and place is not None:
                yield Mention(kind=kind, name=name.text, span=place)

    def _kind(self, name: Name) -> MentionKind | None:
        speaker = self._cast.known.get(name.text)
        if speaker is not None:
            return MentionKind(speaker.kind.value)
        if len(name.words) == 1:
            return None
        if name.is_person:
            return MentionKind.PERSON
        return MentionKind.ORGANIZATION if bare(name.words[-1]) in ORGANIZATIONS else None

    def _read(self, words: str, span: Span, said: Span | None = None) -> tuple[Speaker, float]:
        lowered = lowered_words(words)
        if len(lowered) == 1 and lowered[0] in {*PRONOUNS, *PLURALS, *THINGS, *RELATIVES, "i", "me", "my"}:
            return self._pronoun(lowered[0], words, span, said)
        if (
            lowered[0] in DEFINITE
            and len(lowered) == len("ab")
            and (one := self._pointed(words.split()[1], span))
        ):
            return one, 0.75
        name = name_in(self._cast.text, span, self._cast.names_within((span,))) or named_alone(words, span)
        if name is not None:
            return self._named(name, span), 0.95
        if nation_of(words) and not is_nationality(words):
            return self._institutions.called(words, span), 0.9
        return self._described.read(words, lowered, span)

    def _named(self, name: Name, span: Span) -> Speaker:
        """Give the party of a name, with its office and for whom it speaks."""
        role = self._role(name, span) or office_of(name)
        known = self._cast.entered(name, role)
        if known.kind is SpeakerKind.PERSON and (role or name.told) and known.on_behalf_of is None:
            said = [*([role] if role else []), *name.roles, *name.told]
            behalf = self._represented.client(span) or next(
                (found for one in said if (found := self._represented.by_office(one, span))), None
            )
            near = next((whom for one in said if (whom := affiliation_in(one))), None)
            plain = re.sub(r"^(?:its|their|his|her)\s", "", role, flags=re.IGNORECASE) if role else None
            known = replace(
                known,
                role=known.role or plain,
                affiliation=known.affiliation or (None if behalf else near),
                on_behalf_of=behalf,
            )
        self._cast.known[name.text] = known
        return known

    def _role(self, name: Name, span: Span) -> str | None:
        """Read what stands before or after the name inside the source: "defense ministry spokesman"."""
        place = next((place for place in name.places if span.overlaps(place)), None)
        if place is None or not name.is_person:
            return None
        before = self._cast.text[span.start : place.start].strip(" ,")
        after = self._cast.text[place.end : span.end]
        joined = f"{before}{after}" if re.match(r" (?:of|for|at|from) ", after) else before
        if before and all(bare(word) in WHOLE_TITLES for word in before.split()):
            return None  # "Sen.", which is spelt out elsewhere
        for words in (joined, after.strip(" ,")):
            plain = _NO_OFFICE.sub("", words)
            if any(is_role(bare(word.strip(","))) for word in plain.split()):
                return plain.title() if plain.isupper() and len(plain) > LONGEST_LETTERS else plain
        return None

    def _pointed(self, word: str, span: Span) -> Speaker | None:
        """Find whom "the German" or "the DCP" means: the person who spoke last, or who holds that office."""
        if is_nationality(word) or _COMES_FROM.fullmatch(word):
            last = next(
                (one for place, one in self._cast.lately(span) if span.start - place.end < NEAR), None
            )
            return last if last and last.kind is SpeakerKind.PERSON else None
        if not word.isupper():
            return None
        named = (name for name in self._cast.names if name.is_person)
        holds = (name for name in named if word in map(initials, self._offices(name)))
        name = next(holds, None)
        return self._named(name, name.first) if name else None

    def _offices(self, name: Name) -> list[str]:
        known = self._cast.known.get(name.text)
        return [*name.roles, known.role] if known and known.role else name.roles

    def _pronoun(self, pronoun: str, words: str, span: Span, said: Span | None) -> tuple[Speaker, float]:
        """Find who a pronoun means: the last speaker that fits, or a person named nearby before it."""
        if pronoun in RELATIVES:
            if self._cast.heard and 0 <= span.start - self._cast.heard[-1][0].end <= CLAUSE:
                return self._cast.heard[-1][1], 0.8
            if (before := self._pronouns.gone_on_about(pronoun, span)) is not None:
                return self._read(trimmed(before.of(self._cast.text)), before)
        meant = next(self._pronouns.meant(pronoun, span, said), None)
        if meant is not None:
            name = self._cast.by_name.get(meant.name)
            if name is not None and name.is_woman is None:
                # What the text calls somebody once, it calls them again.
                name.is_woman = PRONOUNS.get(pronoun)
            return meant, 0.75
        return Speaker(kind=SpeakerKind.UNNAMED, name=words, first=span), 0.3
