"""Who passed a claim on, and who really speaks."""

from __future__ import annotations

from app.domain.article import Span
from app.domain.claim import Attribution, Quotation
from app.extract.chains import only_cites, read_chain


def chain_of(text: str, source: str, cue: str, content: str) -> tuple[str | None, list[str], list[str]]:
    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    attribution = Attribution(
        source=at(source), cue=at(cue), content=at(content), quotation=Quotation.INDIRECT
    )
    chain = read_chain(text, attribution, Span(0, len(text)))
    return (
        chain.speaker.of(text) if chain.speaker else None,
        [hop.of(text) for hop in chain.hops],
        [span.of(text) for span in chain.content],
    )


def test_who_is_quoted_speaks_and_the_outlet_passes_it_on() -> None:
    text = "Nine ferries were late, state television said, quoting a port official."
    found = chain_of(text, "state television", "said", "Nine ferries were late")
    assert found == ("a port official", ["state television"], ["Nine ferries were late"])


def test_quoted_as_saying_parts_the_speaker_from_the_content() -> None:
    text = "The daily Karren quoted a nurse as saying that beds had run out."
    found = chain_of(text, "The daily Karren", "quoted", "a nurse as saying that beds had run out")
    assert found == ("a nurse", ["The daily Karren"], ["beds had run out"])


def test_an_outlet_that_cites_sources_speaks_itself_and_the_citing_is_no_content() -> None:
    text = "The daily Karren reported that the bank would close, citing two officials."
    found = chain_of(text, "The daily Karren", "reported", "that the bank would close, citing two officials")
    assert found == (None, ["The daily Karren", "two officials"], ["that the bank would close"])


def test_a_reason_that_is_cited_is_nobody() -> None:
    text = "The club said it would move, citing a lack of parking."
    found = chain_of(text, "The club", "said", "it would move")
    assert found == (None, [], ["it would move"])


def test_who_was_told_is_a_hop_if_it_is_an_outlet() -> None:
    text = "Border guards told the Karren news agency that the road was open."
    found = chain_of(text, "Border guards", "told", "that the road was open")
    assert found == (None, ["the Karren news agency"], ["that the road was open"])
    text = "Border guards told reporters that the road was open."
    assert chain_of(text, "Border guards", "told", "that the road was open")[1] == []


def test_telling_inside_the_content_is_no_hop() -> None:
    text = "Ida said that she had told state television the road was open."
    assert chain_of(text, "Ida", "said", "that she had told state television the road was open")[1] == []


def test_a_statement_carried_by_an_agency_came_by_it() -> None:
    text = "The mine was safe, the operator said in a statement carried by the state news agency."
    assert chain_of(text, "the operator", "said", "The mine was safe")[1] == ["the state news agency"]


def test_several_hops_stand_in_order_from_the_reader() -> None:
    text = "The daily Karren, citing the Vesk news agency, quoted a nurse as saying that beds had run out."
    found = chain_of(text, "The daily Karren", "quoted", "beds had run out")
    assert found == ("a nurse", ["The daily Karren", "the Vesk news agency"], ["beds had run out"])
    text = "Beds ran out, a nurse said in a report aired by Karren Radio and quoted by the Vesk news agency."
    found = chain_of(text, "a nurse", "said", "Beds ran out")
    assert found == (None, ["the Vesk news agency", "Karren Radio"], ["Beds ran out"])


def test_who_was_told_something_by_another_passes_it_on() -> None:
    text = "A diplomat, relaying what she was told by a government official, said that it was over."
    found = chain_of(text, "A diplomat", "said", "that it was over")
    assert found == (None, ["A diplomat", "a government official"], ["that it was over"])
    text = "A diplomat said she had been told by a government official that it was over."
    content = "she had been told by a government official that it was over"
    assert chain_of(text, "A diplomat", "said", content)[1] == []


def test_an_aside_about_the_speaker_is_no_part_of_the_name() -> None:
    text = "“It was glass,” the site quoted the doctor, whom it did not name, as saying."
    assert chain_of(text, "the site", "quoted", "“It was glass,”") == (
        "the doctor",
        ["the site"],
        ["“It was glass,”"],
    )


def test_a_name_after_a_description_is_part_of_who_is_quoted() -> None:
    text = "The station quoted one of those who crossed, Ida Roe, as saying: “Soldiers came.”"
    found = chain_of(text, "The station", "quoted", "“Soldiers came.”")
    assert found == ("one of those who crossed, Ida Roe", ["The station"], ["“Soldiers came.”"])


def test_papers_that_are_cited_pass_on_what_they_say() -> None:
    text = "The bridge was never tested, the daily Karren reported, citing court records."
    found = chain_of(text, "the daily Karren", "reported", "The bridge was never tested")
    assert found[1] == ["the daily Karren", "court records"]


