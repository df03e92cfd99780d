from __future__ import annotations

import pytest

from app.conflict.language.lexicon import MATCHED
from app.conflict.language.words import (
    base,
    concept,
    content,
    head,
    names,
    parts,
    relation_of,
    relations,
    terms,
    tokens,
)
from app.domain.article import Span
from app.domain.claim import Comparator, Quantity


def figure(words: str, counted: str | None = None) -> Quantity:
    first = words.split(maxsplit=1)[0]
    return Quantity(
        words=words, figure=first, comparator=Comparator.EXACTLY, span=Span(0, 1), counted=counted
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("captured", "capture"),
        ("seized", "seize"),
        ("killing", "kill"),
        ("kidnapped", "kidnap"),
        ("districts", "district"),
        ("crashes", "crash"),
        ("families", "family"),
        ("buried", "bury"),
        ("dies", "die"),
        ("fled", "flee"),
        ("ministry’s", "ministry"),
        ("gas", "gas"),
        ("glass", "glass"),
        ("virus", "virus"),
        ("red", "red"),
        ("telling", "tell"),
        ("crisis", "crisis"),
        ("votes", "vote"),
        ("ties", "tie"),
        ("during", "during"),
        ("something", "something"),
        ("morning", "morning"),
        ("making", "make"),
        ("ground", "ground"),
        ("Sanders", "sanders"),
    ],
)
def test_a_word_has_one_base_form(word: str, expected: str) -> None:
    assert base(word) == expected


def test_every_word_of_the_tables_can_be_met() -> None:
    lost = {word for table in MATCHED for word in table if base(word) != word}
    assert not lost


def test_forms_of_an_unknown_word_have_one_base_form() -> None:
    assert base("discharging") == base("discharged") == base("discharges")
    assert base("smuggled") == base("smuggling")


def test_synonyms_share_a_concept() -> None:
    assert concept("homes") == concept("houses")
    assert concept("labourers") == concept("miners") == "worker"


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ("districts", "district"),
        ("key districts of the north", "district"),
        ("Taliban fighters", "fighter"),
        ("aid workers freed", "worker"),
        ("dead", "dead"),
        ("killed", "kill"),
        ("of the people", "people"),
        ("", ""),
        (None, ""),
        ("25", ""),
    ],
)
def test_the_head_is_the_noun_that_is_counted(counted: str | None, expected: str) -> None:
    assert head(counted) == expected


def test_phrases_become_one_term() -> None:
    assert terms(tokens("they lost their lives")) == ["they", "die"]
    assert terms(tokens("27,000 took part")) == ["27,000", "attend"]
    assert terms(tokens("they took the green part")) == ["they", "take", "the", "green", "part"]


@pytest.mark.parametrize(
    ("text", "words", "counted", "expected"),
    [
        ("they captured more than 100 districts", "more than 100 districts", "districts", "hold"),
        ("69 fighters were killed and 5 fled", "69 fighters", "fighters", "die"),
        ("a blast killed 5, wounded 9", "9", None, "injure"),
        ("a blast killed 5, wounded 9", "5", None, "die"),
        ("there are 51 dead", "51 dead", "dead", "die"),
        ("12 houses stand", "12 houses", "houses", ""),
        ("of the wounded, many women, 40 in all", "40", None, "injure"),
        ("dead and wounded: many women, 40 in all", "40", None, ""),
        ("nothing of the kind", "7 houses", "houses", ""),
        ("", "7 houses", "houses", ""),
    ],
)
def test_a_figure_has_the_relation_of_its_own_clause(
    text: str, words: str, counted: str | None, expected: str
) -> None:
    assert relation_of(text, figure(words, counted)) == expected


def test_content_leaves_out_what_says_nothing() -> None:
    assert content("They said that the homes of 12 miners were not burned") == {"house", "worker", "burn"}


def test_names_are_capitals_inside_a_sentence() -> None:
    assert names("Yesterday Halm Dessik left. The town of Torvane slept.") == {"halm", "dessik", "torvane"}


def test_parts_are_read_by_the_compass() -> None:
    assert parts("the Northern suburbs and the south-east") == {"north", "southeast"}


def test_relations_are_all_that_a_text_names() -> None:
    assert relations("14 were killed and 3 fled") == {"die", "flee"}
