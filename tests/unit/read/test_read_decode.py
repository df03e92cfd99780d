from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.article import Article
from app.errors import EmptyInput, InputError, NotText, TooLarge
from app.read.clean import read_articles
from app.read.decode import KNOWN_BYTES, clean_text, decode

STORY = "The mayor’s office said “forty” houses burned – all of them in the café quarter of the town.\n"


def only(data: bytes, **more: object) -> Article | InputError:
    (found,) = read_articles(data, **more)  # type: ignore[arg-type] # tests hand in what they like
    return found


@pytest.mark.parametrize(
    "data",
    [
        STORY.encode(),
        codecs.BOM_UTF8 + STORY.encode(),
        codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + STORY.encode("utf-32-be"),
        STORY.encode("cp1252"),
        STORY.replace("\n", "\r\n").encode("cp1252"),
        STORY.replace("\n", "\r").encode(),
    ],
)
def test_a_text_is_the_same_in_every_encoding(data: bytes) -> None:
    article = only(data, origin="a.txt")
    assert isinstance(article, Article)
    assert article.text == STORY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(
        STORY.replace("’", "'").replace("–", "-").replace("“", '"').replace("”", '"').encode(encoding)
    )


def test_stray_western_bytes_in_utf_8_are_read_as_what_they_were() -> None:
    data = "“Old” quarter – ".encode() + "“new”".encode("cp1252") + b" \x81"
    assert decode(data) == "“Old” quarter – “new” \ufffd"


def test_a_declared_charset_is_heeded_and_good_utf_8_stands_above_it() -> None:
    russian = "Мэр сказал, что сгорели сорок домов в старом квартале."
    assert decode(russian.encode("koi8-r"), charset="KOI8-R") == russian
    assert decode(russian.encode(), charset="iso-8859-1") == russian
    assert decode("“caf\xe9”".encode("cp1252"), charset='"latin-1"') == "“café”"
    japanese = "市長は四十軒が焼けたと述べた"
    assert decode(japanese.encode("iso2022_jp"), charset="iso-2022-jp") == japanese


def test_a_page_declares_its_charset_itself() -> None:
    greek = "Ο δήμαρχος είπε"
    page = f'<html><head><meta charset="iso-8859-7"></head><body><p>{greek}</p></body></html>'
    article = only(page.encode("iso-8859-7"))
    assert isinstance(article, Article)
    assert (article.text, article.language) == (greek, "el")


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "zlib", "rot13", "no-such-charset", ""])
def test_charsets_that_hide_text_are_not_heeded(charset: str) -> None:
    assert decode(b"+ADw-script+AD4- \\u0041", charset=charset) == "+ADw-script+AD4- \\u0041"


def test_a_cyrillic_text_without_a_declaration_is_found_out() -> None:
    russian = "Мэр сказал, что сгорели сорок домов в старом квартале, и что никто не пострадал. " * 5
    assert decode(russian.encode("cp1251")) == russian


def test_a_declaration_that_the_bytes_belie_is_passed_over() -> None:
    assert decode(b"caf\xe9 in the old quarter of the town, the mayor said", charset="ascii").startswith(
        "café"
    )
    assert decode(b"caf\x81 " + b"the mayor said " * 20, charset="cp1252")


@pytest.mark.parametrize(("start", "name"), KNOWN_BYTES)
def test_known_formats_are_refused_by_name(start: bytes, name: str) -> None:
    found = only(start + bytes(range(32)) * 4, origin="photo.txt", media_type="text/plain")
    assert isinstance(found, NotText)
    assert name in str(found)
    assert found.origin == "photo.txt"


def test_the_message_tells_what_was_found_expected_and_where() -> None:
    found = only(b"\x89PNG\r\n\x1a\n", origin="photo.txt")
    assert str(found) == (
        "photo.txt: looks like a PNG image (first bytes 89 50 4E 47); expected text, HTML, JSON or a feed"
    )
    assert "film" in str(only(b"\0\0\0\x20ftypmp42\0\0"))


def test_a_story_may_begin_with_the_letters_of_a_format() -> None:
    assert isinstance(only(b"RIFF, the film fair, opens on Friday.\nIt lasts a week."), Article)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"one two \0 three", "NUL, as text never does, at byte 8"),
        (b"abc\x01\x02\x03\x04" * 50, "no encoding that we know"),
        (bytes(range(128, 256)) * 40, "no encoding that we know"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, words: str) -> None:
    found = only(data)
    assert isinstance(found, NotText)
    assert words in str(found)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_nothing_to_read_is_said(data: bytes) -> None:
    found = only(data, origin="a.txt")
    assert isinstance(found, EmptyInput)
    assert str(found).startswith("a.txt: ")


def test_an_input_over_the_limit_is_not_read() -> None:
    found = only(b"a" * 101, origin="a.txt", limit=100)
    assert isinstance(found, TooLarge)
    assert str(found) == "a.txt: has 101 bytes; expected at most 100"


def test_a_text_over_the_limit_for_one_article_is_refused() -> None:
    found = only("é".encode() * 51, text_limit=100)
    assert isinstance(found, TooLarge)
    assert "102 bytes; expected at most 100" in str(found)


def test_another_media_type_is_refused_by_name() -> None:
    found = only(b"abc", media_type="application/pdf; x=y", origin="https://a.example/b")
    assert isinstance(found, NotText)
    assert "is application/pdf; expected text, HTML, JSON or a feed" in str(found)


def test_what_no_graph_can_hold_is_replaced_one_for_one() -> None:
    assert clean_text("a\x07b\x00c\ud83dd\uffffe\r\nf\rg\ttab") == "a b\ufffdc\ufffdd\ufffde\nf\ng\ttab"


def test_right_to_left_text_and_emoji_keep_every_code_point() -> None:
    text = "قال رئيس البلدية إن أربعين منزلا احترقت 🔥👩‍🚒\u200f\n"
    article = only(text.encode())
    assert isinstance(article, Article)
    assert (article.text, article.language) == (text, "ar")


@given(
    st.binary(max_size=400), st.sampled_from(["", "a.txt", "a.html", "a.json", "a.jsonl", "a.xml", "a.rss"])
)
def test_any_bytes_give_articles_or_errors_that_name_the_origin(data: bytes, origin: str) -> None:
    for found in read_articles(data, origin=origin):
        if isinstance(found, InputError):
            assert str(found).startswith(origin)
        else:
            assert found.digest
            assert found.text.strip()


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert once.encode().decode() == once
    assert len(once) <= len(text)
