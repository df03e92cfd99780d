"""Speech that the model left to nobody, and what the trees of sentences mend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.extract.learned import attributions
from app.models.decode import Group
from app.models.parser import Tree
from app.models.runner import Reading
from app.models.units import split

if TYPE_CHECKING:
    from app.domain.article import Span


def read(marked: str, *groups: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Read a text whose words carry class, relation and head: "He/PRON/nsubj/said said/VERB/root"."""
    text = re.sub(r"/[A-Z]+/[a-z]+(?::[a-z]+)?(?:/\w+)?", "", marked)
    units = split(text)
    told = iter(re.findall(r"(\w+)/([A-Z]+)/([a-z]+(?::[a-z]+)?)(?:/(\w+))?", marked))
    word, *rest = next(told, ("", "", "", ""))
    heads: list[int] = []
    relations: list[str] = []
    classes: list[str] = []
    index = {unit.word: number for number, unit in enumerate(units)}
    for unit in units:
        if word == unit.word:
            classes.append(rest[0])
            relations.append(rest[1])
            heads.append(index[rest[2]] if rest[2] else -1)
            word, *rest = next(told, ("", "", "", ""))
        else:
            classes.append("X")
            relations.append("dep")
            heads.append(-1)
    assert not word, f"{word} is marked and does not stand in {text}"

    def rows(words: str) -> range:
        start = text.index(words)
        inside = [n for n, unit in enumerate(units) if start <= unit.start < start + len(words)]
        return range(inside[0], inside[-1] + 1)

    found = [
        Group(
            source=(rows(source),) if source else (),
            cue=rows(cue),
            content=tuple(rows(part) for part in content.split(" .. ")),
            score=1.0,
        )
        for source, cue, content in groups
    ]
    reading = Reading(units=units, groups=found, tree=Tree(heads=heads, relations=relations, classes=classes))

    def told_by(spans: tuple[Span, ...]) -> str:
        return " .. ".join(span.of(text) for span in spans)

    return [
        (told_by(one.source), told_by(one.cue), told_by(one.content)) for one in attributions(text, reading)
    ]


def test_speech_goes_to_the_subject_of_the_verb_behind_it() -> None:
    assert read("“Fine by me,” wrote/VERB/root one/NUM/obj/wrote, while it rained.") == [
        ("one", "wrote", "“Fine by me,”")
    ]
    assert read("“Fine by me,” she/PRON/nsubj/fumed fumed/VERB/root.") == [("she", "fumed", "“Fine by me,”")]


def test_speech_goes_to_the_verb_that_leads_to_it_also_over_a_paragraph() -> None:
    assert read("Brandt/PROPN/nsubj/went went/VERB/root on:\n\n“We will see.”") == [
        ("Brandt", "went", "“We will see.”")
    ]
    assert read("She/PRON/nsubj/sang sang/VERB/root before asking/VERB/advcl/sang him, “Where to?”") == [
        ("She", "asking", "“Where to?”")
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "He/PRON/nsubj/likes likes/VERB/root “fine” words.",  # a scrap
        "“It is fine.” Brandt/PROPN/nsubj/left left/VERB/root.",  # another sentence
        "“It is fine,” the sign/NOUN/root of a friend.",  # no verb
    ],
)
def test_what_is_no_speech_or_nobodys_stays_so(marked: str) -> None:
    assert read(marked) == []


def test_a_speaker_goes_on_where_nothing_else_is_said_between() -> None:
    text = "‘Fine,’ she told us in Hull. ‘She said, “It is all made up.”’"
    both = [("she", "told", "‘Fine,’ .. ‘She said, “It is all made up.”’")]
    assert read(text, ("she", "told", "‘Fine,’")) == both
    inner = ("She", "said", "“It is all made up.”")
    assert read(text, ("she", "told", "‘Fine,’"), inner) == both
    assert read(text.replace("Hull. ", "Hull. It rained. "), ("she", "told", "‘Fine,’")) == [
        ("she", "told", "‘Fine,’")
    ]


def test_plain_words_behind_speech_and_its_cue_are_the_articles() -> None:
    text = "“Fine,” she said, but he was gone. “By me.”"
    assert read(text, ("she", "said", "“Fine,” .. he was gone .. “By me.”")) == [
        ("she", "said", "“Fine,” .. “By me.”")
    ]


def test_who_is_asked_says_what_follows() -> None:
    text = "Brandt/PROPN/nsubj/said, asked whether it rained, said/VERB/root: “Of course.”"
    assert read(text, ("Brandt", "asked", "whether it rained")) == [("Brandt", "said", "“Of course.”")]
    active = "Marlow, the judge, asked whether it rained."
    assert read(active, ("Marlow", "asked", "whether it rained")) == [
        ("Marlow", "asked", "whether it rained")
    ]


def test_a_missing_source_is_the_subject_also_of_the_verb_before() -> None:
    text = "Brandt/PROPN/nsubj/spoke spoke/VERB/root, saying/VERB/advcl/spoke that it rained."
    assert read(text, ("", "saying", "it rained")) == [("Brandt", "saying", "it rained")]


