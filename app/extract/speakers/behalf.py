"""For whom somebody speaks: the body of an office, the client of a lawyer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Speaker, SpeakerKind
from app.extract.lexicon import GENERIC_ORGANIZATIONS, OF_A_STATE, ORGANIZATIONS
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of
from app.extract.speakers.cast import NEAR, REACH, Cast
from app.extract.speakers.institutions import OUTLETS, Institutions
from app.extract.speakers.sources import HEADS_FIRM, SPOKES, Behalf, behalf_in, without_determiner

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.extract.speakers.pronouns import Pronouns

_HIRED = re.compile(
    r"(?P<whose>his|her)\s(?:[\w-]+\s){0,2}?(?:lawyer|attorney|barrister|solicitor|counsel|agent|spokes\w+)\b",
    re.IGNORECASE,
)


class Represented:
    """Finds for whom the speakers of one article speak."""

    def __init__(
        self,
        cast: Cast,
        institutions: Institutions,
        pronouns: Pronouns,
        named: Callable[[Name, Span], Speaker],
    ) -> None:
        self._cast = cast
        self._institutions = institutions
        self._pronouns = pronouns
        self._named = named

    def by_office(self, role: str, span: Span) -> Speaker | None:
        """Find the body that an office stands for; a country is none."""
        behalf = behalf_in(role)
        if behalf is None:
            return None
        if not behalf.words:
            far = REACH if HEADS_FIRM.search(role) else NEAR
            return self._institutions.foremost([*self._institutions.before(span, within=far)])
        if behalf.possessive:
            return next(self._institutions.before(span, within=self._far(behalf, span)), None)
        whom = without_determiner(behalf.words)
        if whom.lower() in GENERIC_ORGANIZATIONS | OUTLETS.keys():
            fits = (
                one for one in self._institutions.before(span) if self._institutions.is_a(one, whom.lower())
            )
            found = next(fits, None)
            return found or (self._institutions.called(whom, span) if whom.lower() in OF_A_STATE else None)
        return self._represented(whom, behalf, role, span)

    def _far(self, behalf: Behalf, span: Span) -> int | None:
        """Give how far "its" and "their" look back: "their" may mean a group, so only to its paragraph."""
        return span.start - self._cast.text.rfind("\n", 0, span.start) if behalf.words == "their" else None

    def client(self, span: Span) -> Speaker | None:
        """Find for whom "his solicitor, Fiona Grabham" speaks: the man spoken of before."""
        hired = _HIRED.match(span.of(self._cast.text))
        if hired is None:
            return None
        meant = self._pronouns.meant(hired["whose"].lower(), span)
        return next((one for one in meant if one.kind is SpeakerKind.PERSON), None)

    def _represented(self, whom: str, behalf: Behalf, role: str, span: Span) -> Speaker | None:
        """Give whom the words name: by name, as an institution, or without a name."""
        called = (one for one in self._cast.names if self._cast.is_called(one, bare(whom)))
        name = next((one for one in self._cast.names if one.text == whom or self._ends(whom, one)), None)
        name = name or next(called, None)
        if name is None:
            is_body = any(bare(word) in ORGANIZATIONS for word in whom.split())
            return self._institutions.called(whom, span) if is_body else self._stranger(behalf, role)
        may_be_person = SPOKES.search(role) or self._is_counsel(role)
        if nation_of(name.text) or (name.is_person and not may_be_person):
            return None
        return self._cast.known.get(name.text) or self._named(name, name.first)

    def _stranger(self, behalf: Behalf, role: str) -> Speaker | None:
        """Give somebody who is spoken for and has no name: "a lawyer for the night porter"."""
        place = self._cast.text.find(behalf.words)
        if place < 0 or not (self._is_counsel(role) or SPOKES.search(role)) or nation_of(behalf.words):
            return None
        name = without_determiner(behalf.words)
        return Speaker(kind=SpeakerKind.UNNAMED, name=name, first=Span(place, place + len(behalf.words)))

    def _is_counsel(self, role: str) -> bool:
        return bool(re.search(r"\b(?:lawyer|attorney|barrister|solicitor)\b", role, re.IGNORECASE))

    def _ends(self, whom: str, name: Name) -> bool:
        """Tell whether words end in a name: "the union Rail et Route", "Mr Oddlestone"."""
        last = f" {name.words[-1] if name.is_person else name.text}"
        return f" {whom}".endswith(last)
