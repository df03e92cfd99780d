"""Chooses the parts by the settings and joins them, once."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from app.access import Tokens, read_tokens
from app.archive.archive import Archive
from app.archive.derived import Comparer
from app.archive.ledger import Ledger
from app.conflict.detect import compare_among_all, keys, relate
from app.conflict.keywords import keywords
from app.errors import SettingsError
from app.pairs import read_bare_claim, read_pair_row
from app.rdf.iris import Iris
from app.rdf.read import read_entities
from app.rdf.refuse import refuse
from app.rdf.shapes import Shapes
from app.read.clean import read_articles
from app.service import Service
from app.settings import USUAL_PORT
from app.store.embedded import EmbeddedStore
from app.store.readers import ReaderLimits, Readers
from app.store.remote import RemotePublic, RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conflict.detect import Judge
    from app.domain.conflict import Opinion, Statement
    from app.extract.base import Extractor
    from app.link.base import Linker
    from app.settings import Settings
    from app.store.base import PublicStore, Store

ROOT = Path(__file__).parent.parent
"""Where ontology/, shapes/ and seeds/ lie: the checkout, or what it was copied to."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything the faces need; `made_token` is the words of a token made by this very start."""

    settings: Settings
    iris: Iris
    store: Store
    public: PublicStore
    archive: Archive
    ledger: Ledger
    service: Service
    tokens: Tokens
    made_token: str | None = None

    def close(self) -> None:
        """End the children, then let go of the store."""
        self.public.close()
        self.store.close()


def build(settings: Settings) -> Parts:
    """Make the parts; StoreInUse if another process owns the folder, SettingsError if bases differ."""
    settings = replace(settings, seeds=ROOT / settings.seeds)  # an absolute path stays what it is
    settings.data.mkdir(parents=True, exist_ok=True)
    settings = replace(settings, base_iri=_keep_base(settings))
    iris = Iris(settings.base_iri)
    store, public = _doors(settings)
    archive = Archive(store, iris)
    ledger = Ledger(store, iris, keys, union=settings.default_graph == "union")
    tokens, made = read_tokens(settings.data / "tokens.json", admin=settings.admin_token)
    service = Service(
        extractor=make_extractor(settings),
        linker=_linker(settings),
        shapes=Shapes(ROOT / "shapes"),
        ledger=ledger,
        archive=archive,
        iris=iris,
        comparer=Comparer(relate=relate, compare=partial(compare_among_all, judge=make_judge())),
        read=partial(read_articles, limit=settings.max_text_mb * MEGABYTE),
        keywords=keywords,
    )
    return Parts(
        settings=settings,
        iris=iris,
        store=store,
        public=public,
        archive=archive,
        ledger=ledger,
        service=service,
        tokens=tokens,
        made_token=made,
    )


def make_extractor(settings: Settings | None = None, *, threads: int = 2) -> Extractor:
    """Make the extractor: our own model or a chat endpoint finds attributions, rules read the rest.

    `threads` is how many share the windows of one article.
    """
    if settings and settings.extractor == "chat":
        return _chat_extractor(settings)
    from app.extract.learned import LearnedAttribution
    from app.extract.reader import NewsExtractor
    from app.models.runner import AttributionModel

    model = AttributionModel(threads=threads)
    return NewsExtractor(LearnedAttribution(model), model=model.digest[:12])


def _chat_extractor(settings: Settings) -> Extractor:
    from app.extract.chat.budget import Budget
    from app.extract.chat.cache import Cache
    from app.extract.chat.endpoint import Endpoint
    from app.extract.chat.request import PROMPT_VERSION
    from app.extract.chat.step import ChatAttribution
    from app.extract.reader import NewsExtractor

    endpoint = Endpoint(
        client=httpx.Client(timeout=httpx.Timeout(120, connect=5)),
        base=settings.chat_url,
        model=settings.chat_model,
        key=settings.chat_key,
        clock=time.monotonic,
        sleep=time.sleep,
    )
    step = ChatAttribution(
        endpoint,
        Cache(settings.data / "chat"),
        run=Budget(settings.chat_run_tokens, name="this run"),
        article_tokens=settings.chat_tokens,
    )
    return NewsExtractor(step, model=f"{settings.chat_model}/{PROMPT_VERSION}", name="chat")


def make_judge() -> Judge:
    """Make what reads two claims side by side; its models are loaded when they are first asked."""
    from app.models.pairs import PairModel, Side

    model = PairModel()

    def judge(first: Statement, second: Statement, marks: tuple[int, ...]) -> Opinion:
        return model.judge(Side.of(first), Side.of(second), marks)

    return judge


def make_pair_reader(settings: Settings) -> Callable[..., tuple[str, Statement, Statement]]:
    """Make what turns a line of `whosaid compare` into two statements, by the code that reads articles."""
    linker = _linker(settings)

    def read_pair(line: str, *, origin: str) -> tuple[str, Statement, Statement]:
        ident, first, second = read_pair_row(line, origin=origin)
        return (
            ident,
            read_bare_claim(first, "a", linker, origin=origin),
            read_bare_claim(second, "b", linker, origin=origin),
        )

    return read_pair


def _doors(settings: Settings) -> tuple[Store, PublicStore]:
    """Open the store: the embedded one, or the server that the settings name."""
    limits = ReaderLimits(
        seconds=settings.query_seconds,
        memory_bytes=settings.query_memory_mb * MEGABYTE,
        rows=settings.query_rows,
        answer_bytes=settings.query_mb * MEGABYTE,
        readers=settings.readers,
        waiting=settings.waiting,
        checkpoint_seconds=settings.checkpoint_seconds,
    )
    union = settings.default_graph == "union"
    if settings.store_url:
        base = settings.store_url.rstrip("/") + "/"
        client = httpx.Client(timeout=httpx.Timeout(60, connect=5))
        store = RemoteStore(
            base + settings.query_path, base + settings.update_path, base + settings.graph_path, client
        )
        return store, RemotePublic(base + settings.query_path, client, limits, refuse, union=union)
    embedded = EmbeddedStore(settings.data / "store")
    return embedded, Readers(embedded, settings.data / "checkpoints", limits, refuse, union=union)


def _linker(settings: Settings) -> Linker:
    from app.link.gazetteer import GazetteerLinker

    return GazetteerLinker(read_entities(ROOT / settings.seeds / "entities.ttl"))


def _keep_base(settings: Settings) -> str:
    """Give the base of all IRIs: the one set, or the address of the first start, kept with the data.

    Stops if the folder's IRIs were minted under another base: one thing would get two names. Instances
    beside each other on one server must agree, so there the port of one of them cannot be the base.
    """
    note = settings.data / "base-iri"
    kept = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    if kept and settings.base_iri not in {"", kept}:
        complaint = (
            f"WHOSAID_BASE_IRI is {settings.base_iri!r}, but the IRIs in {settings.data} begin with "
            f"{kept!r}; set it to that, or use another WHOSAID_DATA"
        )
        raise SettingsError((complaint,))
    port = USUAL_PORT if settings.store_url else settings.port
    base = kept or settings.base_iri or f"http://localhost:{port}/"
    note.write_text(base + "\n", encoding="utf-8")
    return base