def test_a_passive_has_no_source() -> None:
    text = "Brandt/PROPN/nsubj:pass/believed was/AUX/aux:pass/believed believed/VERB/root to be ill."
    assert read(text, ("", "believed", "to be ill")) == [("", "believed", "to be ill")]


def test_a_clause_under_a_plain_verb_of_saying_is_said() -> None:
    text = (
        "Brandt/PROPN/nsubj/sang sang/VERB/root and said/VERB/conj/sang "
        "another/DET/nsubj/follow could/AUX/aux/follow follow/VERB/ccomp/said."
    )
    assert read(text) == [("Brandt", "said", "another could follow")]


def test_source_and_content_are_turned_where_they_were_swapped() -> None:
    text = "Officials/NOUN/nsubj/said said/VERB/root three/NUM/nsubj/vote might vote/VERB/ccomp/said."
    assert read(text, ("three", "said", "Officials")) == [("Officials", "said", "three might vote")]


def test_a_figure_that_is_put_at_is_a_claim() -> None:
    text = "Brandt/PROPN/nsubj/puts puts/VERB/root the number/NOUN/obj/puts at/ADP/case/900 900/NUM/obl/puts."
    assert read(text) == [("Brandt", "puts", "number at 900")]
    assert read(text.replace("900", "home").replace("NUM", "NOUN")) == []


def test_plain_words_of_another_sentence_are_not_said() -> None:
    text = "Eleven were found, the agency said. Eighty were saved."
    assert read(text, ("the agency", "said", "Eleven were found .. Eighty were saved")) == [
        ("the agency", "said", "Eleven were found")
    ]


def test_who_asked_not_to_be_named_said_what_stands_before() -> None:
    text = "It rained. The fund will oppose a deal, according to a banker, who asked not to be named."
    assert read(text, ("a banker", "according to", "who asked not to be named")) == [
        ("a banker", "according to", "The fund will oppose a deal")
    ]


def test_a_source_ends_with_its_sentence() -> None:
    text = "“Fine,” said Priya Raman of Finch. Raman sells tins."
    assert read(text, ("Priya Raman of Finch. Raman", "said", "“Fine,”"))[0][0] == "Priya Raman of Finch."


def test_heads_that_run_in_a_circle_end() -> None:
    text = "“Fine by me,” he/PRON/conj/fumed fumed/VERB/conj/he."
    assert read(text) == []


def test_a_pointer_that_nobody_says_is_nothing() -> None:
    assert read("It is not known when.", ("", "is not known", "It")) == []


def test_a_clause_before_its_verb_of_saying_is_said() -> None:
    text = (
        "Reviews/NOUN/nsubj/come will/AUX/aux/come come/VERB/ccomp/said, she/PRON/nsubj/said said/VERB/root."
    )
    assert read(text) == [("she", "said", "Reviews will come")]


def test_a_claim_that_somebody_owns_is_theirs_unless_it_is_rejected() -> None:
    text = "Politifact seized on Trump’s claim that it rained."
    content = "Trump’s claim that it rained"
    assert read(text, ("Politifact", "seized on", content)) == [("Trump", "claim", "that it rained")]
    text = "Brandt seized on his claim that it rained."
    assert read(text, ("Brandt", "seized on", "his claim that it rained")) == [
        ("his", "claim", "that it rained")
    ]
    text = "Politifact rejected Trump’s claim that it rained."
    assert read(text, ("Politifact", "rejected", content)) == [("Politifact", "rejected", content)]
    text = "Biden said Trump’s claim that it rained was false."
    content = "Trump’s claim that it rained was false"
    assert read(text, ("Biden", "said", content)) == [("Biden", "said", content)]


def test_two_acts_of_saying_are_two() -> None:
    text = "China said it was opposed and warned/VERB/conj them not to go."
    assert read(text, ("China", "said", "it was opposed and warned them not to go")) == [
        ("China", "said", "it was opposed"),
        ("China", "warned", "them not to go"),
    ]
    that = "He tweeted that it rained and urged/VERB/conj them to go."
    assert read(that, ("He", "tweeted", "that it rained and urged them to go")) == [
        ("He", "tweeted", "that it rained"),
        ("He", "urged", "them to go"),
    ]
    own = "China said it was opposed and Japan/PROPN/nsubj/warned warned/VERB/conj them not to go."
    assert len(read(own, ("China", "said", "it was opposed and Japan warned them not to go"))) == 1


def test_a_clause_before_its_cue_begins_with_what_governs_it() -> None:
    text = (
        "It/PRON/nsubj/finds soon finds/VERB/root that/SCONJ/mark/rose prices/NOUN/nsubj/rose "
        "rose/VERB/ccomp/finds, Brandt said."
    )
    assert read(text, ("Brandt", "said", "that prices rose")) == [
        ("Brandt", "said", "It soon finds that prices rose")
    ]


