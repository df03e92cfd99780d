from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.article import Article
from app.errors import EmptyInput, InputError, Malformed
from app.read.clean import read_articles
from app.read.formats.feeds import FeedEntry, feed_entries

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://post.example/</link><language>en-gb</language>
<item><title>Floods &amp; fire: the toll</title><link>https://post.example/1</link>
 <dc:creator>By Ann Lee and Bo Li</dc:creator><pubDate>Thu, 05 Mar 2026 18:24:11 +0000</pubDate>
 <description>Ten houses …</description>
 <content:encoded><![CDATA[<p>The mayor said <b>ten</b> houses&nbsp;burned.</p>
<p>“Nobody was hurt.”</p>]]></content:encoded></item>
<item><title>Only a pointer</title><link>https://post.example/2</link>
<description>Read it there.</description></item>
<item><title>A teaser</title><link>https://post.example/3</link>
 <content:encoded><![CDATA[<p>The mayor said […]</p>]]></content:encoded></item>
<item><title>Bad day</title><link>https://post.example/4</link><pubDate>someday</pubDate>
 <content:encoded><![CDATA[<p>The mayor said so.</p>]]></content:encoded></item>
<item><title>No address</title><guid>urn:x</guid><source url="https://wire.example/">Invented Wire</source>
 <content:encoded><![CDATA[<p>The mayor said so.</p>]]></content:encoded></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="iso-8859-1"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Invented Wire</title>
<entry><title type="html">Caf\xe9 &amp;amp; quay</title><link href="https://wire.example/1"/><id>urn:1</id>
<author><name>Ann Lee</name></author><updated>2026-03-05T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The caf\xe9 burned, she said.</p>
<p>All of it.</p></div></content>
</entry></feed>"""


def read(text: str | bytes, **more: object) -> list[Article | InputError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_articles(data, **more))  # type: ignore[arg-type] # tests hand in what they like


def test_an_article_that_a_feed_carries_whole_is_read() -> None:
    assert read(RSS, origin="feed.xml")[0] == Article(
        text="The mayor said ten houses\xa0burned.\n“Nobody was hurt.”",
        headline="Floods & fire: the toll",
        publisher="The Harbour Post",
        authors=("Ann Lee", "Bo Li"),
        published=datetime(2026, 3, 5, 18, 24, 11, tzinfo=UTC),
        language="en-GB",
        url="https://post.example/1",
        origin="feed.xml item 1",
    )


def test_an_item_that_only_points_to_an_article_says_where_it_is() -> None:
    found = read(RSS, origin="feed.xml")
    assert isinstance(found[1], EmptyInput)
    assert str(found[1]) == (
        "feed.xml item 2: the feed has only a summary; the article itself is at https://post.example/2"
    )
    assert isinstance(found[2], EmptyInput)


def test_an_item_with_an_unreadable_date_is_told_and_the_rest_goes_on() -> None:
    found = read(RSS, origin="feed.xml")
    assert isinstance(found[3], Malformed)
    assert "feed.xml item 4: the date of publication is 'someday'" in str(found[3])
    assert isinstance(found[4], Article)
    assert (found[4].publisher, found[4].url, found[4].published) == ("Invented Wire", None, None)


def test_atom_is_read_in_the_encoding_it_declares() -> None:
    (article,) = read(ATOM.encode("iso-8859-1"), media_type="application/atom+xml")
    assert isinstance(article, Article)
    assert article.text == "The café burned, she said.\nAll of it."
    assert (article.headline, article.authors, article.day) == ("Café & quay", ("Ann Lee",), date(2026, 3, 5))


def test_the_entries_of_a_feed_are_listed_for_who_fetches_them() -> None:
    entries = feed_entries(RSS.encode())
    assert len(entries) == 5
    assert entries[1] == FeedEntry(
        url="https://post.example/2",
        headline="Only a pointer",
        published=None,
        publisher="The Harbour Post",
        summary_html="Read it there.",
        language="en-gb",
    )
    assert (entries[3].published, entries[3].date_words) == (None, "someday")


@pytest.mark.parametrize(
    "text", ["<rss><channel><title>x</title></channel></rss>", '<feed xmlns="http://www.w3.org/2005/Atom"/>']
)
def test_a_feed_without_items_says_so(text: str) -> None:
    (found,) = read(text, origin="feed.xml")
    assert isinstance(found, EmptyInput)
    assert "feed without items" in str(found)


@pytest.mark.parametrize(
    "text", ["<note>hello</note>", "<rss", "just words", "<?xml version='1.0'?><sitemap/>"]
)
def test_what_is_no_feed_says_so(text: str) -> None:
    (found,) = read(text, origin="feed.rss")
    assert isinstance(found, Malformed)
    assert str(found).startswith("feed.rss: is no feed")


@pytest.mark.parametrize(
    "told",
    [{"origin": "a.xml"}, {"media_type": "text/xml"}, {"media_type": "application/xml; charset=utf-8"}, {}],
)
def test_other_xml_is_not_taken_for_text(told: dict[str, str]) -> None:
    (found,) = read("<?xml version='1.0'?>\n<nitf><body>The mayor said so.</body></nitf>", **told)
    assert isinstance(found, Malformed)
    assert "is no feed" in str(found)


def test_a_reference_to_no_character_is_an_error_and_not_a_crash() -> None:
    (found,) = read("<rss version='2.0'><channel><item><title>&#55296;</title></item></channel></rss>")
    assert isinstance(found, Malformed)
    assert "cannot be parsed" in str(found)


def test_an_item_without_any_date_has_none() -> None:
    (entry,) = feed_entries(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><updated/><published/></entry></feed>"
    )
    assert (entry.published, entry.date_words) == (None, "")


def test_entities_that_multiply_are_not_unfolded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(
        f'<!ENTITY {b} "&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};&{a};">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb += '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    bomb += "<rss version='2.0'><channel><item><title>&i;</title>"
    bomb += "<description>&file;</description></item></channel></rss>"
    (entry,) = feed_entries(bomb.encode())
    assert len(entry.headline or "") < 100
    assert "root" not in entry.summary_html
