from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def client(fresh_client: Any) -> Any:
    """Write into a world of the test's own."""
    return fresh_client


TOKEN = {"authorization": "Bearer good"}
TEXT = "Fire in Old Harrow\n\nMore than 12 sheds burned down, the fire chief said on Monday.\n"
PAGE = (
    f"<html><head><title>Fire</title></head><body><article><h1>Fire</h1><p>{TEXT}</p></article></body></html>"
)
DATA = {"@context": "http://schema.org/", "@type": "NewsArticle", "headline": "Fire", "articleBody": TEXT}


def post(client: Any, body: str | bytes, media_type: str, **more: Any) -> Any:
    headers = {"content-type": media_type, **TOKEN, **more.pop("headers", {})}
    return client.post("/articles", content=body, headers=headers, **more)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/plain", TEXT),
        ("text/plain; charset=utf-8", TEXT),
        ("text/html", PAGE),
        ("application/json", json.dumps(DATA)),
        ("application/ld+json", json.dumps(DATA)),
        ("application/octet-stream", TEXT),
    ],
)
def test_an_article_is_taken_in_and_told_where_it_is(client: Any, media_type: str, body: str) -> None:
    answer = post(client, body, media_type)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert receipt["outcome"] == "stored"
    assert answer.headers["location"] == f"/article/{receipt['article']}"
    assert client.get(answer.headers["location"]).json()["iri"] == receipt["article_iri"]


def test_the_same_text_again_is_known(client: Any) -> None:
    first, second = post(client, TEXT, "text/plain"), post(client, TEXT, "text/plain")
    assert (second.status_code, second.json()["outcome"]) == (200, "known")
    assert second.headers["location"] == first.headers["location"]


def test_the_sender_may_say_what_the_text_does_not(client: Any) -> None:
    known = {
        "headline": "Sheds burn",
        "publisher": "The Harbour Post",
        "published": "2021-07-09",
        "url": "https://news.example/sheds",
    }
    answer = post(client, "Two sheds burned, the chief said.", "text/plain", params=known)
    shown = client.get(answer.headers["location"]).json()
    assert shown["publisher"]["name"] == "The Harbour Post"
    assert {name: shown[name] for name in ("headline", "published", "url")} == {
        name: known[name] for name in ("headline", "published", "url")
    }


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/x-ndjson", "\n".join(json.dumps(DATA | {"headline": name}) for name in ("One", "Two"))),
        ("application/json", json.dumps([DATA | {"headline": name} for name in ("One", "Two")])),
    ],
)
def test_several_articles_give_a_list_of_receipts(client: Any, media_type: str, body: str) -> None:
    first, second = post(client, body, media_type), post(client, body, media_type)
    assert (first.status_code, second.status_code) == (201, 200)
    assert [one["outcome"] for one in first.json()] == ["stored", "stored"]
    assert [one["outcome"] for one in second.json()] == ["known", "known"]


@pytest.mark.parametrize("media_type", ["application/x-ndjson", "application/jsonl"])
def test_one_line_is_a_list_of_one(client: Any, media_type: str) -> None:
    assert len(post(client, json.dumps(DATA), media_type).json()) == 1


def test_of_several_the_bad_one_is_told_and_the_others_go_on(client: Any) -> None:
    answer = post(client, json.dumps(DATA) + "\n{not json\n", "application/x-ndjson")
    good, bad = answer.json()
    assert answer.status_code == 207
    assert good["outcome"] == "stored"
    assert (bad["status"], bad["type"]) == (400, "/problems#malformed")


def test_several_of_which_none_is_good_are_refused(client: Any) -> None:
    answer = post(client, "{not json\n[nor this\n", "application/x-ndjson")
    assert answer.status_code == 422
    assert all(one["detail"] for one in answer.json())


@pytest.mark.parametrize(
    ("media_type", "body", "status", "name"),
    [
        ("text/plain", "", 400, "empty"),
        ("text/plain", "   \n", 400, "empty"),
        ("application/json", "{", 400, "malformed"),
        ("text/plain", b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50, 415, "not-text"),
        ("image/png", "x", 415, "unsupported-type"),
        ("application/pdf", "x", 415, "unsupported-type"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    client: Any, media_type: str, body: str | bytes, status: int, name: str
) -> None:
    answer = post(client, body, media_type)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems#{name}")


def test_a_body_without_a_type_is_refused(client: Any) -> None:
    answer = client.post("/articles", content=b"x", headers=TOKEN)
    assert answer.status_code == 415


@pytest.mark.parametrize("length", ["named", "found out"])
def test_a_body_that_is_too_large_is_refused(client: Any, length: str) -> None:
    limit = client.app.state.desk.body_limit
    body: Any = b"x" * (limit + 1)
    if length == "found out":
        body = iter([body])  # sent in chunks, so that no Content-Length tells
    answer = post(client, body, "text/plain")
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems#too-large")


def test_a_date_that_is_none_is_refused(client: Any) -> None:
    answer = post(client, TEXT, "text/plain", params={"published": "last week"})
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (400, "published")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/articles"),
        ("DELETE", "/articles/b1"),
        ("POST", "/quarantine/f1/retry"),
        ("POST", "/admin/check"),
        ("POST", "/admin/rebuild"),
        ("POST", "/admin/quarantine"),
        ("POST", "/admin/backup"),
        ("GET", "/admin/dump"),
    ],
)
def test_writing_needs_a_token_with_the_scope(client: Any, method: str, path: str) -> None:
    nobody = client.request(method, path, headers={"content-type": "text/plain"})
    stranger = client.request(method, path, headers={"authorization": "Bearer wrong"})
    reader = client.request(method, path, headers={"authorization": "Bearer reader"})
    assert [nobody.status_code, stranger.status_code, reader.status_code] == [401, 401, 403]
    assert nobody.headers["www-authenticate"].startswith("Bearer")
    assert 'error="insufficient_scope"' in reader.headers["www-authenticate"]


def test_the_name_of_the_scheme_is_read_in_any_case(client: Any) -> None:
    answer = post(client, TEXT, "text/plain", headers={"authorization": "bearer good"})
    assert answer.status_code == 201


def test_a_retracted_article_is_gone(client: Any) -> None:
    where = post(client, TEXT, "text/plain").headers["location"]
    ident = where.rpartition("/")[2]
    assert client.delete(f"/articles/{ident}", headers=TOKEN).status_code == 204
    assert client.get(where).status_code == 410
    assert client.delete(f"/articles/{ident}", headers=TOKEN).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", "/articles/a%20b"), ("POST", "/quarantine/%3Cx%3E/retry")]
)
def test_an_act_on_what_cannot_be_an_id_is_not_found(client: Any, method: str, path: str) -> None:
    assert client.request(method, path, headers=TOKEN).status_code == 404


def test_the_charset_of_the_sender_is_heeded(client: Any) -> None:
    body = "L’été fut long, dit le maire.\n".encode("cp1252")
    answer = post(client, body, "text/plain; charset=windows-1252")
    shown = client.get(answer.headers["location"]).json()
    assert shown["versions"][0]["text"].startswith("L’été fut long")


def test_every_type_that_is_read_is_in_the_documentation(client: Any) -> None:
    refused = post(client, "x", "image/png").json()["detail"]
    written = (Path(__file__).parent.parent.parent / "docs" / "http.md").read_text(encoding="utf-8")
    named = re.findall(r"[a-z]+/[a-z+-]+", refused.partition("expected one of")[2])
    assert len(named) > 10
    assert [one for one in named if f"`{one}`" not in written] == []