def test_a_verb_has_its_own_subject_and_no_other_verbs() -> None:
    text = (
        "Emails/NOUN/nsubj/suggest suggest/VERB/root managers knew; "
        "Zintra/PROPN/nsubj/denies denies/VERB/parataxis/suggest it."
    )
    assert read(text, ("Zintra", "suggest", "managers knew")) == [("Emails", "suggest", "managers knew")]


def test_a_source_in_another_sentence_gives_way_to_the_subject_beside_the_verb() -> None:
    text = "The port paid. Tolls fell, said/VERB/root Chen/PROPN/nsubj/said."
    assert read(text, ("The port", "said", "Tolls fell")) == [("Chen", "said", "Tolls fell")]


def test_a_scrap_of_a_headline_is_no_part_of_what_is_said_below() -> None:
    text = "Jury hears of ‘phantom’ payroll\n\nA clerk paid ghosts, Brandt said."
    assert read(text, ("Brandt", "said", "‘phantom’ payroll\n\nA clerk paid ghosts")) == [
        ("Brandt", "said", "A clerk paid ghosts")
    ]
    assert read(text, ("Brandt", "said", "‘phantom’ .. A clerk paid ghosts")) == [
        ("Brandt", "said", "A clerk paid ghosts")
    ]


def test_what_stands_between_source_and_cue_is_an_aside() -> None:
    text = "Two men, who asked not to be named because of it, said it was late."
    content = "not to be named because of it .. it was late"
    assert read(text, ("Two men", "said", content)) == [("Two men", "said", "it was late")]


def test_speech_is_its_speakers_with_whom_it_quotes_and_what_was_missed() -> None:
    text = "“We were told by Roe to go, and we went,” Brandt said."
    assert read(text, ("Brandt", "said", "we went"), ("Roe", "told", "to go")) == [
        ("Brandt", "said", "“We were told by Roe to go, and we went,”")
    ]
    scrap = text.replace("went,”", "went”")
    assert read(scrap, ("Brandt", "said", "we went"), ("Roe", "told", "to go")) == [
        ("Roe", "told", "to go"),
        ("Brandt", "said", "we went"),
    ]


def test_a_speaker_whose_speech_was_made_whole_goes_on() -> None:
    text = "“We were told by Roe to go, and we went,” Brandt said. “It was late.”"
    assert read(text, ("Brandt", "said", "we went"), ("Roe", "told", "to go")) == [
        ("Brandt", "said", "“We were told by Roe to go, and we went,” .. “It was late.”")
    ]


def test_the_place_of_a_dateline_says_nothing() -> None:
    text = (
        "News\n\nOSLO/PROPN/nsubj/said — Guards fired/VERB/ccomp/said, Roe/PROPN/nsubj/fired said/VERB/root."
    )
    assert read(text, ("Roe", "said", "Guards fired")) == [("Roe", "said", "Guards fired")]
    assert read(text.replace("—", "where"), ("Roe", "said", "Guards fired"))[0][0] == "OSLO"


def test_who_is_asked_is_no_source_of_the_question_nor_what_seems_of_its_seeming() -> None:
    asked = "Asked/VERB/advcl/nodded whether it rained, Brandt/PROPN/nsubj/nodded nodded/VERB/root."
    assert read(asked, ("", "Asked", "whether it rained")) == [("", "Asked", "whether it rained")]
    seems = "Brandt/PROPN/nsubj/seems seems/VERB/root to be ill."
    assert read(seems, ("", "seems", "to be ill")) == [("", "seems", "to be ill")]


def test_a_pointer_is_no_source() -> None:
    text = "Rules that/PRON/nsubj/demand demand/VERB/root silence."
    assert read(text, ("", "demand", "silence")) == [("", "demand", "silence")]


def test_a_passive_of_believing_has_its_subject_and_its_verb_as_content() -> None:
    text = (
        "Brandt/PROPN/nsubj:pass/believed is/AUX/aux:pass/believed believed/VERB/root "
        "to/PART/mark/left have/AUX/aux/left left/VERB/xcomp/believed."
    )
    whole = [("", "is believed", "Brandt .. to have left")]
    assert read(text, ("", "is believed", "Brandt")) == whole
    assert read(text, ("", "is believed", "to have left")) == whole


def test_that_somebody_stays_unnamed_is_no_claim() -> None:
    text = "The source spoke, asking not to be named because of it."
    assert read(text, ("The source", "asking", "not to be named because of it")) == []
    told = "The fund will oppose a deal, according to a banker who asked not to be named."
    assert read(told, ("a banker", "according to", "not to be named")) == [
        ("a banker", "according to", "The fund will oppose a deal")
    ]


def test_what_was_reported_begins_with_the_reports() -> None:
    text = (
        "Reports/NOUN/nsubj/false that it rained were false/ADJ/ccomp/said, "
        "she/PRON/nsubj/said said/VERB/root on Monday."
    )
    given = ("she", "said", "Reports that it rained were false")
    assert read(text, ("she", "said", "it rained were false")) == [given]
    assert read(text, given) == [given]
