"""Rules for what sides did or hold: control of a place, and who is behind a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.conflict.lexicon import (
    ATTACKS,
    DEEDS,
    EVENTS,
    GAINS,
    LOSSES,
    NOT_HELD,
    OWN,
    PART_NOUNS,
    SETTLEMENTS,
    SIDES,
    STOP,
    WHOLE,
)
from app.conflict.rules import Finding, Label
from app.conflict.scope import Where, is_country
from app.conflict.states import AFTER_NOT, on_subject, polarity, revision, same_days
from app.conflict.words import (
    CLAUSE_END,
    about_places,
    base,
    bases,
    distinctive,
    events,
    names,
    parts,
    tokens,
)
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.conflict.scope import Scope
    from app.domain.conflict import Statement


@dataclass(frozen=True, slots=True)
class Hold:
    """Which side a claim says holds, or does not hold, what part of a place."""

    side: frozenset[str]
    shown: str
    holds: bool
    parts: frozenset[str]
    whole: bool
    things: frozenset[str]
    names_place: bool


def control(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, two sides say that each holds the same place."""
    if scope.where is not Where.SAME or all(is_country(place) for place in first.places):
        return None
    one, two = hold(first), hold(second)
    if one is None or two is None or not same_days(scope):
        return None
    if not _same_object(one, two) or not _same_part(one, two):
        return None
    same_side = bool(one.side & two.side)
    if same_side == (one.holds == two.holds) or not (one.holds or two.holds):
        return None
    return Finding(
        label=Label.CONFLICT,
        because="it is held or it is not"
        if same_side
        else f"both cannot hold {first.places[0].name} at once",
        rule="control",
        kind=ConflictKind.CONTROL,
        strength=Strength.HARD if one.whole or two.whole else Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="holder", first=_holder(one), second=_holder(two)),),
        matched=(Compared(field="place", first=first.places[0].name, second=second.places[0].name),),
    )


def hold(one: Statement) -> Hold | None:
    """Read which side a claim says holds a place; None where it says no such thing."""
    if not polarity(one):
        return None
    words = bases(one.text)
    placed = about_places(one.places)
    verb = next((place for place in range(len(words)) if _is_holding(words, place, placed)), None)
    if verb is None or "earlier" in words[:verb] or "previously" in words[:verb]:
        return None
    side = _side(one, words, verb)
    if not side:
        return None
    names_place = not (SETTLEMENTS | placed).isdisjoint(words)
    return Hold(
        side=side,
        shown=_shown(one, side),
        holds=words[verb] not in LOSSES,
        parts=parts(one.text) | (PART_NOUNS & set(words)),
        whole=names_place and not WHOLE.isdisjoint(words),
        things=names(one.text) - side - placed,
        names_place=names_place,
    )


def _is_holding(words: Sequence[str], place: int, placed: frozenset[str]) -> bool:
    """Tell whether a word says that a place is held or given up: "fell to the rebels", not "fell ill"."""
    word, following = words[place], words[place + 1 : place + 1 + AFTER_NOT]
    if word == "fall":
        return "to" in following
    if word == "take":
        return not (SETTLEMENTS | placed).isdisjoint(following)
    return (word in GAINS or word in LOSSES) and NOT_HELD.isdisjoint(following)


def agent(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """At the same happening, one side names one as who did it, the other another."""
    attacked = (events(first.text) | events(second.text)) & ATTACKS
    if not scope.same_event or not attacked or scope.where is not Where.SAME or not same_days(scope):
        return None
    one, two = _doer(first), _doer(second)
    shared = (distinctive(first.text) & distinctive(second.text)) - EVENTS.keys() - DEEDS
    if not one or not two or one & two or not shared:
        return None
    return Finding(
        label=Label.CONFLICT,
        because="the two name different ones as those who did it",
        rule="agent",
        kind=ConflictKind.AGENT,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="agent", first=_shown(first, one), second=_shown(second, two)),),
        matched=on_subject(shared, first, second),
    )


def _doer(one: Statement) -> frozenset[str]:
    """Name who did it: the party itself, or names before a word of doing; kinds of people are too vague."""
    words = bases(one.text)
    verb = next((place for place, word in enumerate(words) if word in DEEDS), None)
    if not polarity(one) or verb is None:
        return frozenset()
    return frozenset(word for word in _side(one, words, verb) if not word.startswith("@"))


def _side(one: Statement, words: Sequence[str], verb: int) -> frozenset[str]:
    """Name the side that holds: after "by", "to" or "under", where these follow, else before the verb."""
    after = _until_mark(words[verb + 1 :])
    marker = next(
        (
            place
            for place, word in enumerate(after)
            if word in {"by", "to", "under"} or (place, word) == (0, "of")
        ),
        None,
    )
    passive = marker is not None and words[verb] not in LOSSES
    if marker == 0 and not about_places(one.places).isdisjoint(after[1:3]):
        passive = False  # "in control of Torvane": what follows is what is held
    region = after[(marker or 0) + 1 :] if passive else _until_mark(words[:verb][::-1])
    named_words = {base(word) for word in tokens(one.text) if word[0].isupper() and word.lower() not in STOP}
    found = {word for word in region or words[:verb] if word in OWN or word in SIDES or word in named_words}
    if found & OWN or "our" in words:
        return _own_side(one)
    return frozenset(SIDES.get(word, word) for word in found)


def _own_side(one: Statement) -> frozenset[str]:
    words = [base(word) for word in tokens(one.party_name)]
    return one.parties | {SIDES.get(word, word) for word in words if word[0].isalpha()}


def _until_mark(words: Sequence[str]) -> list[str]:
    stop = next((place for place, word in enumerate(words) if word in CLAUSE_END), len(words))
    return list(words[:stop])


def _shown(one: Statement, side: frozenset[str]) -> str:
    """Name a side: the party, where it speaks of its own, else the words that the text has for it."""
    if one.parties & side:
        return one.party_name
    words = [word for word in tokens(one.text) if {base(word), SIDES.get(base(word))} & side]
    return " ".join(dict.fromkeys(words))


def _holder(one: Hold) -> str:
    return one.shown if one.holds else f"not {one.shown}"


def _same_object(one: Hold, two: Hold) -> bool:
    """Tell whether two sides speak of one thing: one name, one part, or both of the place as such."""
    if one.things and two.things:
        return bool(one.things & two.things)
    return bool(one.parts & two.parts) or (one.names_place and two.names_place)


def _same_part(one: Hold, two: Hold) -> bool:
    """Tell whether two sides speak of the whole place, of one part, or of a part against all of it."""
    if one.parts == two.parts or one.parts & two.parts:
        return True
    return (one.whole and not one.parts) or (two.whole and not two.parts)
