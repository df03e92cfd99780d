from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from strategies import TemplateExtractor
from world import FIRE, NOW, make_service

from app.conflict.detect import relate
from app.domain.article import Article, Span
from app.domain.claim import Clause
from app.errors import Malformed, Rejected
from app.lines import read_date
from app.pairs import read_pair_row
from app.rows import attributions, read_row, receipt_row, relation_row

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_row_becomes_an_article() -> None:
    row = {"id": "a", "text": "T", "published": "2021-07-09", "publisher": "P", "url": "https://x.example/"}
    ident, article = read_row(json.dumps(row), origin="in line 1")
    assert ident == "a"
    assert article == Article(
        text="T",
        published=date(2021, 7, 9),
        publisher="P",
        url="https://x.example/",
        origin="in line 1",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "in line 1: is not JSON"),
        ("[]", "in line 1: needs a JSON object, found list"),
        ('{"id": "a"}', "in line 1: needs a string 'text', found None"),
        ('{"id": 3, "text": "T"}', "in line 1: needs a string 'id', found 3"),
        ('{"id": "a", "text": "T", "published": "soon"}', "needs an ISO 8601 date, found 'soon'"),
    ],
)
def test_a_wrong_row_says_what_was_found_and_where(line: str, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_row(line, origin="in line 1")
    assert said in str(caught.value)


def test_a_date_is_a_day_or_a_moment() -> None:
    assert read_date("2021-07-09", origin="") == date(2021, 7, 9)
    assert read_date("2021-07-09T10:00:00+00:00", origin="") == datetime.fromisoformat(
        "2021-07-09T10:00:00+00:00"
    )
    assert read_date("", origin="") is None


def test_attributions_have_the_shape_of_the_scorer() -> None:
    rows = attributions(TemplateExtractor().extract(FIRE))
    assert len(rows) == 2
    for row in rows:
        for role in ("source", "cue", "content"):
            assert all(0 <= start < end <= len(FIRE.text) for start, end in row[role])
        assert row["kind"] == "indirect"
    assert rows[1]["speaker"] == "Ann Lee"
    assert rows[1]["on_behalf_of"] == "Ministry of Ponds"
    assert rows[1]["quantities"][0]["counted"] == "people"
    assert rows[0]["event"]["earliest"] == "2021-07-09"
    assert rows[1]["event"] is None
    json.dumps(rows)


def test_a_clause_is_given_by_its_places_in_the_text() -> None:
    extraction = TemplateExtractor().extract(FIRE)
    clause = Clause(subject=None, relation=(Span(0, 3), Span(5, 7)), object=Span(8, 9), negated=True)
    claims = tuple(replace(claim, clause=clause) for claim in extraction.claims)
    row = attributions(replace(extraction, claims=claims))[0]
    assert row["clause"] == {
        "subject": None,
        "relation": [[0, 3], [5, 7]],
        "object": [[8, 9]],
        "negated": True,
    }


def test_the_articles_own_voice_is_no_attribution() -> None:
    extraction = TemplateExtractor().extract(FIRE)
    own = replace(extraction, claims=tuple(replace(claim, speaker=None) for claim in extraction.claims))
    assert attributions(own) == []


def test_a_pair_may_be_two_claims_or_two_sentences() -> None:
    line = '{"id": 7, "a": "One.", "b": {"claim": "Two.", "source": "S"}}'
    assert read_pair_row(line, origin="") == ("7", {"claim": "One."}, {"claim": "Two.", "source": "S"})


@pytest.mark.parametrize(
    "line", ['{"id": 1, "a": "One."}', '{"id": 1, "a": {}, "b": "x"}', '{"a": 1, "b": 2}']
)
def test_a_pair_without_claims_is_refused(line: str) -> None:
    with pytest.raises(Malformed, match=r"needs an object '[ab]' with a claim"):
        read_pair_row(line, origin="")


def test_a_relation_row_says_what_and_why() -> None:
    first = make_service().statement(
        replace(FIRE, text="The mayor said exactly 10 houses burned in Zenda.\n")
    )[0]
    second = make_service().statement(
        replace(FIRE, text="an official said exactly 20 houses burned in Zenda.\n", publisher="Other")
    )[0]
    row = relation_row("p", relate(first, second))
    assert (row["id"], row["conflict"], row["label"], row["kind"]) == ("p", True, "conflict", "quantity")
    assert row["strength"] == "hard"
    assert row["explanation"]
    json.dumps(row)


def receipts() -> dict[str, Callable[[], Any]]:
    def rejected() -> Rejected:
        try:
            make_service().ingest(replace(FIRE, headline=None), now=NOW)
        except Rejected as error:
            return error
        message = "was taken in"
        raise AssertionError(message)

    return {
        "stored": lambda: make_service().ingest(FIRE, now=NOW),
        "refused": lambda: Malformed("is not JSON", origin="line 3"),
        "quarantined": rejected,
    }


@pytest.mark.parametrize("outcome", ["stored", "refused", "quarantined"])
def test_a_receipt_row_tells_the_outcome(outcome: str) -> None:
    row = receipt_row(receipts()[outcome]())
    assert row["outcome"] == outcome
    assert ("detail" in row) == (outcome != "stored")
    json.dumps(row)


def test_parties_that_speak_together_are_one_attribution() -> None:
    extraction = TemplateExtractor().extract(FIRE)
    claim = extraction.claims[0]
    assert claim.speaker is not None
    (span,) = claim.attribution.source
    later = Span(span.end + 5, span.end + 9)
    second = replace(
        claim,
        speaker=replace(claim.speaker, name="Jens Falk"),
        attribution=replace(claim.attribution, source=(later,)),
    )
    (row,) = attributions(replace(extraction, claims=(claim, second)))
    assert row["speaker"] == f"{claim.speaker.name} and Jens Falk"
    assert row["source"] == [[span.start, later.end]]
    far = replace(second, attribution=replace(second.attribution, source=(Span(500, 504),)))
    (row,) = attributions(replace(extraction, claims=(claim, far)))
    assert row["source"] == [[span.start, span.end], [500, 504]]
