"""What the environment decides, read once; wrong settings stop the start with all complaints at once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


USUAL_PORT = 8000


def _option(default: Any, variable: str, doc: str) -> Any:
    return field(default=default, metadata={"variable": variable, "doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field a variable; the documentation of each is its `doc` (see docs/settings.md)."""

    data: Path = _option(Path("data"), "WHOSAID_DATA", "folder of the store, the tokens and the checkpoints")
    base_iri: str = _option(
        "", "WHOSAID_BASE_IRI", "what every minted IRI begins with; else the address of the first start"
    )
    host: str = _option("127.0.0.1", "WHOSAID_HOST", "address to listen on; loopback unless told otherwise")
    port: int = _option(USUAL_PORT, "PORT", "port to listen on")
    store_url: str = _option(
        "", "WHOSAID_STORE_URL", "a SPARQL server instead of the embedded store: its address"
    )
    query_path: str = _option("query", "WHOSAID_STORE_QUERY_PATH", "where that server answers queries")
    update_path: str = _option("update", "WHOSAID_STORE_UPDATE_PATH", "where that server takes updates")
    graph_path: str = _option("store", "WHOSAID_STORE_GRAPH_PATH", "its Graph Store Protocol address")
    admin_token: str = _option("", "WHOSAID_ADMIN_TOKEN", "a token with all scopes (containers, tests)")
    seeds: Path = _option(Path("seeds"), "WHOSAID_SEEDS", "folder with entities.ttl, the known parties")
    query_seconds: float = _option(10.0, "WHOSAID_QUERY_SECONDS", "time that a public query may take")
    query_memory_mb: int = _option(1024, "WHOSAID_QUERY_MEMORY_MB", "memory that a public query may take")
    query_rows: int = _option(1_000_000, "WHOSAID_QUERY_ROWS", "rows that a public answer may have")
    query_mb: int = _option(256, "WHOSAID_QUERY_MB", "megabytes that a public answer may have")
    readers: int = _option(3, "WHOSAID_READERS", "processes that answer public queries")
    waiting: int = _option(16, "WHOSAID_WAITING", "public queries that may wait for a reader")
    client_queries: int = _option(
        16, "WHOSAID_CLIENT_QUERIES", "public queries of one client that may be under way at once"
    )
    rate_limit: str = _option(
        "1200", "WHOSAID_RATE_LIMIT", "public queries of one client in a minute; off: no limits by client"
    )
    cache_mb: int = _option(
        64, "WHOSAID_CACHE_MB", "memory for answers to public queries, kept until something is written"
    )
    checkpoint_seconds: float = _option(
        0.25, "WHOSAID_CHECKPOINT_SECONDS", "shortest time between two checkpoints for readers"
    )
    max_text_mb: int = _option(10, "WHOSAID_MAX_INPUT_MB", "largest input that is read, in megabytes")
    licence: str = _option(
        "", "WHOSAID_LICENCE", "IRI of the licence of the data, said in VoID and DCAT; unsaid if empty"
    )
    default_graph: str = _option(
        "union", "WHOSAID_DEFAULT_GRAPH", "what a query's default graph is: union, all graphs, or strict"
    )
    check_updates: str = _option(
        "on",
        "WHOSAID_CHECK_UPDATES",
        "on: what administrators write is checked before it is committed; or off",
    )
    update_seconds: float = _option(30.0, "WHOSAID_UPDATE_SECONDS", "time that an update may take")
    load_hosts: str = _option(
        "", "WHOSAID_LOAD_HOSTS", "hosts that LOAD may fetch from, with commas between; none if empty"
    )
    service_hosts: str = _option(
        "",
        "WHOSAID_SERVICE_HOSTS",
        "hosts that SERVICE in a query may call, with commas between; none if empty",
    )
    contact: str = _option("", "WHOSAID_CONTACT", "address named in the user agent when we fetch")
    extractor: str = _option(
        "news", "WHOSAID_EXTRACTOR", "who reads: news, our own model, or chat, the endpoint below"
    )
    chat_url: str = _option(
        "", "WHOSAID_CHAT_URL", "address of a chat endpoint, up to where /chat/completions follows"
    )
    chat_model: str = _option("", "WHOSAID_CHAT_MODEL", "name of the model to ask there")
    chat_key: str = _option("", "WHOSAID_CHAT_KEY", "key sent to that endpoint, if it wants one")
    chat_tokens: int = _option(50_000, "WHOSAID_CHAT_TOKENS", "most tokens that reading one article may take")
    chat_run_tokens: int = _option(
        2_000_000, "WHOSAID_CHAT_RUN_TOKENS", "most tokens that reading may take from a start to the next"
    )
    log_level: str = _option("INFO", "WHOSAID_LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR")


