from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from world import BASE, ELSEWHERE, FIRE, NOW, OTHER, filled_service, make_service

from app.domain.identity import article_id
from app.domain.view import ClaimFilter, ConflictFilter
from app.errors import NotFound

if TYPE_CHECKING:
    from app.service import Service


@pytest.fixture(scope="module")
def service() -> Service:
    return filled_service()


def texts(service: Service, **asked: str) -> list[str]:
    return [claim.text for claim in service.archive.claims(ClaimFilter(**asked)).items]


FIRST = "exactly 10 houses burned in Zenda on the day"
SECOND = "more than 3 people burned in Zenda"
THIRD = "at least 20 houses burned in Zenda on the day"
FOURTH = "about 90 bridges burned in Hentzau"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {FIRST, SECOND, THIRD, FOURTH}),
        ({"party": "MAYOR"}, {FIRST}),
        ({"party": "Ministry of Ponds"}, {SECOND}),
        ({"party": "nobody"}, set()),
        ({"party": "not/an id <>"}, set()),
        ({"article": article_id(OTHER)}, {THIRD}),
        ({"article": "http://elsewhere.example/x y"}, set()),
        ({"about": "house"}, {FIRST, THIRD}),
        ({"place": "zenda"}, {FIRST, SECOND, THIRD}),
        ({"place": "Ruritania"}, {FIRST, SECOND, THIRD, FOURTH}),
        ({"since": "2021-07-09"}, {FIRST, SECOND, THIRD}),
        ({"until": "2021-07-08"}, {FOURTH}),
        ({"stance": "denies"}, {SECOND}),
        ({"kind": "indirect"}, {FIRST, SECOND, THIRD, FOURTH}),
        ({"kind": "direct"}, set()),
        ({"kind": "no such kind"}, set()),
        ({"text": "BRIDGES"}, {FOURTH}),
        ({"text": '"} DROP ALL #'}, set()),
        ({"party": "mayor", "about": "people"}, set()),
    ],
)
def test_claims_are_listed_that_fit_every_filter(
    service: Service, asked: dict[str, str], expected: set[str]
) -> None:
    assert set(texts(service, **asked)) == expected


def test_claims_come_newest_article_first_in_the_order_of_the_text(service: Service) -> None:
    listed = texts(service)
    assert listed[-1] == FOURTH
    assert listed.index(SECOND) == listed.index(FIRST) + 1


def test_a_party_may_be_asked_for_by_id_or_iri(service: Service) -> None:
    party = service.archive.parties(text="mayor").items[0]
    assert texts(service, party=party.id) == texts(service, party=party.iri) == [FIRST]


def test_what_a_claim_is_about_may_be_asked_for_by_iri(service: Service) -> None:
    place = service.archive.claims(ClaimFilter(party="mayor")).items[0].place
    assert place is not None
    assert set(texts(service, about=place.iri)) == {FIRST, SECOND, THIRD}


@pytest.mark.parametrize("field", ["party", "article", "about", "place", "text"])
@pytest.mark.parametrize(
    "words", ["party/a b", "party/a%", "party/a>b", "claim/\x7f", "graph/parties", "party/é"]
)
def test_an_iri_that_cannot_be_one_finds_nothing(service: Service, field: str, words: str) -> None:
    assert texts(service, **{field: BASE.base + words}) == []


def test_pages_follow_each_other_without_gap_or_repetition(service: Service) -> None:
    seen, cursor = [], None
    while True:
        page = service.archive.claims(ClaimFilter(), cursor=cursor, limit=1)
        seen += [claim.text for claim in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == texts(service)


def test_a_claim_shows_everything_that_was_read_in_it(service: Service) -> None:
    ident = service.archive.claims(ClaimFilter(party="Ann Lee")).items[0].id
    claim = service.archive.claim(ident)
    assert claim.party.name == "Ann Lee"
    assert claim.on_behalf_of is not None
    assert claim.on_behalf_of.name == "Ministry of Ponds"
    assert claim.article.name == "Fire in Zenda"
    assert claim.passages[0].exact == SECOND
    assert (
        claim.passages[0].url
        == "https://daily.example/fire#:~:text=more%20than%203%20people%20burned%20in%20Zenda"
    )
    assert claim.source is not None
    assert claim.source.exact == "Ann Lee"
    assert [cue.exact for cue in claim.cue] == ["denied"]
    assert (claim.quotation, claim.stance, claim.certainty) == ("indirect", "denies", "certain")
    quantity = claim.quantities[0]
    assert (quantity.value, quantity.comparator, quantity.counted) == ("3", "moreThan", "people")
    assert quantity.minimum_included is False
    assert claim.place is not None
    assert claim.place.name == "Zenda"


def test_the_same_house_counted_twice_is_a_conflict_listed_on_both_claims(service: Service) -> None:
    conflicts = service.archive.conflicts(ConflictFilter()).items
    assert len(conflicts) == 1
    pair = {conflicts[0].first.text, conflicts[0].second.text}
    assert pair == {FIRST, THIRD}
    for claim in service.archive.claims(ClaimFilter(about="houses")).items:
        assert claim.conflicts == (conflicts[0].id,)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "quantity"}, 1),
        ({"kind": "control"}, 0),
        ({"strength": "hard"}, 1),
        ({"strength": "soft"}, 0),
        ({"party": "mayor"}, 1),
        ({"party": "Ann Lee"}, 0),
        ({"article": article_id(OTHER)}, 1),
        ({"article": article_id(ELSEWHERE)}, 0),
        ({"text": "houses"}, 1),
        ({"text": "bridges"}, 0),
    ],
)
def test_conflicts_are_listed_that_fit(service: Service, asked: dict[str, str], found: int) -> None:
    assert len(service.archive.conflicts(ConflictFilter(**asked)).items) == found


