from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.article import Article
from app.errors import InputError, Malformed
from app.read.clean import read_articles
from app.read.formats.plain import guess_headline

BODY = "Shells struck the market on Tuesday.\n\nThe mayor said: “Nobody was warned.”\n"


def one(text: str | bytes, **more: object) -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    (article,) = read_articles(data, **more)  # type: ignore[arg-type] # tests hand in what they like
    assert isinstance(article, Article), article
    return article


def error(text: str | bytes, **more: object) -> InputError:
    data = text if isinstance(text, bytes) else text.encode()
    (found,) = read_articles(data, **more)  # type: ignore[arg-type] # tests hand in what they like
    assert isinstance(found, InputError), found
    return found


def test_a_text_is_kept_to_the_letter() -> None:
    assert one(BODY, origin="a.txt").text == BODY


def test_fenced_front_matter_is_no_part_of_the_text() -> None:
    article = one(
        "---\nheadline: Market hit: dozens dead, officials say\nPublisher: The “Post”\n"
        "author: By Ann Lee and Bo Li\npublished: 2026-03-04\nurl: https://post.example/a?b=c\n"
        f"language: EN_gb\ndateline: TORVANE\nslug: ignored\n---\n{BODY}"
    )
    assert article == Article(
        text=BODY,
        headline="Market hit: dozens dead, officials say",
        publisher="The “Post”",
        authors=("Ann Lee", "Bo Li"),
        published=date(2026, 3, 4),
        url="https://post.example/a?b=c",
        language="en-GB",
        dateline="TORVANE",
    )


def test_bare_header_lines_end_at_the_first_blank_line() -> None:
    article = one(f"Headline: Market hit\nDate: 4 March 2026\n\n{BODY}")
    assert (article.headline, article.published, article.text) == ("Market hit", date(2026, 3, 4), BODY)


def test_one_header_line_alone_is_taken_only_if_it_is_the_headline() -> None:
    assert one(f"Title: Market hit\n\n{BODY}").text == BODY
    story = "Date: a fruit with a long history\n\nIt grows on palms.\n"
    assert one(story).text == story


def test_a_story_that_begins_with_a_colon_is_no_header() -> None:
    story = "Torvane: a town between the lines\nAuthor: unknown, it seems\n\nNobody came.\n"
    assert one(story).text == story


def test_quoted_values_lists_and_continued_lines_are_understood() -> None:
    article = one(
        "---\ntitle: \"Market hit: the toll\"\nauthors:\n  - Ann Lee\n  - 'Bo Li'\n# a comment\n"
        f"publisher: The Very\n  Long Name\n---\n{BODY}"
    )
    assert article.headline == "Market hit: the toll"
    assert article.authors == ("Ann Lee", "Bo Li")
    assert article.publisher == "The Very Long Name"
    assert one(f"---\nheadline: A\nauthors: [Ann Lee, 'Bo Li']\n---\n{BODY}").authors == ("Ann Lee", "Bo Li")


def test_an_organisation_with_and_in_its_name_is_one_author() -> None:
    assert one(f"---\nauthor: Bread and Roses\n---\n{BODY}").authors == ("Bread and Roses",)
    assert one(f"---\nauthor: Ann Lee, Bo Li; Reuters\n---\n{BODY}").authors == (
        "Ann Lee",
        "Bo Li",
        "Reuters",
    )


def test_front_matter_that_is_not_closed_is_told() -> None:
    found = error(f"---\nheadline: Market hit\n{BODY}", origin="a.txt")
    assert isinstance(found, Malformed)
    assert "a.txt: the front matter that begins in line 1 is not closed" in str(found)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    story = "---\nNobody came to the town.\n---\nNobody left.\n"
    assert one(story).text == story


def test_an_unreadable_date_is_quoted() -> None:
    found = error(f"---\npublished: the other day\n---\n{BODY}", origin="a.txt")
    assert isinstance(found, Malformed)
    assert "'the other day'" in str(found)
    assert "a.txt" in str(found)


@pytest.mark.parametrize(
    "address", ["post.example/a", "ftp://post.example/a", "https://post.example/a b", "http://["]
)
def test_an_address_that_is_none_is_quoted(address: str) -> None:
    assert address in str(error(f"---\nurl: {address}\n---\n{BODY}"))


def test_the_first_line_is_the_headline_and_stays_in_the_text() -> None:
    text = f"Market hit in Torvane\n{BODY}"
    article = one(text)
    assert (article.headline, article.text) == ("Market hit in Torvane", text)


@pytest.mark.parametrize(
    "text",
    [
        "Only one line",
        "A sentence that ends.\nAnother one.",
        "He said, “That is all.”\nAnother one.",
        "She listed them:\none\ntwo",
        "word " * 40 + "\nmore",
        "",
        "\n\n",
    ],
)
def test_what_does_not_look_like_a_headline_is_none(text: str) -> None:
    assert guess_headline(text) is None


def test_hints_fill_in_what_the_text_does_not_say() -> None:
    moment = datetime(2026, 3, 4, 10, tzinfo=UTC)
    article = one(
        f"---\npublisher: Said\n---\nA guess\n{BODY}",
        headline="Hinted",
        publisher="Hinted",
        published=moment,
        url="https://hint.example/",
        language=None,
    )
    assert (article.headline, article.publisher, article.published) == ("Hinted", "Said", moment)
    assert (article.url, article.language) == ("https://hint.example/", "en")


def test_an_origin_that_is_an_address_is_the_articles() -> None:
    assert one(BODY, origin="https://post.example/a").url == "https://post.example/a"
    assert one(BODY, origin="a.txt").url is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_body_below_front_matter_comes_back_as_it_is(body: str) -> None:
    data = f"---\nheadline: A\nlanguage: en\n---\n{body}".encode()
    (article,) = read_articles(data, media_type="text/plain")
    assert isinstance(article, Article)
    assert article.text == body.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