def hosts_of(words: str) -> frozenset[str]:
    """Read hosts with commas between."""
    return frozenset(host.strip().lower() for host in words.split(",") if host.strip())


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings, or raise a SettingsError that names every wrong variable."""
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for option in fields(Settings):
        variable = option.metadata["variable"]
        raw = environment.get(variable, "")
        if not raw:
            continue
        kind: type[Any] = type(option.default)
        try:
            values[option.name] = kind(raw)
        except ValueError:
            complaints.append(f"{variable} is {raw!r}; expected {kind.__name__} ({option.metadata['doc']})")
    settings = Settings(**values)
    complaints.extend(_complaints(settings))
    if complaints:
        raise SettingsError(tuple(complaints))
    return settings


def _complaints(settings: Settings) -> list[str]:
    found = []
    base = settings.base_iri
    if base and (not base.endswith("/") or urlsplit(base).scheme not in {"http", "https"}):
        found.append(f"WHOSAID_BASE_IRI is {base!r}; expected an http(s) address that ends in '/'")
    if settings.store_url and urlsplit(settings.store_url).scheme not in {"http", "https"}:
        found.append(f"WHOSAID_STORE_URL is {settings.store_url!r}; expected an http(s) address")
    if settings.default_graph not in {"union", "strict"}:
        found.append(f"WHOSAID_DEFAULT_GRAPH is {settings.default_graph!r}; expected union or strict")
    if settings.check_updates not in {"on", "off"}:
        found.append(f"WHOSAID_CHECK_UPDATES is {settings.check_updates!r}; expected on or off")
    if settings.log_level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        found.append(f"WHOSAID_LOG_LEVEL is {settings.log_level!r}; expected DEBUG, INFO, WARNING or ERROR")
    if settings.rate_limit != "off" and not _is_count(settings.rate_limit):
        found.append(f"WHOSAID_RATE_LIMIT is {settings.rate_limit!r}; expected a positive number or off")
    if settings.licence and not _is_address(settings.licence):
        found.append(f"WHOSAID_LICENCE is {settings.licence!r}; expected an http(s) address")
    found.extend(_chat_complaints(settings))
    found.extend(
        f"{variable} is {value}; expected a positive number"
        for variable, value in (
            ("WHOSAID_QUERY_SECONDS", settings.query_seconds),
            ("WHOSAID_UPDATE_SECONDS", settings.update_seconds),
            ("WHOSAID_QUERY_MEMORY_MB", settings.query_memory_mb),
            ("WHOSAID_QUERY_ROWS", settings.query_rows),
            ("WHOSAID_QUERY_MB", settings.query_mb),
            ("WHOSAID_READERS", settings.readers),
            ("WHOSAID_CLIENT_QUERIES", settings.client_queries),
            ("WHOSAID_MAX_INPUT_MB", settings.max_text_mb),
            ("WHOSAID_CHAT_TOKENS", settings.chat_tokens),
            ("WHOSAID_CHAT_RUN_TOKENS", settings.chat_run_tokens),
        )
        if value <= 0
    )
    return found


def _chat_complaints(settings: Settings) -> list[str]:
    """Check the chat endpoint as far as it can be without asking it; the key is never shown."""
    found = []
    if settings.extractor not in {"news", "chat"}:
        found.append(f"WHOSAID_EXTRACTOR is {settings.extractor!r}; expected news or chat")
    if settings.chat_url and not _is_address(settings.chat_url):
        found.append(f"WHOSAID_CHAT_URL is {settings.chat_url!r}; expected an http(s) address")
    if not (settings.chat_key.isascii() and settings.chat_key.isprintable()):
        found.append("WHOSAID_CHAT_KEY holds characters that no header can carry")
    if settings.extractor == "chat":
        needed = {"WHOSAID_CHAT_URL": settings.chat_url, "WHOSAID_CHAT_MODEL": settings.chat_model}
        found += [
            f"{name} is not set, and WHOSAID_EXTRACTOR is 'chat'"
            for name, value in needed.items()
            if not value
        ]
    return found


def _is_count(words: str) -> bool:
    return words.isascii() and words.isdigit() and int(words) > 0


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
