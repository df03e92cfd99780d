"""What is written of an article: the shape that decision 0001 draws, and its laws."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from door_world import CLAIMS, STORY, KnownReader
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, Graph, Literal, URIRef
from strategies import TemplateExtractor, TemplateLinker, articles
from world import BASE, FIRE, NOW

from app.domain.article import Span
from app.domain.claim import Clause, Mention, MentionKind, Quotation
from app.domain.entity import Entity, Link
from app.domain.identity import party_id
from app.rdf.digest import digest
from app.rdf.passages import count_passages, misquoted
from app.rdf.spelling import moment
from app.rdf.vocabulary import OA, PROV, SCHEMA, TIME, WS, concept
from app.rdf.write import write_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.article import Article
    from app.rdf.version import Written

MAYOR = CLAIMS[0]


def template(article: Article) -> Written:
    """Write an article of the strategies."""
    extraction = TemplateExtractor().extract(article)
    links = TemplateLinker().link(article, extraction.mentions)
    return write_article(article, extraction, links, iris=BASE, now=NOW)


def story(article: Article = STORY, links: Iterable[Link] = ()) -> Written:
    """Write the story that has something of everything."""
    return write_article(article, KnownReader().extract(STORY), links, iris=BASE, now=NOW)


def whose(graph: Graph, predicate: URIRef, value: Literal) -> URIRef:
    (found,) = graph.subjects(predicate, value)
    assert isinstance(found, URIRef)
    return found


def kinds(graph: Graph) -> set[str]:
    """Name the kinds of things that a graph speaks of."""
    parsed = [BASE.parse(str(subject).partition("#")[0]) for subject in graph.subjects()]
    assert None not in parsed
    return {one[0] for one in parsed if one}


def claim_of(graph: Graph, text: str) -> URIRef:
    return whose(graph, SCHEMA.text, Literal(text, lang="en"))


@settings(max_examples=25)
@given(article=articles())
def test_every_passage_that_is_written_gives_back_its_words(article: Article) -> None:
    graph = template(article).whole(BASE)
    assert count_passages(graph) >= 3
    assert misquoted(graph) == ()


@settings(max_examples=25)
@given(article=articles())
def test_no_triple_stands_in_two_graphs_and_every_node_has_a_name(article: Article) -> None:
    written = template(article)
    version, parties, places = (set(one) for one in (written.version, written.parties, written.places))
    assert version
    assert places
    assert not version & parties
    assert not version & places
    assert not parties & places
    for triple in version | parties | places:
        assert all(isinstance(node, (URIRef, Literal)) for node in triple)


@settings(max_examples=25)
@given(article=articles())
def test_what_depends_on_the_text_stands_in_its_graph_and_nowhere_else(article: Article) -> None:
    written = template(article)
    assert kinds(written.version) >= {"text", "claim", "passage", "quantity", "run", "mention"}
    assert kinds(written.places) == {"place"}
    assert kinds(written.parties) <= {"party"}


@settings(max_examples=25)
@given(article=articles(), seed=st.integers(0, 99))
def test_writing_twice_gives_the_same_graph_and_its_order_does_not_show(article: Article, seed: int) -> None:
    written = template(article)
    assert digest(template(article).version) == digest(written.version)
    triples = sorted(written.version)
    random.Random(seed).shuffle(triples)
    shuffled = Graph()
    for triple in triples:
        shuffled.add(triple)
    assert digest(shuffled) == digest(written.version)


@settings(max_examples=25)
@given(article=articles(), seed=st.integers(0, 10_000))
def test_one_triple_less_or_changed_is_another_digest(article: Article, seed: int) -> None:
    graph = template(article).version
    before = digest(graph)
    triples = sorted(graph)
    subject, predicate, value = triples[seed % len(triples)]
    graph.remove((subject, predicate, value))
    assert digest(graph) != before
    graph.add((subject, predicate, Literal(f"{value}!")))
    assert digest(graph) != before


@settings(max_examples=25)
@given(article=articles())
def test_the_digest_is_the_same_when_the_graph_was_written_out_and_read_back(article: Article) -> None:
    graph = template(article).version
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert digest(again) == digest(graph)


def test_the_digest_takes_both_spellings_of_universal_time_for_one() -> None:
    ours, theirs = Graph(), Graph()
    node = URIRef("urn:a")
    ours.add((node, node, moment(NOW)))
    theirs.add((node, node, Literal("2021-07-10T12:00:00+00:00", datatype=XSD.dateTime)))
    assert digest(ours) == digest(theirs)


@settings(max_examples=25)
@given(article=articles(), later=st.integers(1, 10_000))
def test_ids_do_not_depend_on_when_an_article_was_taken_in(article: Article, later: int) -> None:
    extraction = TemplateExtractor().extract(article)
    now = NOW + timedelta(seconds=later)
    other = write_article(article, extraction, (), iris=BASE, now=now)
    assert set(other.version.subjects()) == set(template(article).version.subjects())


def test_the_text_version_says_what_was_known_of_the_article() -> None:
    written = story()
    text = BASE.iri("text", written.text)
    about = {predicate: str(value) for predicate, value in written.version.predicate_objects(text)}
    assert about[SCHEMA.articleBody] == STORY.text
    assert about[SCHEMA.sha256] == STORY.digest
    assert about[SCHEMA.headline] == STORY.headline
    assert about[SCHEMA.dateline] == "MARROW BAY"
    assert about[SCHEMA.author] == "Nell Ware"
    assert about[SCHEMA.url] == "https://news.example/fire"
    assert about[SCHEMA.datePublished] == "2021-07-05"
    assert about[PROV.specializationOf] == str(BASE.iri("article", written.article))
    assert about[SCHEMA.contentLocation] in {str(place) for place in written.places.subjects()}


def test_the_sheet_is_made_of_the_version() -> None:
    written = story()
    article = BASE.iri("article", written.article)
    whole = written.whole(BASE)
    assert whole.value(article, WS.currentVersion) == BASE.iri("text", written.text)
    assert whole.value(article, SCHEMA.headline) == Literal(STORY.headline, lang="en")
    assert whole.value(article, SCHEMA.articleBody) is None
    assert not list(written.version.predicates(article))


def test_a_claim_is_written_with_its_party_its_words_and_its_times() -> None:
    written = story()
    graph = written.whole(BASE)
    claim = claim_of(graph, MAYOR.text)
    party = graph.value(claim, WS.claimedBy)
    assert graph.value(party, SCHEMA.name) == Literal("Ada Quill")
    assert graph.value(claim, PROV.wasAttributedTo) == graph.value(claim, SCHEMA.author) == party
    assert set(graph.objects(claim, RDF.type)) == {WS.Claim, SCHEMA.Claim}
    assert graph.value(claim, WS.quotation) == concept(Quotation.INDIRECT)
    said, event = graph.value(claim, WS.saidAt), graph.value(claim, WS.eventTime)
    assert graph.value(said, WS.wording) == Literal("on Monday")
    assert (event, RDF.type, TIME.Interval) in graph
    assert graph.value(event, WS.earliest) == Literal("2021-07-04", datatype=XSD.date)
    quantity = graph.value(claim, WS.quantity)
    assert graph.value(quantity, WS.figure) == Literal("40")
    assert graph.value(quantity, WS.minIncluded) == Literal(False)  # noqa: FBT003 - a literal has one value
    assert graph.value(quantity, SCHEMA.maxValue) is None


def test_a_clause_is_written_in_the_words_of_the_text() -> None:
    extraction = KnownReader().extract(STORY)

    def span(words: str) -> Span:
        return Span(STORY.text.index(words), STORY.text.index(words) + len(words))

    clause = Clause(subject=span("40 houses"), relation=(span("burned"),), object=None, negated=False)
    claims = (replace(extraction.claims[0], clause=clause), *extraction.claims[1:])
    written = write_article(STORY, replace(extraction, claims=claims), (), iris=BASE, now=NOW)
    claim = claim_of(written.version, MAYOR.text)
    assert written.version.value(claim, WS.subject) == Literal("40 houses", lang="en")
    assert written.version.value(claim, WS.relation) == Literal("burned", lang="en")
    assert written.version.value(claim, WS.object) is None
    assert written.version.value(claim, WS.negated) == Literal(False)  # noqa: FBT003 - a literal has one value


def test_a_step_of_reporting_has_its_number_and_its_passage() -> None:
    graph = story().version
    step = graph.value(claim_of(graph, MAYOR.text), WS.reportingStep)
    assert graph.value(step, WS.stepNumber) == Literal(1)
    assert graph.value(step, SCHEMA.name) == Literal("Harbour Wire")
    assert graph.value(step, WS.passage) is not None


def test_words_in_two_parts_are_two_passages() -> None:
    graph = story().version
    claim = claim_of(graph, "We have never seen a fire like this ... and we will rebuild every street")
    exact = {
        str(quote)
        for passage in graph.objects(claim, WS.passage)
        for selector in graph.objects(passage, OA.hasSelector)
        for quote in graph.objects(selector, OA.exact)
    }
    assert exact == {"We have never seen a fire like this", "and we will rebuild every street"}


def test_the_articles_own_voice_is_claimed_by_its_publisher_and_has_no_source() -> None:
    graph = story().whole(BASE)
    claim = claim_of(graph, "Three people are still missing")
    party = graph.value(claim, WS.claimedBy)
    assert graph.value(party, SCHEMA.name) == Literal("Harbour Wire")
    assert graph.value(claim, WS.sourceMention) is None
    assert graph.value(claim, WS.cue) is None


def test_a_voice_without_a_publisher_is_an_unnamed_party_of_that_text() -> None:
    written = story(replace(STORY, publisher=None))
    claim = claim_of(written.version, "Three people are still missing")
    party = written.version.value(claim, WS.claimedBy)
    assert (party, RDF.type, WS.UnnamedParty) in written.version
    assert written.version.value(party, SCHEMA.name) == Literal("publisher not stated")
    assert written.version.value(BASE.iri("text", written.text), SCHEMA.publisher) is None


def test_an_unnamed_party_carries_its_count_and_its_affiliation_itself() -> None:
    graph = story().version
    engineers = whose(graph, SCHEMA.name, Literal("two engineers"))
    assert graph.value(engineers, WS.statedCount) == Literal(2)
    official = whose(graph, SCHEMA.name, Literal("A senior official of the fire board"))
    assert graph.value(official, WS.affiliation) == Literal("fire board")
    mention = next(graph.subjects(WS.refersTo, official))
    assert graph.value(mention, WS.affiliation) is None


def test_a_named_party_carries_its_role_where_it_is_mentioned() -> None:
    written = story()
    mayor = whose(written.parties, SCHEMA.name, Literal("Ada Quill"))
    town = whose(written.parties, SCHEMA.name, Literal("Town of Marrow Bay"))
    assert (mayor, PROV.actedOnBehalfOf, town) in written.parties
    mentions = list(written.version.subjects(WS.refersTo, mayor))
    assert {str(written.version.value(one, WS.nameUsed)) for one in mentions} == {
        "the mayor",
        "Mayor Ada Quill",
        "She",
    }
    assert {written.version.value(one, WS.role) for one in mentions} == {Literal("mayor")}
    assert {written.version.value(one, WS.actingFor) for one in mentions} == {town}


def test_what_a_claim_is_about_may_be_a_party_that_is_known_elsewhere() -> None:
    board = Mention(kind=MentionKind.ORGANIZATION, name="fire board", span=CLAIMS[4].attribution.source[0])
    known = Entity(
        id=party_id("organization", "Fire Board"),
        kind=MentionKind.ORGANIZATION,
        name="Fire Board",
        same_as=("https://board.example/",),
    )
    extraction = replace(KnownReader().extract(STORY), claims=(replace(CLAIMS[4], about=(board,)),))
    links = (Link(mention=board, entity=known),)
    written = write_article(STORY, extraction, links, iris=BASE, now=NOW)
    party = BASE.iri("party", known.id)
    assert (claim_of(written.version, CLAIMS[4].text), SCHEMA.about, party) in written.version
    assert (party, SCHEMA.sameAs, URIRef("https://board.example/")) in written.parties


def test_a_place_is_written_with_what_contains_it() -> None:
    places = template(FIRE).places
    zenda = whose(places, SCHEMA.name, Literal("Zenda"))
    ruritania = whose(places, SCHEMA.name, Literal("Ruritania"))
    assert places.value(zenda, SCHEMA.containedInPlace) == ruritania
    assert str(places.value(zenda, SCHEMA.latitude)) == "1.5"
    assert places.value(ruritania, SCHEMA.latitude) is None


def test_passages_have_no_link_where_the_article_has_no_address() -> None:
    graph = story(replace(STORY, url=None)).version
    assert not list(graph.objects(None, SCHEMA.url))
    assert count_passages(graph) > 5


def test_the_run_tells_which_program_read_the_text() -> None:
    written = story()
    run = whose(written.version, WS.extractor, Literal("known"))
    assert written.version.value(run, PROV.used) == BASE.iri("text", written.text)
    assert written.version.value(run, WS.extractorVersion) == Literal("1")
