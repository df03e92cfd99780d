"""The index: SQLite with FTS5, in a file beside the store or in memory; any thread may use it."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.errors import QueryTimeout
from app.search.records import Entry, Facet, Found, Hit, Piece
from app.search.words import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.search.records import Asked, Content

SCHEMA: Final = Path(__file__).with_name("index.sql")
INDEX_FILE: Final = "search.sqlite"
FORM: Final = 3
"""Number of the schema; an index of another is thrown away and made anew."""
BEGIN_MARK, END_MARK = "\ue000", "\ue001"
"""Around what was asked for; characters for private use, which are taken out of all that is indexed."""
SNIPPET_WORDS: Final = 32
FACETS: Final = {"kind": "kind", "party": "party_name", "publisher": "publisher_name", "year": "year"}
"""What can be narrowed by, and the column that names its values."""
FACET_VALUES: Final = 10
SECONDS: Final = 3.0
"""How long a search may take."""
STEPS: Final = 20_000
"""Instructions of the engine between two looks at the clock."""
_CURSOR: Final = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,2})?)_([0-9]{1,18})")
_PRIVATE: Final = str.maketrans("", "", BEGIN_MARK + END_MARK)


class Index:
    """What can be found by its words; `owner` names the graph that it is derived from."""

    def __init__(self, path: Path | None, owner: str) -> None:
        self._path = path
        self._owner = owner
        self._lock = threading.Lock()
        self._deadline = 0.0
        self._connection = self._open()

    def known(self) -> dict[str, tuple[str, bool]]:
        """Name the graphs that are indexed, each with its state and whether it was the current one."""
        with self._lock:
            rows = self._connection.execute("SELECT graph, digest, current FROM version")
            return {graph: (digest, bool(current)) for graph, digest, current in rows}

    def take(self, contents: Iterable[Content], gone: Iterable[str] = ()) -> None:
        """Index these versions in place of what was there of them, and forget those that are gone."""
        with self._lock, self._connection:
            touched: set[str] = set()
            for graph in gone:
                touched |= self._forget(graph)
            for content in contents:
                touched |= self._forget(content.version.graph)
                self._add(content)
                touched |= {one.party for one in content.namings}
            for party in sorted(touched):
                self._renew(party)

    def search(self, asked: Asked, *, cursor: str | None = None, limit: int = 20) -> Found:
        """Find the best first; QueryTimeout. A cursor that is none begins at the beginning."""
        match = expression(asked.question)
        if not match:
            return Found(items=(), next=None, total=0, facets=dict.fromkeys(FACETS, ()))
        with self._lock, self._connection, self._in_time():
            self._match(match, asked)
            rows = self._rows(match, _place(cursor), limit + 1)
            facets = {name: self._facet(name) for name in FACETS}
        total = sum(one.count for one in facets["kind"])
        shown = rows[:limit]
        following = f"{shown[-1]['rank']!r}_{shown[-1]['id']}" if len(rows) > limit else None
        return Found(items=tuple(_hit(row) for row in shown), next=following, total=total, facets=facets)

    def tallies(self) -> tuple[dict[str, int], dict[str, int]]:
        """Count triples by property and things by class, in all text versions that are indexed."""
        with self._lock:
            by_property = self._connection.execute("SELECT property, sum(count) FROM tally GROUP BY property")
            properties = {row[0]: row[1] for row in by_property}
            by_class = self._connection.execute(
                "SELECT class, sum(count) FROM tally WHERE class != '' GROUP BY class"
            )
            return properties, {row[0]: row[1] for row in by_class}

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._connection.close()
            self._throw_away()
            self._connection = self._open()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = self._open_file()
        connection.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY, rank REAL)")
        connection.set_progress_handler(self._is_late, STEPS)
        return connection

    def _open_file(self) -> sqlite3.Connection:
        """Open the index, or a new one if this one is of another form, of another graph, or damaged."""
        connection = self._connect()
        try:
            if self._is_ours(connection):
                return connection
        except sqlite3.DatabaseError:
            connection.close()
            self._throw_away()
            connection = self._connect()
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.close()
            self._throw_away()
            connection = self._connect()
        with connection:
            connection.executescript(SCHEMA.read_text(encoding="utf-8"))
            connection.execute("CREATE TABLE owner (iri TEXT NOT NULL)")
            connection.execute("INSERT INTO owner VALUES (?)", (self._owner,))
            connection.execute(f"PRAGMA user_version = {FORM}")
        return connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path or ":memory:", check_same_thread=False)
        connection.row_factory = sqlite3.Row
        return connection

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        # What is lost in a crash of the machine is indexed again, so no write waits for the disk.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form != FORM:
            return False
        (owner,) = connection.execute("SELECT iri FROM owner").fetchone()
        return bool(owner == self._owner)

    def _throw_away(self) -> None:
        if self._path:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def _forget(self, graph: str) -> set[str]:
        """Take a version out; give the parties that it spoke of."""
        change = self._connection
        parties = {row[0] for row in change.execute("SELECT party FROM naming WHERE graph = ?", (graph,))}
        for table in ("entry", "naming", "tally", "version"):
            change.execute(f"DELETE FROM {table} WHERE graph = ?", (graph,))  # noqa: S608  # our own names
        return parties

    def _add(self, content: Content) -> None:
        graph = content.version.graph
        change = self._connection
        change.execute(
            "INSERT INTO version VALUES (?, ?, ?)", (graph, content.version.digest, content.version.current)
        )
        change.executemany(
            "INSERT INTO tally VALUES (?, ?, ?, ?)",
            [(graph, one.property, one.of_class, one.count) for one in content.tallies],
        )
        change.executemany(
            "INSERT OR IGNORE INTO naming VALUES (?, ?, ?, ?)",
            [(graph, one.party, _plain(one.name), _plain(one.words)) for one in content.namings],
        )
        for entry in content.entries:
            self._insert(graph, entry)

    def _insert(self, graph: str, entry: Entry) -> None:
        # The article's entry of a version that is no longer current may still be there.
        self._connection.execute("DELETE FROM entry WHERE iri = ?", (entry.iri,))
        row = {
            "graph": graph,
            "kind": entry.kind,
            "iri": entry.iri,
            "party": entry.party,
            "party_name": entry.party_name,
            "publisher": entry.publisher,
            "publisher_name": entry.publisher_name,
            "year": entry.published[:4],
            "published": entry.published,
            "article": entry.article,
            "headline": entry.headline,
            "title": _plain(entry.title),
            "body": _plain(entry.body),
        }
        names, places = ", ".join(row), ", ".join("?" * len(row))
        self._connection.execute(
            f"INSERT INTO entry ({names}) VALUES ({places})",  # noqa: S608  # our own names
            list(row.values()),
        )

    def _renew(self, party: str) -> None:
        """Write anew under which words a party is found, from all versions that speak of it."""
        self._connection.execute("DELETE FROM entry WHERE iri = ? AND kind = 'party'", (party,))
        rows = self._connection.execute(
            "SELECT DISTINCT name, words FROM naming WHERE party = ? ORDER BY words", (party,)
        )
        found = rows.fetchall()
        if found:
            words = ", ".join(row["words"] for row in found if row["words"])
            self._insert("", Entry(kind="party", iri=party, title=found[0]["name"], body=words))

    def _match(self, match: str, asked: Asked) -> None:
        """Put all that is found, with its rank, into a table of this connection: it is read five times."""
        given = {name: getattr(asked, name) for name in FACETS}
        kept = {name: value for name, value in given.items() if value}
        narrowed = "".join(f" AND entry.{name} = ?" for name in kept)
        joined = " JOIN entry ON entry.id = words.rowid" if kept else ""
        self._connection.execute("DELETE FROM found")
        self._connection.execute(
            f"INSERT INTO found SELECT words.rowid, bm25(words, 4.0, 1.0) FROM words{joined}"  # noqa: S608
            f" WHERE words MATCH ?{narrowed}",
            [match, *kept.values()],
        )

    def _rows(self, match: str, place: tuple[float, int] | None, limit: int) -> list[sqlite3.Row]:
        after = "WHERE (rank, id) > (?, ?) " if place else ""
        return self._connection.execute(
            "SELECT entry.*, best.rank AS rank,"  # noqa: S608  # our own names
            f" highlight(words, 0, '{BEGIN_MARK}', '{END_MARK}') AS title_marked,"
            f" snippet(words, 1, '{BEGIN_MARK}', '{END_MARK}', '…', {SNIPPET_WORDS}) AS snippet"
            f" FROM (SELECT id, rank FROM found {after}ORDER BY rank, id LIMIT ?) AS best"
            " CROSS JOIN words ON words.rowid = best.id CROSS JOIN entry ON entry.id = best.id"
            " WHERE words MATCH ? ORDER BY best.rank, best.id",
            [*(place or ()), limit, match],
        ).fetchall()

    def _facet(self, name: str) -> tuple[Facet, ...]:
        rows = self._connection.execute(
            f"SELECT entry.{name} AS value, max(entry.{FACETS[name]}) AS name, count(*) AS count"  # noqa: S608
            f" FROM found CROSS JOIN entry ON entry.id = found.id WHERE entry.{name} != ''"
            f" GROUP BY entry.{name} ORDER BY count DESC, name LIMIT ?",
            [FACET_VALUES],
        )
        return tuple(Facet(value=row["value"], name=row["name"], count=row["count"]) for row in rows)

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        self._deadline = time.monotonic() + SECONDS
        try:
            yield
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            message = f"the search was stopped after {SECONDS:g} seconds; ask for more words, or rarer ones"
            raise QueryTimeout(message) from error
        finally:
            self._deadline = 0.0

    def _is_late(self) -> int:
        return int(0 < self._deadline < time.monotonic())


def _place(cursor: str | None) -> tuple[float, int] | None:
    match = _CURSOR.fullmatch(cursor or "")
    return (float(match[1]), int(match[2])) if match else None


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(
        kind=row["kind"],
        iri=row["iri"],
        id=row["iri"].rpartition("/")[2],
        score=round(-row["rank"], 3),
        title=pieces(row["title_marked"]),
        snippet=pieces(row["snippet"]),
        party=row["party"] or None,
        party_name=row["party_name"] or None,
        publisher_name=row["publisher_name"] or None,
        article=row["article"] or None,
        headline=row["headline"] or None,
        published=row["published"] or None,
    )


def pieces(marked: str) -> tuple[Piece, ...]:
    r"""Part a text at the marks.

    >>> [piece.text for piece in pieces("a \ue000b\ue001") if piece.mark]
    ['b']
    """
    found = []
    for number, part in enumerate(marked.split(BEGIN_MARK)):
        inside, closes, after = part.partition(END_MARK)
        if number and closes:
            found += [Piece(text=inside, mark=True), Piece(text=after)]
        else:
            found.append(Piece(text=part))
    return tuple(piece for piece in found if piece.text)


def _plain(text: str) -> str:
    return text.translate(_PRIVATE)
