from __future__ import annotations

from datetime import date

from app.domain.article import Article, Span
from app.domain.claim import (
    Attribution,
    Claim,
    Comparator,
    Extraction,
    Mention,
    MentionKind,
    Quantity,
    Quotation,
    Speaker,
    SpeakerKind,
)
from app.domain.entity import Entity, Link
from app.domain.identities import UNKNOWN_PUBLISHER, Identities
from app.domain.identity import party_id, place_id

TEXT = "Word " * 20
ARTICLE = Article(text=TEXT, headline="Word", publisher="The Daily", published=date(2021, 7, 9))
NOTHING = Extraction(extractor="x", version="1", claims=())
HERE = Span(0, 4)
COUNTRY = Entity(id=place_id("Ruritania", 1), kind=MentionKind.PLACE, name="Ruritania")
TOWN = Entity(id=place_id("Strelsau", 2), kind=MentionKind.PLACE, name="Strelsau", within=(COUNTRY,))


def mention(kind: MentionKind, name: str, at: int = 0) -> Mention:
    return Mention(kind=kind, name=name, span=Span(at, at + 1))


def claim(**more: object) -> Claim:
    attribution = Attribution(source=(), cue=(), content=(HERE,), quotation=Quotation.NONE)
    return Claim(attribution=attribution, text="Word", speaker=None, **more)  # type: ignore[arg-type]  # free fields of a test record


def test_the_articles_own_voice_is_its_publisher() -> None:
    party = Identities(ARTICLE, NOTHING, ()).party(None)
    assert party.id == party_id("organization", "The Daily")
    assert party.name == "The Daily"


def test_a_known_publisher_goes_by_its_known_name() -> None:
    known = Entity(id="known", kind=MentionKind.ORGANIZATION, name="Daily News", same_as=("urn:q",))
    links = [Link(mention=mention(MentionKind.ORGANIZATION, "The Daily"), entity=known)]
    party = Identities(ARTICLE, NOTHING, links).party(None)
    assert (party.id, party.name, party.same_as) == ("known", "Daily News", ("urn:q",))


def test_the_voice_of_an_unstated_publisher_belongs_to_one_text() -> None:
    one = Identities(Article(text="One."), NOTHING, ()).party(None)
    other = Identities(Article(text="Two."), NOTHING, ()).party(None)
    assert one.name == UNKNOWN_PUBLISHER
    assert one.kind is SpeakerKind.UNNAMED
    assert one.id != other.id


def test_unnamed_sources_stay_apart_also_with_the_same_words() -> None:
    identities = Identities(ARTICLE, NOTHING, ())
    first = identities.party(Speaker(kind=SpeakerKind.UNNAMED, name="an official", first=Span(0, 4), count=1))
    second = identities.party(Speaker(kind=SpeakerKind.UNNAMED, name="an official", first=Span(5, 9)))
    assert first.id != second.id
    assert first.count == 1


def test_a_spokesperson_keeps_for_whom_they_speak() -> None:
    ministry = Speaker(kind=SpeakerKind.ORGANIZATION, name="Ministry", first=HERE)
    person = Speaker(kind=SpeakerKind.PERSON, name="Ann Lee", first=HERE, on_behalf_of=ministry)
    party = Identities(ARTICLE, NOTHING, ()).party(person)
    assert party.id == party_id("person", "Ann Lee")
    assert party.on_behalf_of is not None
    assert party.on_behalf_of.id == party_id("organization", "Ministry")


def test_a_linked_speaker_is_the_known_party() -> None:
    known = Entity(id="known", kind=MentionKind.ORGANIZATION, name="Taliban", same_as=("urn:q",))
    links = [Link(mention=mention(MentionKind.PERSON, "Talibs"), entity=known)]
    speaker = Speaker(kind=SpeakerKind.PERSON, name="Talibs", first=HERE)
    party = Identities(ARTICLE, NOTHING, links).party(speaker)
    assert (party.id, party.kind, party.name) == ("known", SpeakerKind.ORGANIZATION, "Taliban")


def test_a_mention_without_a_link_is_known_by_its_name() -> None:
    identities = Identities(ARTICLE, NOTHING, ())
    assert identities.entity(mention(MentionKind.PLACE, "Zenda")).id == place_id("Zenda")
    assert identities.entity(mention(MentionKind.PERSON, "Rudolf")).id == party_id("person", "Rudolf")


def test_a_claim_that_names_no_place_is_set_in_the_country_named_most() -> None:
    mentions = (
        mention(MentionKind.PLACE, "Zenda", 1),
        mention(MentionKind.PLACE, "Strelsau", 2),
        mention(MentionKind.PLACE, "Ruritania", 3),
        mention(MentionKind.PERSON, "Rudolf", 4),
    )
    links = [Link(mention=mentions[1], entity=TOWN), Link(mention=mentions[2], entity=COUNTRY)]
    identities = Identities(
        ARTICLE, Extraction(extractor="x", version="1", claims=(), mentions=mentions), links
    )
    assert identities.main_place == COUNTRY
    assert identities.statement(claim()).places == (COUNTRY,)
    assert identities.statement(claim(place=mentions[1])).places == (TOWN,)


def test_without_any_place_a_statement_has_none() -> None:
    assert Identities(ARTICLE, NOTHING, ()).statement(claim()).places == ()


def test_a_statement_lists_its_quantities_in_the_order_of_the_text() -> None:
    late = Quantity(words="2", figure="2", comparator=Comparator.EXACTLY, span=Span(9, 10))
    early = Quantity(words="1", figure="1", comparator=Comparator.EXACTLY, span=Span(3, 4))
    statement = Identities(ARTICLE, NOTHING, ()).statement(claim(quantities=(late, early)))
    assert statement.quantities == (early, late)
    assert statement.published == date(2021, 7, 9)
    assert statement.party_name == "The Daily"
