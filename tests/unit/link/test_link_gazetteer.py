"""Mentions are tied to known parties by exact names, and to places by what the article speaks of."""

from __future__ import annotations

from app.domain.article import Article, Span
from app.domain.claim import Mention, MentionKind
from app.domain.entity import Entity
from app.link.gazetteer import GazetteerLinker

PERSON, ORGANIZATION, PLACE = MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE
FRONT = Entity(id="front", kind=ORGANIZATION, name="Orrin Free Front", also=("OFF", "the Front"))
MERCY_SHIP = Entity(id="ship", kind=ORGANIZATION, name="Mercy", also=("M. Ship",))
MERCY = Entity(id="mercy", kind=PERSON, name="Mercy")
FIRST_LEE = Entity(id="lee1", kind=PERSON, name="Ann Lee")
SECOND_LEE = Entity(id="lee2", kind=PERSON, name="Ann Lee")
LINKER = GazetteerLinker([FRONT, MERCY_SHIP, MERCY, FIRST_LEE, SECOND_LEE])
ARTICLE = Article(text="The rains reached Kabul and the Afghan north.")


def mention(name: str, kind: MentionKind = ORGANIZATION) -> Mention:
    return Mention(kind=kind, name=name, span=Span(0, 3))


def linked(*mentions: Mention) -> list[tuple[str, str]]:
    return [(link.mention.name, link.entity.id) for link in LINKER.link(ARTICLE, mentions)]


def test_a_party_is_known_by_its_name_whatever_the_case_and_the_article() -> None:
    assert linked(mention("The orrin free front")) == [("The orrin free front", "front")]


def test_a_party_is_known_by_its_other_names() -> None:
    assert linked(mention("OFF"), mention("Front")) == [("OFF", "front"), ("Front", "front")]


def test_what_it_was_read_as_does_not_keep_a_mention_from_its_party() -> None:
    assert linked(mention("Orrin Free Front", PERSON)) == [("Orrin Free Front", "front")]


def test_the_kind_decides_between_two_of_one_name() -> None:
    assert linked(mention("Mercy", PERSON), mention("Mercy")) == [("Mercy", "mercy"), ("Mercy", "ship")]


def test_two_of_one_name_and_kind_are_tied_to_nobody() -> None:
    assert linked(mention("Ann Lee", PERSON)) == []


def test_who_is_not_known_stays_unlinked() -> None:
    assert linked(mention("Bob Roe", PERSON), mention("Torvane", PLACE)) == []


def test_each_mention_of_a_place_has_its_link() -> None:
    links = LINKER.link(ARTICLE, [mention("Kabul", PLACE), mention("Kabul", PLACE)])
    assert [link.entity.name for link in links] == ["Kabul", "Kabul"]
    assert links[0].entity == links[1].entity
