"""Rules for what sides did or hold: control of a place, and who is behind a deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.lexicon import (
    ATTACKS,
    AWAY,
    BE,
    DEEDS,
    EVENTS,
    GAINS,
    GENERAL,
    HARM,
    LOSSES,
    NOT_HELD,
    OWN,
    OWN_DEED,
    OWNED,
    PART_NOUNS,
    POSSESSION,
    PUSHES,
    RELATION,
    SETTLEMENTS,
    SIDES,
    STAYING,
    STOP,
    WHOLE,
    WON_BACK,
)
from app.conflict.rules import Finding, Label
from app.conflict.scope import Where, is_country
from app.conflict.states import AFTER_NOT, is_close, on_subject, polarity, revision, same_days
from app.conflict.thesaurus import is_name, is_word
from app.conflict.words import (
    CLAUSE_END,
    about_places,
    base,
    bases,
    content,
    distinctive,
    events,
    kindred,
    names,
    parts,
    tokens,
)
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.conflict.scope import Scope
    from app.domain.conflict import Statement


STATE = "@state"
SORTS = frozenset(SIDES.values())


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
    objects: frozenset[str]


def control(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, two sides say that each holds the same place."""
    if scope.where is not Where.SAME or all(is_country(place) for place in first.places):
        return None
    one, two = hold(first), hold(second)
    if one is None or two is None or not same_days(scope):
        return None
    if _is_won_back(first, second) or _is_won_back(second, first):
        return None
    if not _same_object(one, two) or not _same_part(one, two):
        return None
    same_side = _is_same_side(one.side, two.side)
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


def _is_won_back(one: Statement, other: Statement) -> bool:
    """Tell whether one side took back what the other says was lost on a day gone by."""
    if WON_BACK.isdisjoint(bases(one.text)) or other.event is None or other.event.latest is None:
        return False
    return one.published is not None and other.event.latest < one.published - timedelta(days=1)


