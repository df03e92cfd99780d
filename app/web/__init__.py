"""The HTTP face: `create_app(parts)` joins the routes to the parts of the program."""

from __future__ import annotations

import secrets
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from app.exchange.calling import ACCEPTED, Calling
from app.exchange.judge import Judge, JudgeLimits
from app.exchange.shelf import Shelf
from app.rdf.terms import read_ontology
from app.rdf.vocabulary import WS
from app.read.fetch import Fetcher, FetchLimits
from app.search.census import Census
from app.search.feed import Feed
from app.search.index import INDEX_FILE, Index
from app.search.keeper import Keeper
from app.settings import hosts_of
from app.updating.make import make_updates
from app.web import (
    admin,
    api,
    decisions,
    description,
    graph_store,
    home,
    pages,
    problems,
    resources,
    search,
    sparql,
    validate,
    vocabulary,
    void,
)
from app.web.asking import Listening
from app.web.desk import MEGABYTE, Desk
from app.web.examples import read_examples
from app.web.front import Front
from app.web.limits import as_header, limits_of
from app.web.memory import Memory, Versions
from app.web.middleware import dressed
from app.web.quota import Quota

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

    from app.bootstrap import Parts
    from app.rdf.terms import Ontology
    from app.settings import Settings

ROOT = Path(__file__).parent.parent.parent
ROUTERS = tuple(
    module.router
    for module in (
        home,
        description,
        sparql,
        graph_store,
        api,
        decisions,
        admin,
        search,
        validate,
        vocabulary,
        void,
        resources,
    )
)
"""Every route there is, in the order in which they are tried."""
SPARE = 8
"""Threads for public queries beyond those that may run or wait, so that one more is told so at once."""
SPARQL = "/sparql"
WRITERS = 4
"""Threads in which administrators write; as one writes at a time, more would only wait."""
SUMMARY = "Who said what, where exactly it stands, and who contradicts it."
DESCRIPTION = (
    "Reading is open; writing needs a bearer token. Errors are problem documents (RFC 9457). "
    "Lists page by `cursor`. "
    "Things answer at their IRI in HTML, JSON, JSON-LD, Turtle, N-Triples and RDF/XML."
)


def _now() -> datetime:
    return datetime.now(UTC)


def read_vocabulary() -> Ontology:
    """Read our own vocabulary."""
    return read_ontology(ROOT / "ontology", str(WS))


def _version() -> str:
    try:
        return version("whosaid")
    except PackageNotFoundError:
        return "unreleased"  # run from a checkout that is not installed


@asynccontextmanager
async def _opened(app: FastAPI) -> AsyncIterator[None]:
    """Keep what is started ahead or runs beside the requests only while the application serves."""
    here: Desk = app.state.desk
    here.judge.open()
    here.search.start()
    here.shelf.open()
    try:
        yield
    finally:
        here.shelf.close()
        here.search.close()
        here.judge.close()


def make_search(parts: Parts) -> Keeper:
    """Make the index over the parts' store: in a file beside it, in memory where that is in memory."""
    folder = _beside_store(parts)
    path = folder / INDEX_FILE if folder else None
    feed = Feed(parts.store, parts.iris)
    return Keeper(Index(path, parts.iris.base), feed, lambda: getattr(parts.store, "writes", None))


def _beside_store(parts: Parts) -> Path | None:
    """Give the folder for what is kept beside the store; None where the store is in memory."""
    folder: Path | None = getattr(parts.store, "folder", parts.settings.data / "store")
    return folder.parent if folder else None


class Application(FastAPI):
    """An application with a door of its own for the SPARQL endpoint, and that for all other addresses."""

    front: Front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send each request to its door."""
        if self.front.is_for(scope):
            scope["app"] = self
            await self.front(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    parts: Parts, *, clock: Callable[[], datetime] = _now, ontology: Ontology | None = None
) -> Application:
    """Make the application that answers with these parts; the vocabulary is read if it is not handed in."""
    app = Application(
        title="Whosaid",
        version=_version(),
        summary=SUMMARY,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        responses=description.PROBLEM_RESPONSE,
        lifespan=_opened,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.pages = pages.environment()
    keeper, folder = make_search(parts), _beside_store(parts)
    versions = Versions(lambda: getattr(parts.store, "writes", None), secrets.token_hex(4))
    app.state.desk = Desk(
        parts=parts,
        archive=parts.archive,
        service=parts.service,
        public=parts.public,
        tokens=parts.tokens,
        iris=parts.iris,
        clock=clock,
        versions=versions,
        askers=CapacityLimiter(2 * parts.settings.readers + parts.settings.waiting + SPARE),
        listening=Listening(),
        body_limit=parts.settings.max_text_mb * MEGABYTE,
        ontology=ontology or read_vocabulary(),
        examples=read_examples(ROOT / parts.settings.seeds / "queries"),
        judge=Judge(
            ROOT / "shapes",
            JudgeLimits(
                seconds=parts.settings.query_seconds,
                memory_bytes=parts.settings.query_memory_mb * MEGABYTE,
                at_once=parts.settings.readers,
            ),
        ),
        search=keeper,
        census=Census(keeper),
        shelf=Shelf(folder / "dumps" if folder else None, parts.store.dump),
        updates=make_updates(parts, folder / "trials" if folder else None, clock=clock),
        dumpers=CapacityLimiter(2),
        writers=CapacityLimiter(WRITERS),
        calling=_calling(parts.settings),
        callers=CapacityLimiter(parts.settings.readers),
    )
    problems.install(app)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    settings = parts.settings
    app.add_middleware(dressed)
    app.front = Front(
        path=SPARQL,
        endpoints={"GET": sparql.query_by_get, "POST": sparql.query_by_post},
        memory=Memory(versions.number, settings.cache_mb * MEGABYTE) if settings.cache_mb > 0 else None,
        quota=_quota(settings),
        limits=as_header(limits_of(settings)),
        tell=problems.answer,
    )
    return app


def _calling(settings: Settings) -> Calling | None:
    """Make what answers SERVICE; None if no host may be called."""
    hosts = hosts_of(settings.service_hosts)
    limits = FetchLimits(
        seconds=settings.query_seconds, body_bytes=settings.max_text_mb * MEGABYTE, pause=0.0
    )
    fetcher = Fetcher(contact=settings.contact, limits=limits, accept=ACCEPTED, heed_robots=False)
    return Calling(fetcher=fetcher, hosts=hosts) if hosts else None


def _quota(settings: Settings) -> Quota | None:
    if settings.rate_limit == "off":
        return None
    return Quota(a_minute=int(settings.rate_limit), at_once=settings.client_queries)
