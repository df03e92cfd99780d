"""An article that sets two claims against each other says so with a few words."""

from __future__ import annotations

import pytest

from app.domain.article import Span
from app.domain.claim import Attribution, Quotation, Stance
from app.domain.contrast import is_contrasted


def read(text: str, *, stance: Stance = Stance.ASSERTS) -> bool:
    """Read `[source] (cue) {content}` out of a text and ask whether it is contrasted."""
    marks, spans, plain = {"[": "source", "(": "cue", "{": "content"}, {}, ""
    for letter in text:
        if letter in marks:
            spans[marks[letter]] = len(plain)
        elif letter in "])}":
            name = {"]": "source", ")": "cue", "}": "content"}[letter]
            spans[name] = Span(spans[name], len(plain))  # type: ignore[assignment,arg-type]  # start, then span
        else:
            plain += letter
    found = {name: (spans[name],) if name in spans else () for name in ("source", "cue", "content")}
    attribution = Attribution(**found, quotation=Quotation.INDIRECT)  # type: ignore[arg-type]  # spans by now
    return is_contrasted(plain, attribution, stance)


@pytest.mark.parametrize(
    "text",
    [
        "Ten died. But [the ministry] (said) {nobody had died}.",
        "Ten died, [witnesses] said, while [the ministry] (said) {nobody had died}.",
        "Ten died. [The ministry], however, (said) {nobody had died}.",
        "Ten died. [The ministry] (rejected) {the count}.",
        "Contrary to that, [the mayor] (told) us {the road was open}.",
        "Although [she] (said) {it was safe}, nobody went.",
    ],
)
def test_words_of_contrast_before_a_claim_set_it_against_another(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    "text",
    [
        "But it rained. [The ministry] (said) {nobody had died}.",
        "[The ministry] (said) {nobody had died, but ten were hurt}.",
        "It rained; but not here. [She] (said) {so}.",
        "[The ministry] (said) {the butter was gone}.",
    ],
)
def test_words_elsewhere_do_not(text: str) -> None:
    assert not read(text)


def test_a_denial_is_always_set_against_something() -> None:
    assert read("[She] (said) {it was untrue}.", stance=Stance.DENIES)
