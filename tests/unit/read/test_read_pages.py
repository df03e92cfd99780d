from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from app.domain.article import Article
from app.errors import EmptyInput, InputError, Malformed
from app.read.clean import read_articles
from app.read.formats.fragment import fragment_text

PARAGRAPHS = [
    "Floodwater rose over the quays of Marrow Bay on Thursday and drove 300 people out, the mayor said.",
    "“We have not seen the like since 1987,” harbour master Ines Toll told us. “The pumps can’t keep up.”",
    "The regional government said 40 houses had been lost. Residents’ groups put the number at more than 60.",
    "Schools stay closed until Monday, according to the mayor’s office, which expects the tide to fall then.",
]
HERE = "https://www.harbourpost.example/news/floods"
GRAPH: list[dict[str, Any]] = [
    {"@type": "Organization", "@id": "https://www.harbourpost.example/#org", "name": "The Harbour Post"},
    {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "News"}]},
    {"@type": "NewsArticle", "headline": "Older story", "datePublished": "2020-01-01", "publisher": "Else"},
    {
        "@type": ["NewsArticle", "ReportageNewsArticle"],
        "mainEntityOfPage": {"@id": HERE},
        "headline": "Floods drive hundreds from Marrow Bay",
        "datePublished": "2026-03-05T18:24:11+01:00",
        "author": [{"@type": "Person", "name": "Mira Sand"}, "Jo Keel", "https://harbourpost.example/staff"],
        "publisher": {"@id": "https://www.harbourpost.example/#org"},
        "dateline": "MARROW BAY",
    },
]
META = f"""<link rel="canonical" href="{HERE}"><meta property="og:url" content="{HERE}">
<meta property="og:title" content="Floods drive hundreds from Marrow Bay">
<meta property="og:site_name" content="Harbour Post Online">
<meta property="article:published_time" content="2026-03-05T18:20:00+01:00">
<meta name="author" content="By Sam Reed">"""
STORY = f"""<article><h1>Floods drive hundreds from Marrow Bay</h1>
<p class="byline">By Mira Sand and Jo Keel</p><p>{PARAGRAPHS[0]}</p>
<figure><img src="/quay.jpg" alt="Water"><figcaption>Water over the quay. Photo: J. Keel</figcaption></figure>
<p>{PARAGRAPHS[1]}</p><div class="ad-slot">Advertisement</div>
<aside class="related"><h2>Related stories</h2><ul><li><a href="/a">Ten walks by the sea</a></li>
<li><a href="/b">Lighthouse keeper retires after 50 years of service</a></li></ul></aside>
<h2>Houses lost</h2><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div></article>"""
TEXT = "\n".join(("Floods drive hundreds from Marrow Bay", *PARAGRAPHS[:2], "Houses lost", *PARAGRAPHS[2:]))


def page(*, graph: Any = None, meta: str = META, story: str = STORY) -> bytes:
    """A news page with all that stands around an article."""
    linked = "" if graph is None else f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Floods | The Harbour Post
