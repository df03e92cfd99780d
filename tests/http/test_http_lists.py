from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

LISTS = ["/articles", "/claims", "/parties", "/conflicts", "/disputes", "/quarantine"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_json_for_a_program_and_a_page_for_a_browser(client: Any, path: str) -> None:
    data = client.get(path)
    page = client.get(path, headers={"accept": BROWSER})
    assert data.headers["content-type"] == "application/json"
    assert data.json()["items"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>" in page.text
    assert "Accept" in data.headers["vary"]
    assert "Accept" in page.headers["vary"]


@pytest.mark.parametrize("path", LISTS)
def test_a_format_in_the_address_stands_above_accept(client: Any, path: str) -> None:
    page = client.get(f"{path}?format=html")
    data = client.get(f"{path}?format=json", headers={"accept": BROWSER})
    assert page.headers["content-type"].startswith("text/html")
    assert data.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", LISTS)
def test_a_list_in_turtle_is_not_acceptable_and_says_what_is(client: Any, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/turtle"})
    assert answer.status_code == 406
    assert answer.json()["offered"] == ["application/json", "text/html"]


def test_a_list_is_paged_by_cursor_and_link_until_all_is_seen(client: Any) -> None:
    everything = [one["id"] for one in client.get("/claims?limit=200").json()["items"]]
    seen: list[str] = []
    address = "/claims?limit=3"
    while address:
        answer = client.get(address)
        seen += [one["id"] for one in answer.json()["items"]]
        link = answer.headers.get("link")
        assert (link is None) == (answer.json()["next"] is None)
        address = link.partition(">")[0].removeprefix("<") if link else ""
    assert seen == everything
    assert len(seen) > 3


def test_the_next_page_keeps_the_filter(client: Any) -> None:
    link = client.get("/claims?limit=1&stance=asserts").headers["link"]
    address = link.partition(">")[0].removeprefix("<")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["stance"], asked["limit"]) == (["asserts"], ["1"])
    assert link.endswith('; rel="next"')


def test_a_page_for_people_leads_to_the_next_one(client: Any) -> None:
    assert 'rel="next"' in client.get("/claims?limit=1&format=html").text


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=many",
        "kind=shouted",
        "stance=maybe",
        "since=yesterday",
        "until=2021-13-01",
    ],
)
def test_a_wrong_parameter_is_named(client: Any, query: str) -> None:
    answer = client.get(f"/claims?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["where"] == query.partition("=")[0]


@pytest.mark.parametrize("query", ["kind=loud", "strength=very"])
def test_a_wrong_parameter_of_conflicts_is_named(client: Any, query: str) -> None:
    assert client.get(f"/conflicts?{query}").json()["errors"][0]["where"] == query.partition("=")[0]


@pytest.mark.parametrize("path", [*LISTS, "/decisions", "/search"])
def test_a_parameter_that_a_list_does_not_know_is_refused_with_those_that_it_knows(
    client: Any, path: str
) -> None:
    answer = client.get(f"{path}?who=Ann&limit=1")
    assert answer.status_code == 400
    problem = answer.json()
    assert problem["type"].endswith("#bad-parameter")
    (error,) = problem["errors"]
    assert error["where"] == "who"
    assert "limit, cursor" in error["message"]
    assert problem["detail"].startswith("who: is not known here")
    assert client.get(f"{path}?who=Ann", headers={"accept": BROWSER}).status_code == 400


def test_a_parameter_is_not_taken_for_that_of_another_list(client: Any) -> None:
    known = client.get("/conflicts?q=houses").json()["errors"][0]["message"]
    assert known.endswith("limit, cursor, text, party, article, kind, strength, status, format")
    assert client.get("/search?text=houses").status_code == 400


@pytest.mark.parametrize("path", [*LISTS, "/decisions", "/search"])
def test_parameters_that_ask_for_nothing_are_passed_over(client: Any, path: str) -> None:
    answer = client.get(f"{path}?_=1700000000&utm_source=letter&fbclid=x&format=json")
    assert answer.json() == client.get(path).json()


def test_metadata_that_nobody_reads_is_refused(client: Any) -> None:
    headers = {"authorization": "Bearer good", "content-type": "text/plain"}
    answer = client.post("/articles?title=Flood", content="Water came, Ann Lee said.", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["where"] == "title"


def test_fields_that_a_form_leaves_empty_do_not_filter(client: Any) -> None:
    empty = client.get("/claims?text=&party=&about=&place=&since=&until=&kind=&stance=&limit=200")
    assert empty.json() == client.get("/claims?limit=200").json()


def test_claims_are_found_by_their_words(client: Any) -> None:
    found = client.get("/claims", params={"text": "houses"}).json()["items"]
    assert found
    assert all("houses" in one["text"] for one in found)


def test_what_is_searched_stands_in_the_form_again_escaped(client: Any) -> None:
    page = client.get("/claims", params={"text": '"><script>', "format": "html"}).text
    assert "<script>" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_a_list_that_is_known_already_is_not_sent_again(client: Any) -> None:
    first = client.get("/conflicts")
    again = client.get("/conflicts", headers={"if-none-match": first.headers["etag"]})
    other = client.get("/conflicts?format=html", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200


@pytest.mark.parametrize("path", [*LISTS, "/", "/sparql", "/healthz", "/ns"])
def test_head_answers_as_get_does_without_the_body(client: Any, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == got.headers["content-length"]
