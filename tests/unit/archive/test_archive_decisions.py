"""What people decide stands above what a machine found, and nothing of it is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from world import ELSEWHERE, FIRE, NOW, OTHER, filled_service, make_service

from app.domain.decision import Act, Wish
from app.domain.dispute_view import DisputeFilter
from app.domain.identity import article_id
from app.domain.view import ClaimFilter, ConflictFilter
from app.errors import NotFound, Undecidable

if TYPE_CHECKING:
    from app.domain.dispute_view import DisputeView
    from app.domain.view import ConflictView, DecisionView
    from app.service import Service

THIRD = replace(
    OTHER,
    text="Ministry of Ponds said exactly 70 houses burned in Zenda on the day.\n",
    headline="Ministry counts",
    publisher="Gazette",
)
BRIDGES = replace(
    ELSEWHERE,
    text="The mayor said exactly 5 bridges burned in Hentzau.\n"
    "Ann Lee said exactly 9 bridges burned in Hentzau.\n",
    headline="Bridges again",
)


def conflicts(service: Service, status: str | None = None) -> tuple[ConflictView, ...]:
    return service.archive.conflicts(ConflictFilter(status=status)).items


def disputes(service: Service) -> tuple[DisputeView, ...]:
    return service.archive.disputes(DisputeFilter()).items


def decide(service: Service, act: Act, kind: str, about: str, **more: object) -> DecisionView:
    wish = Wish(act=act, kind=kind, about=about, by="Kim", **more)  # type: ignore[arg-type]  # by name
    return service.decide(wish, now=NOW)[0]


def party(service: Service, name: str) -> str:
    return next(one.party.id for one in service.archive.claims(ClaimFilter()).items if one.party.name == name)


def state(service: Service) -> list[bytes]:
    return sorted(b"".join(service.ledger._store.dump()).splitlines())


def test_a_confirmed_conflict_says_so_with_who_and_when() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.CONFIRM, "conflict", found.id)
    (after,) = conflicts(service)
    assert after.status == "confirmed"
    assert [(one.act, one.by, one.at) for one in after.decisions] == [
        ("confirm", "Kim", "2021-07-10T12:00:00Z")
    ]
    assert disputes(service)[0].status == "confirmed"


def test_a_rejected_conflict_is_listed_only_where_it_is_asked_for() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    assert conflicts(service) == ()
    assert [one.id for one in conflicts(service, "rejected")] == [found.id]
    assert [one.id for one in conflicts(service, "any")] == [found.id]
    assert disputes(service) == ()


def test_a_rejected_pair_does_not_come_back_by_a_rebuild() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    before = state(service)
    list(service.rebuild(now=NOW))
    assert state(service) == before
    assert conflicts(service) == ()


def test_a_rejected_pair_does_not_come_back_with_its_article_nor_in_another_paper() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    service.retract(article_id(OTHER))
    service.ingest(OTHER, now=NOW)
    service.ingest(replace(FIRE, publisher="Evening", url=None, headline="Zenda burns"), now=NOW)
    assert conflicts(service) == ()


def test_what_is_undone_holds_no_more_and_stays_in_the_history() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    rejected = decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    decide(service, Act.UNDO, "decision", rejected.id)
    (after,) = conflicts(service)
    assert (after.id, after.status) == (found.id, "open")
    assert [(one.act, one.holds) for one in after.decisions] == [("reject", False)]
    assert {one.act for one in service.archive.decisions().items} == {"reject", "undo"}


def test_the_later_judgement_of_a_pair_overrules_the_earlier() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    decide(service, Act.CONFIRM, "conflict", found.id)
    (after,) = conflicts(service)
    assert after.status == "confirmed"
    assert [(one.act, one.holds) for one in after.decisions] == [("reject", False), ("confirm", True)]


def test_deciding_twice_is_deciding_once() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    wish = Wish(act=Act.REJECT, kind="conflict", about=found.id, by="Kim", reason="two fires")
    first, is_new = service.decide(wish, now=NOW)
    before = state(service)
    second, is_new_again = service.decide(wish, now=NOW)
    assert (first.id, is_new, is_new_again) == (second.id, True, False)
    assert state(service) == before


def test_a_note_changes_nothing_but_is_kept() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.NOTE, "conflict", found.id, reason="asked the mayor")
    (after,) = conflicts(service)
    assert (after.status, after.decisions[0].reason) == ("open", "asked the mayor")


def test_merged_parties_do_not_contradict_each_other_as_two_and_do_again_when_parted() -> None:
    service = make_service()
    service.ingest(BRIDGES, now=NOW)
    assert len(conflicts(service)) == 1
    merged = decide(service, Act.MERGE, "party", party(service, "The mayor"), other=party(service, "Ann Lee"))
    assert conflicts(service) == ()
    decide(service, Act.UNDO, "decision", merged.id)
    assert len(conflicts(service)) == 1


def test_claims_split_off_a_party_are_compared_as_somebody_elses() -> None:
    service = make_service()
    twice = replace(
        BRIDGES,
        text="The mayor said exactly 5 bridges burned in Hentzau.\n"
        "The mayor said exactly 9 bridges burned in Hentzau.\n",
    )
    service.ingest(twice, now=NOW)
    assert conflicts(service) == ()
    claims = service.archive.claims(ClaimFilter()).items
    decide(service, Act.SPLIT, "party", claims[0].party.id, claims=(claims[0].id,))
    assert len(conflicts(service)) == 1


def test_a_claim_split_off_a_dispute_leaves_it_also_after_a_rebuild() -> None:
    service = filled_service()
    service.ingest(THIRD, now=NOW)
    (whole,) = disputes(service)
    taken = next(side.claim.id for side in whole.sides if side.party.name == "Ministry of Ponds")
    decide(service, Act.SPLIT, "dispute", whole.id, claims=(taken,))
    before = {frozenset(side.claim.id for side in one.sides) for one in disputes(service)}
    assert all(taken not in members or len(members) == 1 for members in before)
    list(service.rebuild(now=NOW))
    assert {frozenset(side.claim.id for side in one.sides) for one in disputes(service)} == before


def test_two_disputes_of_one_kind_can_be_joined() -> None:
    service = filled_service()
    service.ingest(BRIDGES, now=NOW)
    first, second = disputes(service)
    decide(service, Act.MERGE, "dispute", first.id, other=second.id)
    (joined,) = disputes(service)
    assert {side.claim.id for side in joined.sides} == {
        side.claim.id for one in (first, second) for side in one.sides
    }


def test_judged_pairs_are_given_as_compare_reads_them_also_when_their_article_is_gone() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    service.retract(article_id(OTHER))
    (row,) = service.archive.training()
    assert row["a"] == {
        "source": "The mayor",
        "claim": "exactly 10 houses burned in Zenda on the day",
        "date": "2021-07-09",
        "place": "Zenda",
    }
    assert (row["conflict"], row["reason"]) == (False, "two fires")
    assert json.loads(json.dumps(row)) == row


def test_decisions_leave_the_store_sound() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.REJECT, "conflict", found.id, reason="two fires")
    decide(service, Act.MERGE, "party", party(service, "The mayor"), other=party(service, "Ann Lee"))
    assert service.check().findings == ()


@pytest.mark.parametrize(
    ("act", "kind", "more", "told"),
    [
        (Act.REJECT, "conflict", {}, "a reason"),
        (Act.MERGE, "conflict", {"other": "x"}, "of a conflict one can confirm, reject, note; found merge"),
        (Act.MERGE, "party", {}, "with what it is merged"),
        (Act.SPLIT, "party", {}, "the claims that are split off"),
        (Act.NOTE, "party", {}, "a reason"),
    ],
)
def test_what_cannot_be_decided_is_told(act: Act, kind: str, more: dict[str, str], told: str) -> None:
    service = filled_service()
    about = conflicts(service)[0].id if kind == "conflict" else party(service, "Ann Lee")
    with pytest.raises(Undecidable) as caught:
        decide(service, act, kind, about, **more)
    assert told in str(caught.value)


def test_who_decides_has_to_be_said() -> None:
    service = filled_service()
    wish = Wish(act=Act.CONFIRM, kind="conflict", about=conflicts(service)[0].id, by=" ")
    with pytest.raises(Undecidable) as caught:
        service.decide(wish, now=NOW)
    assert "who decides" in str(caught.value)


def test_a_party_without_a_name_is_not_merged() -> None:
    service = filled_service()
    with pytest.raises(Undecidable) as caught:
        decide(service, Act.MERGE, "party", party(service, "an official"), other=party(service, "Ann Lee"))
    assert "two parties with names" in str(caught.value)


def test_disputes_of_two_kinds_are_not_joined() -> None:
    service = filled_service()
    (one,) = disputes(service)
    with pytest.raises(Undecidable) as caught:
        decide(service, Act.MERGE, "dispute", one.id, other=one.id)
    assert "two disputes about quantity can be merged" in str(caught.value)


def test_an_undo_is_not_undone() -> None:
    service = filled_service()
    noted = decide(service, Act.NOTE, "conflict", conflicts(service)[0].id, reason="hm")
    with pytest.raises(Undecidable) as caught:
        decide(service, Act.UNDO, "decision", noted.id)
    assert "decide anew" in str(caught.value)


@pytest.mark.parametrize(("kind", "whose"), [("party", "the party"), ("dispute", "the dispute")])
def test_a_claim_of_another_cannot_be_split_off(kind: str, whose: str) -> None:
    service = filled_service()
    stranger = next(one.id for one in service.archive.claims(ClaimFilter()).items if "bridges" in one.text)
    about = disputes(service)[0].id if kind == "dispute" else party(service, "Ann Lee")
    with pytest.raises(NotFound) as caught:
        decide(service, Act.SPLIT, kind, about, claims=(stranger,))
    assert f"{whose} {about!r} has no claim {stranger!r}" in str(caught.value)


def test_the_history_of_one_thing_can_be_listed() -> None:
    service = filled_service()
    (found,) = conflicts(service)
    decide(service, Act.CONFIRM, "conflict", found.id)
    decide(service, Act.NOTE, "party", party(service, "Ann Lee"), reason="a neighbour")
    about = service.archive.decisions(about=found.iri).items
    assert [one.act for one in about] == ["confirm"]
    assert [one.act for one in service.archive.decided(found.iri)] == ["confirm"]
