"""The world that the tests of the door look at, and how to serve it.

It is the real service and archive over an in-memory store. What is read in the invented
story is written down here, so that no test of the door depends on how well an extractor reads.
"""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import uvicorn

from app.access import SCOPES, Tokens, hash_token
from app.archive.archive import Archive
from app.archive.derived import Comparer
from app.archive.ledger import Ledger
from app.conflict.detect import compare, keys, relate
from app.conflict.keywords import keywords
from app.domain.article import Article, Span
from app.domain.claim import (
    Attribution,
    Claim,
    Comparator,
    Extraction,
    Mention,
    MentionKind,
    Precision,
    Quantity,
    Quotation,
    ReportingStep,
    Speaker,
    SpeakerKind,
    Stance,
    TimeRange,
)
from app.domain.identity import refusal_id
from app.domain.report import Refusal, Report, Severity, Violation
from app.rdf.iris import Iris
from app.rdf.refuse import refuse
from app.read.clean import read_articles
from app.service import Service
from app.settings import Settings
from app.store.base import Answer
from app.store.embedded import EmbeddedStore
from app.web import create_app
from app.web.corked import CorkedProtocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store.base import Question

BASE = "http://example.org/kg/"
NOW = datetime(2021, 7, 10, 12, tzinfo=UTC)
TEXT = """MARROW BAY (Harbour Wire) - More than 40 houses burned in Sunday’s fire in Marrow Bay, the mayor \
said on Monday, while rescuers said that about 25 houses burned in Marrow Bay on Sunday.

“We have never seen a fire like this,” Mayor Ada Quill told reporters, “and we will rebuild every \
street.” She denied that the alarm had failed.

A senior official of the fire board, who asked not to be named, said the alarm “failed at two \
points” before dawn. The board was warned in March, according to two engineers.

Three people are still missing. The harbour remains <closed> & dark.
"""
OLDER = "MARROW BAY (Harbour Wire) - Houses burned in Marrow Bay, the mayor said on Monday.\n"
STORY = Article(
    text=TEXT,
    headline="Fire takes houses in Marrow Bay as officials argue over the alarm",
    publisher="Harbour Wire",
    authors=("Nell Ware",),
    published=date(2021, 7, 5),
    url="https://news.example/fire",
    dateline="MARROW BAY",
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


TOWN = Speaker(kind=SpeakerKind.ORGANIZATION, name="Town of Marrow Bay", first=span("Marrow Bay"))
MAYOR = Speaker(
    kind=SpeakerKind.PERSON, name="Ada Quill", first=span("Ada Quill"), role="mayor", on_behalf_of=TOWN
)
RESCUERS = Speaker(kind=SpeakerKind.UNNAMED, name="rescuers", first=span("rescuers"))
OFFICIAL = Speaker(
    kind=SpeakerKind.UNNAMED,
    name="A senior official of the fire board",
    first=span("A senior official of the fire board"),
    affiliation="fire board",
)
ENGINEERS = Speaker(kind=SpeakerKind.UNNAMED, name="two engineers", first=span("two engineers"), count=2)
PLACE = Mention(kind=MentionKind.PLACE, name="Marrow Bay", span=span("Marrow Bay"))
SUNDAY = TimeRange(
    words="Sunday",
    precision=Precision.DAY,
    earliest=date(2021, 7, 4),
    latest=date(2021, 7, 4),
    span=span("Sunday"),
)


def houses(words: str, comparator: Comparator, number: int) -> Quantity:
    above = comparator is Comparator.MORE_THAN
    return Quantity(
        words=words,
        figure=str(number),
        comparator=comparator,
        span=span(words),
        value=Decimal(number),
        minimum=Decimal(number) if above else Decimal(number) * Decimal("0.9"),
        maximum=None if above else Decimal(number) * Decimal("1.1"),
        minimum_included=not above,
        counted="houses",
    )


def claim(
    speaker: Speaker | None,
    *content: str,
    source: str = "",
    cue: str = "",
    quotation: str = "indirect",
    **more: Any,
) -> Claim:
    return Claim(
        attribution=Attribution(
            source=(span(source),) if source else (),
            cue=(span(cue),) if cue else (),
            content=tuple(span(words) for words in content),
            quotation=Quotation(quotation),
        ),
        text=" ... ".join(content),
        speaker=speaker,
        **more,
    )


CLAIMS = (
    claim(
        MAYOR,
        "More than 40 houses burned in Sunday’s fire in Marrow Bay",
        source="the mayor",
        cue="said on Monday",
        quantities=(houses("More than 40 houses", Comparator.MORE_THAN, 40),),
        said=TimeRange(
            words="on Monday",
            precision=Precision.DAY,
            earliest=date(2021, 7, 5),
            latest=date(2021, 7, 5),
            span=span("on Monday"),
        ),
        event=SUNDAY,
        place=PLACE,
        about=(PLACE,),
        steps=(ReportingStep(name="Harbour Wire", span=span("Harbour Wire")),),
    ),
    claim(
        RESCUERS,
        "about 25 houses burned in Marrow Bay on Sunday",
        source="rescuers",
        cue="said that",
        quantities=(houses("about 25 houses", Comparator.ABOUT, 25),),
        event=SUNDAY,
        place=PLACE,
    ),
    claim(
        MAYOR,
        "We have never seen a fire like this",
        "and we will rebuild every street",
        source="Mayor Ada Quill",
        cue="told reporters",
        quotation="direct",
    ),
    claim(MAYOR, "the alarm had failed", source="She", cue="denied that", stance=Stance.DENIES),
    claim(
        OFFICIAL,
        "the alarm “failed at two points” before dawn",
        source="A senior official",
        quotation="mixed",
    ),
    claim(OFFICIAL, "failed at two points", source="A senior official", quotation="direct"),
    claim(ENGINEERS, "The board was warned in March", source="two engineers", cue="according to"),
    claim(None, "Three people are still missing", quotation="none"),
)


class KnownReader:
    """Reads the story as it is written down here; any other text as one claim in its own voice."""

    name = "known"
    version = "1"

    def extract(self, article: Article) -> Extraction:
        claims = CLAIMS if article.text == TEXT else (self._first_line(article.text),)
        mentions = (PLACE,) if article.text == TEXT else ()
        return Extraction(extractor=self.name, version=self.version, claims=claims, mentions=mentions)

    def _first_line(self, text: str) -> Claim:
        words = text.strip().partition("\n")[0]
        content = Attribution(source=(), cue=(), content=(span(words, text),), quotation=Quotation.NONE)
        return Claim(attribution=content, text=words, speaker=None)


class NoLinks:
    def link(self, _article: Article, _mentions: object) -> tuple[()]:
        return ()


RED = Violation(
    severity=Severity.VIOLATION, message="The claim has no party; name who says it.", focus=f"{BASE}claim/c"
)


class ShapesThatDislikeTheWordRed:
    """Finds a violation in texts that say so, for tests of what the door makes of it."""

    def concern(self, _predicates: set[str], _classes: set[str]) -> bool:
        return True

    def check(self, graph: Any) -> Report:
        if "red herring" in graph.serialize(format="nt"):
            return Report(violations=(RED,), turtle="[] a <http://www.w3.org/ns/shacl#ValidationReport> .")
        return Report(violations=())


@dataclass(frozen=True, slots=True)
class InProcess:
    """Strangers' queries without processes of their own: the tests ask nothing that takes long."""

    store: EmbeddedStore

    def ask(self, question: Question) -> Answer:
        refuse(question.query)
        return Answer(
            media_type=question.accept,
            chunks=iter([self.store.answer(question.query, accept=question.accept)]),
        )

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class World:
    """What the tests' application is made of; shaped like `bootstrap.Parts`."""

    settings: Settings
    iris: Iris
    store: EmbeddedStore
    public: Any
    archive: Archive
    ledger: Ledger
    service: Service
    tokens: Tokens
    made_token: str | None = None

    def some_iris(self) -> list[str]:
        """Name every thing and graph there is."""
        found = re.findall(rf"<({re.escape(BASE)}[^>#]*)>", b"".join(self.store.dump()).decode())
        return sorted(set(found))


PAYLOAD = json.dumps(
    {
        "text": "A flood came.\n",
        "headline": "Flood",
        "publisher": None,
        "authors": [],
        "published": "2021-07-09",
        "language": "en",
        "url": None,
        "dateline": None,
        "origin": "flood.txt",
    }
)
FLOOD = refusal_id("flood.txt", PAYLOAD)


def make_world(store: EmbeddedStore | None = None) -> World:
    store = store or EmbeddedStore(None)
    iris = Iris(BASE)
    archive, ledger = Archive(store, iris), Ledger(store, iris, keys)
    service = Service(
        extractor=KnownReader(),
        linker=NoLinks(),
        shapes=ShapesThatDislikeTheWordRed(),
        ledger=ledger,
        archive=archive,
        iris=iris,
        comparer=Comparer(relate=relate, compare=compare),
        read=read_articles,
        keywords=keywords,
    )
    service.ingest(replace(STORY, text=OLDER), now=NOW.replace(hour=8))
    service.ingest(STORY, now=NOW.replace(hour=10))
    ledger.quarantine(
        Refusal(id=FLOOD, origin="flood.txt", reason="<b>not</b> conforming", payload=PAYLOAD, at=NOW)
    )
    return World(
        settings=replace(Settings(), base_iri=BASE, max_text_mb=1, rate_limit="off"),
        iris=iris,
        store=store,
        public=InProcess(store),
        archive=archive,
        ledger=ledger,
        service=service,
        tokens=Tokens({hash_token("good"): SCOPES, hash_token("reader"): ("decide",)}),
    )


@contextmanager
def served(parts: Any) -> Iterator[str]:
    """Serve an application over a real socket on a free port, as the command line does; gives its address."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(parts), port=0, http=CorkedProtocol, log_level="critical")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
