from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.article import Article
from app.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from app.read.clean import read_articles

TEXT = "The mayor said ten houses burned.\nNobody was hurt, she said."
LINKED = {
    "@context": "http://schema.org/",
    "@type": "NewsArticle",
    "headline": "Fire &amp; water",
    "articleBody": TEXT,
    "datePublished": "2026-03-05",
    "publisher": {"@type": "Organization", "name": "The Harbour Post"},
    "author": ["By Ann Lee and Bo Li", {"name": "Cy Roe"}, {"@value": "Di Fay"}],
    "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
    "url": "https://post.example/1",
}
NINJS = {
    "uri": "https://wire.example/items/7",
    "type": "text",
    "versioncreated": "2026-03-05T10:37:00Z",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Fire in Marrow Bay",
    "byline": "By Ann Lee",
    "located": "Marrow Bay",
    "copyrightholder": "Invented Wire",
    "body_text": TEXT.replace("\n", " "),
    "body_xhtml": "<p>The mayor said ten houses burned.</p><p>Nobody was hurt, she said.</p>",
}
NINJS_2 = {
    "uri": "urn:newsml:wire.example:7",
    "firstcreated": "2026-03-05T09:00:00Z",
    "headlines": [{"role": "short", "value": "Fire"}, {"role": "main", "value": "Fire in Marrow Bay"}, "odd"],
    "by": "Ann Lee",
    "infosources": [{"name": "Invented Wire"}],
    "bodies": [
        {"role": "caption", "contenttype": "text/plain", "value": "A picture."},
        {"role": "main", "contentType": "text/html", "value": NINJS["body_xhtml"]},
        {"role": "empty"},
        "odd",
    ],
}


def read(value: Any, **more: Any) -> list[Article | InputError]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(read_articles(data, **more))


def one(value: Any, **more: Any) -> Article:
    (article,) = read(value, **more)
    assert isinstance(article, Article), article
    return article


def test_our_own_keys_are_read() -> None:
    row = {
        "id": "https://post.example/1",
        "text": TEXT,
        "headline": "Fire",
        "publisher": {"name": "Post"},
        "published": "5 March 2026",
        "authors": ["Ann Lee"],
        "language": "en",
        "dateline": "BAY",
    }
    assert one(row) == Article(
        text=TEXT,
        headline="Fire",
        publisher="Post",
        published=date(2026, 3, 5),
        authors=("Ann Lee",),
        url="https://post.example/1",
        dateline="BAY",
    )
    assert one({"id": "17", "text": TEXT}).url is None


def test_our_own_text_is_never_taken_for_markup() -> None:
    assert one({"text": "1 < 2 &amp; <p>so</p>"}).text == "1 < 2 &amp; <p>so</p>"


def test_schema_org_is_read() -> None:
    article = one(LINKED, media_type="application/ld+json")
    assert article == Article(
        text=TEXT,
        headline="Fire & water",
        publisher="The Harbour Post",
        authors=("Ann Lee", "Bo Li", "Cy Roe", "Di Fay"),
        published=date(2026, 3, 5),
        url="https://post.example/1",
    )


def test_schema_org_may_use_text_or_leave_out_the_type() -> None:
    assert one({"@type": "Article", "text": TEXT, "publisher": "P"}).publisher == "P"
    assert one({"articleBody": TEXT, "name": "Fire"}).headline == "Fire"


def test_every_article_of_a_graph_is_read() -> None:
    second = LINKED | {"url": "https://post.example/2", "publisher": {"@id": "#p"}}
    graph = {"@graph": [{"@id": "#p", "@type": "Organization", "name": "P"}, LINKED, second]}
    found = [item for item in read(graph, origin="a.json") if isinstance(item, Article)]
    assert [(item.publisher, item.origin) for item in found] == [
        ("The Harbour Post", "a.json article 1"),
        ("P", "a.json article 2"),
    ]
    assert one({"@graph": [LINKED]}, origin="a.json").origin == "a.json"


def test_ninjs_of_the_first_generation_is_read() -> None:
    assert one(NINJS) == Article(
        text=TEXT,
        headline="Fire in Marrow Bay",
        publisher="Invented Wire",
        authors=("Ann Lee",),
        published=datetime(2026, 3, 5, 10, 37, tzinfo=UTC),
        language="en-GB",
        url="https://wire.example/items/7",
        dateline="Marrow Bay",
    )


def test_ninjs_of_later_generations_is_read() -> None:
    article = one(NINJS_2)
    assert (article.text, article.headline) == (TEXT, "Fire in Marrow Bay")
    assert (article.publisher, article.authors, article.url) == ("Invented Wire", ("Ann Lee",), None)
    camel = one(
        {"versionCreated": "2026-03-05", "title": "T", "body_text": TEXT, "infosource": [{"name": "W"}]}
    )
    assert (camel.day, camel.headline, camel.publisher) == (date(2026, 3, 5), "T", "W")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_an_agency_withdrew_is_refused(status: str) -> None:
    (found,) = read(NINJS | {"pubstatus": status}, origin="a.json")
    assert str(found) == f"a.json: the agency says that this item is {status}; expected a usable one"


