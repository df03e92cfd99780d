"""What is written is read back as it was, and each act is one whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from door_world import CLAIMS, FLOOD, STORY, KnownReader, make_world
from hypothesis import given, settings
from strategies import TemplateExtractor, TemplateLinker, articles
from world import BASE, FIRE, NOW, OTHER, filled_service

from app.archive import ledger as ledger_module
from app.archive import sight as sight_module
from app.archive.derived import Comparer
from app.archive.derived_facts import conflict_iri
from app.archive.facts import Facts, Reader
from app.archive.ledger import Ledger
from app.archive.sketch import read_sketch, write_sketch
from app.archive.statements import read_place, read_statement
from app.conflict.detect import compare, keys, relate
from app.domain.identity import article_id
from app.domain.report import Refusal
from app.domain.view import ClaimFilter
from app.rdf.digest import digest
from app.rdf.vocabulary import SCHEMA
from app.rdf.write import write_article
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.rdf.version import Written


RULES = Comparer(relate=relate, compare=compare)


def template(article: Article) -> Written:
    extraction = TemplateExtractor().extract(article)
    links = TemplateLinker().link(article, extraction.mentions)
    return write_article(article, extraction, links, iris=BASE, now=NOW)


def make_ledger() -> Ledger:
    return Ledger(EmbeddedStore(None), BASE, keys)


def put(ledger: Ledger, written: Written) -> str:
    ledger.put(written, now=NOW)
    return str(BASE.version_graph(written.article, written.digest))


@settings(max_examples=25)
@given(article=articles())
def test_statements_that_were_written_are_read_back_equal(article: Article) -> None:
    ledger, written = make_ledger(), template(article)
    version = put(ledger, written)
    found = sorted(ledger.claims_in(version).values(), key=lambda one: one.id)
    assert found == sorted(written.statements, key=lambda one: one.id)
    assert [read_sketch(write_sketch(one)) for one in found] == found


def test_statements_with_times_steps_and_several_parts_are_read_back_equal() -> None:
    ledger = make_ledger()
    written = write_article(STORY, KnownReader().extract(STORY), (), iris=BASE, now=NOW)
    found = ledger.claims_in(put(ledger, written))
    assert len(found) == len(CLAIMS)
    assert {one.id: one for one in found.values()} == {one.id: one for one in written.statements}
    assert [read_sketch(write_sketch(one)) for one in found.values()] == list(found.values())


def test_how_crowded_a_story_was_is_read_back() -> None:
    extraction = replace(TemplateExtractor().extract(FIRE), keywords=("ostrowicka", "zenda"), crowd=3)
    written = write_article(FIRE, extraction, (), iris=BASE, now=NOW)
    ledger = make_ledger()
    found = ledger.claims_in(put(ledger, written))
    assert {one.crowd for one in found.values()} == {3}
    assert {one.id: one for one in found.values()} == {one.id: one for one in written.statements}
    assert [read_sketch(write_sketch(one)) for one in found.values()] == list(found.values())


def test_the_other_articles_that_tell_a_story_are_counted_in_crowds() -> None:
    story, ledger = ("halvorsund", "ostrowicka"), Ledger(EmbeddedStore(None), BASE, keys, crowd=2)
    told = [replace(FIRE, url=f"https://daily.example/{number}") for number in range(5)]
    day = FIRE.day
    crowds = []
    for article in told:
        ident = article_id(article)
        crowds.append(ledger.stories.crowd(ident, story, day))
        extraction = replace(TemplateExtractor().extract(article), keywords=story, crowd=crowds[-1])
        put(ledger, write_article(article, extraction, (), iris=BASE, now=NOW))
    assert crowds == [1, 1, 1, 2, 2]
    assert ledger.stories.crowd(article_id(told[0]), story, day) == 2
    assert ledger.stories.crowd("another", story, day) == 3
    assert ledger.stories.crowd("another", ("halvorsund", "maddoc"), day) == 1
    assert ledger.stories.crowd("another", story, date(2019, 1, 1)) == 1
    assert ledger.stories.crowd("another", (), day) == 1


@settings(max_examples=25)
@given(article=articles())
def test_a_stored_version_has_the_triples_and_the_digest_that_were_written(article: Article) -> None:
    ledger, written = make_ledger(), template(article)
    version = put(ledger, written)
    assert ledger.stored_digest(version) == digest(written.version) == digest(ledger.graph(version))
    assert digest(ledger.whole(version)) == digest(written.whole(BASE))
    assert ledger.damage.duplicates() == ()
    assert ledger.damage.lost() == ()


def test_storing_twice_changes_nothing() -> None:
    store = EmbeddedStore(None)
    ledger = Ledger(store, BASE, keys)
    put(ledger, template(FIRE))
    once = sorted(b"".join(store.dump()).splitlines())
    ledger.put(template(FIRE), now=NOW + timedelta(days=1))
    assert sorted(b"".join(store.dump()).splitlines()) == once


def test_a_version_waits_for_comparing_until_it_is_done() -> None:
    ledger = make_ledger()
    version = put(ledger, template(FIRE))
    assert ledger.pending() == (version,)
    assert ledger.settle(version, RULES) == 0
    assert ledger.pending() == ()


def test_frames_that_were_dropped_are_brought_back() -> None:
    ledger, written = make_ledger(), template(FIRE)
    version = put(ledger, written)
    kept = digest(ledger.stored_frames(version))
    ledger.derived.forget()
    assert len(ledger.stored_frames(version)) == 0
    ledger.put_frames(version, now=NOW)
    assert digest(ledger.stored_frames(version)) == kept
    assert len(ledger.stored_frames(version)) > 0


def test_frames_of_a_version_that_is_gone_are_not_kept() -> None:
    ledger, written = make_ledger(), template(FIRE)
    version = put(ledger, written)
    ledger.retract(written.article)
    ledger.put_frames(version, now=NOW)
    assert ledger.pending() == ()


def test_more_things_than_one_query_names_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, written = make_ledger(), template(FIRE)
    version = put(ledger, written)
    whole = digest(ledger.whole(version))
    monkeypatch.setattr(ledger_module, "BATCH", 1)
    monkeypatch.setattr(sight_module, "BATCH", 1)
    assert digest(ledger.whole(version)) == whole
    assert len(ledger.claims_in(version)) == len(written.statements) == 2


def test_a_claim_that_is_not_there_is_left_out() -> None:
    ledger = make_ledger()
    put(ledger, template(FIRE))
    assert ledger.statements([BASE.iri("claim", "nothing")]) == {}


def test_conflicts_are_read_back_as_they_are_written() -> None:
    service = filled_service()
    (version,) = service.ledger.version_graphs(article_id(OTHER))
    derived = service.ledger.derived
    plan = service.ledger.plan(version, service.comparer)
    (conflict,) = plan.conflicts
    assert digest(derived.conflicts_of_version(version)) == digest(derived.expected_conflicts(plan))
    assert service.archive.conflict(conflict_iri(BASE, conflict).rpartition("/")[2])


def test_the_same_input_is_quarantined_once_with_its_first_time() -> None:
    world = make_world()
    refusal = Refusal(id="twice", origin="o", reason="r", payload="p", at=NOW)
    world.ledger.quarantine(refusal)
    world.ledger.quarantine(replace(refusal, at=NOW + timedelta(days=1), reason="another"))
    view = world.archive.refusal("twice")
    assert (view.reason, view.at) == ("r", "2021-07-10T12:00:00Z")
    world.ledger.release("twice")
    assert [one.id for one in world.archive.quarantine().items] == [FLOOD]


def test_the_claims_of_those_who_speak_for_a_party_are_found_by_its_name() -> None:
    archive = make_world().archive
    found = archive.claims(ClaimFilter(party="town of marrow")).items
    assert {one.party.name for one in found} == {"Ada Quill"}
    town = found[0].on_behalf_of
    assert town is not None
    assert archive.party(town.id).claims == 0


@pytest.mark.parametrize("article", ["nothing", "", "a b", "a%", "a>b"])
def test_retracting_what_is_not_there_does_nothing(article: str) -> None:
    assert make_ledger().retract(article) == 0


def test_what_is_known_of_nothing_is_empty() -> None:
    facts = Facts()
    assert facts.one("urn:a", SCHEMA.name) is None
    assert facts.all("urn:a", SCHEMA.name) == []
    statement = read_statement_of_nothing(facts)
    assert "is not a valid Stance" in statement


def read_statement_of_nothing(facts: Facts) -> str:
    with pytest.raises(ValueError, match="Stance") as caught:
        read_statement(facts, "urn:claim")
    return str(caught.value)


def test_nothing_is_followed_beyond_our_own_things() -> None:
    service = filled_service()
    claim = service.archive.claims(ClaimFilter(party="mayor")).items[0]
    reader = Reader(service.ledger._store, BASE)
    assert claim.iri in reader.follow([claim.iri], depth=1)
    deep = reader.follow([claim.iri], depth=20)
    runs = [value for value in deep.objects() if "/run/" in value]
    assert runs
    assert not any(run in deep for run in runs)
    assert not any(value.startswith("https://daily.example") and value in deep for value in deep.objects())


def test_a_place_is_read_back_with_the_nearest_container_first() -> None:
    facts = Facts()
    rows = [
        ("p/a", SCHEMA.containedInPlace, "p/b"),
        ("p/a", SCHEMA.containedInPlace, "p/c"),
        ("p/b", SCHEMA.containedInPlace, "p/c"),
        ("p/b", SCHEMA.name, "B"),
        ("p/c", SCHEMA.name, "C"),
        ("p/c", SCHEMA.latitude, "1.5"),
        ("p/c", SCHEMA.longitude, "0"),
    ]
    facts.add({"s": s, "p": str(p), "o": o} for s, p, o in rows)
    place = read_place(facts, "p/a")
    assert [one.name for one in place.within] == ["B", "C"]
    assert (place.within[1].latitude, place.within[1].longitude) == (Decimal("1.5"), Decimal(0))


def days_seen(ledger: Ledger, version: str) -> set[date | None]:
    return {one.published for one in ledger.plan(version, RULES).settled.statements.values()}


def test_a_claim_that_was_taken_back_and_comes_again_with_another_date_is_compared_as_it_is_now() -> None:
    ledger = make_ledger()
    put(ledger, template(FIRE))
    version = put(ledger, template(OTHER))
    assert days_seen(ledger, version) == {FIRE.published}
    assert FIRE.published is not None
    later = replace(FIRE, published=FIRE.published + timedelta(days=1))
    assert article_id(later) == article_id(FIRE)
    ledger.retract(article_id(FIRE))
    put(ledger, template(later))
    assert days_seen(ledger, version) == {FIRE.published, later.published}


def test_only_so_many_claims_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight_module, "REMEMBERED", 1)
    ledger = make_ledger()
    put(ledger, template(FIRE))
    version = put(ledger, template(OTHER))
    found = ledger.plan(version, RULES)
    assert found.conflicts
    assert ledger.plan(version, RULES).conflicts == found.conflicts


@pytest.mark.parametrize(("union", "found"), [(True, 2), (False, 1)])
def test_what_stands_in_two_graphs_matters_where_the_union_is_asked_or_one_is_ours(
    *, union: bool, found: int
) -> None:
    store = EmbeddedStore(None)
    ledger = Ledger(store, BASE, keys, union=union)
    store.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } GRAPH <a:h> { <a:s> <a:p> 1 } }")
    own = BASE.graph("parties")
    store.update(f"INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> 2 }} GRAPH <{own}> {{ <a:s> <a:p> 2 }} }}")
    assert len(ledger.damage.duplicates()) == found


def test_words_that_are_the_name_of_a_place_are_no_thing_to_read() -> None:
    world = make_world()
    version = next(one for one in world.ledger.version_graphs() if b"Marrow Bay" in world.store.graph(one))
    world.store.update(f"INSERT DATA {{ GRAPH <{version}> {{ <a:s> <a:p> 'Marrow Bay' }} }}")
    assert len(world.ledger.whole(version)) > len(world.ledger.graph(version))
