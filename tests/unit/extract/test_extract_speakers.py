"""Who a source is: by name, by pronoun, by a definite noun, or not known."""

from __future__ import annotations

import pytest

from app.domain.article import Span
from app.domain.claim import Speaker, SpeakerKind
from app.extract.speakers.resolve import Speakers


def heard(text: str, *sources: str) -> list[tuple[Speaker, float]]:
    """Resolve sources one after the other, each looked for after the last."""
    speakers = Speakers(text)
    found = []
    at = 0
    for source in sources:
        start = text.index(source, at)
        at = start + len(source)
        found.append(speakers.resolve((Span(start, at),), Span(at, at + 1)))
    return found


def who(text: str, *sources: str) -> list[Speaker]:
    return [speaker for speaker, _ in heard(text, *sources)]


def names(text: str, *sources: str) -> list[str]:
    return [speaker.name for speaker in who(text, *sources)]


def last(text: str, *sources: str) -> Speaker:
    return who(text, *sources)[-1]


def test_a_short_name_stands_for_the_full_one() -> None:
    text = "Health Secretary Ana Roe opened the ward. Roe said it was late. Ms Roe said no more."
    first, second = who(text, "Roe said"[:3], "Ms Roe")
    assert first == second
    assert (first.kind, first.name, first.role) == (SpeakerKind.PERSON, "Ana Roe", "Health Secretary")


def test_a_man_and_a_woman_of_one_surname_stay_two() -> None:
    text = "Mr Patel and Mrs Patel run a shop. Mr Patel said it was dark. She said no. Mrs Patel waved."
    assert names(text, "Mr Patel said"[:8], "She") == ["Mr Patel", "Mrs Patel"]


def test_courtesy_titles_join_a_full_name_of_the_same_sex() -> None:
    text = "Maria Holt sued Peter Holt. Mrs Holt said he lied. Mr Holt said she did."
    assert names(text, "Mrs Holt", "Mr Holt") == ["Maria Holt", "Peter Holt"]


def test_a_surname_that_is_also_a_noun_for_firms_is_a_persons() -> None:
    text = "Coach Ivo Brand left. Brand said he was ill. The coach said more."
    assert {one.name for one in who(text, "Brand", "The coach")} == {"Ivo Brand"}
    assert last(text, "Brand").kind is SpeakerKind.PERSON


def test_a_source_that_is_not_stated_is_nobody() -> None:
    speaker, confidence = Speakers("It is said to rain.").resolve((), Span(0, 2))
    assert (speaker.kind, speaker.name, confidence) == (SpeakerKind.UNNAMED, "source not stated", 0.5)


# Pronouns


@pytest.mark.parametrize("pronoun", ["He", "She", "They", "It", "We", "I"])
def test_a_pronoun_without_anybody_before_it_is_not_known(pronoun: str) -> None:
    ((speaker, confidence),) = heard(f"{pronoun} said it was late.", pronoun)
    assert (speaker.kind, speaker.name) == (SpeakerKind.UNNAMED, pronoun)
    assert confidence < 0.5


def test_she_is_not_the_man_who_spoke_last() -> None:
    text = "Judge Helga Strand opened the trial. Mr Tom Hale said it was theft. He said so. She said no."
    assert names(text, "Tom Hale", "He", "She") == ["Tom Hale", "Tom Hale", "Helga Strand"]


def test_a_pronoun_reaches_over_paragraphs_to_who_spoke() -> None:
    text = "Mayor Ilse Brandt said the quay was lost.\n\nRain fell on the town.\n\n“We rebuild,” she said."
    assert names(text, "Mayor Ilse Brandt", "she") == ["Ilse Brandt", "Ilse Brandt"]


def test_he_is_who_was_named_where_nobody_has_spoken() -> None:
    assert names("Tom Hale lost the final. “I am sad,” he said.", "he") == ["Tom Hale"]


