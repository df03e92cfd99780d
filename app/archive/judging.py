"""How a decision is taken: what it is about is looked up, what it overrules is found, and it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.dispute.kinship import day, pair_key
from app.domain.decision import ALLOWED, JUDGING, Act, Decision, decision_id
from app.errors import NotFound, Undecidable

if TYPE_CHECKING:
    from datetime import datetime

    from app.archive.archive import Archive
    from app.archive.ledger import Ledger
    from app.domain.conflict import Statement
    from app.domain.decision import Wish
    from app.domain.view import DecisionView
    from app.rdf.iris import Iris


class Judging:
    """Takes decisions; people's wishes come in, and go into their graph if they can be."""

    def __init__(self, ledger: Ledger, archive: Archive, iris: Iris) -> None:
        self._ledger = ledger
        self._archive = archive
        self._iris = iris

    def decide(self, wish: Wish, *, now: datetime) -> tuple[DecisionView, bool]:
        """Keep a decision and tell that it is new, or find the same one that holds; NotFound, Undecidable."""
        _check(wish)
        made = self._made(wish, now)
        history = self._history(wish, made)
        for one in history:
            if one.holds and _is_same(one, made):
                return one, False
        overruled = {one.id for one in history if one.holds and one.act in JUDGING}
        if wish.act is Act.UNDO:
            overruled = {wish.about}
        elif wish.act not in JUDGING:
            overruled = set()
        decision = Decision(
            id=decision_id(wish, before=len(history)),
            wish=wish,
            at=now,
            claims=made.claims,
            pair=made.pair,
            judged=made.judged,
            overrules=tuple(sorted(overruled)),
        )
        self._ledger.decisions.put(decision, touched=self._touched(wish, made.claims))
        return self._archive.decision(decision.id), True

    def _made(self, wish: Wish, now: datetime) -> Decision:
        """Look up what a wish is about, without an id yet."""
        if wish.kind == "conflict":
            return self._of_conflict(wish, now)
        claims: tuple[str, ...] = ()
        if wish.kind == "dispute":
            claims = self._of_dispute(wish)
        elif wish.kind == "party":
            claims = self._of_party(wish)
        else:
            claims = self._of_decision(wish)
        return Decision(id="", wish=wish, at=now, claims=claims)

    def _of_conflict(self, wish: Wish, now: datetime) -> Decision:
        view = self._archive.conflict(wish.about)
        ids = (view.first.id, view.second.id)
        found = self._ledger.derived.sight.statements(ids)
        if len(found) < len(ids):
            message = f"the conflict {wish.about!r} is between claims that are not current any more"
            raise NotFound(message)
        first, second = (found[one] for one in ids)
        return Decision(
            id="", wish=wish, at=now, claims=ids, pair=pair_key(first, second), judged=judged(first, second)
        )

    def _of_dispute(self, wish: Wish) -> tuple[str, ...]:
        here = self._archive.dispute(wish.about)
        if wish.act is Act.MERGE:
            there = self._archive.dispute(wish.other)
            if there.kind != here.kind or there.id == here.id:
                message = f"two disputes about {here.kind} can be merged; the other is about {there.kind}"
                raise Undecidable(message)
            return (here.sides[0].claim.id, there.sides[0].claim.id)
        members = {one.id for side in here.sides for one in (side.claim, *side.past, *side.copies)}
        _expect(set(wish.claims), members, f"the dispute {here.id!r}")
        return tuple(sorted(wish.claims))

    def _of_party(self, wish: Wish) -> tuple[str, ...]:
        here = self._archive.party(wish.about)
        if wish.act is Act.MERGE:
            there = self._archive.party(wish.other)
            if "unnamed" in {here.kind, there.kind} or here.id == there.id:
                message = "two parties with names can be merged; an unnamed source is one of its own text"
                raise Undecidable(message)
        made = {one for one in wish.claims if self._archive.claim(one).party.id == here.id}
        _expect(set(wish.claims), made, f"the party {here.id!r}")
        return tuple(sorted(wish.claims))

    def _of_decision(self, wish: Wish) -> tuple[str, ...]:
        earlier = self._archive.decision(wish.about)
        if earlier.act in {Act.UNDO, Act.NOTE}:
            message = f"a decision to {earlier.act} changes nothing that could be undone; decide anew"
            raise Undecidable(message)
        return earlier.claims

    def _history(self, wish: Wish, made: Decision) -> list[DecisionView]:
        """Give all decisions about the same thing; of a pair, wherever it was judged."""
        iri = str(self._iris.iri(wish.kind, wish.about))
        found = self._ledger.decisions.history([iri]).get(iri, ())
        if made.wish.act is Act.UNDO and not self._archive.decision(wish.about).holds:
            return [one for one in found if one.act == Act.UNDO] or list(found)
        return list(found)

    def _touched(self, wish: Wish, claims: tuple[str, ...]) -> tuple[str, ...]:
        """Name the versions whose claims may stand otherwise because of a decision."""
        if wish.act is Act.NOTE:
            return ()
        decisions = self._ledger.decisions
        about = [wish.about, wish.other] if wish.kind == "party" else []
        if wish.act is Act.UNDO:
            named = [self._iris.parse(iri) for iri in self._archive.decision(wish.about).about]
            about = [one[1] for one in named if one and one[0] == "party"]
        versions = decisions.versions_of_parties([one for one in about if one]) if about else ()
        groups = self._ledger.derived.sight.groups(claims)
        members = {one for found in groups.values() for one in found} | set(claims)
        return (*versions, *decisions.versions_of_claims(members))


def _check(wish: Wish) -> None:
    """Refuse what cannot be decided of this kind of thing, or lacks what it needs."""
    allowed = ALLOWED.get(wish.kind, ())
    if wish.act not in allowed:
        message = f"of a {wish.kind} one can {', '.join(allowed)}; found {wish.act.value}"
        raise Undecidable(message)
    needs = {
        "a reason": not wish.reason and wish.act in {Act.REJECT, Act.NOTE},
        "who decides": not wish.by.strip(),
        "with what it is merged": not wish.other and wish.act is Act.MERGE,
        "the claims that are split off": not wish.claims and wish.act is Act.SPLIT,
    }
    missing = [name for name, lacks in needs.items() if lacks]
    if missing:
        message = f"to {wish.act.value} needs {' and '.join(missing)}"
        raise Undecidable(message)


def _expect(given: set[str], known: set[str], whose: str) -> None:
    strange = sorted(given - known)
    if strange:
        message = f"{whose} has no claim {strange[0]!r}"
        raise NotFound(message)


def _is_same(known: DecisionView, made: Decision) -> bool:
    wish = made.wish
    about = {iri.rpartition("/")[2] for iri in known.about}
    same_claims = wish.act in JUDGING or wish.act is Act.UNDO or set(known.claims) == set(made.claims)
    return (
        (known.act, known.by, known.reason) == (wish.act.value, wish.by, wish.reason)
        and about >= {one for one in (wish.other,) if one}
        and same_claims
    )


def judged(first: Statement, second: Statement) -> str:
    """Write a pair as `whosaid compare` reads it."""
    return json.dumps({"a": _side(first), "b": _side(second)}, ensure_ascii=False)


def _side(one: Statement) -> dict[str, str]:
    made = day(one)
    return {
        "source": one.party_name,
        "claim": one.text,
        "date": made.isoformat() if made else "",
        "place": one.places[0].name if one.places else "",
    }
