"""The shipped model and all that is read around it, on reports that nobody wrote for them."""

from __future__ import annotations

from datetime import date

import pytest

from app.bootstrap import make_extractor
from app.domain.article import Article
from app.domain.claim import Claim, Comparator, Quotation, SpeakerKind, Stance
from app.domain.grounding import why_ungrounded

COURT = Article(
    text=(
        "A former treasurer took £90,000 from a rowing club for holidays, a court heard on Tuesday.\n\n"
        "Prosecutor Helen Ashby said Martin Croft, 54, had written at least 31 cheques to himself between "
        "2019 and 2022. “He thought nobody would look,” she told the jury.\n\n"
        "Mr Croft denied that he had stolen the money. His barrister, Owen Pryce, said it was a loan.\n\n"
        "A spokeswoman for the Wexcombe Rowing Club declined to comment. The trial continues."
    ),
    published=date(2026, 11, 25),
)
FLOOD = Article(
    text=(
        "HARLOWE, Kenya, Nov 24 (Invented Wire) - Floods have killed more than 20 people in western Kenya "
        "since Saturday, the interior ministry said.\n\n"
        "Two aid workers, who asked not to be named, said the toll could reach 50. "
        "They said roads were cut.\n\n"
        "“We lost everything,” said Achieng Odera, a farmer."
    ),
    published=date(2026, 11, 24),
)


@pytest.fixture(scope="module")
def claims() -> dict[str, tuple[Claim, ...]]:
    extractor = make_extractor()
    read = {"court": COURT, "flood": FLOOD}
    return {name: extractor.extract(article).claims for name, article in read.items()}


def find(claims: tuple[Claim, ...], words: str) -> Claim:
    return next(claim for claim in claims if words in claim.text)


def test_every_claim_stands_in_its_text(claims: dict[str, tuple[Claim, ...]]) -> None:
    for article, found in ((COURT, claims["court"]), (FLOOD, claims["flood"])):
        assert len(found) >= 3
        assert [reason for claim in found if (reason := why_ungrounded(article.text, claim))] == []


def test_a_pronoun_in_court_is_the_prosecutor(claims: dict[str, tuple[Claim, ...]]) -> None:
    claim = find(claims["court"], "nobody would look")
    assert claim.speaker is not None
    assert (claim.speaker.name, claim.attribution.quotation) == ("Helen Ashby", Quotation.DIRECT)


def test_figures_bind_what_they_count_and_ages_and_years_do_not(claims: dict[str, tuple[Claim, ...]]) -> None:
    claim = find(claims["court"], "31 cheques")
    assert [(one.comparator, one.counted) for one in claim.quantities] == [(Comparator.AT_LEAST, "cheques")]
    assert claim.event is not None
    assert (claim.event.earliest, claim.event.latest) == (date(2019, 1, 1), date(2022, 12, 31))


def test_a_denial_is_a_denial(claims: dict[str, tuple[Claim, ...]]) -> None:
    assert find(claims["court"], "stolen the money").stance is Stance.DENIES


def test_a_toll_has_its_bound_its_place_and_its_beginning(claims: dict[str, tuple[Claim, ...]]) -> None:
    claim = find(claims["flood"], "more than 20 people")
    assert claim.text.startswith("Floods have killed")
    assert [one.comparator for one in claim.quantities] == [Comparator.MORE_THAN]
    assert claim.place is not None
    assert claim.place.name == "Kenya"
    assert claim.event is not None
    assert (claim.event.earliest, claim.event.latest) == (date(2026, 11, 21), None)


def test_two_unnamed_workers_stay_two_and_unnamed(claims: dict[str, tuple[Claim, ...]]) -> None:
    first, second = find(claims["flood"], "reach 50"), find(claims["flood"], "roads were cut")
    assert first.speaker is not None
    assert first.speaker == second.speaker
    assert (first.speaker.kind, first.speaker.count) == (SpeakerKind.UNNAMED, 2)


def test_contents_begin_behind_their_that_and_chains_keep_their_order() -> None:
    text = (
        "State news agency Tassir reported on Monday, citing the broadcaster NTK, which quoted an unnamed "
        "official, that the dam had burst.\n\nMr Hale said, however, that nobody was hurt."
    )
    dam, hurt = make_extractor().extract(Article(text=text)).claims
    assert (dam.text, [step.name for step in dam.steps]) == ("the dam had burst", ["Tassir", "NTK"])
    assert hurt.text.startswith("nobody was hurt")