def test_he_may_be_an_unnamed_man() -> None:
    text = "A locksmith said it was done. He said it took an hour."
    first, second = who(text, "A locksmith", "He")
    assert first == second


def test_she_is_not_an_unnamed_fisherman() -> None:
    text = "A fisherman said the nets were gone. She said no."
    assert last(text, "A fisherman", "She").name == "She"


def test_they_are_several_or_an_organisation_but_no_single_person() -> None:
    text = "Three nurses said the ward was full. Ana Roe said no. They said more."
    assert names(text, "Three nurses", "Ana Roe", "They") == ["Three nurses", "Ana Roe", "Three nurses"]


def test_it_is_the_organisation_that_spoke() -> None:
    text = "The Norland Weather Office said it would snow. It said roads were icy."
    first, second = who(text, "The Norland Weather Office", "It")
    assert first == second
    assert first.name == "Norland Weather Office"


def test_it_is_an_organisation_that_was_only_named() -> None:
    text = "The Brell Housing Council met on Monday. It said rents would rise."
    assert names(text, "It") == ["Brell Housing Council"]


def test_who_is_the_source_right_before_it() -> None:
    text = "Ana Roe, who said it was late, left."
    assert names(text, "Ana Roe", "who") == ["Ana Roe", "Ana Roe"]


# Definite nouns


def test_the_minister_is_the_one_of_that_ministry() -> None:
    text = (
        "Finance Minister Ana Roe met Health Minister Bob Lund. The health minister said no. "
        "The finance minister said yes. The transport minister said maybe."
    )
    assert names(text, "The health minister", "The finance minister", "The transport minister") == [
        "Bob Lund",
        "Ana Roe",
        "The transport minister",
    ]


def test_the_bank_and_the_company_are_the_bank_that_was_named() -> None:
    text = "Brightwater Bank cut 300 jobs. The bank said sales fell. The company said it was sorry."
    assert names(text, "The bank", "The company") == ["Brightwater Bank", "Brightwater Bank"]


@pytest.mark.parametrize("words", ["The company", "The hospital", "The court", "The union"])
def test_an_institution_that_nothing_names_is_unnamed(words: str) -> None:
    speaker = last(f"{words} said it was fine.", words)
    assert (speaker.kind, speaker.name, speaker.role) == (SpeakerKind.UNNAMED, words, None)


def test_the_ministry_is_not_the_company() -> None:
    text = "Norvik Motors closed. The company said so. The ministry said no."
    assert names(text, "The company", "The ministry") == ["Norvik Motors", "The ministry"]


def test_an_institution_is_called_by_what_the_text_tells_of_it() -> None:
    text = "Norvik Lines, a ferry operator, is late. Brell Motors is not. The operator said it was sorry."
    assert names(text, "The operator") == ["Norvik Lines"]


def test_the_shipping_group_is_the_only_firm_that_was_just_named() -> None:
    text = "Shares in Navegar SA fell after the shipping group said no. Its leader, Ida Holm, said yes."
    group, leader = who(text, "the shipping group", "Its leader, Ida Holm,")
    assert group.name == "Navegar SA"
    assert (leader.role, leader.on_behalf_of) == ("leader", group)


def test_the_shipping_group_is_neither_of_two_firms() -> None:
    text = "Navegar SA and Brell Motors met. The shipping group said no."
    assert names(text, "The shipping group") == ["shipping group"]


def test_a_family_member_and_a_company_of_somebody_stay_unnamed() -> None:
    text = "Ana Roe left. His company said no. A court said yes."
    assert [one.kind for one in who(text, "His company", "A court")] == [SpeakerKind.UNNAMED] * 2


def test_the_analyst_is_the_one_who_spoke_before() -> None:
    text = "An analyst at Norvik Capital said sales would fall. The analyst said costs rose."
    first, second = who(text, "An analyst at Norvik Capital", "The analyst")
    assert first == second


