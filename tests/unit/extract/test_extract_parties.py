"""Which parties a content speaks of, and what "the council" means."""

from __future__ import annotations

from app.domain.article import Span
from app.domain.claim import MentionKind, SpeakerKind
from app.extract.speakers.resolve import Speakers

TEXT = (
    "The Brell Housing Council met on Monday. Ida Marlow, its head, praised Oskar Finn and Tessel. "
    "The council said that Oskar Finn would leave. Tessel said that Ida Marlow would stay with Brell Motors."
)


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def test_the_council_is_the_council_that_was_named() -> None:
    speaker, _ = Speakers(TEXT).resolve((at("The council"),), at("that Oskar Finn would leave"))
    assert (speaker.kind, speaker.name) == (SpeakerKind.ORGANIZATION, "Brell Housing Council")


def test_persons_institutions_and_speakers_are_spoken_of_with_where_they_stand() -> None:
    speakers = Speakers(TEXT)
    speakers.resolve((at("Tessel", TEXT.index("leave")),), at("that Ida Marlow would stay with Brell Motors"))
    praised = at("praised Oskar Finn and Tessel")
    found = list(speakers.spoken_of((praised,)))
    assert [(one.kind, one.name) for one in found] == [
        (MentionKind.PERSON, "Oskar Finn"),
        (MentionKind.ORGANIZATION, "Tessel"),
    ]
    assert [one.span.of(TEXT) for one in found] == ["Oskar Finn", "Tessel"]
    assert all(one.span.within(praised) for one in found)


def test_a_single_word_that_never_speaks_is_not_taken_for_a_party() -> None:
    assert [one.name for one in Speakers(TEXT).spoken_of((at("and Tessel"),))] == []


def test_a_name_of_which_only_a_part_stands_in_the_content_does_not_count() -> None:
    assert [one.name for one in Speakers(TEXT).spoken_of((at("Finn and"),))] == []


def test_a_leader_of_the_council_speaks_for_the_council_that_was_named() -> None:
    text = "The Brell Housing Council met. Oskar Finn, leader of the council, said it was late."
    span = Span(text.index("Oskar"), text.index(" said"))
    speaker, _ = Speakers(text).resolve((span,), Span(len(text) - 12, len(text)))
    assert speaker.on_behalf_of is not None
    assert speaker.on_behalf_of.name == "Brell Housing Council"
    text = "The Brell Free Front met. Oskar Finn, a commander of the front, said it was late."
    span = Span(text.index("Oskar"), text.index(" said"))
    speaker, _ = Speakers(text).resolve((span,), Span(len(text) - 12, len(text)))
    assert speaker.on_behalf_of is not None
    assert speaker.on_behalf_of.name == "Brell Free Front"
