"""Laws of comparing that hold for any claims: order, identity, findability."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from app.conflict.detect import compare, keys, relate
from app.domain.article import Span
from app.domain.claim import Certainty, Comparator, MentionKind, Precision, Quantity, Stance, TimeRange
from app.domain.conflict import Statement
from app.domain.entity import Entity

LAND = Entity(id="land", kind=MentionKind.PLACE, name="Kastren", same_as=("https://example.org/1",))
ABROAD = Entity(id="abroad", kind=MentionKind.PLACE, name="Farland", same_as=("https://example.org/2",))
TOWN = Entity(id="town", kind=MentionKind.PLACE, name="Torvane", within=(LAND,))
SUBJECTS = [
    "{} were killed at the market",
    "the bombing of the market killed {}",
    "the rebels hold {}",
    "our fighters captured the town with {}",
    "the army controls the town and {}",
    "it is untrue that the rebels hold {}",
    "the army did not shell the market",
    "the army shelled the market",
    "Mayor Piet Sallow is alive",
    "Mayor Piet Sallow is dead",
    "the fine was {}",
    "",
]
days = st.dates(date(2025, 12, 1), date(2026, 3, 31))
times = st.builds(
    lambda first, length: TimeRange(
        words="then", precision=Precision.DAY, earliest=first, latest=first + timedelta(days=length)
    ),
    days,
    st.integers(0, 10),
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value = Decimal(draw(st.integers(-5, 3000)))
    counted = draw(st.sampled_from(["people", "districts", "children", "houses", None]))
    words = f"{value} {counted or ''}".strip()
    return Quantity(
        words=words,
        figure=str(value),
        comparator=draw(st.sampled_from(Comparator)),
        span=Span(0, len(words)),
        value=draw(st.sampled_from([value, None])),
        minimum=draw(st.sampled_from([value, None])),
        maximum=draw(st.sampled_from([value, value + 10, None])),
        unit=draw(st.sampled_from([None, None, "%", "km", "crowns"])),
        counted=counted,
    )


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    figures = draw(st.lists(quantities(), max_size=2))
    words = " and ".join(figure.words for figure in figures)
    party = draw(st.sampled_from(["ministry", "front", "police"]))
    return Statement(
        id=draw(st.text("abcdef", min_size=1, max_size=4)),
        text=draw(st.sampled_from(SUBJECTS)).format(words),
        parties=frozenset({party}),
        party_name=party,
        article=draw(st.sampled_from(["", "x", "y"])),
        published=draw(days),
        event=draw(st.none() | times),
        places=draw(st.sampled_from([(LAND,), (TOWN,), (ABROAD,), (TOWN, LAND)])),
        quantities=tuple(figures),
        stance=draw(st.sampled_from(Stance)),
        certainty=draw(st.sampled_from(Certainty)),
    )


@given(statements(), statements())
def test_the_order_of_two_claims_does_not_matter(first: Statement, second: Statement) -> None:
    assume(first.id != second.id)  # a claim's id is its own
    assert relate(first, second) == relate(second, first)
    assert compare(first, second) == compare(second, first)


@given(statements())
def test_no_claim_conflicts_with_itself(one: Statement) -> None:
    assert compare(one, one) is None


@given(statements(), statements())
def test_a_conflict_names_two_claims_in_order_and_says_why(first: Statement, second: Statement) -> None:
    conflict = compare(first, second)
    if conflict:
        assert conflict.first < conflict.second
        assert conflict.explanation.endswith(".")
        assert conflict.differs
        assert 0 < conflict.score <= 1


@given(statements(), statements())
def test_clashing_figures_and_holders_are_found_by_a_common_key(first: Statement, second: Statement) -> None:
    conflict = compare(first, second)
    if conflict and conflict.kind in {"quantity", "control"}:
        assert set(keys(first)) & set(keys(second)), (keys(first), keys(second))


@given(statements())
def test_keys_are_few_and_each_stands_once(one: Statement) -> None:
    found = keys(one)
    assert len(found) <= 8
    assert len(set(found)) == len(found)


@given(st.lists(statements(), max_size=5, unique_by=lambda one: one.id), st.randoms())
def test_the_order_of_arrival_does_not_matter(claims: list[Statement], chance: object) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    found = [
        {conflict for one, two in combinations(order, 2) if (conflict := compare(one, two))}
        for order in (claims, shuffled)
    ]
    assert found[0] == found[1]
