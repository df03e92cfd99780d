"""Whom a pronoun means: who spoke last, or who was named last, as far as it fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Speaker, SpeakerKind
from app.extract.given_names import is_woman
from app.extract.lexicon import CROWDS, FEMALE_ROLES, GENERIC_ORGANIZATIONS, MALE_ROLES, PAPERS
from app.extract.names.name import Name, bare
from app.extract.speakers.cast import CLAUSE, NEAR, REACH, SUBJECT, Cast
from app.extract.speakers.sources import head_of
from app.extract.speakers.words import lowered_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.extract.speakers.institutions import Institutions

PRONOUNS = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
PLURALS = frozenset({"they", "them", "their", "we", "us", "our"})
THINGS = frozenset({"it", "its"})
RELATIVES = frozenset({"who", "which", "that"})
QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)[‘']")
_ANTECEDENT = re.compile(
    r"\b(?P<who>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w’-]*[’']s)(?:\s[\w’'-]+){1,4}),?\s$"
)
"""Words that may be gone on about: an article or owner, and a few words up to "which"."""
_PAPER = re.compile(rf"\b(?:the|its|his|her|their)\s(?:[\w-]+\s)?(?:{'|'.join(sorted(PAPERS))})\b")
_PEOPLE = "|".join(sorted(word for word in CROWDS - PAPERS if word.endswith("s")))
_CROWD = re.compile(
    r"(?!(?:in|on|at|by|from|for|with|of|to)\s)(?:[\w’'-]+\s){0,3}?"
    rf"(?:{_PEOPLE}|[a-z]+(?:[lnrtvw]ers|ists|ians))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][”\"’']?\s(?=[A-Z])")
FAR = 2
"""Ends of paragraphs after which who was named since is meant rather than who spoke last."""


class Pronouns:
    """Finds whom the pronouns of one article mean."""

    def __init__(
        self, cast: Cast, institutions: Institutions, named: Callable[[Name, Span], Speaker]
    ) -> None:
        self._cast = cast
        self._institutions = institutions
        self._named = named

    def meant(self, pronoun: str, span: Span, said: Span | None = None) -> Iterator[Speaker]:
        """Give who a pronoun may mean, the likeliest first; not who is named in what was `said`."""
        heard = [(place, one) for place, one in self._cast.lately(span) if place.start < span.start]
        if pronoun in PLURALS:
            yield from self._crowd(span, heard)
            yield from (one for _, one in heard if one.kind is not SpeakerKind.PERSON and one.count != 1)
        elif pronoun in THINGS:
            near = [one for place, one in heard if span.start - place.end < NEAR]
            yield from (
                one
                for one in near[:1]
                if one.kind is SpeakerKind.ORGANIZATION
                or lowered_words(one.name)[-1] in GENERIC_ORGANIZATIONS
            )
            if not self._is_of_papers(span):
                yield from self._institutions.before(span)
        elif pronoun in PRONOUNS:
            yield from self._persons(span, heard, said, wants_woman=PRONOUNS[pronoun])

    def gone_on_about(self, pronoun: str, span: Span) -> Span | None:
        """Find the words that a relative clause goes on about: "the bank, which said"."""
        near = (Span(max(0, span.start - CLAUSE), span.start),) if span.start else ()
        for name in self._cast.names_within(near):
            ends = (place for place in name.places if 0 <= span.start - place.end <= CLAUSE)
            place = next(ends, None)
            if place is not None and (name.is_person or pronoun != "who"):
                return place
        described = _ANTECEDENT.search(self._cast.text, max(0, span.start - NEAR), span.start)
        return Span(*described.span("who")) if described else None

    def _persons(
        self, span: Span, heard: list[tuple[Span, Speaker]], said: Span | None, *, wants_woman: bool
    ) -> Iterator[Speaker]:
        """Give who "he" or "she" may be: who spoke last, else who was named last, if the sex fits."""
        speaking = [
            (place, one)
            for place, one in heard
            if self._may_be_person(one) and self._woman(one) in {None, wants_woman}
        ]
        last = said and Span(
            1 + max(said.start - 1, self._cast.text.rfind(";", said.start, said.end)), said.end
        )
        near = [
            (place.end, name)
            for name in self._cast.names_within((Span(max(0, span.start - REACH), span.start + 1),))
            if name.is_person and name.is_woman in {None, wants_woman}
            for place in name.places
            if span.start - REACH <= place.start < span.start
            and not (last and last.end <= span.start and place.within(last))
        ]
        begins = (
            max(self._cast.text.rfind("\n", 0, span.start), self._cast.text.rfind(". ", 0, span.start)) + 1
        )
        if not QUOTE.search(self._cast.text, begins, span.start):
            subject = [
                name
                for end, name in near
                if begins <= end < begins + SUBJECT and (name.is_woman is wants_woman or name.votes > 0)
            ]
            yield from (self._named(name, name.first) for name in subject[:1])
        sure = [pair for pair in near if pair[1].is_woman is not None]
        if speaking and (speaking[0][1].kind is SpeakerKind.UNNAMED or self._is_far(speaking[0][0], span)):
            since = [
                name for end, name in sorted(sure, key=lambda pair: -pair[0]) if end > speaking[0][0].end
            ]
            yield from (self._named(name, name.first) for name in since[:1])
        if speaking and speaking[0][0].end < (paragraph := self._cast.text.rfind("\n", 0, span.start) + 1):
            first = self._cast.text.find(". ", paragraph, span.start)
            begun = [
                name for end, name in sorted(near, key=lambda pair: pair[0]) if paragraph <= end <= first
            ]
            if self._woman(speaking[0][1]) is None:  # who is known to be one goes before who may be one
                begun += [name for end, name in reversed(sure) if end >= paragraph]
            yield from (self._named(name, name.first) for name in begun[:1])
        if speaking and span.start - speaking[0][0].end < NEAR:
            yield speaking[0][1]
        for _, name in sorted(sure or near, key=lambda pair: -pair[0])[:1]:
            yield self._named(name, name.first)
        yield from (one for _, one in speaking)

    def _crowd(self, span: Span, heard: list[tuple[Span, Speaker]]) -> Iterator[Speaker]:
        """Give the people with whom the sentence before began: "Lawmakers rose. “Shame!” they cried."."""
        text = self._cast.text
        paragraph = max(text.rfind("\n", 0, span.start) + 1, span.start - NEAR)
        begins = [paragraph, *(match.end() for match in _SENTENCE.finditer(text, paragraph, span.start))]
        for begin in reversed(begins):
            if heard and heard[0][0].end > begin:
                return
            if crowd := _CROWD.match(text, begin, span.start):
                yield Speaker(kind=SpeakerKind.UNNAMED, name=crowd[0], first=Span(*crowd.span()))
                return

    def _is_of_papers(self, span: Span) -> bool:
        """Tell whether the sentence before speaks of a paper, which "it" may be: "in the memo. It says"."""
        text = self._cast.text
        end = text.rfind(". ", 0, span.start)
        before = text[max(0, end - NEAR) : end + 1] if end == span.start - len(". ") else ""
        last = _PAPER.search(before[before.rfind(". ", 0, -1) + 1 :])
        return last is not None

    def _may_be_person(self, one: Speaker) -> bool:
        if one.kind is SpeakerKind.PERSON:
            return True
        return one.count == 1 and head_of(lowered_words(one.name)) not in PAPERS

    def _is_far(self, place: Span, span: Span) -> bool:
        """Tell whether a whole paragraph stands between two places."""
        return len(re.findall(r"\n+", self._cast.text[place.end : span.start])) >= FAR

    def _woman(self, one: Speaker) -> bool | None:
        """Tell what is known of a speaker's sex: by the name, or by the words of a description."""
        if one.kind is SpeakerKind.PERSON:
            name = self._cast.by_name.get(one.name)
            return name.is_woman if name else is_woman(one.name.split()[0])
        told = {bare(word) for word in one.name.split()}
        if told.isdisjoint(MALE_ROLES | FEMALE_ROLES | {"woman", "man", "girl", "boy"}):
            return None
        return not told.isdisjoint(FEMALE_ROLES | {"woman", "girl"})
