from __future__ import annotations

import gzip
import io
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import zstandard
from world import BASE, ELSEWHERE, FIRE, NOW, OTHER, make_service

from app.access import Tokens
from app.bootstrap import Parts
from app.domain.identity import article_id
from app.errors import Malformed
from app.exchange.dump import form_of, write_dump, write_file
from app.rdf.vocabulary import PREFIXES
from app.service import refusal_of
from app.settings import Settings
from app.store.embedded import EmbeddedStore
from app.transfer import Progress, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.rdf.iris import Iris

FORMS = [("nq", None), ("trig", None), ("nq", "gz"), ("trig", "zst"), ("nq", "zst")]


class Nobody:
    """A door for strangers that nobody uses."""

    def close(self) -> None:
        """Nothing is open."""


def make_parts(folder: Path, iris: Iris = BASE) -> Parts:
    folder.mkdir(exist_ok=True)
    store = EmbeddedStore(None)
    service = make_service(store)
    return Parts(
        settings=Settings(data=folder),
        iris=iris,
        store=store,
        public=Nobody(),  # type: ignore[arg-type]  # no stranger comes
        archive=service.archive,
        ledger=service.ledger,
        service=service,
        tokens=Tokens({}),
    )


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return make_parts(tmp_path / "one")


@pytest.fixture
def other(tmp_path: Path) -> Parts:
    return make_parts(tmp_path / "other")


@pytest.fixture
def full(parts: Parts) -> Parts:
    """A store with all there can be: versions, conflicts, refusals, tombstones."""
    for article in (FIRE, OTHER, ELSEWHERE):
        parts.service.ingest(article, now=NOW)
    newer = ELSEWHERE.text.replace("90", "91")
    parts.service.ingest(replace(ELSEWHERE, text=newer), now=NOW + timedelta(days=1))
    parts.ledger.quarantine(refusal_of(ELSEWHERE, "it rained", now=NOW))
    parts.service.ingest(replace(ELSEWHERE, url="https://x.example/gone"), now=NOW)
    parts.service.retract(article_id(replace(ELSEWHERE, url="https://x.example/gone")))
    return parts


def state(parts: Parts) -> list[bytes]:
    return sorted(b"".join(parts.store.dump()).splitlines())


def dumped(parts: Parts, path: Path, form: str = "nq", packing: str | None = None) -> Path:
    write_file(
        path, lambda out: write_dump(parts.store.dump(), out, form=form, packing=packing, prefixes=PREFIXES)
    )
    return path


@pytest.mark.parametrize(("form", "packing"), FORMS)
def test_a_dump_loaded_into_an_empty_store_gives_the_same_store(
    full: Parts, other: Parts, tmp_path: Path, form: str, packing: str | None
) -> None:
    path = dumped(full, tmp_path / f"all.{form}{'.' + packing if packing else ''}", form, packing)
    loaded = load(other, [path], now=NOW)
    assert (loaded.articles, loaded.known, loaded.refused) == (4, 0, [])
    assert loaded.conflicts == full.archive.counts()["conflicts"] > 0
    assert state(other) == state(full)
    assert other.service.check().findings == ()
    assert not list((tmp_path / "other").glob("load-*"))


def test_a_dump_loaded_twice_is_loaded_once(full: Parts, other: Parts, tmp_path: Path) -> None:
    path = dumped(full, tmp_path / "all.nq")
    load(other, [path], now=NOW)
    once = state(other)
    again = load(other, [path], now=NOW)
    assert (again.articles, again.known) == (0, 4)
    assert state(other) == once


def test_two_stores_loaded_together_are_as_if_taken_in_together(tmp_path: Path) -> None:
    one, two, both = (make_parts(tmp_path / name) for name in ("one", "two", "both"))
    one.service.ingest(FIRE, now=NOW)
    two.service.ingest(OTHER, now=NOW)
    for article in (OTHER, FIRE):
        both.service.ingest(article, now=NOW)
    load(one, [dumped(two, tmp_path / "two.trig", "trig")], now=NOW)
    assert state(one) == state(both)


def test_whoever_loads_is_told_how_far_it_is(full: Parts, other: Parts, tmp_path: Path) -> None:
    path = dumped(full, tmp_path / "all.nq.gz", packing="gz")
    read: list[int] = []
    told: list[int] = []
    load(other, [path], now=NOW, progress=Progress(read.append, told.append, lambda: told.append(1)))
    assert sum(read) >= path.stat().st_size
    assert told == [4, 1, 1, 1, 1]


