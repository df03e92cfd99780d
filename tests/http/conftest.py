"""Take `client` for requests; `world` to see what lies behind it (fakes with a small invented story)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.access import SCOPES, Tokens, hash_token
from app.domain.report import Outcome, Receipt
from app.domain.view import (
    ArticleView,
    ClaimView,
    ComparedView,
    ConflictView,
    Page,
    PartyView,
    PassageView,
    QuantityView,
    RefusalView,
    ThingView,
    TimeView,
    VersionView,
)
from app.errors import NotFound, QueryTimeout
from app.rdf.iris import Iris
from app.settings import Settings
from app.store.base import Answer
from app.web import create_app

BASE = "http://example.org/kg/"
NOW = datetime(2021, 7, 10, 12, tzinfo=UTC)
TEXT = """MARROW BAY (Harbour Wire) - More than 40 houses were lost in Sunday’s flood, the mayor of Marrow Bay said on Monday, while rescuers said that about 25 had gone.

“We have never seen water like this, and we will rebuild every street,” Mayor Ada Quill told reporters. She denied that the barrier had failed.

A senior official of the water board, who asked not to be named, said the barrier “failed at two points” before dawn. The board was warned in March, according to two engineers.

Three people are still missing. The harbour remains closed."""


def iri(kind: str, ident: str) -> str:
    return f"{BASE}{kind}/{ident}"


def thing(kind: str, ident: str, name: str) -> ThingView:
    return ThingView(id=ident, iri=iri(kind, ident), name=name)


MAYOR = thing("party", "a1", "Ada Quill")
TOWN = thing("party", "a2", "Town of Marrow Bay")
RESCUERS = thing("party", "a3", "rescuers")
OFFICIAL = thing("party", "a4", "A senior official of the water board")
ENGINEERS = thing("party", "a5", "two engineers")
POST = thing("party", "a6", "Harbour Wire")
ARTICLE = thing("article", "b1", "Flood takes houses in Marrow Bay as officials argue over the barrier")


def passage(words: str) -> PassageView:
    start = TEXT.index(words)
    end = start + len(words)
    return PassageView(
        iri=iri("passage", f"p{start}x{end}"),
        start=start,
        end=end,
        exact=words,
        prefix=TEXT[max(0, start - 40) : start],
        suffix=TEXT[end : end + 40],
        url=None,
    )


def claim(
    ident: str, party: ThingView, words: str, *, source: str = "", cue: str = "", **more: Any
) -> ClaimView:
    return ClaimView(
        id=ident,
        iri=iri("claim", ident),
        text=words,
        party=party,
        on_behalf_of=more.pop("on_behalf_of", None),
        article=ARTICLE,
        published="2021-07-09",
        text_version="d1",
        passages=(passage(words),),
        source=passage(source) if source else None,
        cue=(passage(cue),) if cue else (),
        quotation=more.pop("quotation", "indirect"),
        stance=more.pop("stance", "asserts"),
        certainty="certain",
        confidence=0.9,
        **more,
    )


CLAIMS = (
    claim(
        "c1",
        MAYOR,
        "More than 40 houses were lost in Sunday’s flood",
        source="the mayor of Marrow Bay",
        cue="said on Monday",
        on_behalf_of=TOWN,
        quantities=(
            QuantityView(
                words="More than 40 houses",
                figure="40",
                comparator="moreThan",
                value="40",
                minimum="40",
                counted="houses",
                minimum_included=False,
            ),
        ),
        said=TimeView(words="on Monday", precision="day", earliest="2021-07-05", latest="2021-07-05"),
        event=TimeView(words="Sunday", precision="day", earliest="2021-07-04", latest="2021-07-04"),
        place=thing("place", "e1", "Marrow Bay"),
        about=(thing("place", "e1", "Marrow Bay"),),
        conflicts=("k1",),
    ),
    claim("c2", RESCUERS, "about 25 had gone", source="rescuers", cue="said that", conflicts=("k1",)),
    claim(
        "c3",
        MAYOR,
        "We have never seen water like this, and we will rebuild every street",
        quotation="direct",
    ),
    claim("c4", MAYOR, "the barrier had failed", stance="denies", conflicts=("k2",)),
    claim(
        "c5", OFFICIAL, "the barrier “failed at two points” before dawn", quotation="mixed", conflicts=("k2",)
    ),
    claim("c6", OFFICIAL, "“failed at two points”", quotation="direct"),
    claim("c7", ENGINEERS, "The board was warned in March"),
    claim("c8", POST, "Three people are still missing", quotation="none"),
)
BY_ID = {one.id: one for one in CLAIMS}
CONFLICTS = (
    ConflictView(
        id="k1",
        iri=iri("conflict", "k1"),
        kind="quantity",
        strength="hard",
        explanation="Ada Quill says more than 40 houses, rescuers say about 25, for the same flood.",
        rule="quantity",
        rule_version="1",
        score=1.0,
        first=BY_ID["c1"],
        second=BY_ID["c2"],
        differs=(ComparedView(field="value", first="more than 40", second="about 25"),),
        matched=(ComparedView(field="counted", first="houses", second="houses"),),
    ),
    ConflictView(
        id="k2",
        iri=iri("conflict", "k2"),
        kind="negation",
        strength="soft",
        explanation="A senior official of the water board says that the barrier failed; Ada Quill denies it.",
        rule="negation",
        rule_version="1",
        score=0.8,
        first=BY_ID["c4"],
        second=BY_ID["c5"],
        differs=(ComparedView(field="stance", first="denies", second="asserts"),),
    ),
)
ARTICLES = (
    ArticleView(
        id="b1",
        iri=ARTICLE.iri,
        headline=ARTICLE.name,
        publisher=POST,
        authors=("Nell Ware",),
        published="2021-07-09",
        language="en",
        url="https://example.org/flood",
        dateline="MARROW BAY",
        claims=8,
        versions=(
            VersionView(
                id="d1",
                iri=iri("text", "d1"),
                sha256="0" * 64,
                retrieved="2021-07-09T10:00:00Z",
                current=True,
                text=TEXT,
            ),
            VersionView(
                id="d0",
                iri=iri("text", "d0"),
                sha256="1" * 64,
                retrieved="2021-07-09T08:00:00Z",
                current=False,
                text="Old.",
            ),
        ),
    ),
)
PARTIES = tuple(
    PartyView(id=one.id, iri=one.iri, kind=kind, name=one.name, names=(one.name,), claims=2)
    for one, kind in (
        (MAYOR, "person"),
        (TOWN, "organization"),
        (RESCUERS, "unnamed"),
        (POST, "organization"),
        (OFFICIAL, "unnamed"),
        (ENGINEERS, "unnamed"),
    )
)
REFUSALS = (
    RefusalView(
        id="f1",
        iri=iri("refusal", "f1"),
        origin="flood.txt",
        reason="claim left out: the quantity says '40', but there the text says '41'",
        at="2021-07-09T10:00:00Z",
        payload="{}",
    ),
)


def only(things: Any, ident: str) -> Any:
    for one in things:
        if one.id == ident:
            return one
    raise NotFound(f"there is nothing of the id {ident!r} here")


class FakeArchive:
    def articles(self, *, text: Any = None, cursor: Any = None, limit: int = 20) -> Any:
        return Page(items=ARTICLES[:limit])

    def article(self, ident: str) -> Any:
        return only(ARTICLES, ident)

    def claims(self, asked: Any, *, cursor: Any = None, limit: int = 20) -> Any:
        found = [one for one in CLAIMS if not asked.text or asked.text in one.text]
        if asked.party:
            found = [one for one in found if asked.party in (one.party.iri, one.party.id)]
        start = int(cursor or 0)
        following = str(start + limit) if start + limit < len(found) else None
        return Page(items=tuple(found[start : start + limit]), next=following)

    def claim(self, ident: str) -> Any:
        return only(CLAIMS, ident)

    def body(self, text_iri: str) -> Any:
        return TEXT if text_iri.endswith("d1") else None

    def claims_of_version(self, text_iri: str) -> Any:
        return CLAIMS if text_iri.endswith("d1") else ()

    def parties(self, *, text: Any = None, cursor: Any = None, limit: int = 20) -> Any:
        return Page(items=PARTIES[:limit])

    def party(self, ident: str) -> Any:
        return only(PARTIES, ident)

    def conflicts(self, asked: Any, *, cursor: Any = None, limit: int = 20) -> Any:
        return Page(items=CONFLICTS[:limit])

    def conflict(self, ident: str) -> Any:
        return only(CONFLICTS, ident)

    def quarantine(self, *, cursor: Any = None, limit: int = 20) -> Any:
        return Page(items=REFUSALS[:limit])

    def refusal(self, ident: str) -> Any:
        return only(REFUSALS, ident)

    def describe(self, of: str, accept: str) -> bytes:
        if of.endswith("nothing"):
            raise NotFound(f"nothing is known of {of}")
        return f'<{of}> <http://schema.org/text> "Flood"@en .\n<{of}> <http://schema.org/about> <{BASE}place/e1> .\n'.encode()

    describe_graph = describe

    def counts(self) -> dict[str, int]:
        return {"articles": 1, "claims": 8, "parties": 6, "conflicts": 2, "quarantine": 1, "pending": 0}


@dataclass
class FakeService:
    known: set[str] = field(default_factory=set)

    def ingest_all(self, data: bytes, **more: Any) -> Any:
        for line in data.decode().splitlines():
            outcome = Outcome.KNOWN if line in self.known else Outcome.STORED
            self.known.add(line)
            yield Receipt(outcome=outcome, article="b1", article_iri=ARTICLE.iri, text_iri=iri("text", "d1"))

    def retract(self, ident: str) -> int:
        return int(ident == "b1")

    def retry(self, ident: str, *, now: datetime) -> Receipt:
        return Receipt(
            outcome=Outcome.STORED, article="b1", article_iri=ARTICLE.iri, text_iri=iri("text", "d1")
        )


class FakePublic:
    def ask(self, question: Any) -> Answer:
        body = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'
        if "slow" in question.query:
            raise QueryTimeout("the query was stopped after 10 s")
        return Answer(media_type=question.accept, chunks=iter([body]))


@pytest.fixture
def world(tmp_path: Any) -> Any:
    return SimpleNamespace(
        settings=replace(Settings(), base_iri=BASE),
        archive=FakeArchive(),
        service=FakeService(),
        public=FakePublic(),
        tokens=Tokens({hash_token("good"): SCOPES, hash_token("reader"): ("decide",)}),
        iris=Iris(BASE),
    )


@pytest.fixture
def client(world: Any) -> Any:
    with TestClient(create_app(world, clock=lambda: NOW), raise_server_exceptions=False) as made:
        yield made
