"""Each command as a person types it, over a folder of its own: what it prints, and its exit code."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from door_world import World, make_world, served

from app import cli
from app.bootstrap import ROOT
from app.cli import shared
from app.client import ServiceClient, find_note, leave_note
from app.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.client import Note

FIRE = """---
headline: Fire in Orle
publisher: Coast Wire
date: 2021-07-05
---
The mayor of Orle, Ida Moss, said more than 40 houses burned in Orle on Sunday.
The fire board said 12 houses burned in Orle on Sunday.
"""
ROW = {"id": "a", "text": "Ida Moss said the ferry was full.", "published": "2021-07-05"}
PAIR = {
    "id": "p",
    "a": {"claim": "exactly 10 houses burned", "source": "the mayor", "date": "2021-07-05", "place": "Orle"},
    "b": {"claim": "exactly 20 houses burned", "source": "the board", "date": "2021-07-05", "place": "Orle"},
}
DONE, KEPT_OUT, WRONG_USE, UNREACHABLE = range(4)


class Ran:
    """What became of a command."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WHOSAID_LOG_LEVEL", "ERROR")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def whosaid(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    assert not data.exists()

    def run(*arguments: str, given: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["whosaid", *arguments])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given.encode()), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        code = ended.value.code
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def service(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A service that runs beside the command and owns the folder."""
    opened: list[ServiceClient] = []

    def connect(note: Note) -> ServiceClient:
        opened.append(ServiceClient(note))
        return opened[-1]

    monkeypatch.setattr(shared, "ServiceClient", connect)  # a command lets go by ending, a test does not end
    data.mkdir()
    world = make_world(EmbeddedStore(data / "served"))
    with served(world) as url:
        leave_note(data, url=url, token="good")
        yield world
    for client in opened:
        client._client.close()
    world.store.close()


def test_an_article_is_taken_in_looked_at_and_taken_out_again(
    whosaid: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, "utf-8")
    taken = whosaid("ingest", "--json", "fire.txt")
    (receipt,) = taken.rows
    assert (taken.code, receipt["outcome"]) == (DONE, "stored")
    assert receipt["claims"] >= 2

    checked = whosaid("check", "--json")
    assert (checked.code, checked.rows[0]["graphs"], checked.rows[0]["findings"]) == (DONE, 1, [])

    rebuilt = whosaid("rebuild")
    assert (rebuilt.code, rebuilt.out) == (DONE, "1 article versions compared anew\n")

    dumped = whosaid("dump", "all.nq")
    assert dumped.code == DONE
    assert b"Fire in Orle" in (tmp_path / "all.nq").read_bytes()

    copied = whosaid("backup", "copy")
    assert (copied.code, copied.out) == (DONE, "store copied to copy\n")
    assert list((tmp_path / "copy").iterdir())

    gone = whosaid("retract", receipt["article_iri"])
    assert (gone.code, gone.out) == (DONE, f"{receipt['article_iri']}: retracted\n")
    again = whosaid("retract", receipt["article"], "a b")
    assert again.code == KEPT_OUT
    assert again.out.count("there is no such article") == 2


def test_what_cannot_be_taken_in_is_named_and_the_rest_goes_on(
    whosaid: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, "utf-8")
    (tmp_path / "bare.txt").write_text("No headline stands over this.\n", "utf-8")
    taken = whosaid("ingest", "none.txt", "bare.txt", "fire.txt")
    assert taken.code == KEPT_OUT
    assert "none.txt: cannot be read" in taken.err
    assert "quarantined: 1 violation; first: The article has no headline" in taken.err
    assert "stored" in taken.err
    assert taken.out == ""

    listed = whosaid("quarantine")
    assert listed.code == DONE
    assert "bare.txt: 1 violation; first: The article has no headline" in listed.out
    tried = whosaid("quarantine", "--json", "--retry")
    assert tried.code == KEPT_OUT
    (row,) = tried.rows
    assert row["origin"].endswith("bare.txt")
    assert row["outcome"].startswith("still kept out: 1 violation")


def test_an_article_may_come_from_standard_input(whosaid: Callable[..., Ran]) -> None:
    taken = whosaid("ingest", "-", given=FIRE)
    assert taken.code == DONE
    assert "stored" in taken.err


def test_a_store_with_damage_is_named_with_exit_code_one(
    whosaid: Callable[..., Ran], data: Path, tmp_path: Path
) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, "utf-8")
    assert whosaid("ingest", "fire.txt").code == DONE
    store = EmbeddedStore(data / "store")
    store.update(
        "PREFIX ws: <https://w3id.org/whosaid/ns#> "
        "DELETE { GRAPH ?g { ?c ws:stance ?s } } WHERE { GRAPH ?g { ?c ws:stance ?s } }"
    )
    store.close()
    checked = whosaid("check")
    assert checked.code == KEPT_OUT
    assert "The claim does not say what its party does" in checked.err
    assert "1 article versions" in checked.out
    assert "no finding" not in checked.out


def test_extract_prints_one_row_for_each_text_and_names_what_is_none(
    whosaid: Callable[..., Ran], data: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(ROW)}\n\n{{broken\n", "utf-8")
    ran = whosaid("extract", "in.jsonl")
    assert ran.code == KEPT_OUT
    assert "in.jsonl line 3: is not JSON" in ran.err
    (row,) = ran.rows
    assert row["id"] == "a"
    assert row["attributions"][0]["speaker"] == "Ida Moss"
    assert not data.exists()


def test_extract_reads_standard_input(whosaid: Callable[..., Ran]) -> None:
    ran = whosaid("extract", "--format", "jsonl", "-", given=json.dumps(ROW))
    assert (ran.code, len(ran.rows)) == (DONE, 1)


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_a_file_that_is_not_there_is_named(whosaid: Callable[..., Ran], command: str) -> None:
    ran = whosaid(command, "none.jsonl")
    assert ran.code == KEPT_OUT
    assert "none.jsonl: cannot be read" in ran.err


def test_a_file_that_is_no_text_is_named(whosaid: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\xff\xfe\x00")
    ran = whosaid("compare", "in.jsonl")
    assert ran.code == KEPT_OUT
    assert "in.jsonl: cannot be read" in ran.err


def test_compare_prints_whether_two_claims_clash(whosaid: Callable[..., Ran]) -> None:
    ran = whosaid("compare", "-", given=f"{json.dumps(PAIR)}\n[]\n")
    (row,) = ran.rows
    assert (row["id"], row["conflict"], row["kind"]) == ("p", True, "quantity")
    assert ran.code == KEPT_OUT
    assert "- line 2: needs a JSON object, found list" in ran.err
    assert whosaid("compare", "-", given=json.dumps(PAIR)).code == DONE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ""),
        (("nonsense",), "No such command 'nonsense'"),
        (("ingest",), "Missing argument"),
        (("extract", "--format", "xml", "-"), "'xml' is not a format; expected jsonl"),
        (("restore",), "whosaid restore is not built yet; instead, stop the service"),
        (("bench",), "whosaid bench is not built yet; instead, run the scripts in bench/"),
    ],
)
def test_wrong_use_is_exit_code_two(
    whosaid: Callable[..., Ran], arguments: tuple[str, ...], said: str
) -> None:
    ran = whosaid(*arguments)
    assert ran.code == WRONG_USE
    assert said in ran.err


def test_wrong_settings_are_all_named_at_once(
    whosaid: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "harbour")
    monkeypatch.setenv("WHOSAID_READERS", "0")
    ran = whosaid("check")
    assert ran.code == WRONG_USE
    assert "whosaid: PORT is 'harbour'" in ran.err
    assert "whosaid: WHOSAID_READERS is 0" in ran.err


def test_a_store_that_does_not_answer_is_exit_code_three(
    whosaid: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_STORE_URL", "http://127.0.0.1:1/")
    ran = whosaid("check")
    assert ran.code == UNREACHABLE
    assert "no answer from the store" in ran.err


def test_a_folder_that_another_process_owns_is_exit_code_three(
    whosaid: Callable[..., Ran], data: Path
) -> None:
    assert whosaid("check").code == DONE
    owner = EmbeddedStore(data / "store")
    ran = whosaid("check")
    owner.close()
    assert ran.code == UNREACHABLE


def test_a_remote_store_is_not_backed_up_from_here(
    whosaid: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_STORE_URL", "http://127.0.0.1:1/")
    ran = whosaid("backup", "copy")
    assert ran.code == UNREACHABLE
    assert "back it up with its own tools" in ran.err


def test_a_service_that_died_between_is_exit_code_three(whosaid: Callable[..., Ran], data: Path) -> None:
    data.mkdir()
    leave_note(data, url="http://127.0.0.1:1")
    ran = whosaid("check")
    assert ran.code == UNREACHABLE
    assert "does not answer" in ran.err


def test_commands_go_through_the_service_that_runs(
    whosaid: Callable[..., Ran], service: World, data: Path, tmp_path: Path
) -> None:
    assert whosaid("ingest", "-", given=FIRE).code == DONE
    assert "Fire in Orle" in {one.headline for one in service.archive.articles().items}
    assert not (data / "store").exists()

    checked = whosaid("check", "--json")
    assert checked.rows[0]["graphs"] == 3
    assert whosaid("rebuild").out == "3 article versions compared anew\n"

    listed = whosaid("quarantine")
    assert listed.code == DONE
    assert "flood.txt: <b>not</b> conforming" in listed.out

    refused = whosaid("dump", "none/all.nq")
    assert (refused.code, "none/all.nq: cannot be written" in refused.err) == (KEPT_OUT, True)
    assert whosaid("dump", "all.nq").code == DONE
    assert sorted((tmp_path / "all.nq").read_bytes().splitlines()) == sorted(
        b"".join(service.store.dump()).splitlines()
    )
    copied = whosaid("backup", "copy")
    assert (copied.code, copied.out) == (DONE, "store copied to copy\n")
    assert list((tmp_path / "copy").iterdir())

    (fire,) = service.archive.articles(text="orle").items
    assert whosaid("retract", fire.id).code == DONE
    assert whosaid("retract", fire.id).code == KEPT_OUT
    assert service.archive.articles(text="orle").items == ()


def test_a_dump_goes_to_standard_output(
    data: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], service: World
) -> None:
    assert find_note(data) is not None
    monkeypatch.setattr(sys, "argv", ["whosaid", "dump", "-"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == DONE
    assert capfdbinary.readouterr().out.splitlines() == b"".join(service.store.dump()).splitlines()


@pytest.mark.slow
def test_the_demo_takes_the_seeds_in_says_what_to_try_and_serves(
    whosaid: Callable[..., Ran], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Any] = {}

    def run(app: object, **options: object) -> None:
        seen.update(options, app=app, note=find_note(data))

    monkeypatch.setattr(uvicorn, "run", run)  # serving would last until somebody ends it
    ran = whosaid("demo", "--port", "8765")
    assert ran.code == DONE
    assert (seen["port"], seen["host"]) == (8765, "127.0.0.1")
    assert seen["note"].url == "http://127.0.0.1:8765"
    assert find_note(data) is None
    assert "Whosaid serves  http://localhost:8765/" in ran.err
    assert "could not be taken in" not in ran.err
    queries = [line.rpartition("query@")[2] for line in ran.err.splitlines() if "query@" in line]
    assert len(queries) == 3
    assert all((ROOT / path).is_file() for path in queries)
    assert "Token for writing, shown this once: " in ran.err

    assert whosaid("serve").code == DONE
    assert seen["port"] == 8000
    assert json.loads(whosaid("check", "--json").out)["graphs"] == 7


def test_a_store_is_dumped_and_loaded_into_another(
    whosaid: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, "utf-8")
    whosaid("ingest", "fire.txt")
    told = whosaid("dump", "--json", "all.trig.zst").rows[0]
    assert (told["format"], told["packing"]) == ("trig", "zst")
    assert told["bytes"] == (tmp_path / "all.trig.zst").stat().st_size
    before = whosaid("dump", "-").out
    monkeypatch.setenv("WHOSAID_DATA", str(tmp_path / "other"))
    loaded = whosaid("load", "all.trig.zst")
    assert (loaded.code, loaded.out[:29]) == (DONE, "1 article versions taken in, ")
    assert sorted(whosaid("dump", "-").out.splitlines()) == sorted(before.splitlines())
    again = whosaid("load", "--json", "all.trig.zst").rows[0]
    assert (again["articles"], again["known"]) == (0, 1)


def test_what_a_load_keeps_out_is_named_and_is_exit_code_one(
    whosaid: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "x.nq").write_text("<urn:a> a <urn:b> .", "utf-8")
    assert "x.nq" in whosaid("load", "x.nq").err
    is_a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    (tmp_path / "x.nq").write_text(f"<urn:c> {is_a} <https://w3id.org/whosaid/ns#Claim> <urn:g> .", "utf-8")
    told = whosaid("load", "x.nq")
    assert told.code == KEPT_OUT
    assert "kept out: urn:g: " in told.err


def test_two_packings_exclude_each_other(whosaid: Callable[..., Ran]) -> None:
    assert whosaid("dump", "--gz", "--zst", "x").code == WRONG_USE


def test_the_running_service_loads_a_dump(whosaid: Callable[..., Ran], service: World) -> None:
    whosaid("dump", "all.nq")
    before = len(b"".join(service.store.dump()).splitlines())
    loaded = whosaid("load", "--json", "all.nq")
    assert loaded.rows[0]["known"] > 0
    assert len(b"".join(service.store.dump()).splitlines()) == before


def test_an_article_is_taken_out_with_what_takes_its_place(
    whosaid: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "fire.txt").write_text(FIRE, "utf-8")
    (receipt,) = whosaid("ingest", "--json", "fire.txt").rows
    assert whosaid("retract", "--replaced-by", "abc", receipt["article"]).code == DONE
    assert "/article/abc>" in whosaid("dump", "-").out