DAMAGE: dict[str, tuple[Callable[[str], str], str]] = {
    "a word of the text": (
        lambda text: text.replace("The mayor said", "The major said"),
        "not the one that its hash",
    ),
    "a passage": (
        lambda text: text.replace('"more than 3 people burned in Zenda"', '"nobody burned"'),
        "quotes",
    ),
    "a lost stance": (
        lambda text: "\n".join(line for line in text.split("\n") if "ns#stance-denies" not in line),
        "what its party does",
    ),
    "a party's name": (lambda text: text.replace('"Ann Lee"', '"Bob Lee"'), "is not named"),
    "a foreign triple": (
        lambda text: (
            text
            + "".join(
                f'<http://evil.example/x> <http://schema.org/name> "x" {line.rsplit(" ", 2)[1]} .\n'
                for line in text.split("\n")
                if "stance-denies" in line
            )
        ),
        "no thing of this store",
    ),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_damaged_stays_out_and_is_named_and_the_rest_comes_in(
    full: Parts, other: Parts, tmp_path: Path, what: str
) -> None:
    damage, reason = DAMAGE[what]
    path = dumped(full, tmp_path / "all.nq")
    text = path.read_text("utf-8")
    assert damage(text) != text
    path.write_text(damage(text), "utf-8")
    loaded = load(other, [path], now=NOW)
    assert any(reason in one for one in loaded.refused), loaded.refused
    assert loaded.articles < 4
    assert loaded.articles > 0
    assert other.service.check().findings == ()


def test_a_graph_that_is_no_article_is_held_against_the_shapes(other: Parts, tmp_path: Path) -> None:
    claim = "<urn:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/whosaid/ns#Claim>"
    path = tmp_path / "x.nq"
    path.write_text(f"{claim} <urn:bad> .\n<urn:a> <urn:b> <urn:c> <urn:good> .\n", "utf-8")
    loaded = load(other, [path], now=NOW)
    assert loaded.graphs == 1
    assert all(one.startswith("urn:bad: ") for one in loaded.refused)
    assert loaded.refused
    assert state(other) == [b"<urn:a> <urn:b> <urn:c> <urn:good> ."]


def test_a_dump_of_another_base_is_refused_with_the_way_out(full: Parts, tmp_path: Path) -> None:
    path = dumped(full, tmp_path / "all.nq")
    path.write_text(path.read_text("utf-8").replace(BASE.base, "http://elsewhere.example/"), "utf-8")
    loaded = load(make_parts(tmp_path / "third"), [path], now=NOW)
    assert loaded.articles == 0
    assert "set WHOSAID_BASE_IRI" in " ".join(loaded.refused)


def test_an_article_s_sheet_without_any_version_is_refused(other: Parts, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    path.write_text(f"<urn:a> <urn:b> <urn:c> <{BASE.base}graph/article/abc> .\n", "utf-8")
    assert load(other, [path], now=NOW).refused == [
        f"{BASE.base}graph/article/abc: belongs to no text version"
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.nq", b"<urn:a> <urn:b>", "line 1"),
        ("a.ttl", b"", "suffix 'ttl'"),
        ("a", b"", "suffix ''"),
        ("a.nq.gz", gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n", mtime=0)[:-12], "cannot be read"),
        ("a.nq.gz", b"\x1f\x8bnonsense", "cannot be read"),
        ("a.nq.zst", zstandard.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 99)[:20], "cannot be read"),
        ("a.nq.zst", b"\x28\xb5\x2f\xfdnonsense", "cannot be read"),
        ("a.nq", b"\xff\xfe", "line 1"),
    ],
)
def test_what_is_no_dump_is_named_and_changes_nothing(
    other: Parts, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Malformed, match=reason) as caught:
        load(other, [tmp_path / name], now=NOW)
    assert name in str(caught.value)
    assert state(other) == []


def test_frames_of_zstandard_follow_each_other(other: Parts, tmp_path: Path) -> None:
    quads = [b"<urn:a> <urn:b> <urn:%d> <urn:g> .\n" % number for number in range(3)]
    (tmp_path / "a.nq.zst").write_bytes(b"".join(map(zstandard.compress, quads)))
    load(other, [tmp_path / "a.nq.zst"], now=NOW)
    assert len(state(other)) == 3


def test_a_file_that_is_not_there_is_named(other: Parts, tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="cannot be read"):
        load(other, [tmp_path / "none.nq"], now=NOW)


@pytest.mark.parametrize(
    ("name", "asked", "found"),
    [
        ("x.nq", {}, ("nq", None)),
        ("x.TRIG.GZ", {}, ("trig", "gz")),
        ("x.nq", {"packing": "zst"}, ("nq", "zst")),
        ("x.zst", {}, ("nq", "zst")),
        ("x.dump", {"form": "trig"}, ("trig", None)),
        ("", {}, ("nq", None)),
        ("x", {"form": "nquads"}, ("nq", None)),
    ],
)
def test_how_a_dump_is_written_is_asked_for_or_read_off_its_name(
    name: str, asked: dict[str, str], found: tuple[str, str | None]
) -> None:
    assert form_of(name, **asked) == found  # type: ignore[arg-type]  # the fields of the table


def test_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(Malformed, match="expected one of nq, trig"):
        form_of("x.pdf")


def test_chunks_may_end_anywhere(full: Parts) -> None:
    whole = b"".join(full.store.dump())
    out = io.BytesIO()
    write_dump((whole[at : at + 7] for at in range(0, len(whole), 7)), out, form="trig", prefixes=PREFIXES)
    assert out.getvalue().count(b"ws:claimedBy") > 3
    assert b"{" in out.getvalue()


def test_a_packed_dump_is_the_same_each_time(full: Parts, tmp_path: Path) -> None:
    one, two = (dumped(full, tmp_path / name, packing="gz").read_bytes() for name in ("a.nq.gz", "b.nq.gz"))
    assert one == two


def test_a_dump_that_cannot_be_finished_leaves_what_was_there(full: Parts, tmp_path: Path) -> None:
    path = dumped(full, tmp_path / "all.nq")
    before = path.read_bytes()

    def fail(_out: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(Malformed, match="No space left"):
        write_file(path, fail)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*.nq*")] == ["all.nq"]
    assert not list(tmp_path.glob(".*.part"))