</title>{meta}{linked}<style>.nav {{ color: red }}</style>
<script>window.track = {{"headline": "no"}};</script>
</head><body><div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 812 partners use
cookies to store and read information on your device. Accept all cookies to carry on reading.</p>
<button>Accept all</button></div><header class="site-header">
<a href="/">The Harbour Post</a><nav><ul>
<li><a href="/news">News</a></li><li><a href="/subscribe">Subscribe for 1 a week</a></li></ul></nav></header>
<main>{story}<section class="most-read"><h2>Most read</h2><ol>
<li><a href="/c">Cat is rescued from mast</a></li>
</ol></section><section id="comments"><h2>Comments</h2><p>Gullfan72: they should have built the wall!!!</p>
</section></main><footer><p>© 2026 The Harbour Post. All rights reserved. Privacy policy.</p></footer>
</body></html>""".encode()


def one(data: bytes, **more: Any) -> Article:
    (article,) = read_articles(data, **more)
    assert isinstance(article, Article), article
    return article


def test_a_news_page_gives_its_article_and_nothing_around_it() -> None:
    article = one(page(graph={"@context": "https://schema.org", "@graph": GRAPH}), origin="a.html")
    assert article == Article(
        text=TEXT,
        headline="Floods drive hundreds from Marrow Bay",
        publisher="The Harbour Post",
        authors=("Mira Sand", "Jo Keel"),
        published=datetime(2026, 3, 5, 18, 24, 11, tzinfo=timezone(timedelta(hours=1))),
        language="en-GB",
        url=HERE,
        dateline="MARROW BAY",
        origin="a.html",
    )


@pytest.mark.parametrize(
    "graph",
    [
        GRAPH[2:],
        {"@type": "WebPage", "mainEntity": GRAPH[3]},
        {
            "http://schema.org/headline": "Floods",
            "@type": "http://schema.org/NewsArticle",
            "schema:publisher": "P",
        },
    ],
)
def test_json_ld_is_found_however_it_is_nested(graph: Any) -> None:
    article = one(page(graph=graph))
    assert article.headline in {"Floods drive hundreds from Marrow Bay", "Floods"}
    assert article.publisher in {"Harbour Post Online", "P"}


def test_of_several_articles_in_json_ld_the_one_with_the_shown_headline_counts() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": one, "publisher": one}
        for one in ("Other", "Floods drive hundreds from Marrow Bay")
    ]
    assert one(page(graph=graph, meta="")).publisher == "Floods drive hundreds from Marrow Bay"


def test_without_json_ld_the_page_s_own_tags_speak() -> None:
    article = one(page())
    assert article.publisher == "Harbour Post Online"
    assert article.authors == ("Sam Reed",)
    assert article.published == datetime(2026, 3, 5, 18, 20, tzinfo=timezone(timedelta(hours=1)))


def test_without_any_tags_the_byline_and_the_title_are_guessed() -> None:
    article = one(page(meta=""), url=HERE)
    assert article.headline == "Floods drive hundreds from Marrow Bay"
    assert article.authors == ("Mira Sand", "Jo Keel")
    assert (article.published, article.url) == (None, HERE)


def test_broken_json_ld_is_as_good_as_none() -> None:
    meta = META + '<script type="application/ld+json">{"@type": "NewsArticle", broken</script>'
    meta += '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    meta += '<script type="application/ld+json"></script>'
    assert one(page(meta=meta)).publisher == "Harbour Post Online"


def test_json_ld_with_raw_line_ends_or_in_a_comment_is_read() -> None:
    meta = (
        '<script type="application/ld+json"><!--\n{"@type": "NewsArticle", "publisher": "A\nB"}\n--></script>'
    )
    assert one(page(meta=META + meta)).publisher == "A B"


def test_of_two_stories_on_a_page_the_one_it_is_about_is_read() -> None:
    second = (
        "<article><h1>Second story</h1>"
        + "".join(f"<p>More. {one} {one}</p>" for one in PARAGRAPHS)
        + "</article>"
    )
    for story in (STORY + second, second + STORY):
        assert one(page(story=story)).text == TEXT
    article = one(page(story=second + STORY, meta=""))
    assert (article.headline, article.text.startswith("Second story\nMore.")) == ("Second story", True)


def test_the_posts_of_a_live_page_stay_together() -> None:
    posts = "".join(f"<article><h2>{at}:00</h2><p>{one}</p></article>" for at, one in enumerate(PARAGRAPHS))
    assert all(one in one_live.text for one_live in [one_page(posts)] for one in PARAGRAPHS)


def one_page(story: str) -> Article:
    return one(page(story=f"<article><h1>Live: floods</h1>{story}</article>", meta=""))


def test_a_page_s_own_address_is_believed_on_its_host_only() -> None:
    assert one(page(), url="https://m.harbourpost.example/n/1?share=x").url == HERE
    assert one(page(), origin="https://evil.example/copy").url == "https://evil.example/copy"
    relative = '<link rel="canonical" href="/news/1"><meta property="og:url" content="not an address">'
    assert one(page(meta=relative), url="https://a.example/x").url == "https://a.example/news/1"
    assert one(page(meta=relative)).url is None


def test_the_first_readable_date_counts_and_only_unreadable_ones_are_an_error() -> None:
    assert one(page(graph={"@type": "Article", "datePublished": "soon"})).day == date(2026, 3, 5)
    meta = '<meta property="article:published_time" content="yesterday-ish">'
    (found,) = read_articles(page(meta=meta), origin="a.html")
    assert isinstance(found, Malformed)
    assert "a.html: the date of publication is 'yesterday-ish'" in str(found)


def test_a_time_element_gives_the_date() -> None:
    story = '<time itemprop="datePublished" datetime="2026-03-05T10:00:00Z">5 March</time>' + STORY
    assert one(page(meta="", story=story)).published == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_the_body_in_json_ld_stands_in_for_a_page_that_shows_none() -> None:
    graph = {"@type": "NewsArticle", "articleBody": f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"}
    article = one(
        f'<html><head><script type="application/ld+json">{json.dumps(graph)}</script></head></html>'.encode()
    )
    assert article.text == "\n".join(PARAGRAPHS[:2])


def test_a_long_comment_above_a_page_is_passed_over() -> None:
    html = f"<!-- {'made by hand ' * 20} --><html><body><p>{PARAGRAPHS[0]}</p></body></html>"
    assert one(html.encode()).text == PARAGRAPHS[0]


def test_references_to_things_that_are_no_names_are_left_alone() -> None:
    graph = [{"@type": "NewsArticle", "publisher": {"@id": {"a": 1}}, "author": {"@id": ["b"]}}]
    assert one(page(graph=graph)).publisher == "Harbour Post Online"


def test_lists_tables_and_links_inside_of_lines_read_as_they_are_shown() -> None:
    story = f"""<article><h1>Toll</h1><p>{PARAGRAPHS[0]}</p><p>The <a href="/m">mayor</a>, <em>Ines
    Toll</em>, said: &#8220;T<b>en</b> houses&#8221;.</p><table><tr><th>Side</th><th>Dead</th></tr>
    <tr><td>North</td><td>14</td></tr></table><ul>
    <li>Nobody <i>died</i>.</li><li>Schools stay closed.</li></ul>
    <blockquote><p>“They can’t keep up.”</p></blockquote>
    <p>{PARAGRAPHS[1]}<br>{PARAGRAPHS[2]}</p></article>"""
    assert one(page(story=story, meta="")).text.split("\n") == [
        "Toll",
        PARAGRAPHS[0],
        "The mayor, Ines Toll, said: “Ten houses”.",
        "Side\tDead",
        "North\t14",
        "Nobody died.",
        "Schools stay closed.",
        "“They can’t keep up.”",
        PARAGRAPHS[1],
        PARAGRAPHS[2],
    ]


def test_a_short_fragment_and_xhtml_are_pages_too() -> None:
    assert (
        one(b"<p>Ten houses burned.</p><p>Nobody was hurt.</p>").text
        == "Ten houses burned.\nNobody was hurt."
    )
    assert one(b"<b>Hi</b>", media_type="text/html").text == "Hi"
    xhtml = '<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- x --><!-- y -->\n<html xmlns="http://www.w3.org/1999/xhtml">'
    xhtml += f"<head><title>T</title></head><body><p>Café. {PARAGRAPHS[2]}</p></body></html>"
    assert one(xhtml.encode("cp1252"), media_type="application/xml").text == f"Café. {PARAGRAPHS[2]}"


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><script>a = 1</script></html>", "<html>"]
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    (found,) = read_articles(html.encode(), origin="a.html")
    assert isinstance(found, EmptyInput)
    assert str(found).startswith("a.html: ")


def test_markup_made_to_hurt_is_read_in_linear_time() -> None:
    start = time.monotonic()
    for html in (
        "<!--a-->" * 400 + "x",
        "<nav " * 20_000,
        "<html>" + "<div>" * 20_000,
        "<html><p " * 20_000,
        '{"articleBody": "' + "<p " * 20_000 + '"}',
        "<!doctype html>" + "<script type='application/ld+json'>//" + " " * 20_000,
    ):
        assert all(isinstance(one, Article | InputError) for one in read_articles(html.encode()))
    assert time.monotonic() - start < 20


def test_a_fragment_gives_a_line_for_each_block_and_hides_what_is_not_shown() -> None:
    html = "<h2>A</h2>text\n on  <b>one</b> line<br>next&nbsp;&#8220;x&#8221;<script>no()</script>"
    html += "</i><ul><li>1<li>2</ul>"
    assert fragment_text(html) == "A\ntext on one line\nnext\xa0“x”\n1\n2"
    assert fragment_text("<style><b>x</style>after") == "after"