def test_the_striker_is_nobody_who_was_not_called_one() -> None:
    text = "Luis Mora said he was tired. The striker said no."
    assert last(text, "Luis Mora", "The striker").kind is SpeakerKind.UNNAMED


def test_another_official_is_another_party() -> None:
    text = "A senior official said yes. Another official said no."
    first, second = who(text, "A senior official", "Another official")
    assert first != second


# Institutions and nations


def test_a_countrys_institution_bears_its_adjective() -> None:
    text = "Kenya's government said no. The Kenyan government said yes. Kenyan police said so."
    first, second, third = who(text, "Kenya's government", "The Kenyan government", "Kenyan police")
    assert first.name == second.name == "Kenyan government"
    assert (third.name, third.country) == ("Kenyan police", "Kenyan")


def test_a_country_may_speak() -> None:
    speaker = last("Aid came from abroad. Japan said it would send two teams.", "Japan")
    assert (speaker.kind, speaker.name) == (SpeakerKind.ORGANIZATION, "Japan")


def test_a_bare_ministry_is_of_the_nation_that_the_story_is_about() -> None:
    text = "Kenyan roads flooded. In Kenya, Kenyan rivers rose. The interior ministry said ten died."
    speaker = last(text, "The interior ministry")
    assert (speaker.name, speaker.country) == ("Kenyan interior ministry", "Kenyan")


def test_a_bare_ministry_has_no_nation_where_the_story_has_two() -> None:
    text = "Kenyan and Ugandan towns in Kenya and Uganda. Kenya. Uganda. The interior ministry said so."
    assert last(text, "The interior ministry").name == "interior ministry"


def test_a_person_has_the_nation_that_the_words_give_and_no_other() -> None:
    text = (
        "Kenyan rivers rose in Kenya, Kenyan towns flooded. Paolo Ferri, a geologist in Italy, said so. "
        "Ann Lee said no."
    )
    first, second = who(text, "Paolo Ferri, a geologist in Italy,", "Ann Lee")
    assert (first.country, second.country) == ("Italian", None)


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert names("Police said two were held. But police said no.", "Police", "police") == ["police", "police"]


# For whom somebody speaks, and with whom somebody is


@pytest.mark.parametrize(
    ("source", "whom"),
    [
        ("A spokesman for Brightwater Bank", "Brightwater Bank"),
        ("Brightwater Bank spokeswoman Mia Berg", "Brightwater Bank"),
        ("Mia Berg, a spokeswoman for Brightwater Bank,", "Brightwater Bank"),
        ("Spokeswoman Mia Berg of the Norland Weather Office", "Norland Weather Office"),
        ("A spokesman for the company", "Brightwater Bank"),
        ("A government spokesman", "government"),
        ("A lawyer for the driver", "driver"),
        ("Its chief executive, Nora Quist,", "Brightwater Bank"),
        ("A spokeswoman", "Brightwater Bank"),
    ],
)
def test_a_spokesperson_speaks_for_an_organisation(source: str, whom: str) -> None:
    speaker = last(f"Brightwater Bank is closed. {source} said it was sorry.", source)
    assert speaker.on_behalf_of is not None
    assert speaker.on_behalf_of.name == whom


@pytest.mark.parametrize(
    "source",
    [
        "Its president, Ravi Menon,",
        "A spokesman for the company",
        "The leader of France",
        "His lawyer",
        "A leader of the strike",
    ],
)
def test_nobody_is_spoken_for_where_the_text_does_not_say_who(source: str) -> None:
    assert last(f"It rained. {source} said no.", source).on_behalf_of is None