def test_a_conflict_shows_both_sides(service: Service) -> None:
    listed = service.archive.conflicts(ConflictFilter()).items[0]
    conflict = service.archive.conflict(listed.id)
    assert conflict == listed
    assert conflict.explanation
    assert conflict.differs
    assert conflict.first.passages[0].exact == conflict.first.text


def test_an_article_shows_its_sheet_and_its_versions(service: Service) -> None:
    article = service.archive.article(article_id(FIRE))
    assert article.headline == "Fire in Zenda"
    assert article.publisher is not None
    assert article.publisher.name == "Daily"
    assert article.authors == ("A. Writer",)
    assert article.published == "2021-07-09"
    assert article.claims == 2
    assert [version.text for version in article.versions] == [FIRE.text]
    assert article.versions[0].current
    assert article.versions[0].sha256 == FIRE.digest
    assert [claim.text for claim in service.archive.claims_of_version(article.versions[0].iri)] == [
        FIRST,
        SECOND,
    ]


def test_articles_are_found_by_a_word_of_their_headline(service: Service) -> None:
    assert [one.headline for one in service.archive.articles(text="FIRE").items] == ["Fire in Zenda"]
    assert service.archive.articles(limit=1).next is not None


def test_unnamed_parties_stay_apart_and_say_what_is_known_of_them(service: Service) -> None:
    officials = service.archive.parties(text="an official").items
    assert len(officials) == 2
    assert {(one.kind, one.count, one.affiliation) for one in officials} == {
        ("unnamed", 1, "Ministry of Ponds")
    }


def test_a_party_shows_names_roles_and_for_whom_it_speaks(service: Service) -> None:
    party = service.archive.party(service.archive.parties(text="ann lee").items[0].id)
    assert party.kind == "person"
    assert party.names == ("Ann Lee",)
    assert party.roles == ("spokeswoman",)
    assert [one.name for one in party.on_behalf_of] == ["Ministry of Ponds"]
    assert party.claims == 1


def test_a_changed_text_is_a_new_version_and_lists_show_the_current_one() -> None:
    service = make_service()
    service.ingest(FIRE, now=NOW)
    changed = replace(FIRE, text="The mayor said exactly 11 houses burned in Zenda on the day.\n")
    service.ingest(changed, now=NOW + timedelta(hours=1))
    assert texts(service) == ["exactly 11 houses burned in Zenda on the day"]
    versions = service.archive.article(article_id(FIRE)).versions
    assert [version.text for version in versions] == [changed.text, FIRE.text]
    assert [version.current for version in versions] == [True, False]
    old = service.archive.claims_of_version(versions[1].iri)
    assert [claim.text for claim in old] == [FIRST, SECOND]
    assert service.archive.conflicts(ConflictFilter()).items == ()


def test_a_thing_is_described_with_its_passages(service: Service) -> None:
    claim = service.archive.claims(ClaimFilter(party="mayor")).items[0]
    turtle = service.archive.describe(claim.iri, "text/turtle").decode()
    assert "TextPositionSelector" in turtle
    assert FIRST in turtle


def test_a_graph_is_described_whole(service: Service) -> None:
    graph = BASE.version_graph(article_id(FIRE), FIRE.digest)
    assert FIRST.encode() in service.archive.describe_graph(graph, "application/n-triples")


def test_counts_tell_how_many_there_are_of_each(service: Service) -> None:
    assert service.archive.counts() == {
        "articles": 3,
        "claims": 4,
        "parties": 4,
        "conflicts": 1,
        "quarantine": 0,
        "pending": 0,
    }


@pytest.mark.parametrize("kind", ["article", "claim", "party", "conflict", "refusal"])
def test_what_is_not_there_is_not_found(service: Service, kind: str) -> None:
    with pytest.raises(NotFound, match=f"there is no {kind} 'nothing' here"):
        getattr(service.archive, kind)("nothing")


def test_an_unknown_iri_and_an_unknown_graph_are_not_found(service: Service) -> None:
    with pytest.raises(NotFound):
        service.archive.describe(BASE.iri("claim", "nothing"), "text/turtle")
    with pytest.raises(NotFound):
        service.archive.describe_graph(BASE.graph("nothing"), "text/turtle")


def test_a_version_that_is_not_there_has_no_body(service: Service) -> None:
    assert service.archive.body("http://test.example/text/none") is None
