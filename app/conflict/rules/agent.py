"""The rule for who did it: at one happening, one side names one, the other another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    ATTACKS,
    DEEDS,
    EVENTS,
    GENERAL,
    HARM,
    OWN_DEED,
    RELATION,
    SIDES,
    STOP,
)
from app.conflict.language.words import about_places, base, bases, distinctive, events, kindred, names, tokens
from app.conflict.rules.finding import Finding, Label, on_subject, revision
from app.conflict.rules.negation import polarity
from app.conflict.rules.sides import are_others, shown
from app.conflict.scope import is_close
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.conflict import Statement


def agent(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """At the same happening, one side names one as who did it, the other another."""
    named = events(first.text) | events(second.text)
    if scope.same_event is False or not is_close(scope) or (named and not named & ATTACKS):
        return None
    one, two = _doer(first), _doer(second)
    plain = about_places((*first.places, *second.places)) | DEEDS | EVENTS.keys() | {GENERAL}
    shared = kindred(distinctive(first.text) - plain, distinctive(second.text) - plain)
    if not are_others(one, two) or not shared:
        return None
    return Finding(
        label=Label.CONFLICT,
        because="the two name different ones as those who did it",
        rule="agent",
        kind=ConflictKind.AGENT,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="agent", first=shown(first, one), second=shown(second, two)),),
        matched=on_subject(shared, first, second),
    )


def _doer(one: Statement) -> frozenset[str]:
    """Name who did it: the party itself, or those named before the deed, or after a "by"."""
    words = bases(one.text)
    place = next((place for place, word in enumerate(words) if _is_deed(word)), None)
    if place is None or not polarity(one):
        return frozenset()
    if not OWN_DEED.isdisjoint(words):
        return one.parties | {base(word) for word in tokens(one.party_name) if word.lower() not in STOP}
    by = next((at for at, word in enumerate(words) if at > place and word == "by"), len(words))
    told = {*words[:place], *words[by + 1 :]}
    sorts = {SIDES[word] for word in words[:place] if word in SIDES}
    return (names(one.text) & told) - about_places(one.places[-1:]) | sorts


def _is_deed(word: str) -> bool:
    return word in DEEDS or RELATION.get(word) in HARM or EVENTS.get(word) in ATTACKS
