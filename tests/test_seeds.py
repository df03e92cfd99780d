"""The seeds as a newcomer meets them: one store, the first article's claims, its conflict, every query."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import ROOT, Parts, build
from app.domain.report import Outcome, Receipt
from app.domain.view import ConflictFilter
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = "http://seeds.example/"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ARTICLES = sorted((ROOT / "seeds/articles").glob("*.txt"))
QUERIES = sorted((ROOT / "seeds/queries").glob("*.rq"))
FIRST = "Taliban terrorist movement capture Afghan border crossing with Iran"

pytestmark = pytest.mark.xdist_group("seeds")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    parts = build(Settings(data=tmp_path_factory.mktemp("seeds"), base_iri=BASE))
    assert {receipt.outcome for receipt in take_in(parts)} == {Outcome.STORED}
    yield parts
    parts.close()


def take_in(parts: Parts) -> list[Receipt]:
    receipts = []
    for path in ARTICLES:
        for one in parts.service.ingest_all(path.read_bytes(), now=NOW, origin=path.name):
            assert isinstance(one, Receipt), one
            receipts.append(one)
    return receipts


def ask(parts: Parts, query: str) -> list[dict[str, str]]:
    answer = parts.store.answer(query, accept="text/csv")
    return list(csv.DictReader(io.StringIO(answer.decode())))


def conflicts(parts: Parts) -> list[dict[str, str]]:
    return ask(parts, (ROOT / "seeds/queries/02-conflicts.rq").read_text("utf-8"))


def test_there_are_seven_articles_and_at_least_a_dozen_queries() -> None:
    assert len(ARTICLES) == 7
    assert len(QUERIES) >= 12


def test_the_query_of_the_readme_gives_both_numbers_with_party_article_and_passage(seeded: Parts) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (query,) = re.findall(r"```sparql\n(.*?)```", readme, re.DOTALL)
    text = ARTICLES[0].read_text("utf-8").partition("---\n")[2].partition("---\n")[2].lstrip("\n")
    rows = {row["party"]: row for row in ask(seeded, query)}
    assert set(rows) == {"Taliban", "Western security officials", "Another security official"}
    assert "over 200 districts" in rows["Taliban"]["claim"]
    assert "more than 100 districts" in rows["Western security officials"]["claim"]
    for row in rows.values():
        assert row["article"] == FIRST
        assert text[int(row["start"]) : int(row["end"])] == row["passage"]


def test_the_first_article_holds_exactly_one_conflict_soft_and_explained(seeded: Parts) -> None:
    page = seeded.archive.conflicts(ConflictFilter(), limit=100)
    sides = [(one, {one.first.article.name, one.second.article.name}) for one in page.items]
    (conflict,) = [one for one, headlines in sides if FIRST in headlines]
    assert {conflict.first.party.name, conflict.second.party.name} == {
        "Taliban",
        "Western security officials",
    }
    assert (conflict.kind, conflict.strength) == ("quantity", "soft")
    assert "both can be true, but nobody who knew of" in conflict.explanation


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_seed_query_asks_in_words_and_finds_something(seeded: Parts, path: Path) -> None:
    query = path.read_text("utf-8")
    assert re.match(r"# [A-Z].*\?\n", query)
    assert ask(seeded, query)


def test_the_invented_reports_conflict_where_they_were_written_to(seeded: Parts) -> None:
    pairs = {
        (one.kind, frozenset((one.first.party.name, one.second.party.name)))
        for one in seeded.archive.conflicts(ConflictFilter(), limit=100).items
    }
    assert ("control", frozenset(("defence ministry", "Halm Dessik"))) in pairs
    assert ("quantity", frozenset(("Kastren Relief Council", "Mattis Rehn"))) in pairs
    front = "A spokesman for the Orrin Free Front"
    assert ("quantity", frozenset(("regional health office", front))) in pairs
    assert ("negation", frozenset(("A regional newspaper", "defence ministry"))) in pairs


def test_what_only_looks_like_a_conflict_is_none(seeded: Parts) -> None:
    for one in seeded.archive.conflicts(ConflictFilter(), limit=100).items:
        texts = f"{one.first.text} {one.second.text}"
        assert one.first.party.name != one.second.party.name, texts  # a rising toll, a copied report
        assert "700 people" not in texts  # another month
        assert "killed by a mine" not in texts  # another happening
        assert "40 houses" not in texts  # another fire
        assert "three passengers" not in texts  # another road
        assert "soldiers were killed" not in texts  # another group


def test_the_whole_store_passes_the_check(seeded: Parts) -> None:
    found = seeded.service.check()
    assert found.findings == ()
    assert (found.graphs, found.passages > 100, found.quads > 1000) == (7, True, True)


def test_a_second_time_changes_nothing(seeded: Parts) -> None:
    before = sorted(b"".join(seeded.store.dump()).splitlines())
    assert {receipt.outcome for receipt in take_in(seeded)} == {Outcome.KNOWN}
    assert sorted(b"".join(seeded.store.dump()).splitlines()) == before


def test_conflicts_rebuilt_from_nothing_are_the_same(seeded: Parts) -> None:
    before = conflicts(seeded)
    assert len(list(seeded.service.rebuild(now=NOW))) == 7
    assert conflicts(seeded) == before
    assert before


def test_taking_one_article_back_leaves_what_was_there_before_it(tmp_path: Path) -> None:
    parts = build(Settings(data=tmp_path, base_iri=BASE))
    try:
        first, second = ARTICLES[1], ARTICLES[3]
        list(parts.service.ingest_all(first.read_bytes(), now=NOW, origin=first.name))
        before = sorted(b"".join(parts.store.dump()).splitlines())
        (receipt,) = parts.service.ingest_all(second.read_bytes(), now=NOW, origin=second.name)
        assert isinstance(receipt, Receipt)
        assert parts.service.retract(receipt.article) == 1
        left = sorted(b"".join(parts.store.dump()).splitlines())
        assert [quad for quad in left if not quad.endswith(b"graph/gone> .")] == before
    finally:
        parts.close()


def test_a_report_its_copy_and_its_later_toll_make_one_conflict_of_one_dispute(seeded: Parts) -> None:
    front = "A spokesman for the Orrin Free Front"
    found = [
        one
        for one in seeded.archive.conflicts(ConflictFilter(), limit=100).items
        if one.kind == "quantity" and front in {one.first.party.name, one.second.party.name}
    ]
    assert len(found) == 1
    rows = ask(
        seeded,
        """PREFIX ws: <https://w3id.org/whosaid/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?now) AS ?current) WHERE {
          ?dispute a ws:Dispute ; dcterms:hasPart <CONFLICT> ; ws:expressedBy ?claim ; ws:currentClaim ?now }
        """.replace("CONFLICT", found[0].iri),
    )
    assert rows[0]["current"] == "2"
    assert int(rows[0]["claims"]) >= 4