@pytest.mark.parametrize(
    ("source", "count", "role", "affiliation"),
    [
        ("Two senior security officials", 2, "senior security officials", None),
        ("An analyst at Norvik Capital", 1, "analyst", "Norvik Capital"),
        ("Three doctors at St Anne's Hospital", 3, "doctors", "St Anne's Hospital"),
        ("An official of the port authority", 1, "official", "port authority"),
        ("Some 40 protesters", 40, "protesters", None),
        ("Dozens of angry residents", None, "angry residents", None),
        ("Doctors at two hospitals", None, "Doctors", None),
        ("Several witnesses", None, "witnesses", None),
        ("A resident of Bristol", 1, "resident", None),
        ("Two people familiar with the talks", 2, "people", None),
        ("Her brother", 1, "brother", None),
        ("A Western diplomat in Nairobi", 1, "Western diplomat", None),
        ("A senior official, who asked not to be named,", 1, "senior official", None),
    ],
)
def test_unnamed_sources_keep_count_role_and_affiliation(
    source: str, count: int | None, role: str, affiliation: str | None
) -> None:
    speaker = last(f"It rained. {source} said it was late.", source)
    assert speaker.kind is SpeakerKind.UNNAMED
    assert (speaker.count, speaker.role, speaker.affiliation) == (count, role, affiliation)


def test_a_researcher_is_with_a_university_and_does_not_speak_for_it() -> None:
    source = "Dr. Lena Vogt, a virologist at the University of Kempten,"
    speaker = last(f"{source} said the virus spread.", source)
    assert (speaker.affiliation, speaker.on_behalf_of) == ("University of Kempten", None)


def test_the_name_in_a_genitive_is_not_the_one_who_speaks() -> None:
    text = "Mr Bob Roe was tried. Mr Roe's lawyer, Ida Holm, said he slept."
    speaker = last(text, "Mr Roe's lawyer, Ida Holm,")
    assert speaker.name == "Ida Holm"
    assert speaker.on_behalf_of is not None
    assert speaker.on_behalf_of.name == "Bob Roe"


def test_what_passes_a_claim_on_is_called_by_its_full_name() -> None:
    text = "The Norland Weather Office and the local radio spoke."
    speakers = Speakers(text)
    start = text.index("the local radio")
    assert speakers.called(Span(0, 26)) == "Norland Weather Office"
    assert speakers.called(Span(start, start + 15)) == "local radio"


def test_the_newspaper_is_the_one_that_was_named() -> None:
    text = "It rained.\nThe Invented Financial Post reported rain. The newspaper said more."
    assert names(text, "The Invented Financial Post", "The newspaper")[1] == "Invented Financial Post"


def test_the_company_is_the_one_that_the_text_is_about() -> None:
    text = (
        "It rained.\nBrannock Group fell. Brannock sells tins. Brannock is big."
        " Tessel Holding asked for it.\n"
        "Ida Marlow, chief executive, spoke. The company said no."
    )
    marlow, company = who(text, "Ida Marlow, chief executive,", "The company")
    assert company.name == "Brannock Group"
    assert marlow.on_behalf_of
    assert marlow.on_behalf_of.name == "Brannock Group"


def test_somebody_of_an_age_is_the_person_whose_age_was_told_else_who_was_named_last() -> None:
    text = "It rained.\nKen Ross, 61, sells meat. Ida Marlow bakes. It is late, said the 61-year-old."
    assert names(text, "the 61-year-old") == ["Ken Ross"]
    text = "It rained.\nIda Marlow bakes for Ken Ross. It is late, said the 44-year-old."
    assert names(text, "the 44-year-old") == ["Ken Ross"]


def test_a_solicitor_of_his_speaks_for_the_man_who_was_named() -> None:
    text = "It rained.\nRoxy Vane sang. Dale Cutter, 51, left. His solicitor, Fiona Grabham, was angry."
    (grabham,) = who(text, "His solicitor, Fiona Grabham,")
    assert grabham.on_behalf_of
    assert grabham.on_behalf_of.name == "Dale Cutter"


