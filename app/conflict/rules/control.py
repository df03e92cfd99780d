"""The rule for who holds a place: at one time, a side does or does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    AWAY,
    BE,
    GAINS,
    LOSSES,
    NOT_HELD,
    OWN,
    OWNED,
    PART_NOUNS,
    POSSESSION,
    PUSHES,
    SETTLEMENTS,
    STAYING,
    WHOLE,
    WON_BACK,
)
from app.conflict.language.words import (
    CLAUSE_END,
    about_places,
    base,
    bases,
    content,
    kindred,
    names,
    parts,
    tokens,
)
from app.conflict.rules.finding import Finding, Label, revision
from app.conflict.rules.negation import AFTER_NOT, polarity
from app.conflict.rules.sides import is_same_side, named_side, own_side, shown
from app.conflict.scope import Where, is_country, same_days
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
    objects: frozenset[str]


def control(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, two sides say that each holds the same place; or both, that the same one does."""
    if scope.where is not Where.SAME or all(is_country(place) for place in first.places):
        return None
    one, two = hold(first), hold(second)
    if one is None or two is None or not same_days(scope):
        return None
    changed_hands = _is_won_back(first, second) or _is_won_back(second, first)
    if changed_hands or not (_same_object(one, two) and _same_part(one, two)):
        return None
    same_side = is_same_side(one.side, two.side)
    if same_side and one.holds and two.holds:
        return Finding(label=Label.AGREE, because="both name the same holder", rule="control")
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
    side = named_side(one, found.holder) or (own_side(one) if found.unsaid else frozenset())
    if not side:
        return None
    names_place = not (SETTLEMENTS | placed).isdisjoint(words)
    return Hold(
        side=side,
        shown=shown(one, side),
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


def _until_mark(words: Sequence[str]) -> list[str]:
    stop = next((place for place, word in enumerate(words) if word in CLAUSE_END), len(words))
    return list(words[:stop])


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