def test_somebody_described_by_an_office_or_as_a_member_may_speak() -> None:
    text = "State agency QNX, quoting an Al Rayyan board member, said that no offer had been made."
    found = chain_of(text, "State agency QNX", "said", "no offer had been made")
    assert found[:2] == ("an Al Rayyan board member", ["State agency QNX"])


def test_who_is_cited_is_no_content_but_what_is_cited_is_one() -> None:
    def cites(content: str) -> bool:
        text = f"The Post reported a deal, citing {content}."
        start = text.index(content)
        span = (Span(start, start + len(content)),)
        cue = (Span(start - 7, start - 1),)
        given = Attribution(source=(), cue=cue, content=span, quotation=Quotation.INDIRECT)
        return only_cites(text, given)

    assert cites("two people familiar with the matter")
    assert not cites("a gag order")


def test_a_chain_goes_on_behind_each_of_its_hops() -> None:
    text = "The agency, citing a channel that quoted an unnamed official, said that the dam had burst."
    assert chain_of(text, "The agency", "said", "that the dam had burst") == (
        "an unnamed official",
        ["The agency", "a channel"],
        ["that the dam had burst"],
    )
    text = "Media, quoting the Vesk news agency, which cited a commander, said it fell."
    assert chain_of(text, "Media", "said", "it fell") == (
        "the Vesk news agency",
        ["Media", "the Vesk news agency", "a commander"],
        ["it fell"],
    )
    text = "Karren Radio, citing an official who was briefed by the police, said it fell."
    hops = chain_of(text, "Karren Radio", "said", "it fell")[1]
    assert hops == ["Karren Radio", "an official", "the police"]


def test_who_is_cited_between_cue_and_content_is_no_content() -> None:
    text = "Karren Radio said, citing the Interior Ministry, that 12 people fell."
    content = "the Interior Ministry, that 12 people fell"
    assert chain_of(text, "Karren Radio", "said", content)[1:] == (
        ["Karren Radio", "the Interior Ministry"],
        ["that 12 people fell"],
    )


def test_a_report_is_whose_it_is() -> None:
    text = "Citing a report by the Vesk Post, Karren Radio said it fell."
    assert chain_of(text, "Karren Radio", "said", "it fell")[1] == ["Karren Radio", "the Vesk Post"]
    text = "It fell, according to a report in the Vesk Post that cited three officials."
    source = "a report in the Vesk Post that cited three officials"
    assert chain_of(text, source, "according to", "It fell") == (
        "the Vesk Post",
        ["the Vesk Post", "three officials"],
        ["It fell"],
    )


def test_which_cited_goes_on_about_the_source_alone() -> None:
    text = "Karren Radio said the mayor, who cited a doctor, fell."
    assert chain_of(text, "Karren Radio", "said", "the mayor, who cited a doctor, fell") == (
        None,
        [],
        ["the mayor, who cited a doctor, fell"],
    )


def test_a_hop_ends_before_when_and_how_it_was_told() -> None:
    text = "Ida Roe told Karren Radio in 1999 that it fell."
    assert chain_of(text, "Ida Roe", "told", "that it fell")[1] == ["Karren Radio"]


def test_who_was_told_ends_where_the_clause_begins() -> None:
    text = "Ida Roe told Karren Radio she had not been woken."
    assert chain_of(text, "Ida Roe", "told", "she had not been woken")[1] == ["Karren Radio"]


def test_who_was_cited_by_an_outlet_as_saying_something_said_it() -> None:
    text = "On Monday, an aide was cited by the daily Karren as saying that it fell."
    assert chain_of(text, "the daily Karren", "was cited", "it fell") == (
        "an aide",
        ["the daily Karren"],
        ["it fell"],
    )
    assert chain_of(text, "an aide", "saying", "that it fell") == (
        "an aide",
        ["the daily Karren"],
        ["it fell"],
    )


def test_who_is_only_cited_by_another_says_nothing_there() -> None:
    def cites(text: str, source: str, cue: str, content: str) -> bool:
        source_at, cue_at, content_at = (
            Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)
        )
        given = Attribution(
            source=(source_at,), cue=(cue_at,), content=(content_at,), quotation=Quotation.INDIRECT
        )
        return only_cites(text, given)

    assert cites("Two aides were cited by Karren Radio.", "Karren Radio", "were cited", "Two aides")
    hop = "Tassir reported, citing the broadcaster NTK, which quoted an aide, that the dam had burst."
    assert cites(hop, "which", "quoted", "the dam had burst")
    plain = "Tassir reported on the broadcaster NTK, which quoted an aide, that the dam had burst."
    assert not cites(plain, "which", "quoted", "the dam had burst")