def test_ninjs_without_a_body_is_empty() -> None:
    (found,) = read({"versioncreated": "2026-03-05", "headline": "Photo", "bodies": {}})
    assert isinstance(found, EmptyInput)


def test_a_list_goes_on_after_a_bad_item() -> None:
    found = read([{"text": TEXT}, 7, {"text": None}, {"headline": "x"}, {"text": TEXT}], origin="a.json")
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, True]
    assert str(found[1]) == "a.json item 2: expected a JSON object for an article, found a number"
    assert str(found[2]) == "a.json item 3: 'text' is 'None'; expected a string"
    assert "has no text of an article (keys: headline)" in str(found[3])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"text": "a",', "in line 1, column 14, at its end"),
        (b'{"text" "a"}', "in line 1, column 9, near '\"a\"}'"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"text": ' + b"1" * 5000 + b"}", "a number too long"),
        (b"null", "found null"),
        (b'"a"', "found a string"),
        (b"true", "found true or false"),
        (b'[["a"]]', "found a list"),
        (b'{"text": "a", "published": 1625817600}', "'published' is 1625817600; expected a date"),
        (b'{"text": "a", "published": "someday"}', "'someday'"),
        (b"{}", "keys: none"),
        (b'{"@type": "Person", "name": "A"}', "no text of an article"),
    ],
)
def test_json_that_is_no_article_says_what_is_wrong(data: bytes, words: str) -> None:
    (found,) = read(data, media_type="application/json", origin="a.json")
    assert isinstance(found, Malformed)
    assert words in str(found)
    assert str(found).startswith("a.json")


def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on() -> None:
    lines = b'{"text": "The mayor said one."}\n\n{broken\n\xff\xfe\n'
    lines += b'{"text": "a\\u2028b said two."}\r\n{"text": "\0"}'
    found = read(lines, origin="a.jsonl")
    assert [type(item) for item in found] == [Article, Malformed, Malformed, Article, NotText]
    assert [str(item).partition(":")[0] for item in found if isinstance(item, InputError)] == [
        "a.jsonl line 3",
        "a.jsonl line 4",
        "a.jsonl line 6",
    ]
    assert isinstance(found[3], Article)
    assert (found[3].text, found[3].origin) == ("a\u2028b said two.", "a.jsonl line 5")


def test_a_line_separator_inside_of_a_string_ends_no_line() -> None:
    data = '{"text": "one\u2028two\u0085three"}\n{"text": "four"}'.encode()
    assert [
        item.text for item in read(data, media_type="application/x-ndjson") if isinstance(item, Article)
    ] == [
        "one\u2028two\u0085three",
        "four",
    ]


def test_a_line_over_the_limit_is_refused_alone() -> None:
    data = json.dumps({"text": "a" * 200}).encode() + b'\n{"text": "short"}'
    found = read(data, media_type="application/jsonl", limit=100)
    assert [type(item) for item in found] == [TooLarge, Article]
    assert "line 1: is longer than 100 bytes" in str(found[0])


def test_what_names_one_article_is_no_hint_for_many() -> None:
    data = b'{"text": "one"}\n{"text": "two"}'
    found = read(data, origin="a.jsonl", url="https://a.example/", headline="H", publisher="P")
    assert all(isinstance(item, Article) for item in found)
    assert {(item.url, item.headline, item.publisher) for item in found if isinstance(item, Article)} == {
        (None, None, "P")
    }


@pytest.mark.parametrize("bom", ["utf-16", "utf-8-sig"])
def test_json_comes_in_other_encodings(bom: str) -> None:
    assert (
        one(json.dumps({"text": "café said"}, ensure_ascii=False).encode(bom), origin="a.json").text
        == "café said"
    )
    lines = '{"text": "café"}\n{"text": "two"}'.encode(bom)
    assert len(read(lines, origin="a.jsonl")) == 2


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b'{"text": "a"}', 1),
        (b'{"text": "a"}\n{"text": "b"}', 2),
        (b'[{"text": "a"}, {"text": "b"}]', 2),
        (b"[UPDATE] The mayor said more.\nMuch more.", 1),
        (b"{This is how it began} he said.\nAnd ended.", 1),
    ],
)
def test_json_without_a_name_is_told_from_text(data: bytes, count: int) -> None:
    found = read(data)
    assert len(found) == count
    assert all(isinstance(item, Article) for item in found)


def test_broken_json_without_a_name_is_not_taken_for_text() -> None:
    (found,) = read(b'{"text": "a"')
    assert isinstance(found, Malformed)


def test_half_of_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert one(b'{"text": "a\\ud83d b"}').text == "a\ufffd b"


def test_an_article_body_written_in_html_is_shown_as_text() -> None:
    assert one({"articleBody": "<p>One &#8220;x&#8221;.</p><p>Two.</p>"}).text == "One “x”.\nTwo."


def test_the_address_of_what_was_fetched_decides_by_its_path() -> None:
    assert (
        one({"text": TEXT}, origin="https://a.example/b.json?x=1.html").url
        == "https://a.example/b.json?x=1.html"
    )
