"""Institutions without a name of their own: “the ministry”, “the company”, “the newspaper”."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Speaker, SpeakerKind
from app.extract.lexicon import CORPORATE, FIRMS, OF_A_STATE, ORGANIZATIONS, PUBLIC_BODIES
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of
from app.extract.speakers.cast import MEMORY, NEAR, SUBJECT, Cast
from app.extract.speakers.sources import without_determiner
from app.extract.speakers.words import country_in, of_the_nation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAR_MORE = 1.5
"""So many times as often as the latest must an earlier company be named to be meant by "the company"."""
OUTLETS = {
    "newspaper": frozenset(
        {
            "post",
            "times",
            "herald",
            "guardian",
            "telegraph",
            "journal",
            "tribune",
            "daily",
            "courier",
            "gazette",
        }
        | {
            "mail",
            "mirror",
            "express",
            "echo",
            "chronicle",
            "ledger",
            "observer",
            "independent",
            "star",
            "standard",
        }
    ),
    "station": frozenset({"radio", "tv", "television", "fm", "channel"}),
    "network": frozenset({"tv", "television", "channel", "news", "radio"}),
    "broadcaster": frozenset({"tv", "television", "channel", "radio", "broadcasting"}),
    "agency": frozenset({"wire", "newswire"}),
    "force": frozenset({"police", "constabulary"}),
}
"""Words in the names of what a noun may point back at: "the newspaper" is the Invented Post."""
_FIRM_WORDS = frozenset({"company", "firm", "group", "maker", "retailer", "operator", "manufacturer"})
_FIRM_BEFORE = re.compile(r"\b(?:company|firm|group|\w*maker|retailer|operator|manufacturer|giant)\s\Z")
INSTITUTION = re.compile(r"\b[Tt]he ((?:[a-z]+ )?(?:ministry|council|agency|union|company))\b")


class Institutions:
    """Finds the organisations that common words mean in one article."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._institutions = list(INSTITUTION.finditer(cast.text))
        self._longer_in_text: dict[str, str | None] = {}

    def called(self, words: str, span: Span) -> Speaker:
        """Give the institution that common words name; one of a state has the nationality of the story."""
        plain = of_the_nation(re.sub(r"[’']s$", "", without_determiner(words)))
        longer = self.longer(plain.lower())
        plain, key = (
            (longer, longer)
            if longer and longer not in self._cast.known
            else (plain, longer or plain.lower())
        )
        if key not in self._cast.known:
            own = country_in(plain)
            of_a_state = not OF_A_STATE.isdisjoint(plain.lower().split())
            adjective = self._cast.nation if of_a_state and not own else None
            first = Span(*match.span()) if (match := re.search(re.escape(plain), self._cast.text)) else span
            self._cast.known[key] = Speaker(
                kind=SpeakerKind.ORGANIZATION,
                name=f"{adjective} {plain}" if adjective else plain,
                first=first,
                country=own or adjective,
            )
        return self._cast.known[key]

    def foremost(self, fits: Sequence[Speaker]) -> Speaker | None:
        """Choose the latest, unless the text is about another: it is named first, and more often."""
        if not fits:
            return None
        told = [len(name.places) if (name := self._cast.by_name.get(one.name)) else 1 for one in fits]
        most = max(told)
        often = fits[told.index(most)]
        is_first = most > told[0] and often.first == min(one.first for one in fits)
        return often if is_first or most >= FAR_MORE * told[0] else fits[0]

    def longer(self, plain: str) -> str | None:
        """Find the institution that was named in full before: "the health office" is the regional one."""
        wanted = plain.split()
        fits = [key for key in self._cast.known if len(wanted) > 1 and key.split()[-len(wanted) :] == wanted]
        if fits or len(wanted) > 1:
            return next(iter(fits), None)
        if plain not in self._longer_in_text:
            spelt = rf"(?:\b[Tt]he|[’']s) ((?!other|new|same|whole)[a-z]+ {re.escape(plain)})\b"
            match = re.search(spelt, self._cast.text)
            self._longer_in_text[plain] = match[1].lower() if match else None
        return self._longer_in_text[plain]

    def before(self, span: Span, *, within: int | None = None) -> Iterator[Speaker]:
        """Give the organisations that spoke, were spoken for or were named before, the latest first."""
        earliest = span.start - (within or MEMORY)
        found: list[tuple[int, Speaker]] = []
        for place, one in reversed([*self._cast.lately(span)]):
            parts = (part for part in (one, one.on_behalf_of) if part)
            found += [
                (place.end, part)
                for part in parts
                if part.kind is SpeakerKind.ORGANIZATION and place.end >= earliest
            ]
        for name in self._cast.names_within((Span(max(0, earliest), span.start),) if span.start else ()):
            before = [place.end for place in name.places if earliest <= place.end <= span.start]
            if before and self._is_institution(name):
                found.append((before[-1] - NEAR, self._cast.entered(name)))
        first = bisect_left(self._institutions, earliest, key=lambda match: match.end())
        last = bisect_right(self._institutions, span.start, key=lambda match: match.end())
        for match in self._institutions[first:last]:
            if match[1] == "company":  # the one that was named
                called = next((one for _, one in found if self.is_a(one, match[1])), None)
            else:
                called = None
            found.append((match.end() - NEAR, called or self.called(match[1], span)))
        yield from (one for _, one in sorted(found, key=lambda pair: -pair[0]))

    def is_a(self, one: Speaker, noun: str) -> bool:
        """Tell whether an organisation may be called so: by its name, by what is told, or as a company."""
        words = one.name.lower().split()
        name = self._cast.by_name.get(one.name)
        told = " ".join(name.told).lower().split() if name else []
        if noun in {*words, *told} or not OUTLETS.get(noun, frozenset()).isdisjoint(words):
            return True
        is_firm = name is not None and words[-1] not in PUBLIC_BODIES
        return is_firm and noun in {"company", "group", "firm", "organization", "organisation"}

    def is_surely_a_firm(self, one: Speaker) -> bool:
        """Tell whether the name itself or the words around it say that it is a firm."""
        name = self._cast.by_name.get(one.name)
        words = {bare(word) for word in one.name.split()}
        told = {bare(word) for words in (name.told if name else []) for word in words.split()}
        before = (
            self._cast.text[max(0, place.start - SUBJECT) : place.start]
            for place in (name.places if name else [])
        )
        led = any(_FIRM_BEFORE.search(words) for words in before)
        return (
            led or not words.isdisjoint(FIRMS | CORPORATE | _FIRM_WORDS) or not told.isdisjoint(_FIRM_WORDS)
        )

    def outlet(self, noun: str, span: Span) -> Name | None:
        """Find which outlet "the site" is: the last that was named as one, "the website Daryo"."""
        found: list[tuple[int, Name]] = []
        for name in (
            self._cast.names_within((Span(max(0, span.start - MEMORY), span.start),)) if span.start else ()
        ):
            for place in name.places:
                before = self._cast.text[max(0, place.start - SUBJECT) : place.start].lower().rstrip()
                has_it = not OUTLETS.get(noun, frozenset()).isdisjoint(bare(word) for word in name.words)
                if place.end <= span.start and (before.endswith(noun) or has_it):
                    found.append((place.end, name))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _is_institution(self, name: Name) -> bool:
        """Tell whether a name surely is an organisation's, not a place's or an adjective."""
        if name.is_person or nation_of(name.text):
            return False
        words = {bare(word) for word in name.words}
        return name.votes < 0 or not words.isdisjoint(ORGANIZATIONS | FIRMS)
