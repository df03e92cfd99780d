"""The commands over a chat endpoint that serves on this machine: what is told, and the exit codes."""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from app import cli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOSS = {"source": "Ida Moss", "cue": "said", "content": ["the road is closed"], "kind": "indirect"}
LIE = {"source": "Ida Moss", "cue": "said", "content": ["the town is lost"], "kind": "indirect"}


class Handler(BaseHTTPRequestHandler):
    """Answers well, and with a lie, unless the text speaks of snow."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        snows = "snow" in body["messages"][1]["content"]
        message = "?" if snows else json.dumps({"attributions": [MOSS, LIE]})
        written = json.dumps({"choices": [{"message": {"content": message}}]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@pytest.fixture(autouse=True)
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "WHOSAID_DATA": "data",
        "WHOSAID_LOG_LEVEL": "ERROR",
        "WHOSAID_EXTRACTOR": "chat",
        "WHOSAID_CHAT_URL": f"http://127.0.0.1:{server.server_port}/v1",
        "WHOSAID_CHAT_MODEL": "m",
    }.items():
        monkeypatch.setenv(name, value)
    yield
    server.shutdown()
    thread.join()
    server.server_close()


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["whosaid", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_extract_names_what_is_left_out_and_what_was_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "a", "text": "Ida Moss said the road is closed."}, {"id": "b", "text": "It snowed."}]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(monkeypatch, "extract", "in.jsonl") == cli.KEPT_OUT
    said = capsys.readouterr()
    (row,) = (json.loads(line) for line in said.out.splitlines())
    assert [one["speaker"] for one in row["attributions"]] == ["Ida Moss"]
    assert "in.jsonl line 1: left out: the content 'the town is lost' does not stand in the text" in said.err
    assert "in.jsonl line 2: the message of the chat endpoint is not JSON" in said.err


def test_extract_is_done_when_nothing_was_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": "a", "text": "Ida Moss said the road is closed."}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert run(monkeypatch, "extract", "in.jsonl") == 0


def test_ingest_quarantines_what_was_refused_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"headline": "Snow", "text": "It snowed all day."},
        {"headline": "Road", "text": "Ida Moss said the road is closed."},
    ]
    (tmp_path / "in.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run(monkeypatch, "ingest", "--json", "in.json") == cli.KEPT_OUT
    refused, stored = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert refused["outcome"] == "quarantined"
    assert "is not JSON" in refused["detail"]
    assert stored["outcome"] == "stored"
    assert stored["refused"] == ["the content 'the town is lost' does not stand in the text"]


def test_wrong_settings_stop_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("WHOSAID_CHAT_MODEL")
    assert run(monkeypatch, "extract", "-") == cli.WRONG_USE
    assert "WHOSAID_CHAT_MODEL is not set" in capsys.readouterr().err