def hold(one: Statement) -> Hold | None:
    """Read which side a claim says holds a place; None where it says no such thing."""
    if not polarity(one):
        return None
    spelt = tokens(one.text)
    words = [base(word) for word in spelt]
    placed = about_places(one.places)
    turns = (
        turn
        for place, form in enumerate(spelt)
        if (turn := _turn(words, place, placed, is_going_on=form.endswith("ing")))
    )
    found = next(turns, None)
    if found is None or not {"earlier", "previously"}.isdisjoint(words[: found.at]):
        return None
    side = _side(one, found.holder) or (_own_side(one) if found.unsaid else frozenset())
    if not side:
        return None
    names_place = not (SETTLEMENTS | placed).isdisjoint(words)
    return Hold(
        side=side,
        shown=_shown(one, side),
        holds=found.holds,
        parts=parts(one.text) | (PART_NOUNS & set(words)),
        whole=names_place and not WHOLE.isdisjoint(words),
        things=names(one.text) - side - placed,
        names_place=names_place,
        objects=content(one.text) - side - placed - SETTLEMENTS - GAINS - OWN,
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a claim says that a place is held or lost, and the words that name who does so."""

    at: int
    holder: tuple[str, ...]
    holds: bool = True
    unsaid: bool = False


def _turn(words: Sequence[str], place: int, placed: frozenset[str], *, is_going_on: bool) -> Turn | None:
    """Read the words at one place as one way of saying who holds what."""
    word = words[place]
    before, after = _until_mark(words[:place][::-1]), _until_mark(words[place + 1 :])
    if word in {"in", "under"}:
        return _possession(place, word, before, after)
    return _idiom(words, place, before, after) or _verb(
        words, place, placed, is_passive=_is_passive(before) and not is_going_on
    )


def _idiom(words: Sequence[str], place: int, before: Sequence[str], after: Sequence[str]) -> Turn | None:
    """Read "stays ours", "fell to the rebels", "drove the army out"."""
    word = words[place]
    if word in OWNED and place and words[place - 1] in STAYING:
        return Turn(place, (word,))
    if word == "fall" and "to" in after[:AFTER_NOT]:
        return Turn(place, tuple(after[after.index("to") + 1 :]))
    if word in PUSHES and not AWAY.isdisjoint(after[:AFTER_NOT]):
        return Turn(place, tuple(before), holds=not _is_passive(before))
    return None


def _verb(words: Sequence[str], place: int, placed: frozenset[str], *, is_passive: bool) -> Turn | None:
    """Read a verb of gaining, holding or losing."""
    word = words[place]
    before, after = _until_mark(words[:place][::-1]), _until_mark(words[place + 1 :])
    near = after[:AFTER_NOT]
    if word in LOSSES and NOT_HELD.isdisjoint(near):
        return Turn(place, tuple(before), holds=False)
    is_noun = word == "control" and before[:1] and before[0] in {"in", "full"}
    if not _is_gain(word, near, placed) or not NOT_HELD.isdisjoint(near) or is_noun:
        return None
    if is_passive:
        by = "by" in after
        return Turn(place, tuple(after[after.index("by") + 1 :] if by else ()), unsaid=not by)
    return Turn(place, tuple(before) or tuple(words[:place]))


def _is_gain(word: str, near: Sequence[str], placed: frozenset[str]) -> bool:
    """Tell whether a verb says that a place is gained or held: "took the town", but not "took the time"."""
    if word in {"take", "enter"}:
        return not (PART_NOUNS | SETTLEMENTS | placed).isdisjoint(near)
    return word in GAINS or (word == "set" and near[:1] == ["up"])


def _possession(place: int, word: str, before: Sequence[str], after: Sequence[str]) -> Turn | None:
    """Read "in the hands of the army", "under rebel control", "in charge of the town"."""
    noun = next((at for at, one in enumerate(after[: AFTER_NOT + 1]) if one in POSSESSION), None)
    if noun is None:
        return None
    owner, rest = after[:noun], after[noun + 1 :]
    if after[noun] == "hand" or word == "under":
        return Turn(place, tuple(rest[1:] if rest[:1] == ["of"] else owner))
    return Turn(place, tuple(before))


def _is_passive(before: Sequence[str]) -> bool:
    """Tell whether a verb follows a form of "be": `before` are the words before it, the nearest first."""
    return not BE.isdisjoint(before[:3])


def agent(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """At the same happening, one side names one as who did it, the other another."""
    named = events(first.text) | events(second.text)
    if scope.same_event is False or not is_close(scope) or (named and not named & ATTACKS):
        return None
    one, two = _doer(first), _doer(second)
    plain = about_places((*first.places, *second.places)) | DEEDS | EVENTS.keys() | {GENERAL}
    shared = kindred(distinctive(first.text) - plain, distinctive(second.text) - plain)
    if not _are_others(one, two) or not shared:
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


def _are_others(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether those who did it are not the same: by their names, or where neither has one by their sort.

    Somebody with a name may well be a rebel; but of the state's own forces one says so.
    """
    ones, others = ({word for word in side if not word.startswith("@")} for side in (one, two))
    if ones and others:
        return ones.isdisjoint(others)
    if ones or others:
        return (one | two) & SORTS == {STATE} and STATE not in (one if ones else two)
    return bool(one) and bool(two) and one.isdisjoint(two)


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


def _side(one: Statement, region: Iterable[str]) -> frozenset[str]:
    """Name a side by the words that stand where the holder does: "our" is the party that speaks."""
    found = list(region)
    if not OWN.isdisjoint(found):
        return _own_side(one)
    named = {word for word in found if word in names(one.text)}
    sorts = {SIDES[word] for word in found if word in SIDES}
    own = {SIDES[word] for word in map(base, tokens(one.party_name)) if word in SIDES}
    spoken_for = _party_names(one) if sorts & own and not named else frozenset()
    return frozenset(named) | sorts | spoken_for


def _own_side(one: Statement) -> frozenset[str]:
    words = [base(word) for word in tokens(one.party_name)]
    return one.parties | _party_names(one) | {SIDES[word] for word in words if word in SIDES}


def _party_names(one: Statement) -> frozenset[str]:
    """Give the words of a party's name that are names: "Farland" of "Farland general staff"."""
    return frozenset(
        base(word)
        for word in tokens(one.party_name)
        if word[0].isupper() and (is_name(word.lower()) or not is_word(base(word)))
    )


def _is_same_side(one: frozenset[str], two: frozenset[str]) -> bool:
    """Tell whether two sides are one: a name in common, or, where not both are named, a sort of side."""
    ones, others = ({word for word in side if not word.startswith("@")} for side in (one, two))
    return bool(ones & others) if ones and others else bool(one & two)


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
    if one.parts & two.parts or (one.names_place and two.names_place):
        return True
    return bool(kindred(one.objects, two.objects)) or one.whole or two.whole


def _same_part(one: Hold, two: Hold) -> bool:
    """Tell whether two sides speak of the whole place, of one part, or of a part against all of it."""
    if one.parts == two.parts or one.parts & two.parts:
        return True
    return (one.whole and not one.parts) or (two.whole and not two.parts)