def test_a_person_once_called_she_is_no_he_later() -> None:
    text = "It rained.\nZorvan Tormel sang. she said so. Peter Brandt left. Tormel said more. he said less."
    assert names(text, "she", "Tormel", "he") == ["Zorvan Tormel", "Zorvan Tormel", "Peter Brandt"]


@pytest.mark.parametrize(
    ("source", "whom"),
    [
        ("the council's head of highways, Graham Nuttall,", "Brell Town Council"),
        ("Graham Nuttall, President and CEO of Brell Marine,", "Brell Marine"),
        ("Brell Marine chief executive Graham Nuttall", "Brell Marine"),
    ],
)
def test_whom_an_office_speaks_for(source: str, whom: str) -> None:
    text = (
        f"It rained.\nBrell Town Council met. Brell Marine of Oslo, a firm, came. It was {source} who spoke."
    )
    (speaker,) = who(text, source)
    assert speaker.on_behalf_of
    assert speaker.on_behalf_of.name == whom


def test_of_the_survey_is_an_affiliation_and_of_the_philippines_is_none() -> None:
    text = "It rained.\nThere geologist Ann Lee of the Sea Survey saw pilot Bo Marsh of the Philippines."
    lee, marsh = who(text, "geologist Ann Lee of the Sea Survey", "pilot Bo Marsh of the Philippines")
    assert (lee.affiliation, marsh.affiliation) == ("Sea Survey", None)


def test_she_is_who_was_named_since_somebody_without_a_name_spoke() -> None:
    text = "It rained.\na fan asked why. The star's mum Tina, 54, was there. she said so."
    assert names(text, "a fan", "she")[1] == "Tina"


def test_an_office_told_first_is_the_person_with_whom_the_next_paragraph_begins() -> None:
    text = "Scotland's transport secretary spoke.\n\nMairi Strachan was late. Ms Strachan left."
    assert names(text, "Scotland's transport secretary") == ["Mairi Strachan"]
    text = "Scotland's transport secretary spoke.\n\nMairi Strachan, a baker, was late."
    assert who(text, "Scotland's transport secretary")[0].kind is SpeakerKind.UNNAMED


def test_she_is_the_woman_with_whom_her_sentence_begins() -> None:
    text = "It rained.\nCatriona MacNeil left. Ms Strachan insists help is coming, she told the BBC."
    assert names(text, "Catriona MacNeil", "she")[1] == "Strachan"


def test_a_thing_is_no_person_of_whom_something_was_told() -> None:
    text = "It rained.\nThe minister, Rhea Solberg, welcomed the ruling, saying so. the ruling says more."
    assert names(text, "The minister, Rhea Solberg,", "the ruling")[1] == "the ruling"


def test_it_is_the_council_that_spoke_without_a_name() -> None:
    text = "It rained.\nthe council has said so. it posted more."
    council, posted = who(text, "the council", "it")
    assert council == posted


def test_an_office_of_a_whole_body_stands_before_the_name_of_its_holder() -> None:
    text = "It rained.\nSuperintendent of Police (Shimla) Anil Thakur spoke."
    assert names(text, "Superintendent of Police (Shimla) Anil Thakur") == ["Anil Thakur"]


def test_its_president_speaks_for_it_with_a_title_between() -> None:
    text = "It rained.\nThe Brell Council met. It was its president, Dr. Marie Delattre, who spoke."
    (delattre,) = who(text, "its president, Dr. Marie Delattre,")
    assert delattre.on_behalf_of
    assert delattre.on_behalf_of.name == "Brell Council"


def test_a_name_in_capitals_is_no_relative_pronoun() -> None:
    text = "It rained.\na former WHO epidemiologist spoke."
    assert who(text, "a former WHO epidemiologist")[0].role == "former WHO epidemiologist"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rained.\nIt was up to the central bank, which said no.", "central bank"),
        ("It rained.\nThey asked Norlund Group, which said no.", "Norlund Group"),
        ("It rained.\nIt is a blow to Ida Marlow, which said no.", "Ida Marlow"),
    ],
)
def test_which_is_what_stands_before_it(text: str, name: str) -> None:
    assert names(text, "which") == [name]


