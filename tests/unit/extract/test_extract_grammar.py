"""What a clause states is read off its tree: of whom, what is the case, and of what."""

from __future__ import annotations

import pytest

from app.domain.article import Span
from app.extract.grammar import Grammar
from app.models.parser import Tree
from app.models.units import split

# One row a clause: word, number of its head from 1 (0: none), relation, class.
HOLD = "Taliban 2 nsubj PROPN|hold 0 root VERB|over 4 advmod ADV|200 5 nummod NUM|districts 2 obj NOUN"
KILLED = (
    "Two 2 nummod NUM|men 4 nsubj:pass NOUN|were 4 aux:pass AUX|killed 0 root VERB|by 6 case ADP|"
    "police 4 obl:agent NOUN|on 8 case ADP|Monday 4 obl PROPN"
)
TOLL = "The 2 det DET|toll 4 nsubj NOUN|is 4 cop AUX|30 0 root NUM"
PLANS = (
    "Ann 3 nsubj PROPN|never 3 advmod ADV|plans 0 root VERB|to 5 mark PART|"
    "leave 3 xcomp VERB|Oslo 5 obj PROPN"
)
DENIED = "killing 0 root VERB|her 1 obj PRON"
FLED = "They 2 nsubj PRON|fled 0 root VERB|to 4 case ADP|Kabul 2 obl PROPN"
NOBODY = "No 2 det DET|ship 4 nsubj NOUN|has 4 aux AUX|sunk 0 root VERB"
RUNS = "He 2 nsubj PRON|runs 0 root VERB|fast 2 advmod ADV"
WHO = "Men 4 nsubj NOUN|who 3 nsubj PRON|fled 1 acl VERB|hid 0 root VERB"


def read(rows: str) -> tuple[str, Grammar]:
    cells = [row.rsplit(" ", 3) for row in rows.split("|")]
    text = " ".join(word for word, *_ in cells)
    tree = Tree(
        heads=[int(head) - 1 for _, head, _, _ in cells],
        relations=[relation for _, _, relation, _ in cells],
        classes=[kind for *_, kind in cells],
    )
    return text, Grammar(split(text), tree)


def words(rows: str, *aside: str) -> tuple[str | None, str, str | None, bool]:
    text, grammar = read(rows)
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in aside]
    found = grammar.clause((Span(0, len(text)),), spans)
    assert found is not None
    return (
        found.subject.of(text) if found.subject else None,
        " ".join(span.of(text) for span in found.relation),
        found.object.of(text) if found.object else None,
        found.negated,
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (HOLD, ("Taliban", "hold", "over 200 districts", False)),
        (KILLED, ("Two men", "were killed", "by police", False)),
        (TOLL, ("The toll", "is", "30", False)),
        (PLANS, ("Ann", "never plans to leave", "Oslo", True)),
        (DENIED, (None, "killing", "her", False)),
        (FLED, ("They", "fled", "to Kabul", False)),
        (NOBODY, ("No ship", "has sunk", None, True)),
        (RUNS, ("He", "runs", None, False)),
        (WHO, ("Men", "hid", None, False)),
    ],
)
def test_a_clause_is_subject_relation_and_object(
    rows: str, expected: tuple[str | None, str, str | None, bool]
) -> None:
    assert words(rows) == expected


def test_a_place_or_time_is_not_what_a_verb_is_about() -> None:
    assert words(FLED, "Kabul") == ("They", "fled", None, False)


@pytest.mark.parametrize("spelt", ["didn't", "didn’t"])
def test_a_contracted_not_negates(spelt: str) -> None:
    mark = spelt[4]
    rows = f"He 5 nsubj PRON|didn 5 aux AUX|{mark} 5 advmod PART|t 3 part PART|leave 0 root VERB"
    text = f"He {spelt} leave"
    _, made = read(rows)
    grammar = Grammar(split(text), made._tree)
    found = grammar.clause((Span(0, len(text)),))
    assert found is not None
    assert found.negated
    assert " ".join(span.of(text) for span in found.relation) == f"{spelt} leave"


@pytest.mark.parametrize("rows", ["the 2 det DET|harbour 0 root NOUN", "Yes 0 root INTJ"])
def test_words_without_a_verb_state_nothing(rows: str) -> None:
    text, grammar = read(rows)
    assert grammar.clause((Span(0, len(text)),)) is None


def test_only_the_words_asked_for_are_read() -> None:
    text, grammar = read("Ann 2 nsubj PROPN|said 0 root VERB|he 4 nsubj PRON|left 2 ccomp VERB")
    found = grammar.clause((Span(text.index("he"), len(text)),))
    assert found is not None
    assert found.subject is not None
    assert found.subject.of(text) == "he"


def test_a_tree_with_a_circle_is_read_to_an_end() -> None:
    text, grammar = read("go 2 xcomp VERB|on 1 xcomp VERB|now 0 root VERB")
    found = grammar.clause((Span(0, len(text)),))
    assert found is not None
    assert found.relation


def test_a_verb_with_a_subject_is_found_below_words_that_state_nothing() -> None:
    rows = "All 2 det DET|wards 3 nsubj NOUN|have 4 aux VERB|beds 0 root NOUN"
    assert words(rows) == ("All wards", "have", None, False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("that 3 mark SCONJ|it 3 nsubj PRON|rained 0 root VERB", "it rained"),
        (
            "on 2 case ADP|Monday 0 obl PROPN|that 5 mark SCONJ|it 5 nsubj PRON|rained 0 ccomp VERB",
            "it rained",
        ),
        ("that 2 det DET|man 3 nsubj NOUN|fled 0 root VERB", "that man fled"),
        (
            "Ann 2 nsubj PROPN|knew 0 root VERB|that 5 mark SCONJ|it 5 nsubj PRON|rained 2 ccomp VERB",
            "Ann knew that it rained",
        ),
        (
            "Ice 0 root NOUN|shows 1 dep NOUN|that 5 mark SCONJ|it 5 nsubj PRON|rained 2 acl VERB",
            "Ice shows that it rained",
        ),
    ],
)
def test_the_that_which_only_leads_in_is_no_part_of_what_is_stated(rows: str, expected: str) -> None:
    text, grammar = read(rows)
    assert grammar.stated(Span(0, len(text))).of(text) == expected
