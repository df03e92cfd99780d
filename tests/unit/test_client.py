from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import httpx
import pytest

from app.client import NOTE, Note, ServiceClient, find_note, leave_note, remove_note
from app.errors import NotFound, StoreUnreachable, WhosaidError

if TYPE_CHECKING:
    from pathlib import Path

NOTED = Note(url="http://127.0.0.1:1", token="t", pid=1)


def client(answer: httpx.Response | Exception) -> tuple[ServiceClient, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ServiceClient(NOTED, transport=httpx.MockTransport(handle)), asked


def test_a_note_is_found_while_its_process_lives(tmp_path: Path) -> None:
    assert find_note(tmp_path) is None
    left = leave_note(tmp_path, url="http://127.0.0.1:8000")
    assert find_note(tmp_path) == left
    assert left.pid == os.getpid()
    assert stat.S_IMODE((tmp_path / NOTE).stat().st_mode) == 0o600
    remove_note(tmp_path)
    remove_note(tmp_path)
    assert find_note(tmp_path) is None


@pytest.mark.parametrize("words", ["", "{}", '{"url": "u", "token": "t", "pid": 99999999}', "[]"])
def test_a_note_that_a_dead_service_left_is_none(tmp_path: Path, words: str) -> None:
    (tmp_path / NOTE).write_text(words, "utf-8")
    assert find_note(tmp_path) is None


def test_ingest_hands_the_bytes_in_with_the_token() -> None:
    service, asked = client(httpx.Response(201, json={"outcome": "stored"}))
    assert service.ingest(b"x", media_type="text/plain", origin="a.txt") == [{"outcome": "stored"}]
    assert asked[0].headers["authorization"] == "Bearer t"
    assert asked[0].headers["content-type"] == "text/plain"
    assert asked[0].url.params["origin"] == "a.txt"
    assert asked[0].content == b"x"


def test_several_articles_give_several_rows() -> None:
    service, _ = client(httpx.Response(200, json=[{"outcome": "stored"}, {"detail": "broken"}]))
    assert len(service.ingest(b"x", media_type=None, origin="a")) == 2


def test_a_problem_is_a_row_with_its_detail() -> None:
    service, _ = client(httpx.Response(422, json={"detail": "no headline"}))
    assert service.ingest(b"x", media_type=None, origin="a")[0]["detail"] == "no headline"


def test_an_act_gives_its_answer() -> None:
    service, asked = client(httpx.Response(200, json={"versions": 3}))
    assert service.act("rebuild") == {"versions": 3}
    assert asked[0].url.path == "/admin/rebuild"


@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (500, WhosaidError)])
def test_a_failed_act_raises_with_the_detail(status: int, kind: type[Exception]) -> None:
    service, _ = client(httpx.Response(status, json={"detail": "it broke"}))
    with pytest.raises(kind, match="it broke"):
        service.act("check")


def test_retract_tells_whether_there_was_an_article() -> None:
    assert client(httpx.Response(204))[0].retract("a") is True
    assert client(httpx.Response(404, json={}))[0].retract("a") is False


def test_a_dump_comes_in_chunks() -> None:
    service, _ = client(httpx.Response(200, content=b"<a> <b> <c> <d> .\n"))
    assert b"".join(service.dump()) == b"<a> <b> <c> <d> .\n"


def test_a_service_that_does_not_answer_is_unreachable() -> None:
    service, _ = client(httpx.ConnectError("refused"))
    with pytest.raises(StoreUnreachable, match="does not answer"):
        service.act("check")


def test_the_note_holds_nothing_but_what_is_needed(tmp_path: Path) -> None:
    leave_note(tmp_path, url="http://127.0.0.1:8000", token="given")
    assert json.loads((tmp_path / NOTE).read_text("utf-8")).keys() == {"url", "token", "pid"}
