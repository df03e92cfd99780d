"""Files, folders, addresses, feeds and standard input become inputs; what cannot be is told in its place."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from app.errors import EmptyInput, FetchError, InputError, Malformed, TooLarge
from app.read.clean import read_articles
from app.read.fetch import Fetcher
from app.read.inputs import LINES, Input, Inputs

if TYPE_CHECKING:
    import pytest

ROW = json.dumps({"text": "The mayor said ten houses burned."})
WHOLE = "<p>The mayor said ten houses burned.</p><p>Nobody was hurt.</p>"
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Post</title>
<item><title>Fire</title><link>http://post.example/fire</link><pubDate>Fri, 09 Jul 2021 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>Flood</title><link>http://post.example/flood</link><description>A flood.</description></item>
<item><title>Gone</title><link>http://post.example/gone</link><description>Gone.</description></item>
<item><title>Nowhere</title><description>Nowhere.</description></item>
</channel></rss>"""


def answer(request: httpx.Request) -> httpx.Response:
    pages = {
        "/feed": (200, "application/rss+xml", FEED),
        "/broken": (200, "application/rss+xml", "<rss"),
        "/flood": (200, "text/html", "<html><body><article><p>A flood.</p></article></body></html>"),
        "/bytes": (200, "application/octet-stream", "\x00\x01\x02\x03" * 50),
        "/robots.txt": (404, "text/plain", ""),
    }
    status, media_type, body = pages.get(request.url.path, (404, "text/plain", "no"))
    return httpx.Response(status, headers={"content-type": media_type}, text=body)


def inputs(stdin: bytes = b"", limit: int = 10_000) -> Inputs:
    fetcher = Fetcher(transport=httpx.MockTransport(answer), sleep=lambda _: None)
    return Inputs(fetcher=fetcher, standard_input=io.BytesIO(stdin), limit=limit)


def texts(found: list[Input | InputError | FetchError]) -> list[str]:
    articles = []
    for one in found:
        assert isinstance(one, Input)
        for article in read_articles(one.data, media_type=one.media_type, origin=one.origin):
            assert not isinstance(article, InputError)
            articles.append(article.text)
    return articles


def test_folders_are_walked_in_a_stable_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/x.txt", "a/b/c.txt", ".named.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    reading = inputs()
    found = list(reading.read([str(tmp_path), str(tmp_path / ".named.txt")]))
    names = [Path(one.origin).relative_to(tmp_path).as_posix() for one in found if isinstance(one, Input)]
    assert names == ["a/b/c.txt", "a/z.txt", "b.txt", ".named.txt"]
    assert reading.total == 4


def test_a_file_that_is_not_there_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("x")
    missing, found = inputs().read([str(tmp_path / "missing.txt"), str(there)])
    assert str(missing) == f"{tmp_path / 'missing.txt'}: cannot be read (No such file or directory)"
    assert found == Input(origin=str(there), data=b"x")


def test_a_file_over_the_limit_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    def no_reading(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Path, "read_bytes", no_reading)
    (found,) = inputs().read([str(path)])
    assert isinstance(found, TooLarge)
    assert str(found) == f"{path}: has 50000000 bytes; expected at most 10000"


def test_json_lines_come_a_few_at_a_time_and_count_by_lines(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text(f"{ROW}\n" * (2 * LINES + 1))
    reading = inputs()
    found = list(reading.read([str(path)]))
    assert [one.count for one in found if isinstance(one, Input)] == [LINES, LINES, 1]
    assert [one.origin for one in found if isinstance(one, Input)] == [
        str(path),
        f"{path} from line {LINES + 1}",
        f"{path} from line {2 * LINES + 1}",
    ]
    assert reading.total == 2 * LINES + 1
    assert len(texts(found)) == 2 * LINES + 1


def test_a_line_over_the_limit_is_told_and_the_lines_beside_it_go_on(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join([ROW, json.dumps({"text": "a" * 500}), ROW]))
    found = list(inputs(limit=100).read([str(path)]))
    read = [
        article
        for one in found
        if isinstance(one, Input)
        for article in read_articles(one.data, media_type=one.media_type, origin=one.origin, limit=100)
    ]
    assert [isinstance(one, TooLarge) for one in read] == [False, True, False]
    assert max(len(one.data) for one in found if isinstance(one, Input)) <= 101


def test_json_lines_in_utf_16_are_one_input(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_text(f"{ROW}\n{ROW}\n", encoding="utf-16")
    reading = inputs()
    found = list(reading.read([str(path)]))
    assert (len(found), reading.total) == (1, 1)
    assert len(texts(found)) == 2


def test_an_empty_file_is_one_input_that_reading_refuses(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.touch()
    (found,) = inputs().read([str(path)])
    assert found == Input(origin=str(path), data=b"")


def test_standard_input_is_read_up_to_the_limit() -> None:
    assert list(inputs(b"The mayor said so.").read(["-"])) == [Input(origin="-", data=b"The mayor said so.")]
    (found,) = inputs(b"x" * 11, limit=10).read(["-"])
    assert str(found) == "standard input: has more than 10 bytes; expected at most that"


def test_an_address_is_fetched() -> None:
    (found,) = inputs().read(["http://post.example/flood"])
    assert isinstance(found, Input)
    assert (found.origin, found.media_type) == ("http://post.example/flood", "text/html")


def test_what_is_no_text_is_handed_on_for_reading_to_refuse() -> None:
    (found,) = inputs().read(["http://post.example/bytes"])
    assert isinstance(found, Input)


def test_an_address_without_a_document_is_told() -> None:
    (found,) = inputs().read(["http://post.example/gone"])
    assert isinstance(found, FetchError)
    assert "status 404" in str(found)


def test_a_feed_gives_what_it_carries_and_what_it_points_to() -> None:
    reading = inputs()
    fire, flood, gone, nowhere = reading.read(["http://post.example/feed"])
    assert reading.total == 4
    assert isinstance(fire, Input)
    (article,) = read_articles(fire.data, media_type=fire.media_type, origin=fire.origin)
    assert not isinstance(article, InputError)
    assert (article.headline, article.publisher, article.url) == (
        "Fire",
        "The Post",
        "http://post.example/fire",
    )
    assert article.text == "The mayor said ten houses burned.\nNobody was hurt."
    assert article.published is not None
    assert isinstance(flood, Input)
    assert flood.origin == "http://post.example/flood"
    assert isinstance(gone, FetchError)
    assert isinstance(nowhere, EmptyInput)
    assert str(nowhere) == (
        "http://post.example/feed item 4: the feed has only a summary, and no address of the article"
    )


def test_a_broken_feed_is_told() -> None:
    (found,) = inputs().read(["http://post.example/broken"])
    assert isinstance(found, Malformed)
