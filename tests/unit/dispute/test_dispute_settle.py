"""Ties found one claim after the other are those that their definitions give, whatever the order."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from app.conflict.detect import compare, relate
from app.dispute.kinship import expressed, goes_on, is_copy, order, same_source, says_the_same
from app.dispute.settle import Settling
from app.domain.article import Span
from app.domain.claim import Comparator, MentionKind, Quantity
from app.domain.conflict import Statement
from app.domain.decision import Rulings
from app.domain.dispute import Tie, TieKind
from app.domain.entity import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

START = date(2021, 7, 1)
TOWN = Entity(
    id="town",
    kind=MentionKind.PLACE,
    name="Zenda",
    same_as=("geo:2",),
    within=(Entity(id="land", kind=MentionKind.PLACE, name="Ruritania", same_as=("geo:1",)),),
)


def toll(  # noqa: PLR0913  # each is what some test varies
    ident: str, party: str, figure: int, *, days: int = 0, article: str = "", text: str = ""
) -> Statement:
    words = f"{figure} people"
    return Statement(
        id=ident,
        text=text or f"{words} were killed in the fire in Zenda",
        parties=frozenset({party}),
        party_name=party,
        article=article or f"article {ident}",
        published=START + timedelta(days=days),
        places=(TOWN,),
        quantities=(
            Quantity(
                words=words,
                figure=str(figure),
                comparator=Comparator.EXACTLY,
                span=Span(0, len(words)),
                value=Decimal(figure),
                minimum=Decimal(figure),
                maximum=Decimal(figure),
                counted="people",
            ),
        ),
    )


@dataclass
class World:
    """Claims that all share one frame, with the ties and conflicts kept so far."""

    claims: dict[str, Statement] = field(default_factory=dict)
    kept: set[Tie] = field(default_factory=set)
    conflicts: set[tuple[str, str]] = field(default_factory=set)

    def around(self, claims: Iterable[str]) -> Mapping[str, frozenset[str]]:
        return {one: frozenset(self.claims.keys() - {one}) for one in claims if one in self.claims}

    def statements(self, claims: Iterable[str]) -> Mapping[str, Statement]:
        return {one: self.claims[one] for one in claims if one in self.claims}

    def ties(self, claims: Iterable[str]) -> frozenset[Tie]:
        wanted = set(claims)
        return frozenset(tie for tie in self.kept if {tie.earlier, tie.later} & wanted)

    def settle(self, *touched: str) -> int:
        found = Settling(self, relate, compare, Rulings(), frozenset(touched)).run()
        self.kept = (self.kept - found.gone) | found.come
        self.conflicts = {pair for pair in self.conflicts if not found.cleared.intersection(pair)}
        self.conflicts |= {(one.conflict.first, one.conflict.second) for one in found.clashes}
        return len(found.clashes)

    def add(self, *claims: Statement) -> None:
        self.claims |= {one.id: one for one in claims}
        self.settle(*(one.id for one in claims))

    def drop(self, ident: str) -> None:
        """Take a claim away and settle those that were tied to it, as retracting an article does."""
        del self.claims[ident]
        tied = {
            one for tie in self.kept if ident in (tie.earlier, tie.later) for one in (tie.earlier, tie.later)
        }
        tied |= {one for pair in self.conflicts if ident in pair for one in pair}
        self.kept = {tie for tie in self.kept if ident not in (tie.earlier, tie.later)}
        self.conflicts = {pair for pair in self.conflicts if ident not in pair}
        self.settle(*(tied - {ident}))


def expected(claims: Iterable[Statement]) -> tuple[set[Tie], set[tuple[str, str]]]:
    """Give ties and conflicts by their definitions, all pairs looked at."""
    ordered = sorted(claims, key=order)
    ties: set[Tie] = set()
    copies, past = set(), set()
    for one in ordered:
        first = next((two for two in ordered if order(two) < order(one) and is_copy(two, one)), None)
        if first:
            copies.add(one.id)
            ties.add(Tie(kind=TieKind.COPY, earlier=first.id, later=one.id))
    prints = [one for one in ordered if one.id not in copies]
    clashing = set()
    for one in prints:
        later = [two for two in prints if order(two) > order(one)]
        following = next((two for two in later if same_source(one, two) and goes_on(one, two, relate)), None)
        if following:
            past.add(one.id)
            ties.add(Tie(kind=TieKind.UPDATE, earlier=one.id, later=following.id))
            clashing.add((one.id, following.id))
    current = [one for one in prints if one.id not in past]
    for one in current:
        others = [two for two in current if not same_source(one, two)]
        clashing |= {(one.id, two.id) for two in others}
        before = [two for two in others if order(two) < order(one)]
        first = next((two for two in before if says_the_same(one, two, relate(one, two))), None)
        if first:
            ties.add(Tie(kind=TieKind.CORROBORATION, earlier=first.id, later=one.id))
    by_id = {one.id: one for one in ordered}
    conflicts = {
        (found.first, found.second)
        for first, second in clashing
        if (found := compare(by_id[first], by_id[second]))
    }
    return ties, conflicts


@st.composite
def worlds(draw: st.DrawFn) -> list[Statement]:
    parties = st.sampled_from(("ministry", "hospital", "police"))
    texts = st.sampled_from(
        ("", "{} people were killed", "the toll in Zenda is {} people killed", "all is well")
    )
    return [
        toll(
            f"c{number}",
            draw(parties),
            figure := draw(st.sampled_from((14, 14, 20, 31))),
            days=draw(st.integers(0, 5)),
            article=f"a{draw(st.integers(0, 5))}",
            text=draw(texts).format(f"{figure} people"[: len(str(figure))]),
        )
        for number in range(draw(st.integers(1, 9)))
    ]


@settings(max_examples=150, deadline=None)
@given(claims=worlds(), seed=st.integers(0, 1000), by=st.integers(1, 3))
def test_in_whatever_order_and_in_whatever_portions_claims_come_the_ties_are_those_defined(
    claims: list[Statement], seed: int, by: int
) -> None:
    random.Random(seed).shuffle(claims)
    world = World()
    for start in range(0, len(claims), by):
        world.add(*claims[start : start + by])
    assert (world.kept, world.conflicts) == expected(claims)


@settings(max_examples=150, deadline=None)
@given(claims=worlds(), seed=st.integers(0, 1000))
def test_what_is_taken_away_leaves_what_the_rest_gives(claims: list[Statement], seed: int) -> None:
    world = World()
    for one in claims:
        world.add(one)
    chance = random.Random(seed)
    left = list(claims)
    for _ in range(chance.randint(1, len(claims))):
        gone = left.pop(chance.randrange(len(left)))
        world.drop(gone.id)
        assert (world.kept, world.conflicts) == expected(left)


@settings(max_examples=50, deadline=None)
@given(claims=worlds())
def test_settling_again_changes_nothing(claims: list[Statement]) -> None:
    world = World()
    world.add(*claims)
    kept, conflicts = set(world.kept), set(world.conflicts)
    for one in claims:
        world.settle(one.id)
    assert (world.kept, world.conflicts) == (kept, conflicts)


def test_two_hundred_reports_of_one_toll_make_one_edge_for_each_pair_of_sources() -> None:
    world = World()
    parties = ("ministry", "hospital", "police", "mayor")
    for number in range(200):
        world.add(toll(f"c{number:03}", parties[number % 4], 14 + number, days=number // 4))
    between = {pair for pair in world.conflicts if number_of(pair[0]) % 4 != number_of(pair[1]) % 4}
    assert len(between) <= 6
    assert sum(tie.kind is TieKind.UPDATE for tie in world.kept) >= 180


def number_of(ident: str) -> int:
    return int(ident[1:])


def test_a_reprint_of_an_old_figure_does_not_stand_for_the_newest_one() -> None:
    world = World()
    first = toll("a", "ministry", 14)
    world.add(
        first,
        toll("b", "ministry", 20, days=1),
        replace(first, id="c", article="x", published=START + timedelta(days=2)),
    )
    world.add(toll("d", "rebels", 31, days=2))
    assert world.conflicts == {("b", "d")}


def test_a_conflict_that_the_article_tells_of_itself_is_flagged() -> None:
    one = toll("a", "ministry", 14, article="same")
    two = replace(toll("b", "hospital", 31, article="same"), contrasted=True)
    elsewhere = replace(two, article="other")
    assert expressed(one, two) == expressed(two, one) == ("expressedDispute",)
    assert expressed(one, elsewhere) == ()
    assert expressed(one, replace(two, contrasted=False)) == ()


def test_the_flag_is_kept_with_the_conflict() -> None:
    world = World()
    world.claims = {
        "a": toll("a", "ministry", 14, article="same"),
        "b": replace(toll("b", "hospital", 31, article="same"), contrasted=True),
    }
    found = Settling(world, relate, compare, Rulings(), frozenset({"a", "b"})).run()
    assert [one.conflict.flags for one in found.clashes] == [("expressedDispute",)]
