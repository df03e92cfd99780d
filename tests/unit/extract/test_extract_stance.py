"""What a cue does with a content, and how sure a content is made out to be."""

from __future__ import annotations

import pytest

from app.domain.claim import Certainty, Stance
from app.extract.stance import read_certainty, read_stance, words


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", Stance.ASSERTS),
        ("told reporters", Stance.ASSERTS),
        ("according to", Stance.ASSERTS),
        ("called", Stance.ASSERTS),
        ("suggested during questioning", Stance.ASSERTS),
        ("", Stance.ASSERTS),
        ("denied that", Stance.DENIES),
        ("Denying", Stance.DENIES),
        ("rejected claims that", Stance.DENIES),
        ("dismissed reports that", Stance.DENIES),
        ("disputes", Stance.DENIES),
        ("dismissed as", Stance.DENIES),
        ("refuted", Stance.DENIES),
        ("has denied any wrongdoing", Stance.DENIES),
        ("was denied bail, said", Stance.ASSERTS),
        ("denied them entry", Stance.ASSERTS),
        ("denied aid workers were hit", Stance.DENIES),
        ("denied that entry", Stance.DENIES),
        ("ruled out", Stance.DENIES),
        ("has firmly ruled out", Stance.DENIES),
        ("does not plan", Stance.DENIES),
        ("never promised", Stance.DENIES),
        ("did not dispute", Stance.ASSERTS),
        ("refused to say whether", Stance.DOUBTS),
        ("declined to comment on", Stance.DOUBTS),
        ("refused to rule out", Stance.DOUBTS),
        ("has not ruled out", Stance.DOUBTS),
        ("declined to deny", Stance.DOUBTS),
        ("could not confirm", Stance.DOUBTS),
        ("didn't say", Stance.DOUBTS),
        ("didn’t say", Stance.DOUBTS),
        ("questioned whether", Stance.DOUBTS),
        ("doubts that", Stance.DOUBTS),
        ("plans to", Stance.INTENDS),
        ("vowed not to", Stance.INTENDS),
        ("pledged", Stance.INTENDS),
        ("declined to promise", Stance.DOUBTS),
        ("asked whether", Stance.ASKS),
        ("urged", Stance.ASKS),
        ("called for", Stance.ASKS),
        ("calls on", Stance.ASKS),
    ],
)
def test_the_cue_tells_what_a_party_does(cue: str, stance: Stance) -> None:
    assert read_stance(cue) is stance


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("the bridge is closed", Certainty.CERTAIN),
        ("the bridge may be closed", Certainty.POSSIBLE),
        ("it might rain at the final", Certainty.POSSIBLE),
        ("growth could slow next year", Certainty.POSSIBLE),
        ("Perhaps the virus came by ship", Certainty.POSSIBLE),
        ("18 of the patients could not be found", Certainty.CERTAIN),
        ("the striker couldn’t walk", Certainty.CERTAIN),
        ("prices rose 4.6 percent in May", Certainty.CERTAIN),
        ("the shop opens May 5", Certainty.CERTAIN),
        ("May and June were dry", Certainty.CERTAIN),
        ("Ask me in May", Certainty.CERTAIN),
        ("the minister suggested a vote", Certainty.CERTAIN),
        ("they had suggested moving the goods", Certainty.CERTAIN),
        ("a letter suggested that she knew", Certainty.PROBABLE),
        ("It will probably find that prices doubled", Certainty.PROBABLE),
        ("It was unclear whether anyone was hurt", Certainty.UNKNOWN),
        ("a judge decides whether the strike may go on", Certainty.CERTAIN),
        ("the bank holds rates, but it may cut them in June", Certainty.CERTAIN),
        ("the mayor reportedly left by the back door", Certainty.PROBABLE),
        ("the firm allegedly paid twice", Certainty.PROBABLE),
        ("Brazil's bank is likely to keep its rate", Certainty.PROBABLE),
        ("rain is unlikely before Sunday", Certainty.PROBABLE),
        ("the captain is believed to have survived", Certainty.PROBABLE),
        ("ash suggests that a volcano erupted", Certainty.PROBABLE),
        ("it expected 50,000 people", Certainty.PROBABLE),
        ("we think the vase is a fake", Certainty.PROBABLE),
        ("We thought the instrument was dirty", Certainty.CERTAIN),
        ("he had not expected to play", Certainty.CERTAIN),
        ("he is a witness, not a suspect", Certainty.CERTAIN),
        ("nothing suggested foul play", Certainty.CERTAIN),
        ("whether the hall would open", Certainty.UNKNOWN),
        ("if she would run again", Certainty.UNKNOWN),
        ("If it snows, the match is off", Certainty.CERTAIN),
        ("the toll, which could not be independently verified, was 12", Certainty.UNKNOWN),
        ("the figure has not been confirmed", Certainty.UNKNOWN),
        ("it was unclear who paid", Certainty.UNKNOWN),
        ("she did not know why", Certainty.UNKNOWN),
        ("it was too early to say who was at fault", Certainty.UNKNOWN),
    ],
)
def test_the_content_tells_how_sure_it_is(content: str, certainty: Certainty) -> None:
    assert read_certainty("said", content) is certainty


def test_a_hedge_far_into_a_content_does_not_bear_on_it() -> None:
    long = "the ferry left the harbour of the island on time with all of its crew and might return"
    assert read_certainty("said", long) is Certainty.CERTAIN


@pytest.mark.parametrize("cue", ["believes", "estimated that", "fears", "forecast", "predicts"])
def test_some_cues_make_what_follows_a_guess(cue: str) -> None:
    assert read_certainty(cue, "the bridge will close") is Certainty.PROBABLE


def test_a_negation_is_a_word_of_its_own() -> None:
    assert words("Didn’t he say “no”?") == ["did", "n't", "he", "say", "no"]


def test_what_was_reported_somewhere_is_no_hedge_and_who_is_reported_to_be_is_one() -> None:
    assert read_certainty("told", "no deaths had been reported but two were hurt") is Certainty.CERTAIN
    assert read_certainty("said", "he was reported to be ill") is Certainty.PROBABLE