def test_who_is_the_holder_of_an_office_and_not_the_body_named_last() -> None:
    text = "It rained.\nThey met the president of Norlund Group, who said no."
    assert names(text, "who")[0] != "Norlund Group"


def test_a_spokesman_for_a_minister_with_a_title_is_not_the_minister() -> None:
    text = "It rained.\nIt was a spokesman for Gaming Minister Tony Apostolou who spoke."
    (speaker,) = who(text, "a spokesman for Gaming Minister Tony Apostolou")
    assert speaker.kind is SpeakerKind.UNNAMED
    assert speaker.on_behalf_of
    assert speaker.on_behalf_of.name == "Tony Apostolou"


def test_a_cabinet_secretary_speaks_for_no_cabinet() -> None:
    text = "It rained.\nInterior Cabinet Secretary Grace Wanjiku spoke."
    assert who(text, "Interior Cabinet Secretary Grace Wanjiku")[0].on_behalf_of is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Treasury", SpeakerKind.ORGANIZATION),
        ("Nobody", SpeakerKind.UNNAMED),
        ("Villagers", SpeakerKind.UNNAMED),
        ("Another", SpeakerKind.UNNAMED),
    ],
)
def test_a_word_with_a_capital_alone_may_be_a_body(word: str, kind: SpeakerKind) -> None:
    assert who(f"It rained.\n{word} has estimated it.", word)[0].kind is kind


def test_state_house_is_a_house_and_no_title() -> None:
    text = "It rained.\nHe will come on Monday, State House said."
    assert names(text, "State House") == ["State House"]


def test_somebody_of_an_age_and_a_trade_is_the_person_named() -> None:
    text = "It rained.\nEarl Dupree left. It was late, the 72-year-old retired trucker recalled."
    assert names(text, "the 72-year-old retired trucker") == ["Earl Dupree"]


def test_after_a_whole_paragraph_she_is_who_was_named_since() -> None:
    text = "It rained.\nIda Marlow spoke.\n\nHer daughter, Tammy, drove up.\n\nIt was late, she said."
    assert names(text, "Ida Marlow", "she")[1] == "Tammy"
    near = "It rained.\nIda Marlow spoke of her daughter Tammy.\n\nIt was late, she said."
    assert names(near, "Ida Marlow", "she")[1] == "Ida Marlow"


@pytest.mark.parametrize(
    ("text", "hop", "name"),
    [
        (
            "It rained.\nThe website Daryo Post quoted a nurse. Later the site quoted him.",
            "the site",
            "Daryo Post",
        ),
        ("It rained.\nThey told Dala FM it was late. The station quoted one.", "The station", "Dala FM"),
        ("It rained.\nIda Marlow left. Later the site quoted him.", "the site", "site"),
    ],
)
def test_who_passes_on_is_called_by_name_where_the_text_has_one(text: str, hop: str, name: str) -> None:
    start = text.index(hop)
    assert Speakers(text).called(Span(start, start + len(hop))) == name


def test_who_is_named_in_what_is_said_before_does_not_say_it() -> None:
    text = "It rained, an official said. The men are Rakesh Karr and Ida Roe, of Nashpur, he said."
    speakers = Speakers(text)
    official, he = text.index("an official"), text.index("he said")
    said = Span(text.index("The men"), he - 2)
    first, _ = speakers.resolve((Span(official, official + 11),), Span(0, 9))
    second, _ = speakers.resolve((Span(he, he + 2),), said)
    assert second == first


def test_a_study_is_nobody_whom_she_could_mean() -> None:
    text = "Dr Peninah Wekes spoke of a study. A study said so. She agreed."
    assert names(text, "A study", "She") == ["A study", "Peninah Wekes"]


def test_the_german_is_who_spoke_last() -> None:
    text = "Coach Franz Keller said they had won. The German said it was luck."
    assert names(text, "Franz Keller", "The German") == ["Franz Keller", "Franz Keller"]
    assert last("The Germans left. The German said no.", "The German").kind is not SpeakerKind.PERSON


def test_letters_of_an_office_mean_who_holds_it() -> None:
    text = "Deputy Commissioner of Police (Crime) Anand Karr spoke. The DCP said more."
    assert names(text, "Deputy Commissioner of Police (Crime) Anand Karr", "The DCP") == ["Anand Karr"] * 2


def test_the_company_is_a_firm_rather_than_a_country_that_spoke_last() -> None:
    text = (
        "Burasa denies the charge. The mine is owned by the Canadian firm Torvald Resources. "
        "Burasa said no more. The company said it had left."
    )
    assert names(text, "Burasa", "Burasa said"[:6], "The company")[-1] == "Torvald Resources"


def test_the_premier_is_the_prime_minister() -> None:
    text = "Prime Minister Haroon Durran said no. The premier said it again."
    assert names(text, "Prime Minister Haroon Durran", "The premier") == ["Haroon Durran"] * 2


def test_who_comes_from_somewhere_is_who_spoke_last() -> None:
    text = (
        "Sen. Dale Truitt, the panel's top Republican, said no. The Nebraskan laughed. The Guardian said so."
    )
    first, second, third = who(
        text, "Sen. Dale Truitt, the panel's top Republican,", "The Nebraskan", "The Guardian"
    )
    assert (first.role, second.name) == ("Senator", "Dale Truitt")
    assert third.kind is SpeakerKind.ORGANIZATION


def test_he_is_who_the_paragraph_began_with_rather_than_who_spoke_in_another() -> None:
    text = (
        "Vote\n\n“No,” the councillor, Pip Arnott, said.\n\n"
        "Conservative Giles Hay has lost. He blames the rain."
    )
    assert names(text, "the councillor, Pip Arnott,", "He blames"[:2]) == ["Pip Arnott", "Giles Hay"]


def test_it_is_nobody_where_it_may_be_a_paper() -> None:
    text = "The Karren Ministry met. Ida Roe said no in the memo. It says so."
    assert last(text, "Ida Roe", "It says"[:2]).kind is SpeakerKind.UNNAMED
    text = "The Karren Ministry met. Ida Roe said no in the hall. It says so."
    assert last(text, "Ida Roe", "It says"[:2]).name == "Karren Ministry"


def test_a_rank_behind_an_office_is_no_part_of_it() -> None:
    source = "The government's military spokesman, Brig. Gen. Fares Haddad"
    assert last(f"{source}, said no.", source).role == "government's military spokesman"


def test_they_are_the_people_with_whom_the_sentence_before_began() -> None:
    text = "The Karren Council met, it said. Angry residents heckled him. “Shame!” they shouted."
    assert names(text, "The Karren Council", "they shouted"[:4])[-1] == "Angry residents"
    text = "Residents met. The Karren Council, they heard, said no. “Shame!” they shouted."
    assert names(text, "The Karren Council", "they shouted"[:4])[-1] == "Karren Council"


def test_papers_are_no_people_though_reviewers_are() -> None:
    text = "Agency reviewers rose. In briefing documents they wrote it down."
    assert names(text, "they") == ["Agency reviewers"]


def test_a_woman_named_in_the_paragraph_goes_before_a_speaker_of_unknown_sex() -> None:
    text = "Vote\n\nTorvik Donnel said no.\n\nIt rained. Then Fiona Baird wrote a letter. In it she says so."
    assert names(text, "Torvik Donnel", "she says"[:3])[-1] == "Fiona Baird"


def test_one_of_them_is_no_office() -> None:
    source = "One of them, student nurse Ailsa Renn"
    assert last(f"{source}, said no.", source).role == "student nurse"
